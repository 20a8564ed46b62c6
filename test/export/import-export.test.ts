import { describe, expect, test } from 'vitest'
import { createCsvRecords } from '../../src/export/import/csv-records.ts'
import { PollExport } from '../../src/export/poll-json.ts'
import { readExport } from '../../src/export/read-export.ts'
import { readImportFile } from '../../src/export/read-import.ts'
import { ballotsOn, exportWith } from '../cli/exported.ts'
import { openPoll } from '../poll/open-poll.ts'
import { posted, sevenVotes } from '../poll/seven-votes.ts'
import { rowsOf } from '../store/rows.ts'
import { startTestBot, type TestBot, wordsOf } from '../test-bot.ts'
import { exportAll, giveFile, importAll, labelsOf } from './importing.ts'
import { randomExport } from './random-exports.ts'

const readText = (text: string | Uint8Array) =>
  readImportFile(
    (async function* () {
      yield typeof text === 'string' ? new TextEncoder().encode(text) : text
    })(),
    Date.parse('2026-12-01T12:00:00Z'),
  )
const faultsOf = async (...lines: readonly string[]) => (await readText(lines.join('\n'))).faults

const exportCsv = async (table: TestBot) => wordsOf(await table.as('Root', 'admin').type('export csv all'))

/** The rows of a CSV file, in an order of their own. */
const recordsOf = (csv: string): readonly string[] => {
  const records = createCsvRecords(',')
  return [...records.push(csv), ...records.end()].map(({ cells }) => JSON.stringify(cells)).toSorted()
}

/** What voters have written in polls with names. */
async function textsOf(table: TestBot): Promise<readonly string[]> {
  const rounds = (await exportAll(table)).flatMap((line) => PollExport.parse(JSON.parse(line)).rounds)
  const ballots = rounds.flatMap(({ ballots }) => ballots)
  return ballots.flatMap(({ why, crux, movedBy }) => [why ?? '', crux ?? '', movedBy ?? '']).toSorted()
}

const poll = exportWith([ballotsOn([0, 4, 4, 8])])
const line = (more: object = {}) => JSON.stringify({ ...poll, ...more })

describe('exports of closed polls', () => {
  test('are the same after votes went from one table to another', async () => {
    await using chat = await openPoll('goal note:hello')
    const people = [chat.ben, chat.cleo, chat.dan, chat.eve, chat.finn]
    const form = await chat.ben.press(chat.poll, 'Full ballot…')
    await chat.ben.submit(form, {
      approach: '2',
      case: 'unsure',
      confidence: '4',
      why: 'W',
      goal: 'alignment',
    })
    await chat.cleo.press(chat.poll, 'Neither (applications)')
    await chat.ada.type('close')
    await chat.ada.type('revote')
    chat.table.clock.advance(60_000)
    for (const person of people) await person.press(chat.poll, 'Cog · Worst')
    await chat.ada.type('close')
    for (const [paper, voters] of [
      ['2312.06942', people],
      ['2401.05566', people.slice(0, 2)],
    ] as const) {
      await chat.ada.type(`poll ${paper} anonymous`)
      const board = chat.table.last()
      for (const person of voters) await person.press(board, 'Eng · Avg')
      await chat.ada.type(`close ${paper}`)
    }
    await chat.table.quiet()
    const lines = await exportAll(chat.table)
    expect(lines.length).toBe(3)

    await using other = await startTestBot({ at: '2026-12-01T12:00:00Z' })
    expect(await importAll(other, `${lines.join('\n')}\n`)).toContain('Imported 3 polls.')
    expect(await exportAll(other)).toEqual(lines)
  })

  test('are the same after an import (seed 1)', async () => {
    await using one = await startTestBot()
    await importAll(one, randomExport(1, 30))
    const lines = await exportAll(one)
    await using other = await startTestBot()
    await importAll(other, lines.join('\n'))
    expect(await exportAll(other)).toEqual(lines)
    expect(lines.length).toBe(30)
  })

  test('as CSV are the same after an import of that file (seed 1)', async () => {
    await using one = await startTestBot()
    await importAll(one, randomExport(1, 30))
    const csv = await exportCsv(one)
    expect(csv).toContain(',read it,')
    expect(csv).toContain(',Engineering × Average-case,about half,')
    expect(csv).toContain("'=1+1")
    await using other = await startTestBot()
    const file = await giveFile(other, other.as('Mona', 'manager'), csv)
    expect(wordsOf(file)).not.toContain("can't be used")
    await importAll(other, csv)
    expect(recordsOf(await exportCsv(other))).toEqual(recordsOf(csv))
    expect(await textsOf(other)).toEqual(await textsOf(one))
  })
})

describe('an export with cruxes that is imported without names', () => {
  test('keeps them as text alone, with totals of enough voters', async () => {
    await using chat = await openPoll('blind')
    await sevenVotes(chat)
    await chat.ada.type('reveal')
    const list = await posted(chat, 'poll/')
    for (const who of [chat.ben, chat.dan, chat.eve, chat.table.as('Gil'), chat.table.as('Hal')])
      await who.press(await who.press(list, 'Would these move you too?'), 'Mine too')
    const report = await posted(chat, 'revealed/')
    for (const who of [chat.ada, chat.ben, chat.cleo, chat.dan])
      await who.press(report, 'We weigh it differently')
    await chat.ada.type('close')
    const json = wordsOf(await chat.ada.type('export json'))
    expect(JSON.parse(json).rounds[0].differ).toEqual({ words: 0, paper: 0, values: 4 })

    await using other = await startTestBot()
    const root = other.as('Root', 'admin')
    await root.press(await giveFile(other, root, json), 'Import without names')
    const [line = ''] = await exportAll(other)
    const [round] = PollExport.parse(JSON.parse(line)).rounds
    const loose = { id: expect.stringMatching(/^x_/), notMine: 0 }
    expect(round?.cruxes?.toSorted((a, b) => (b.mine ?? 0) - (a.mine ?? 0))).toEqual([
      {
        ...{ ...loose, text: 'If the red-teaming were the contribution.', mine: 6 },
        sides: [
          { label: 'Engineering', mine: 4, of: 4 },
          { label: 'Behaviorist', mine: 2, of: 3 },
        ],
      },
      {
        ...{ ...loose, text: 'If they had studied when models collude.', mine: 1 },
        sides: [
          { label: 'Engineering', mine: 0, of: 4 },
          { label: 'Behaviorist', mine: 1, of: 3 },
        ],
      },
    ])
    const named = JSON.parse(json).rounds[0].cruxes.map(({ id }: { id: string }) => id)
    expect(named.filter((id: string) => line.includes(id))).toEqual([])
    expect(line).not.toMatch(/"differ":|countsAtReveal|Ada|Cleo/)
  })

  test('of fewer voters than are shown keeps none', async () => {
    const few = exportWith([ballotsOn([0, 4, 4, 8], { Ada: { crux: 'zqcrux' } })])
    await using other = await startTestBot({ at: '2026-12-01T12:00:00Z' })
    const root = other.as('Root', 'admin')
    await root.press(await giveFile(other, root, JSON.stringify(few)), 'Import without names')
    expect(rowsOf(other.file).filter((row) => row.includes('zqcrux'))).toEqual([])
  })
})

describe('a file of exports', () => {
  test('of many polls is for admins, a poll for managers', async () => {
    await using chat = await openPoll()
    await chat.ben.press(chat.poll, 'Cog · Worst')
    await chat.ada.type('close')
    const [one, all] = [await chat.mona.type('export'), await chat.mona.type('export all')].map(wordsOf)
    await using other = await startTestBot()
    const mona = other.as('Mona', 'manager')
    expect(wordsOf(await giveFile(other, mona, all ?? ''))).toContain(
      'Only an admin can import an export of many polls.',
    )
    const asked = await giveFile(other, mona, one ?? '')
    expect(wordsOf(asked)).toContain('1 line: 1 paper, 1 round, 1 vote. 1 person would be named in #main.')
    expect(wordsOf(await mona.press(asked, 'Import 1 paper'))).toContain('Imported 1 poll.')
  })

  test('is here already where it was made', async () => {
    await using chat = await openPoll()
    await chat.ben.press(chat.poll, 'Cog · Worst')
    await chat.ada.type('close')
    const asked = await giveFile(chat.table, chat.mona, wordsOf(await chat.mona.type('export')))
    expect(wordsOf(asked)).toContain('1 poll is here already and is skipped.')
    expect(labelsOf(asked)).toEqual([])
  })

  test('says what is wrong with each line, and reads the others', async () => {
    expect(
      await faultsOf(
        line(),
        '{"format":"cruxgrid-poll",',
        line({ poll: { ...poll.poll, id: 'p_2', openedAt: 'yesterday' } }),
        '{"format":"cruxgrid-shared"}',
        line(),
        line({ poll: { ...poll.poll, id: 'p_3', openedAt: '2027-01-01T00:00:00Z' } }),
        line({ poll: { ...poll.poll, id: 'p_4', paper: { id: 'javascript', title: 'x' } } }),
      ),
    ).toEqual([
      'line 2: not valid JSON',
      'line 3: poll.openedAt: Invalid ISO datetime',
      'line 4: not the export of a poll',
      'line 5: the same poll as in an earlier line',
      'line 6: poll.openedAt: not a time in the past',
      expect.stringMatching(/^line 7: poll\.paper: not a paper/),
    ])
  })

  test('refuses papers whose ids hold what nobody sees', async () => {
    for (const id of ['arxiv:2401.\u0000', 'title:a\u202eb', 'title:\ud800'])
      expect(await faultsOf(line({ poll: { ...poll.poll, paper: { id, title: 'x' } } }))).toEqual([
        expect.stringMatching(/^line 1: poll\.paper: not a paper/),
      ])
  })

  test('is read by the reports, too', async () => {
    await using chat = await openPoll()
    await chat.mona.type('reading schedule wed 17:00 UTC')
    await chat.ben.press(chat.poll, 'Cog · Worst')
    await chat.ada.type('close')
    const read = readExport(wordsOf(await chat.mona.type('export all')))
    expect('polls' in read && read.polls.map(({ paper }) => paper.id)).toEqual(['arxiv:2204.05863'])
  })

  test('leaves out polls whose votes were hidden, and reading groups', async () => {
    const hidden = { number: 1, state: 'open', voters: 3, ballots: [] }
    const read = await readText(
      [
        '{"format":"cruxgrid-export","version":1,"made":"2026-11-28T00:00:00Z","polls":2,"groups":1,"seasons":0}',
        line({ rounds: [hidden] }),
        line({ poll: { ...poll.poll, id: 'p_2' } }),
        '{"format":"cruxgrid-group","version":1,"group":{}}',
      ].join('\n'),
    )
    expect(read).toMatchObject({ rows: 3, hidden: 1, groups: 1, isWhole: true, unusable: 0 })
    expect(read.polls.length).toBe(1)
  })

  test('shows no anonymous round that is too small, and joins nothing that the file joins', async () => {
    const anonymous = { ...poll.poll, visibility: 'anonymous' }
    const [small, large] = (
      await readText(
        [
          line({ poll: anonymous }),
          JSON.stringify({
            ...exportWith([ballotsOn([0, 1, 2, 3, 4], { Ada: { why: 'Mine' } })]),
            poll: { ...anonymous, id: 'p_2' },
          }),
        ].join('\n'),
      )
    ).polls
    expect(small?.rounds[0]).toMatchObject({ tally: { unsure: 4 }, published: { votes: 4 } })
    expect(small?.rounds[0]?.published).not.toHaveProperty('shown')
    expect(large?.rounds[0]?.published?.shown?.reasons).toEqual([{ text: 'Mine' }])
    expect(large?.rounds[0]?.ballots.size).toBe(0)
  })

  test('with NUL, lone surrogates and direction marks has readable names and words', async () => {
    const [ballot] = ballotsOn([4])
    const hostile = { ...ballot, voter: { id: 'x', name: 'A\0\u202eda\ud800' }, why: 'so\0 \udc00it' }
    const { polls } = await readText(JSON.stringify(exportWith([[hostile as never]])))
    const [stored] = [...(polls[0]?.rounds[0]?.ballots.values() ?? [])]
    expect(stored).toMatchObject({ name: 'Ada\ufffd', answers: { why: 'so \ufffdit' } })
  })
})
