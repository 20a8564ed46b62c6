import { beforeAll, describe, expect, test } from 'vitest'
import type { Channel } from '../../platforms/slack/entities.ts'
import type { Slack } from '../../platforms/slack/loopback.ts'
import type { Workspace } from '../../platforms/slack/world.ts'
import type { Story } from '../storyteller.ts'
import type { Scene } from './scene.ts'

/** How polls open in a channel. */
export function theSettings(begun: () => Scene): void {
  describe('the settings of a channel', () => {
    let slack: Slack
    let people: Slack['people']
    let here: Workspace
    let teller: Story
    beforeAll(() => {
      ;({ slack, people, here, teller } = begun())
    })

    let channel: Channel

    test('are shown to all and changed by whoever manages the channel', async () => {
      const { ben, cleo } = here
      channel = here.openChannel('talks', { kind: 'public', creator: ben })
      expect(await teller.told(people.slash(cleo, 'settings', channel))).toContain('Channel defaults')
      expect(slack.textOf(teller.note(cleo))).not.toContain('[Change…]')
      expect(await teller.told(people.slash(ben, 'settings', channel))).toContain('[Change…]')
      const note = teller.note(ben)
      const form = await teller.form(people.press(ben, 'Change…', note))
      const asked = people.submit(ben, form, { zone: 'Mars/Olympus' })
      await people.answered(asked)
      expect(asked.errors).toEqual({
        zone: expect.stringContaining("I don't know the time zone “Mars/Olympus”."),
      })
      const told = await teller.told(
        people.submit(ben, form, { thread: 'open', zone: 'Europe/Berlin', language: 'de', closes: '3d' }),
      )
      expect(told).toContain('when the poll opens')
      expect(told).toContain('3 days after they open')
      expect(teller.note(ben)).toBe(note)
      expect(await teller.told(people.slash(cleo, 'settings'))).not.toContain('when the poll opens')
    })

    test('can give a poll its thread when it opens: what is said there is about this poll', async () => {
      const { cleo } = here
      const first = await teller.opens(cleo, 'poll Talked about', channel)
      expect(slack.textOf(first)).toContain(' · closes ')
      await teller.opens(cleo, 'poll Opened later', channel)
      await people.answered(people.mention(cleo, 'results', { channel, threadTs: first.ts }))
      const note = await teller.hears(cleo, 'No votes yet.')
      expect(slack.textOf(note)).toContain('Talked about')
      expect(note.threadTs).toBe(first.ts)
      await teller.told(people.press(cleo, 'Eng · Avg', first))
      people.slash(cleo, 'close Talked about', channel)
      await teller.appears('Round 1 is closed.', { under: first })
      await teller.appears('Cleo closed round 1 on', { channel })
    })
  })
}
