import { beforeAll, describe, expect, test } from 'vitest'
import type { Slack } from '../../platforms/slack/loopback.ts'
import type { Workspace } from '../../platforms/slack/world.ts'
import { actionOf, inputOf, type Story } from '../storyteller.ts'
import type { Scene } from './scene.ts'

/** Menus, shortcuts and the App Home. */
export function withoutTyping(begun: () => Scene): void {
  describe('without typing', () => {
    let slack: Slack
    let people: Slack['people']
    let here: Workspace
    let teller: Story
    beforeAll(() => {
      ;({ slack, people, here, teller } = begun())
    })

    test('a message of somebody’s becomes a poll by its menu', async () => {
      const { ben, cleo } = here
      const talk = people.say(ben, 'Shall we read https://arxiv.org/abs/2312.06942 next?')
      const form = await teller.form(people.menu(cleo, 'place', talk))
      expect(inputOf(form, 'paper')).toMatchObject({ initial_value: 'https://arxiv.org/abs/2312.06942' })
      await people.answered(people.submit(cleo, form, { goal: 'yes' }))
      const poll = await teller.appears('2312.06942')
      expect(slack.textOf(poll)).toContain('[Cog · Worst]')
      const ballot = await teller.form(people.press(cleo, 'Full ballot…', poll))
      expect(slack.textOf(ballot)).toContain('Goal')
      const empty = people.say(ben, 'Shall we read something?')
      const asking = await teller.form(people.menu(cleo, 'place', empty))
      expect(slack.textOf(asking)).toContain('I found no link to a paper in that message.')
      expect(inputOf(asking, 'paper')).not.toHaveProperty('initial_value')
    })

    test('a poll is started from the shortcuts, in a channel that is chosen in the form', async () => {
      const { cleo, general } = here
      const form = await teller.form(people.shortcut(cleo, 'start'))
      expect(inputOf(form, 'in-channel')).toMatchObject({ type: 'conversations_select' })
      const before = teller.posted().length
      await people.answered(
        people.submit(cleo, form, { paper: 'From the shortcuts', 'in-channel': general.id }),
      )
      const [poll] = teller.posted().slice(before)
      if (poll === undefined) throw new Error('Nothing was posted')
      expect(slack.textOf(poll)).toContain('From the shortcuts')
      await slack.until(() => !form.isOpen)
    })

    test('the App Home shows what is open, with results and ballots to open there', async () => {
      const { ben } = here
      await teller.opens(here.ada, 'poll At home')
      const home = await teller.form(people.openHome(ben))
      expect(slack.textOf(home)).toContain('[Start a poll…]')
      expect(slack.textOf(home)).toContain('At home')
      expect(slack.textOf(home)).not.toContain('Another one')
      const results = await teller.form(people.pressRaw(ben, actionOf(home, 'Full report', 'At home'), home))
      expect(slack.textOf(results)).toContain('At home')
      expect(slack.textOf(results)).toContain('No votes yet.')
      await teller.picture(results)
      people.closeView(ben, results)
      const form = await teller.form(people.pressRaw(ben, actionOf(home, 'Full ballot…', 'At home'), home))
      expect(slack.textOf(form)).toContain('Approach')
      const told = await teller.told(people.submit(ben, form, { approach: '0', case: '0' }))
      expect(told).toContain('Your vote: Engineering × Average-case')
      const receipt = people.viewOf(here, ben)
      if (receipt === undefined) throw new Error('The receipt was closed')
      expect(await teller.told(people.slash(ben, 'results At home'))).toContain('1 vote')
      await people.answered(people.press(ben, 'Withdraw', receipt))
      expect(slack.textOf(receipt)).toContain('withdrawn')
      expect(await teller.told(people.slash(ben, 'results At home'))).toContain('No votes yet.')
    })

    test('a poll is started in the App Home, and what is wrong with the channel stands beside it', async () => {
      const { ben, general } = here
      const closed = here.openChannel('not-invited', { kind: 'public', hasBot: false })
      const home = await teller.form(people.openHome(ben))
      const form = await teller.form(people.press(ben, 'Start a poll…', home))
      const paper = 'Started at home'
      const asked = people.submit(ben, form, { paper, 'in-channel': closed.id })
      await people.answered(asked)
      expect(asked.errors).toEqual({ 'in-channel': expect.stringContaining('Type /invite @Cruxgrid here') })
      const before = teller.posted().length
      await people.answered(people.submit(ben, form, { paper, 'in-channel': general.id }))
      await slack.until(() => !form.isOpen)
      expect(teller.posted().slice(before).map(slack.textOf)).toEqual([expect.stringContaining(paper)])
    })
  })
}
