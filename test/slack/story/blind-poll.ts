import { beforeAll, describe, expect, test } from 'vitest'
import type { Sent } from '../../platforms/slack/entities.ts'
import type { Slack } from '../../platforms/slack/loopback.ts'
import type { Workspace } from '../../platforms/slack/world.ts'
import { confirms } from '../confirms.ts'
import { inputOf, type Story } from '../storyteller.ts'
import type { Scene } from './scene.ts'

/** A poll that is blind, one that is edited, and those that wait for people. */
export function aBlindPoll(begun: () => Scene): void {
  describe('a poll', () => {
    let slack: Slack
    let people: Slack['people']
    let here: Workspace
    let teller: Story
    beforeAll(() => {
      ;({ slack, people, here, teller } = begun())
    })

    let blind: Sent

    test('a blind one tells how many have voted, until it is revealed', async () => {
      const { ada, ben } = here
      blind = await teller.opens(ada, 'poll A blind one blind')
      expect(slack.textOf(blind)).toContain('Open, votes hidden')
      await teller.told(people.press(ben, 'Eng · Worst', blind))
      await teller.says(blind, '1 person has voted')
      expect(slack.textOf(blind)).not.toContain('Engineering × Worst-case')
      expect(await teller.told(people.slash(ada, 'results A blind one'))).not.toContain('Worst-case')
      await teller.told(people.slash(ada, 'export A blind one'))
      const [file] = teller.filesFor(ada)
      expect(file?.bytes?.toString()).toContain('A blind one')
      expect(file?.bytes?.toString()).not.toContain('"row"')
      await confirms(slack, ada, { words: 'reveal A blind one', label: 'Reveal votes' })
      await teller.says(blind, 'Engineering × Worst-case')
      await teller.appears('Votes are visible.', { under: blind })
      await teller.appears('Ada revealed the votes on')
    })

    test('is edited in a form', async () => {
      const { ada } = here
      const form = await teller.form(people.slash(ada, 'edit A blind one'))
      expect(inputOf(form, 'title')).toMatchObject({ initial_value: 'A blind one' })
      const asked = people.submit(ada, form, { closes: 'someday' })
      await people.answered(asked)
      expect(Object.values(asked.errors ?? {})).toEqual([
        expect.stringContaining("I can't read “someday” as a time."),
      ])
      await teller.told(people.submit(ada, form, { note: 'Bring questions', closes: '3d' }))
      await teller.hears(ada, 'Saved. The poll on “A blind one” now shows your changes.')
      await teller.says(blind, 'Bring questions')
      await teller.appears('Ada moved the closing time of “A blind one” to ')
      expect(slack.textOf(blind)).toContain('A blind one')
      expect(slack.textOf(blind)).toMatch(/ · closes \w{3} .* \(London\), /)
    })

    test('who is expected and hasn’t voted is reminded in a direct message', async () => {
      const { ada, ben, cleo } = here
      const poll = await teller.opens(
        ada,
        `poll Expected by two expect:${people.at(ben)} ${people.at(cleo)} closes:24h`,
      )
      await teller.told(people.press(ben, 'Cog · Avg', poll))
      await teller.says(poll, '1 of 2')
      await people.answered(people.slash(ada, 'remind Expected by two'))
      await teller.hears(ada, 'Reminded 1 person in a private message.')
      const reminder = await teller.appears('You were asked to vote on this paper in', {
        channel: here.directOf(cleo),
      })
      expect(slack.textOf(reminder)).toContain('Expected by two')
      expect(teller.posted(here.directOf(ben))).toEqual([])
      const form = await teller.form(people.press(cleo, 'Full ballot…', reminder))
      expect(await teller.told(people.submit(cleo, form, { approach: '1', case: '1' }))).toContain(
        'Your vote: Behaviorist science × Pessimistic-case',
      )
      const again = await teller.form(people.press(cleo, 'Full ballot…', teller.note(cleo)))
      expect(inputOf(again, 'approach')).toMatchObject({ initial_option: { value: '1' } })
      await teller.says(poll, '2 of 2')
    })

    test('who is expected has to be mentioned', async () => {
      const { ada } = here
      expect(await teller.told(people.slash(ada, 'poll Whoever comes expect:ben'))).toContain(
        "I don't know who “ben” is. Mention people: @Ada @Ben.",
      )
      expect(
        await teller.told(people.slash(ada, 'poll Whoever comes expect:<!subteam^S0GROUP1|@readers>')),
      ).toContain("I can't see who is in that user group. Mention people instead: @Ada @Ben.")
    })
  })
}
