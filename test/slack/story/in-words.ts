import { beforeAll, describe, expect, test } from 'vitest'
import type { Slack } from '../../platforms/slack/loopback.ts'
import type { Workspace } from '../../platforms/slack/world.ts'
import { inputOf, picturesIn, type Story } from '../storyteller.ts'
import type { Scene } from './scene.ts'

/** Mentions and direct messages. */
export function inWords(begun: () => Scene): void {
  describe('in words to the bot', () => {
    let slack: Slack
    let people: Slack['people']
    let here: Workspace
    let teller: Story
    beforeAll(() => {
      ;({ slack, people, here, teller } = begun())
    })

    test('a mention opens a poll, and what is for one alone is told to them alone', async () => {
      const { cleo } = here
      await people.answered(people.mention(cleo, 'poll https://arxiv.org/abs/1706.03762'))
      expect(slack.textOf(await teller.appears('1706.03762'))).toContain('[Cog · Worst]')
      const before = teller.posted().length
      expect(await teller.told(people.mention(cleo, 'settings'))).toContain('Channel defaults')
      expect(teller.note(cleo).seenBy).toBe(cleo.id)
      expect(teller.posted()).toHaveLength(before)
    })

    test('a mention that asks something is explained in its thread, in brief; More is for one alone', async () => {
      const { ben, cleo } = here
      const { message: under } = people.mention(cleo, 'hey, what’s mech interp?')
      if (under === undefined) throw new Error('Nothing was written')
      const answer = await teller.appears('Mechanistic interpretability. ', { under })
      expect(picturesIn(answer.blocks)).toHaveLength(0)
      expect(slack.textOf(answer)).not.toContain('[Share]')
      expect(await teller.told(people.press(ben, 'More', answer))).toContain('Why it is there')
      expect(teller.note(ben).threadTs).toBe(under.ts)
    })

    test('a mention of what is not known is answered to one alone, any other with help in one line', async () => {
      const { cleo } = here
      const before = teller.posted().length
      expect(await teller.told(people.mention(cleo, 'what is zzyzx?'))).toContain(
        "I don't know “what is zzyzx?”.",
      )
      expect(teller.posted()).toHaveLength(before)
      expect(await teller.told(people.mention(cleo, 'you are great'))).toContain(
        "I didn't understand that. To start a poll, paste a link",
      )
    })

    test('in the thread of a poll, it is about that one, whatever was opened since', async () => {
      const { ada, cleo } = here
      const channel = here.openChannel('two-polls', { kind: 'public' })
      const first = await teller.opens(ada, 'poll Opened first', channel)
      const second = await teller.opens(ada, 'poll Opened second', channel)
      const where = { channel, threadTs: first.ts }
      expect(await teller.told(people.mention(cleo, 'results', where))).toContain('Opened first')
      await teller.told(people.press(cleo, 'Eng · Avg', first))
      people.mention(ada, 'close', where)
      await teller.hears(ada, 'Closed round 1')
      expect(slack.textOf(teller.note(ada))).toContain('“Opened first”')
      await teller.appears('Round 1 is closed.', { under: first })
      expect(slack.textOf(second)).toContain('[Cog · Worst]')
    })

    test('in a thread, where there are no slash commands, words to type begin with a mention', async () => {
      const { cleo } = here
      const channel = here.openChannel('no-group', { kind: 'public' })
      const { ts: threadTs } = people.say(cleo, 'What do we read next?', { channel })
      expect(await teller.told(people.mention(cleo, 'reading next', { channel, threadTs }))).toContain(
        'Start one: @Cruxgrid reading schedule wed 17:00',
      )
      expect(await teller.told(people.mention(cleo, 'reading next', { channel }))).toContain(
        'Start one: /grid reading schedule wed 17:00',
      )
    })

    test('in a thread, everything stays there', async () => {
      const { ada, ben, cleo } = here
      const talk = people.say(ben, 'About mesa-optimisers')
      const threadTs = talk.ts
      await people.answered(people.mention(cleo, 'poll In a thread', { threadTs }))
      const poll = await teller.appears('[Cog · Worst]', { under: talk })
      expect(slack.textOf(poll)).toContain('In a thread')
      people.mention(cleo, 'what is scalable oversight?', { threadTs })
      await teller.appears('Scalable oversight. Ways for people', { under: talk })
      await teller.told(people.mention(cleo, 'help poll', { threadTs }))
      expect((await teller.hears(cleo, 'Ask this channel where a paper belongs on the grid')).threadTs).toBe(
        threadTs,
      )
      expect(await teller.told(people.press(ben, 'Cog · Avg', poll))).toContain(
        'Your vote: Cognitivist science',
      )
      expect(teller.note(ben).threadTs).toBe(threadTs)
      await people.answered(people.mention(ada, 'edit', { threadTs }))
      const offer = await teller.hears(ada, '[Open the form]')
      const form = await teller.form(people.press(ada, 'Open the form', offer))
      expect(inputOf(form, 'title')).toMatchObject({ initial_value: 'In a thread' })
      people.mention(cleo, 'close', { threadTs })
      await teller.appears('Round 1 is closed.', { under: talk })
      await teller.appears('Cleo closed round 1 on', { under: talk })
    })

    test('directly, words are enough, and answers stay', async () => {
      const { cleo } = here
      const channel = here.directOf(cleo)
      people.direct(cleo, 'what is AI control?')
      const explained = await teller.appears('Behaviorist science × Worst-case', { channel })
      const more = people.press(cleo, 'More', explained)
      expect(await teller.told(more)).toContain('Why it is there')
      await slack.until(() => picturesIn(more.note?.blocks ?? []).length === 1)
      people.direct(cleo, 'sing me a song')
      await teller.appears("I didn't understand that.", { channel })
      people.direct(cleo, 'poll https://arxiv.org/abs/2310.13548')
      const poll = await teller.appears('[Cog · Worst]', { channel })
      await teller.told(people.press(cleo, 'Behav · Avg', poll))
      people.direct(cleo, 'close')
      const report = await teller.appears('Round 1 is closed.', { under: poll })
      expect(slack.textOf(report)).toContain('1 vote')
      const heard = () => [...teller.notes(cleo), ...here.shownIn(here.directOf(cleo))].map(slack.textOf)
      // It comes by itself, and would be taken for the answer to whatever is asked next.
      await slack.until(() => heard().some((words) => words.startsWith('Closed round 1 on “Towards')))
      people.direct(cleo, 'export')
      await slack.until(() => teller.filesFor(cleo).length === 1)
      // What says where the file is comes by itself, before or after it.
      await slack.until(() => heard().some((words) => words.includes('is in our direct messages.')))
      expect(teller.filesFor(cleo).map(({ name }) => name)).toEqual([
        expect.stringMatching(/ – \d+ \w+ \d{4}\.json$/),
      ])
    })
  })
}
