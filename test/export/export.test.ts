import { describe, expect, test } from 'vitest'
import { PollExport } from '../../src/export/poll-json.ts'
import { openPoll } from '../poll/open-poll.ts'
import { startTestBot, wordsOf } from '../test-bot.ts'

describe('the export of a poll', () => {
  test('holds what the group said, in the form that is documented', async () => {
    await using chat = await openPoll('goal note:hello closes:never')
    const form = await chat.ben.press(chat.poll, 'Full ballot…')
    await chat.ben.submit(form, {
      approach: '2',
      case: 'unsure',
      confidence: '4',
      why: 'W',
      goal: 'alignment',
    })
    chat.table.clock.advance(1000)
    await chat.cleo.press(chat.poll, 'Neither (applications)')
    const exported = PollExport.parse(JSON.parse(wordsOf(await chat.ada.type('export'))))
    expect(exported).toMatchObject({
      format: 'cruxgrid-poll',
      version: 1,
      poll: {
        state: 'open',
        visibility: 'names',
        blind: false,
        questions: ['goal'],
        openedAt: '2026-11-23T12:00:00.000Z',
        closesAt: null,
        paper: { id: 'arxiv:2204.05863', url: 'https://arxiv.org/abs/2204.05863' },
      },
    })
    expect(exported.rounds[0]?.ballots).toMatchObject([
      {
        voter: { id: expect.stringMatching(/^v_/), name: 'Ben' },
        kind: 'placement',
        row: 2,
        column: null,
        confidence: 4,
        why: 'W',
        goal: 'alignment',
        castAt: '2026-11-23T12:00:00.000Z',
      },
      { voter: { name: 'Cleo' }, kind: 'applications' },
    ])
  })

  test('as CSV keeps commas, quotes and lines together, and defuses formulas', async () => {
    await using chat = await openPoll()
    const form = await chat.ben.press(chat.poll, 'Full ballot…')
    await chat.ben.submit(form, { approach: '0', case: '0', why: '=HYPERLINK("x"),\nnext' })
    const lines = wordsOf(await chat.ada.type('export csv')).split('\r\n')
    expect(lines[0]).toBe(
      // The first character tells spreadsheets that the file is UTF-8.
      '\ufeffpoll,paper,title,round,voter,name,kind,row,column,confidence,why,goal,tractable,depth,crux,expectedCell,expectedShare,movedBy,castAt',
    )
    expect(lines[1]).toContain('"\'=HYPERLINK(""x""),\nnext"')
  })

  test('as CSV names the answers in words', async () => {
    await using chat = await openPoll()
    const form = await chat.ben.press(chat.poll, 'Full ballot…')
    await chat.ben.submit(form, { approach: '2', case: 'unsure' })
    chat.table.clock.advance(1000)
    await chat.cleo.press(chat.poll, 'Neither (applications)')
    const lines = wordsOf(await chat.ada.type('export csv')).split('\r\n')
    expect(lines[1]).toContain(',Ben,placement,Cognitivist science,unsure,')
    expect(lines[2]).toContain(',Cleo,applications,,,')
  })

  test('is named after the paper and the day', async () => {
    await using table = await startTestBot()
    const mona = table.as('Mona', 'manager')
    await mona.type('poll What is 1/2 of “AI: Control”?')
    const nameOf = async (words: string) => {
      const answer = await mona.type(words)
      if (answer.kind !== 'shown') throw new Error('There is no file')
      return answer.view.parts.flatMap((part) => (part.kind === 'file' ? part.name : []))
    }
    expect(await nameOf('export')).toEqual(['What is 1 2 of “AI Control” – 23 Nov 2026.json'])
    expect(await nameOf('export csv')).toEqual(['What is 1 2 of “AI Control” – 23 Nov 2026.csv'])
    expect(await nameOf('export all')).toEqual(['All polls – 23 Nov 2026.jsonl'])
    expect(await nameOf('export csv all')).toEqual(['All polls – 23 Nov 2026.csv'])
  })

  test('of everything is one poll a line, below a line that counts them, for managers alone', async () => {
    await using chat = await openPoll()
    chat.table.clock.advance(1000)
    await chat.ada.type('poll arXiv:2312.06942')
    expect(wordsOf(await chat.ada.type('export all'))).toContain(
      'Only a manager of this channel can export all polls.',
    )
    const [first = '', ...lines] = wordsOf(await chat.mona.type('export all'))
      .trim()
      .split('\n')
    expect(JSON.parse(first)).toEqual({
      format: 'cruxgrid-export',
      version: 1,
      made: '2026-11-23T12:00:01.000Z',
      ...{ polls: 2, groups: 0, seasons: 0 },
    })
    expect(lines.map((line) => PollExport.parse(JSON.parse(line)).poll.paper.id)).toEqual([
      'arxiv:2204.05863',
      'arxiv:2312.06942',
    ])
  })
})
