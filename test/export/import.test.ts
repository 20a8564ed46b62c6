import { describe, expect, test } from 'vitest'
import { PollExport } from '../../src/export/poll-json.ts'
import { memoryTable } from '../atlas/memory-table.ts'
import { offlinePapers } from '../paper/offline.ts'
import { rowsOf } from '../store/rows.ts'
import { startTestBot, type TestBot, wordsOf } from '../test-bot.ts'
import { exportAll, giveFile, labelsOf } from './importing.ts'

type Person = ReturnType<TestBot['as']>

/** The export of a poll. */
const exportedBy = async (person: Person, words: string) =>
  PollExport.parse(JSON.parse(wordsOf(await person.type(`export ${words}`))))

/** All records but the audit, which says what was done. */
const recordsOf = ({ file }: TestBot): readonly string[] =>
  rowsOf(file).filter((row) => !/^(audit|alarms)/.test(row))

const header = 'paper,date,row,column,count,voter,confidence,why\n'
const named = `${header}2312.06942,2026-03-01,eng,avg,1,Ada Lovelace,4,because
2312.06942,2026-03-01,eng,avg,1,Grace Hopper,,
2312.06942,2026-05-01,eng,worst,1,Ada Lovelace,,
2401.05566,2026-03-01,beh,worst,7,,,
`

async function atTable(options: Parameters<typeof startTestBot>[0] = {}) {
  const table = await startTestBot(options)
  return {
    table,
    mona: table.as('Mona', 'manager'),
    root: table.as('Root', 'admin'),
    ben: table.as('Ben'),
    [Symbol.asyncDispose]: table[Symbol.asyncDispose],
  }
}

describe('the import of a CSV file', () => {
  test('says first what it would add, and writes nothing', async () => {
    await using chat = await atTable()
    await chat.mona.type('poll 2204.05863')
    await chat.table.quiet()
    const before = rowsOf(chat.table.file)
    const asked = await giveFile(chat.table, chat.mona, `${named}x,2026-03-01,Enginering,avg,1,,,\n`)
    expect(wordsOf(asked)).toContain(
      "5 rows: 2 papers, 3 rounds, 10 votes. 1 row can't be used. 2 people would be named in #main.",
    )
    expect(wordsOf(asked)).toContain(
      'line 6, row: “Enginering” is not an approach. Did you mean Engineering?',
    )
    expect(labelsOf(asked)).toEqual(['Import 2 papers', 'Import without names', 'Cancel'])
    await chat.table.quiet()
    expect(rowsOf(chat.table.file)).toEqual(before)
  })

  test.each(memoryTable.import.filter(({ expect: { polls } }) => polls > 0))(
    'makes the polls and votes of $csv',
    async ({ csv, expect: expected }) => {
      await using chat = await atTable({ at: '2026-12-02T12:00:00Z' })
      const asked = await giveFile(chat.table, chat.mona, csv)
      expect(wordsOf(asked)).toContain(` ${expected.ballots} vote`)
      const [act = ''] = labelsOf(asked)
      const made = `Imported ${expected.polls} poll${expected.polls === 1 ? '' : 's'}.`
      expect(wordsOf(await chat.mona.press(asked, act))).toContain(made)
      const lines = await exportAll(chat.table)
      const votes = lines.flatMap((line) =>
        PollExport.parse(JSON.parse(line)).rounds.map(({ ballots, voters }) => voters ?? ballots.length),
      )
      expect(votes.reduce((sum, one) => sum + one, 0)).toBe(expected.ballots)
    },
  )

  test('without a file asks for one', async () => {
    await using chat = await atTable()
    const form = await chat.mona.type('import')
    expect(wordsOf(await chat.mona.submit(form, {}))).toContain('Which file?')
  })

  test('makes closed polls, and posts nothing', async () => {
    await using chat = await atTable()
    const asked = await giveFile(chat.table, chat.mona, named)
    const done = await chat.mona.press(asked, 'Import 2 papers')
    expect(wordsOf(done)).toContain('Imported 3 polls.')
    await chat.table.quiet()
    expect(chat.table.said).toEqual([])
    expect(chat.table.told).toEqual([])
    expect(wordsOf(await chat.ben.type('results 2401.05566'))).toContain(
      'Closed 1 Mar 2026 · round 1 · 7 votes · anonymous · imported on 23 Nov 2026 by Mona',
    )
    const { rounds, poll } = await exportedBy(chat.ben, '2401.05566')
    expect(poll).toMatchObject({
      state: 'closed',
      visibility: 'anonymous',
      openedAt: '2026-03-01T12:00:00.000Z',
    })
    expect(rounds[0]?.ballots.length).toBe(7)
  })

  test('keeps names as text that belongs to nobody here', async () => {
    await using chat = await atTable()
    const csv = `${header}2312.06942,2026-03-01,eng,avg,1,Ben,4,because\n2312.06942,2026-04-01,eng,worst,1,Ben,,\n`
    await chat.mona.press(await giveFile(chat.table, chat.mona, csv), 'Import 1 paper')
    const { rounds } = await exportedBy(chat.ben, '2312.06942')
    expect(rounds).toMatchObject([
      { ballots: [{ voter: { name: 'Ben' }, row: 0, column: 0, confidence: 4, why: 'because' }] },
      { ballots: [{ voter: { name: 'Ben' }, row: 0, column: 2 }] },
    ])
    expect(rounds[0]?.ballots[0]?.voter.id).toBe(rounds[1]?.ballots[0]?.voter.id)
    expect(wordsOf(await chat.ben.type('my-data'))).not.toContain('because')
  })

  test('is in what the group remembers: where the paper stands, and who gave which reason', async () => {
    await using chat = await atTable()
    const csv = `${header}2312.06942,2026-03-01,eng,avg,1,Ben,4,it works\n2312.06942,2026-03-01,eng,avg,1,Cleo,,\n2312.06942,2026-03-01,eng,avg,1,Dan,,\n`
    await chat.mona.press(await giveFile(chat.table, chat.mona, csv), 'Import 1 paper')
    expect(wordsOf(await chat.ben.type('find "it works"'))).toContain('Reason by Ben: “it works”')
    expect(wordsOf(await chat.ben.type('atlas'))).toContain('1 paper on the grid')
  })

  test('keeps every vote of two people with one name, and of people without one', async () => {
    await using chat = await atTable()
    const row = (voter: string, level: string, count = '') =>
      `2312.06942,2026-03-01,${level},avg,${count},${voter},,\n`
    const csv = header + row('Ada', 'eng') + row('Ada', 'beh') + row('', 'cog') + row('', 'cog')
    await chat.mona.press(await giveFile(chat.table, chat.mona, csv), 'Import 1 paper')
    const [round] = (await exportedBy(chat.ben, '2312.06942')).rounds
    expect(round?.ballots.map(({ voter }) => voter.name).toSorted()).toEqual([
      'Ada',
      'Ada',
      'Unnamed',
      'Unnamed',
    ])
    const counted =
      header +
      row('Ada', 'eng').replace('2312.06942', '2303.08774') +
      row('', 'cog', '4').replace('2312.06942', '2303.08774')
    const asked = await giveFile(chat.table, chat.mona, counted)
    expect(wordsOf(asked)).not.toContain('would be named')
    await chat.mona.press(asked, 'Import 1 paper')
    expect((await exportedBy(chat.ben, '2303.08774')).poll.visibility).toBe('anonymous')
  })

  test('can leave names out, and nothing then leads to them', async () => {
    await using chat = await atTable()
    const rows = ['Ada', 'Ben', 'Cleo', 'Dan', 'Eve'].map(
      (name) => `2312.06942,2026-03-01,eng,avg,1,${name} Lovelace,,I am ${name}\n`,
    )
    const asked = await giveFile(chat.table, chat.mona, header + rows.join(''))
    await chat.mona.press(asked, 'Import without names')
    const { poll, rounds } = await exportedBy(chat.ben, '2312.06942')
    expect(poll.visibility).toBe('anonymous')
    expect(rounds[0]?.reasons?.toSorted()[0]).toBe('I am Ada')
    expect(rowsOf(chat.table.file).filter((row) => row.includes('Lovelace'))).toEqual([])
  })

  test('twice finds its polls here already, however they were imported', async () => {
    await using chat = await atTable()
    await chat.mona.press(await giveFile(chat.table, chat.mona, named), 'Import without names')
    const again = await giveFile(chat.table, chat.mona, `${named}2303.08774,,eng,avg,2,,,\n`)
    expect(wordsOf(again)).toContain('3 polls are here already and are skipped.')
    expect(wordsOf(await chat.mona.press(again, 'Import 3 papers'))).toContain(
      'Imported 1 poll. 3 polls were here already.',
    )
    const third = await giveFile(chat.table, chat.mona, `${header}2303.08774,,eng,avg,2,,,\n`)
    expect(wordsOf(third)).toContain('1 poll is here already and is skipped.')
    expect(labelsOf(third)).toEqual([])
  })

  test('can be done once for a file that was read, within an hour, by who sent it', async () => {
    await using chat = await atTable()
    const asked = await giveFile(chat.table, chat.mona, named)
    expect(wordsOf(await chat.root.press(asked, 'Import 2 papers'))).toContain(
      "I don't have that file any more",
    )
    await chat.mona.press(asked, 'Import 2 papers')
    expect(wordsOf(await chat.mona.press(asked, 'Import 2 papers'))).toContain(
      "I don't have that file any more",
    )
    const other = await giveFile(chat.table, chat.mona, `${header}2303.08774,,eng,avg,2,,,\n`)
    chat.table.clock.advance(3_600_001)
    expect(wordsOf(await chat.mona.press(other, 'Import 1 paper'))).toContain('Send it again: /grid import')
  })

  test('lists the first 20 faults, and all of them in a file', async () => {
    await using chat = await atTable()
    const asked = await giveFile(chat.table, chat.mona, header + '2312.06942,,x,avg,1,,,\n'.repeat(30))
    if (asked.kind !== 'shown') throw new Error('Nothing is shown')
    const [summary, faults, note, file] = asked.view.parts
    expect(summary).toMatchObject({
      text: ["30 rows: nothing to import. 30 rows can't be used."],
    })
    expect(faults).toMatchObject({
      text: expect.stringMatching(/^line 2, row: .*\n(line .*\n){18}line 21, row: [^\n]*$/),
    })
    expect(note).toMatchObject({ text: 'All 30 are in the file.' })
    expect(file).toMatchObject({
      kind: 'file',
      type: 'text/plain',
      content: expect.stringContaining('line 31, row'),
    })
    expect(labelsOf(asked)).toEqual([])
  })

  test('without the columns shows how a file begins', async () => {
    await using chat = await atTable()
    expect(wordsOf(await giveFile(chat.table, chat.mona, 'row,column\neng,avg\n'))).toContain(
      'This file has no column “paper”, so I read nothing of it. Begin it with a line like this: paper,row,column',
    )
  })

  test('looks up titles that only a link is known of, two minutes apart', async () => {
    const asked: string[] = []
    await using chat = await atTable({
      limits: 'on',
      papersFor: (store) => ({
        ...offlinePapers(store),
        async find(id) {
          asked.push(id)
          const paper = { id, title: `The title of ${id}`, authors: [] }
          return { kind: 'found', paper, replaced: [], isProvisional: false }
        },
      }),
    })
    await chat.mona.press(
      await giveFile(chat.table, chat.mona, `${named}A typed title,,eng,avg,2,,,\n`),
      'Import 3 papers',
    )
    await chat.table.quiet()
    expect(asked).toEqual(['arxiv:2312.06942'])
    for (const _ of [1, 2, 3]) {
      chat.table.clock.advance(120_000)
      await chat.table.quiet()
    }
    expect(asked).toEqual(['arxiv:2312.06942', 'arxiv:2312.06942', 'arxiv:2401.05566'])
    const { poll } = await exportedBy(chat.ben, '2401.05566')
    expect(poll.paper.title).toBe('The title of arxiv:2401.05566')
  })

  test('keeps names no longer than the channel does', async () => {
    await using chat = await atTable()
    const form = await chat.mona.press(await chat.mona.type('settings'), 'Change…')
    await chat.mona.submit(form, { keep: '3-months' })
    await chat.mona.press(await giveFile(chat.table, chat.mona, named), 'Import 2 papers')
    const namesIn = () => rowsOf(chat.table.file).filter((row) => row.includes('Lovelace'))
    expect(namesIn()).not.toEqual([])
    chat.table.clock.advance(2 * 24 * 3_600_000)
    await chat.table.quiet()
    expect(namesIn()).toEqual([])
    expect((await exportedBy(chat.ben, '2401.05566')).rounds[0]?.ballots.length).toBe(7)
  })

  test('shows no names on a page of counts', async () => {
    await using chat = await atTable({ publicUrl: 'https://grid.example' })
    const csv = `${header}2303.08774,2026-03-01,eng,avg,1,Ada Lovelace,,because\n`
    await chat.mona.press(await giveFile(chat.table, chat.mona, csv), 'Import 1 paper')
    const results = await chat.mona.type('results 2303.08774')
    const id = /p_[a-z0-9]{10}/.exec(JSON.stringify(results))?.[0] ?? ''
    const made = await chat.mona.ask({ command: 'link', args: { poll: id, kind: 'counts' } })
    const token = /\/p\/([\w-]+)/.exec(JSON.stringify(made))?.[1] ?? ''
    const linked = await chat.table.app.readLinked(token)
    expect(linked?.poll.current.votes).toBe(1)
    expect(JSON.stringify(linked)).not.toMatch(/Lovelace|because/)
  })

  test('is for managers alone, from its form on', async () => {
    await using chat = await atTable()
    expect(wordsOf(await chat.ben.type('import'))).toContain(
      'Only a manager of this channel can import polls.',
    )
    const form = await chat.mona.type('import')
    chat.table.files.set('votes', [new TextEncoder().encode(named)])
    expect(wordsOf(await chat.ben.submit(form, { file: 'votes' }))).toContain(
      'Only a manager of this channel can import polls.',
    )
    const asked = await chat.mona.submit(form, { file: 'votes' })
    expect(wordsOf(await chat.ben.press(asked, 'Import 2 papers'))).toContain(
      'Only a manager of this channel can import polls.',
    )
  })

  test('is recorded in the audit, and so is its undoing', async () => {
    await using chat = await atTable()
    const done = await chat.mona.press(await giveFile(chat.table, chat.mona, named), 'Import 2 papers')
    await chat.mona.press(await chat.mona.press(done, 'Undo import'), 'Delete 3 polls')
    const audit = wordsOf(await chat.mona.type('settings audit'))
    expect(audit).toMatch(/^undo import: .* · Mona · polls 3/m)
    expect(audit).toMatch(/^import: .* · Mona · polls 3/m)
  })
})

describe('undoing an import', () => {
  test('leaves nothing of it', async () => {
    await using chat = await atTable()
    await chat.mona.type('poll 2204.05863')
    await chat.mona.press(
      await giveFile(chat.table, chat.mona, `${header}2303.08774,,eng,avg,2,,,\n`),
      'Import 1 paper',
    )
    await chat.table.quiet()
    const before = recordsOf(chat.table)
    const done = await chat.mona.press(await giveFile(chat.table, chat.mona, named), 'Import 2 papers')
    await chat.table.quiet()
    expect(recordsOf(chat.table).length).toBeGreaterThan(before.length)
    const asked = await chat.mona.press(done, 'Undo import')
    expect(wordsOf(asked)).toContain('Delete the 3 polls of this import, and their 10 votes?')
    expect(wordsOf(await chat.mona.press(asked, 'Delete 3 polls'))).toContain('Deleted 3 imported polls.')
    await chat.table.quiet()
    expect(recordsOf(chat.table)).toEqual(before)
  })

  test('keeps polls that people have voted in since, and names them', async () => {
    await using chat = await atTable()
    const csv = `${named}2303.08774,2026-03-01,eng,avg,,Ada,,\n`
    const done = await chat.mona.press(await giveFile(chat.table, chat.mona, csv), 'Import 3 papers')
    await chat.mona.type('revote 2303.08774')
    await chat.mona.press(await chat.mona.type('results 2303.08774'), 'Post it again here')
    await chat.ben.press(chat.table.last(), 'Cog · Worst')
    const asked = await chat.mona.press(done, 'Undo import')
    const stays = 'People have voted in 1 poll, which stays: “arXiv:2303.08774”.'
    expect(wordsOf(asked)).toContain(`Delete the 3 polls of this import, and their 10 votes? ${stays}`)
    expect(wordsOf(await chat.mona.press(asked, 'Delete 3 polls'))).toContain(
      `Deleted 3 imported polls. ${stays}`,
    )
    expect(wordsOf(await chat.ben.type('results 2303.08774'))).toContain('ound 2')
    expect(wordsOf(await chat.mona.press(done, 'Undo import'))).toContain("I can't find that.")
  })

  test('is for the importer and admins, for 30 days, also from the panel of a poll', async () => {
    await using chat = await atTable()
    const done = await chat.mona.press(await giveFile(chat.table, chat.mona, named), 'Import 2 papers')
    const other = chat.table.as('Nina', 'manager')
    expect(wordsOf(await other.press(done, 'Undo import'))).toContain(
      'Only Mona or an admin can undo this import.',
    )
    const panel = async (person: Person) => labelsOf(await person.type('results 2401.05566'))
    expect(await panel(chat.root)).toContain('Undo import')
    expect(await panel(other)).not.toContain('Undo import')
    chat.table.clock.advance(30 * 24 * 3_600_000 + 1)
    expect(await panel(chat.root)).not.toContain('Undo import')
    expect(wordsOf(await chat.root.press(done, 'Undo import'))).toContain(
      'An import can be undone for 30 days',
    )
  })
})
