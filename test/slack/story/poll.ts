import { beforeAll, describe, expect, test } from 'vitest'
import type { Sent } from '../../platforms/slack/entities.ts'
import type { Slack } from '../../platforms/slack/loopback.ts'
import type { Workspace } from '../../platforms/slack/world.ts'
import { inputOf, picturesIn, type Story } from '../storyteller.ts'
import { reason, type Scene, title } from './scene.ts'

/** A poll from its first message to its re-vote. */
export function aPoll(begun: () => Scene): void {
  describe('a poll', () => {
    let slack: Slack
    let people: Slack['people']
    let here: Workspace
    let teller: Story
    beforeAll(() => {
      ;({ slack, people, here, teller } = begun())
    })

    let board: Sent

    test('/grid alone says what can be done, and more about each command', async () => {
      const { ben } = here
      expect(await teller.told(people.slash(ben, ''))).toContain('What I can do')
      const note = teller.note(ben)
      expect(await teller.told(people.press(ben, 'poll', note))).toContain(
        '/grid poll https://arxiv.org/abs/2204.05862',
      )
      expect(teller.note(ben)).toBe(note)
      expect(await teller.told(people.slash(ben, 'help explain'))).toContain('[Open the form…]')
      expect(await teller.told(people.slash(ben, 'sing me a song'))).toContain("I didn't understand that.")
    })

    test('is a message with facts and buttons at once, and with its picture a moment later', async () => {
      board = await teller.opens(here.ada, `poll ${title} note:For Wednesday`)
      const text = slack.textOf(board)
      expect(text).toContain(title)
      expect(text).toContain('For Wednesday')
      expect(text).toContain('[Cog · Pess] [Cog · Worst]')
      expect(text).toContain('[Full ballot…] [What do these mean?] [More…]')
      const sent = slack.requests.find(({ method }) => method === 'chat.postMessage')
      expect(JSON.stringify(sent?.args.blocks)).toContain(title)
      expect(JSON.stringify(sent?.args.blocks)).not.toContain('slack_file')
      await teller.says(board, `${title}, round 1, open: No votes yet.`)
      const [file] = teller.filesAbout(title)
      expect(file?.id).toBe(await teller.picture(board))
      expect(file?.length).toBeGreaterThan(10_000)
      expect(people.lastHeard(here.ada)).toBeUndefined()
    })

    test('one press is a vote: its voter alone is told, and the board follows with another picture', async () => {
      const { ada, ben } = here
      const before = await teller.picture(board)
      expect(await teller.told(people.press(ben, 'Cog · Worst', board))).toContain(
        'Your vote: Cognitivist science × Worst-case',
      )
      await teller.says(board, '1 Cognitivist × Worst-case')
      expect(slack.textOf(board)).toContain('1 Cognitivist × Worst-case')
      const after = await teller.picture(board, before)
      await slack.until(() => teller.filesAbout(title).length === 1)
      expect(teller.filesAbout(title).map(({ id }) => id)).toEqual([after])
      expect(teller.posted()).toEqual([board])
      expect(people.lastHeard(ada)).toBeUndefined()
    })

    test('a full ballot has radio buttons and text, and is filled in with what was answered', async () => {
      const { ben } = here
      const form = await teller.form(people.press(ben, 'Full ballot…', board))
      expect(slack.textOf(form)).toContain(
        '[Engineering] [Behaviorist science] [Cognitivist science] [Unsure]',
      )
      expect(form.content).toMatchObject({ title: { text: 'Your vote' }, submit: { text: 'Vote' } })
      expect(inputOf(form, 'approach')).toMatchObject({
        type: 'radio_buttons',
        initial_option: { text: { text: 'Cognitivist science' } },
      })
      expect(inputOf(form, 'case')).toMatchObject({
        options: [
          { description: { text: 'About how well things go typically, or on average.' } },
          { description: { text: 'About things going wrong, with nobody trying to make them go wrong.' } },
          { description: { text: 'About the worst that could happen: rare, hidden or caused on purpose.' } },
          { text: { text: 'Unsure' } },
        ],
      })
      expect(inputOf(form, 'why')).toMatchObject({ type: 'plain_text_input', multiline: true })
      const told = await teller.told(people.submit(ben, form, { why: reason, confidence: '4' }))
      expect(told).toContain(reason)
      expect(told).toContain('4 of 5')
      await slack.until(() => !form.isOpen)
      const again = await teller.form(people.press(ben, 'Full ballot…', board))
      expect(inputOf(again, 'why')).toMatchObject({ initial_value: reason })
      people.closeView(ben, again)
    })

    test('what is wrong with a ballot stands beside the field, and nothing typed is lost', async () => {
      const { cleo } = here
      const form = await teller.form(people.press(cleo, 'Full ballot…', board))
      const asked = people.submit(cleo, form, { approach: '0', why: 'Hm.' })
      await people.answered(asked)
      expect(asked.errors).toEqual({ case: expect.stringContaining('Choose one, or Unsure.') })
      expect(form.isOpen).toBe(true)
      const told = await teller.told(people.submit(cleo, form, { approach: '0', case: 'unsure', why: 'Hm.' }))
      expect(told).toContain('Your vote: Engineering')
      await slack.until(() => !form.isOpen)
    })

    test('Neither, Unsure and Withdraw are answers too, and a note is replaced where it was pressed', async () => {
      const { cleo } = here
      expect(await teller.told(people.press(cleo, 'Neither (applications)', board))).toContain(
        'to applications research (off the grid).',
      )
      await teller.says(board, '1 applications research')
      expect(await teller.told(people.press(cleo, 'Unsure', board))).toMatch(/unsure/i)
      const note = teller.note(cleo)
      const notes = teller.notes(cleo)
      expect(await teller.told(people.press(cleo, 'Withdraw', note))).toContain('withdrawn')
      expect(teller.note(cleo)).toBe(note)
      expect(teller.notes(cleo)).toEqual(notes)
      await teller.says(board, 'Open · 1 vote')
    })

    test('results are for whoever asks, with the picture, and can be shared', async () => {
      const { cleo } = here
      const before = teller.posted().length
      expect(await teller.told(people.slash(cleo, `results ${title}`))).toContain('1 vote')
      const note = teller.note(cleo)
      expect(picturesIn(note.blocks)).toHaveLength(1)
      expect(teller.posted()).toHaveLength(before)
      await people.answered(people.press(cleo, 'Share', note))
      const [shared] = teller.posted().slice(before)
      if (shared === undefined) throw new Error('Nothing was shared')
      expect(slack.textOf(shared)).toMatch(/^Result of a poll in .* · shared by Cleo$/m)
      expect(slack.textOf(shared)).toContain('[Go to the poll]')
      expect(picturesIn(shared.blocks)).toHaveLength(1)
    })

    test('More… offers what this person may do', async () => {
      const { ada, ben, cleo } = here
      expect(await teller.told(people.press(cleo, 'More…', board))).toContain('[Full report] [Export]')
      expect(slack.textOf(teller.note(cleo))).not.toContain('[Close round 1]')
      expect(await teller.told(people.press(ada, 'More…', board))).toContain('[Close round 1]')
      expect(slack.textOf(teller.note(ada))).toContain('[Delete…]')
      expect(await teller.told(people.slash(ben, `close ${title}`))).toContain(
        'Only Ada or a manager of this channel can close this poll. Ask one of them.',
      )
    })

    test('whoever made a channel may close the polls of others there', async () => {
      const { ben, cleo } = here
      const channel = here.openChannel('bens-room', { kind: 'public', creator: ben })
      const poll = await teller.opens(cleo, 'poll By Cleo', channel)
      await teller.told(people.press(cleo, 'Cog · Worst', poll))
      expect(await teller.told(people.press(ben, 'More…', poll))).toContain('[Close round 1]')
      const note = teller.note(ben)
      await people.answered(people.press(ben, 'Close round 1', note))
      await teller.hears(ben, 'Closed round 1 on “By Cleo”.')
      expect(teller.note(ben)).toBe(note)
      await teller.appears('Round 1 is closed.', { under: poll })
    })

    test('a delete asks first, and takes the picture along', async () => {
      const { ada } = here
      const other = await teller.opens(ada, 'poll Another one')
      await teller.picture(other)
      expect(await teller.told(people.slash(ada, 'delete Another one'))).toContain(
        'Delete the poll on “Another one”?',
      )
      expect(slack.textOf(other)).toContain('[Cog · Worst]')
      const note = teller.note(ada)
      expect(await teller.told(people.press(ada, 'Delete poll', note))).toContain('Deleted the poll on')
      expect(teller.note(ada)).toBe(note)
      await teller.says(other, 'This poll and its votes were deleted')
      await slack.until(() => teller.filesAbout('Another one').length === 0)
      expect(slack.textOf(other)).not.toContain('[Cog · Worst]')
    })

    test('closing posts the outcome in its thread, and a re-vote is compared with it', async () => {
      const { ada, ben, cleo } = here
      people.slash(ada, `close ${title}`)
      await teller.hears(ada, 'Closed round 1 on')
      const report = await teller.appears('[New round] [Full report] [Export]', { under: board })
      expect(slack.textOf(report)).toContain(reason)
      expect(picturesIn(report.blocks)).toHaveLength(1)
      await teller.says(board, '· round 1 · ')
      expect(slack.textOf(board)).not.toContain('[Cog · Worst]')
      await teller.told(people.press(ada, 'New round', report))
      await teller.hears(ada, 'Round 2')
      expect(teller.note(ada).threadTs).toBe(board.ts)
      await teller.says(board, 'Round 2 · opened by')
      // What everyone reads about it comes by itself, and would be taken for somebody's answer.
      await teller.appears('Ada closed round 1 on')
      for (const where of [{}, { under: board }]) await teller.appears('Round 2 on', where)
      expect(await teller.told(people.press(ben, 'Eng · Avg', board))).toContain('[What moved you?]')
      const note = teller.note(ben)
      const form = await teller.form(people.press(ben, 'What moved you?', note))
      expect(await teller.told(people.submit(ben, form, { moved: 'Section 4' }))).toContain('Section 4')
      expect(teller.note(ben)).toBe(note)
      expect(await teller.told(people.slash(cleo, `results ${title}`))).toContain(
        'Only 1 person has voted in both rounds, too few to compare.',
      )
    })
  })
}
