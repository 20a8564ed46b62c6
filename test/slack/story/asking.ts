import { beforeAll, describe, expect, test } from 'vitest'
import type { Slack } from '../../platforms/slack/loopback.ts'
import type { Workspace } from '../../platforms/slack/world.ts'
import { picturesIn, type Story } from '../storyteller.ts'
import { type Scene, title } from './scene.ts'

/** What is explained, handed out and filled in for whoever asks. */
export function whoeverAsks(begun: () => Scene): void {
  describe('whoever asks', () => {
    let slack: Slack
    let people: Slack['people']
    let here: Workspace
    let teller: Story
    beforeAll(() => {
      ;({ slack, people, here, teller } = begun())
    })

    test('has a topic explained in brief, and whole with a picture in the same place', async () => {
      const { ben } = here
      const before = teller.posted().length
      expect(await teller.told(people.slash(ben, 'explain AI control'))).toContain(
        'AI control. Arranging things so that AIs cannot cause a catastrophe even if they try to.\nWhere it sits: Behaviorist science × Worst-case (the essay).',
      )
      expect(picturesIn(teller.note(ben).blocks)).toHaveLength(0)
      const notes = teller.notes(ben).length
      expect(await teller.told(people.press(ben, 'More', teller.note(ben)))).toContain('Why it is there ')
      expect(slack.textOf(teller.note(ben))).toContain(
        'AI control: Behaviorist science × Worst-case on the 3×3 grid. Example: AI control.',
      )
      expect(picturesIn(teller.note(ben).blocks)).toHaveLength(1)
      expect(teller.notes(ben)).toHaveLength(notes)
      expect(await teller.told(people.slash(ben, 'explain'))).toContain('Topics without a cell')
      expect(await teller.told(people.slash(ben, 'explain zzyzx'))).toContain("I don't know “zzyzx”.")
      expect(teller.posted()).toHaveLength(before)
    })

    test('shares what is explained, and others go on alone', async () => {
      const { ben, cleo } = here
      await teller.told(people.slash(ben, 'explain scalable oversight vs agent foundations'))
      people.press(ben, 'Share', teller.note(ben))
      const shared = await teller.appears('Explanation · shared by Ben')
      expect(slack.textOf(shared)).toContain('Scalable oversight or Agent foundations?')
      const before = teller.posted().length
      expect(await teller.told(people.press(cleo, 'More', shared))).toContain('Easily confused with it')
      expect(teller.posted()).toHaveLength(before)
    })

    test('is handed files in direct messages', async () => {
      const { ada, ben } = here
      expect(await teller.told(people.slash(ben, `export ${title}`))).toMatch(
        / – \d+ \w+ \d{4}\.json is in our direct messages\./,
      )
      await teller.told(people.slash(ben, `export ${title} csv`))
      await teller.told(people.slash(ben, 'my-data'))
      const [json, csv, mine] = teller.filesFor(ben)
      expect(json?.bytes?.toString()).toContain('"movedBy": "Section 4"')
      expect(csv?.name).toMatch(/ – \d+ \w+ \d{4}\.csv$/)
      expect(csv?.bytes?.toString()).toContain('Section 4')
      expect(mine?.name).toBe('my-data.json')
      expect(mine?.bytes?.toString()).toContain(here.id)
      expect(await teller.told(people.slash(ben, 'export all'))).toContain(
        'Only a manager of this channel can export all polls.',
      )
      expect(await teller.told(people.slash(ada, 'export all'))).toMatch('This file holds')
      expect(await teller.told(people.press(ada, 'Download', teller.note(ada)))).toMatch(
        /All polls – \d+ \w+ \d{4}\.jsonl is in our direct messages\./,
      )
    })

    test('fills in a command in a form, where papers and topics are suggested', async () => {
      const { ben } = here
      await teller.told(people.slash(ben, 'help results'))
      const results = await teller.form(people.press(ben, 'Open the form…', teller.note(ben)))
      const papers = people.suggest(ben, results, 'paper', 'blind')
      await people.answered(papers)
      expect(papers.options?.map(({ text }) => text.text)).toEqual(['A blind one · open'])
      const told = await teller.told(
        people.submit(ben, results, { paper: 'A blind one · open' }, papers.options),
      )
      expect(told).toContain('Engineering × Worst-case')
      await teller.told(people.slash(ben, 'help explain'))
      const explain = await teller.form(people.press(ben, 'Open the form…', teller.note(ben)))
      const topics = people.suggest(ben, explain, 'topic', 'control')
      await people.answered(topics)
      expect(topics.options?.map(({ text }) => text.text)).toContain('AI control')
      const explained = people.submit(ben, explain, { topic: 'AI control' }, topics.options)
      expect(await teller.told(explained)).toContain('Behaviorist science × Worst-case (the essay).')
    })
  })
}
