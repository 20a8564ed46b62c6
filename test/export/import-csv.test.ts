import { describe, expect, test } from 'vitest'
import { faultLine } from '../../src/export/csv-fault-words.ts'
import { readCsv, readCsvFile } from '../../src/export/import-csv.ts'
import { applications, unsure } from '../../src/grid/stance.ts'
import { memoryTable } from '../atlas/memory-table.ts'
import { seeded } from '../seeded.ts'

async function* inPieces(bytes: Uint8Array, size = bytes.length) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

const readFile = (text: string | Uint8Array, size?: number) =>
  readCsvFile(inPieces(typeof text === 'string' ? new TextEncoder().encode(text) : text, size), '2026-12-01')

const header = 'paper,date,row,column,count,applications,voter,why,round,confidence\n'
const faultsOf = async (...rows: readonly string[]) =>
  (await readFile(header + rows.join('\n'))).faults.map(faultLine)
const roundsOf = async (...rows: readonly string[]) =>
  (await readFile(header + rows.join('\n'))).polls.map(({ paper, rounds }) => ({
    paper: paper.id,
    rounds: rounds.map(({ date, round, ballots }) => `${date} ${round}: ${ballots.length}`),
  }))

describe('a CSV file of votes', () => {
  test.each(memoryTable.import)('holds what its rows say: $csv', async ({ csv, expect: expected }) => {
    expect(readCsv(csv)).toEqual(expected)
    const { polls, ballots, faults } = await readFile(csv)
    expect({ polls: polls.length, ballots }).toEqual({ polls: expected.polls, ballots: expected.ballots })
    expect(faults).toMatchObject(expected.faults)
  })

  test('holds votes as they were cast', async () => {
    const { rows, polls } = await readFile(
      `${header}2312.06942,1 Mar 2026,Behaviourist,avg,,no,Ada,"As they say: ""it,
holds""",2,4\n2312.06942,2026-03-01,unsure,worst-case,,,,,2,\n`,
    )
    expect(rows).toBe(2)
    expect(polls).toMatchObject([
      {
        paper: { id: 'arxiv:2312.06942' },
        rounds: [
          {
            date: '2026-03-01',
            round: 2,
            ballots: [
              {
                stance: { kind: 'placement', row: 1, column: 0 },
                count: 1,
                voter: 'Ada',
                confidence: 4,
                why: 'As they say: "it, holds"',
              },
              { stance: { kind: 'placement', row: null, column: 2 }, count: 1 },
            ],
          },
        ],
      },
    ])
    expect(polls[0]?.rounds[0]?.ballots[1]).not.toHaveProperty('voter')
  })

  test.each([
    ['yes', applications],
    ['TRUE', applications],
    ['x', applications],
    ['1', applications],
    ['no', unsure],
    ['', unsure],
  ])('“%s” among applications', async (word, stance) => {
    const { polls } = await readFile(`paper,row,column,applications\nA title,unsure,unsure,${word}`)
    expect(polls[0]?.rounds[0]?.ballots).toEqual([{ stance, count: 1 }])
  })

  test('holds the optional answers that exports have, by their keys or in words', async () => {
    const optional = 'paper,row,column,voter,depth,Crux,expectedcell,expectedShare,goal,tractable,movedBy\n'
    const { polls, faults } = await readFile(
      `${optional}2312.06942,eng,worst,Ada,Read it,"If it
scaled.",Engineering × Worst-case,About half,can't tell,yes,Ben\n2312.06942,eng,worst,Ben,skimmed,,applications research,0,,,\n`,
    )
    expect(faults).toEqual([])
    expect(polls[0]?.rounds[0]?.ballots).toMatchObject([
      {
        ...{ depth: 'read', crux: 'If it scaled.', expected: { cell: 2, share: 2 } },
        ...{ goal: 'unclear', tractable: 'yes', movedBy: 'Ben' },
      },
      { depth: 'skimmed', expected: { cell: 'applications', share: 0 } },
    ])
    const wrong = await readFile(
      `${optional}2312.06942,eng,worst,Ada,half,${'x'.repeat(141)},here,few,maybe,,\n2312.06942,eng,worst,Ben,,,,most,,,`,
    )
    expect(wrong.faults.map(faultLine)).toEqual([
      'line 2, goal: “maybe” is none of the answers',
      'line 2, depth: “half” is none of the answers',
      'line 2, crux: longer than 140 characters',
      'line 2, expectedShare: “few” is none of the answers',
      'line 2, expectedCell: “here” is none of the answers',
      'line 3, expectedCell: empty',
    ])
  })

  test('needs no levels where all is applications research', () => {
    expect(readCsv('paper,applications\n2312.06942,x\n')).toEqual({ polls: 1, ballots: 1, faults: [] })
    expect(readCsv('paper\n2312.06942\n').faults.map(({ column }) => column)).toEqual(['row', 'column'])
  })

  test('has rounds by date and number, and polls by paper where rounds are less than 60 days apart', async () => {
    const row = (paper: string, date: string, round = '') => `${paper},${date},eng,avg,,,,,${round},`
    expect(
      await roundsOf(
        row('2312.06942', '2026-05-30'),
        row('2312.06942', '2026-03-31', '2'),
        row('2312.06942', '2026-03-31'),
        row('2401.05566', '2026-03-31'),
        row('https://arxiv.org/abs/2312.06942v3', '2026-05-29', '1'),
        row('2312.06942', '2026-07-28'),
        row('2312.06942', '1 Dec 2026'),
        row('2312.06942', ''),
        row('2312.06942', ''),
      ),
    ).toEqual([
      { paper: 'arxiv:2312.06942', rounds: ['undefined 1: 2'] },
      {
        paper: 'arxiv:2312.06942',
        rounds: [
          '2026-03-31 1: 1',
          '2026-03-31 2: 1',
          '2026-05-29 1: 1',
          '2026-05-30 1: 1',
          '2026-07-28 1: 1',
        ],
      },
      { paper: 'arxiv:2312.06942', rounds: ['2026-12-01 1: 1'] },
      { paper: 'arxiv:2401.05566', rounds: ['2026-03-31 1: 1'] },
    ])
  })
})

describe('a fault in a CSV file', () => {
  test.each([
    ['2312.06942,,Enginering,avg', 'line 2, row: “Enginering” is not an approach. Did you mean Engineering?'],
    ['2312.06942,,eng,Wort-case', 'line 2, column: “Wort-case” is not a case. Did you mean Worst-case?'],
    ['2312.06942,,eng,banana', 'line 2, column: “banana” is not a case'],
    ['2312.06942,,worst,avg', 'line 2, row: “worst” is not an approach'],
    [',,eng,avg', 'line 2, paper: empty'],
    ['2312.06942,,,avg', 'line 2, row: empty'],
    ['http://localhost/x,,eng,avg', 'line 2, paper: “http://localhost/x” is not a link to a paper'],
    [`${'word '.repeat(101)},,eng,avg`, 'line 2, paper: longer than 500 characters'],
    [`${'https://a.org/'.repeat(300)},,eng,avg`, 'line 2, paper: longer than 500 characters'],
    ['2312.06942,2026-13-01,eng,avg', 'line 2, date: “2026-13-01” is not a past date with its year'],
    ['2312.06942,2 Dec 2026,eng,avg', 'line 2, date: “2 Dec 2026” is not a past date with its year'],
    ['2312.06942,1 March,eng,avg', 'line 2, date: “1 March” is not a past date with its year'],
    ['2312.06942,03/04/2026,eng,avg', 'line 2, date: “03/04/2026” is not a past date with its year'],
    ['2312.06942,,eng,avg,2.5', 'line 2, count: “2.5” is not a whole number from 1 to 10,000'],
    ['2312.06942,,eng,avg,10001', 'line 2, count: “10001” is not a whole number from 1 to 10,000'],
    ['2312.06942,,eng,avg,2,,Ada', 'line 2, voter: “Ada” can have only one vote in a row'],
    ['2312.06942,,eng,avg,,perhaps', 'line 2, applications: “perhaps” is neither yes nor no'],
    [`2312.06942,,eng,avg,,,${'a'.repeat(101)}`, 'line 2, voter: longer than 100 characters'],
    [`2312.06942,,eng,avg,,,,${'a'.repeat(501)}`, 'line 2, why: longer than 500 characters'],
    ['2312.06942,,eng,avg,,,,,10', 'line 2, round: “10” is not a whole number from 1 to 9'],
    ['2312.06942,,eng,avg,,,,,,6', 'line 2, confidence: “6” is not a whole number from 1 to 5'],
    ['2312.06942,,eng,avg,,,,,,, so there', 'line 2: there is no column for “so there”'],
    ['2312.06942,,eng,avg,,,,"so', 'line 2: a quote opened here is never closed'],
  ])('%s', async (row, words) => {
    expect(await faultsOf(row)).toEqual([words])
  })

  test('has no round of more votes than can be shown', async () => {
    const row = (count: number, round: number) => `2312.06942,,eng,avg,${count},,,,${round}`
    expect(await faultsOf(row(9999, 1), row(2, 1), row(1, 1), row(2, 2))).toEqual([
      'line 3, count: more than 10,000 votes in one round',
    ])
  })

  test('hides none of its row, and no other row', async () => {
    expect(await faultsOf(',1 March,mean,avg', '2312.06942,,eng,avg', '2312.06942,,eng,')).toEqual([
      'line 2, paper: empty',
      'line 2, row: “mean” is not an approach',
      'line 2, date: “1 March” is not a past date with its year',
      'line 4, column: empty',
    ])
  })

  test('is where its row begins, and an open quote where it opens', async () => {
    const { faults, ballots } = await readFile(
      `\r\n\r\n${header}2312.06942,,eng,avg,,,,"two\r\nlines"\r\r2312.06942,,x,avg\n\n2312.06942,,eng,avg,,,"Ada\n","\n\nopen`,
    )
    expect(ballots).toBe(1)
    expect(faults.map(faultLine)).toEqual([
      'line 7, row: “x” is not an approach',
      'line 10: a quote opened here is never closed',
    ])
  })

  test('of its header is the only one', async () => {
    expect(readCsv('').faults).toEqual([{ line: 1, column: 'paper', code: 'no-such-column' }])
    const { rows, faults } = await readFile('\ntitle,row,column\n2312.06942,eng,avg\n')
    expect(rows).toBe(0)
    expect(faults.map(faultLine)).toEqual(['line 2: there is no column “paper”'])
    expect(readCsv('paper,row,"column\n1,2,3').faults).toEqual([{ line: 1, code: 'open-quote' }])
  })
})

describe('the form of a CSV file', () => {
  const rows = [
    ['Paper', ' COLUMN ', 'more', 'row', 'why'],
    ['2312.06942', 'worst', 'a', 'cog', '"a, b; c\td ""e""\r\nf"'],
    ['', '', '', '', ''],
    ['"2312.06942"', '2', '"b"', '2', 'it is 5" long'],
  ]
  const written = [',', ';', '\t'].flatMap((separator) =>
    ['\n', '\r\n', '\r'].flatMap((end) =>
      ['', '\ufeff'].map((mark) => `${mark}${rows.map((cells) => cells.join(separator)).join(end)}`),
    ),
  )

  test.each(written)('doesn’t matter: %j', async (text) => {
    const whole = await readFile(text)
    expect(whole.faults).toEqual([])
    const stance = { kind: 'placement', row: 2, column: 2 }
    expect(whole.polls[0]?.rounds[0]?.ballots).toEqual([
      { stance, count: 1, why: 'a, b; c d "e" f' },
      { stance, count: 1, why: 'it is 5" long' },
    ])
    for (const size of [1, 2, 3, 7]) expect(await readFile(text, size)).toEqual(whole)
    expect(readCsv(text)).toEqual({ polls: 1, ballots: 2, faults: [] })
  })

  test('may have line breaks in its first line', async () => {
    const text = '\n"one, two,\nrow, column";paper;row;column\n;2312.06942;eng;avg\n'
    for (const size of [1, 8, 100])
      expect(await readFile(text, size), `${size}`).toMatchObject({ ballots: 1, faults: [] })
  })

  test('is not text in UTF-8: it is refused with what to do', async () => {
    const text = 'paper,row,column\n2312.06942,eng,avg\n'
    const saved = /save it as “CSV UTF-8”/
    const utf16 = (mark: string) => Buffer.from(mark + text, 'utf16le')
    for (const bytes of [
      utf16('\ufeff'),
      utf16('\ufeff').swap16(),
      utf16(''),
      utf16('').swap16(),
      Buffer.from(`PK\u0003\u0004${text}`, 'latin1'),
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]),
      Buffer.from([0x1f, 0x8b, 8]),
      Buffer.from(`${text}Caf\u00e9,eng,avg\n`, 'latin1'),
      Buffer.from(`${text}Caf\u00e9`, 'utf8').subarray(0, -1),
    ])
      for (const size of [1, 100]) await expect(readFile(bytes, size)).rejects.toThrow(saved)
  })

  test('is nothing but characters: none of them is dangerous', async () => {
    const { faults, polls } = await readFile(
      `${header}A\u0000 \u202etitle,,eng,avg,,,\uff1dcmd,"=HYPERLINK(""http://x"")"\n`,
    )
    expect(faults).toEqual([])
    expect(polls[0]?.paper.title).toBe('A title')
    expect(polls[0]?.rounds[0]?.ballots).toMatchObject([
      { voter: '\uff1dcmd', why: '=HYPERLINK("http://x")' },
    ])
    expect(readCsv('paper,row,column\n\ud800,eng,avg\n')).toMatchObject({ polls: 1 })
  })

  test('is read alike in whatever pieces it comes', async () => {
    const random = seeded(10)
    const pick = <Value>(values: readonly Value[]) => values[Math.floor(random() * values.length)]
    for (let tries = 0; tries < 60; tries += 1) {
      const noise = Array.from({ length: 60 }, () =>
        pick(['"', ',', '\n', '\r', 'é', ' ', 'eng', 'avg', '2312.06942', '2312.06942,eng,avg\n']),
      )
      const text = `paper,row,column\n${noise.join('')}`
      const whole = await readFile(text)
      expect(await readFile(text, 1 + Math.floor(random() * 9)), JSON.stringify(text)).toEqual(whole)
      const { polls, ballots, faults } = readCsv(text)
      expect({ polls, ballots, faults: faults.length }, JSON.stringify(text)).toEqual({
        polls: whole.polls.length,
        ballots: whole.ballots,
        faults: whole.faults.length,
      })
    }
  })
})

test('other work goes on while a CSV file is read', async () => {
  let [turns, isRead] = [0, false]
  const count = () => {
    turns += 1
    if (!isRead) setImmediate(count)
  }
  setImmediate(count)
  await readFile(`paper,row,column\n${'2312.06942,eng,avg\n'.repeat(3200)}`)
  isRead = true
  expect(turns).toBeGreaterThan(150)
})
