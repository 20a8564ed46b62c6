import { describe, expect, test } from 'vitest'
import type { Answer } from '../../src/chat/answer.ts'
import { formOf, startTestBot, type TestBot, wordsOf } from '../test-bot.ts'
import { rowsOf } from '../store/rows.ts'
import { buttonsOf } from '../view-text.ts'

type Person = ReturnType<TestBot['as']>

/** Gives a file to the form of `import`. */
async function give(table: TestBot, person: Person, content: string | Iterable<Uint8Array>): Promise<Answer> {
  table.files.set('votes', typeof content === 'string' ? [new TextEncoder().encode(content)] : content)
  return person.submit(await person.type('import'), { file: 'votes' })
}

const labelsOf = (answer: Answer): readonly string[] =>
  answer.kind === 'shown' ? buttonsOf(answer.view).map(({ label }) => label) : []

const header = 'paper,date,row,column,count,voter,confidence,why\n'
const named = `${header}2312.06942,2026-03-01,eng,avg,1,Ada Lovelace,4,because
2312.06942,2026-03-01,eng,avg,1,Grace Hopper,,
2312.06942,2026-05-01,eng,worst,1,Ada Lovelace,,
2401.05566,2026-03-01,beh,worst,7,,,
`

async function atTable() {
  const table = await startTestBot()
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
    const asked = await give(chat.table, chat.mona, `${named}x,2026-03-01,Enginering,avg,1,,,\n`)
    expect(wordsOf(asked)).toContain(
      "5 rows: 2 papers, 3 rounds, 10 votes. 1 row can't be used. 2 people would be named in #main.",
    )
    expect(wordsOf(asked)).toContain('line 6, row: “Enginering” is not an approach. Did you mean Engineering?')
    expect(labelsOf(asked)).toEqual(['Import 2 papers', 'Import without names', 'Cancel'])
    await chat.table.quiet()
    expect(rowsOf(chat.table.file)).toEqual(before)
  })

  test('makes closed polls, and posts nothing', async () => {
    await using chat = await atTable()
    const asked = await give(chat.table, chat.mona, named)
    const done = await chat.mona.press(asked, 'Import 2 papers')
    expect(wordsOf(done)).toContain('Imported 3 polls.')
    await chat.table.quiet()
    expect(chat.table.said).toEqual([])
    expect(chat.table.told).toEqual([])
    const results = wordsOf(await chat.ben.type('results 2401.05566'))
    expect(results).toContain('Closed 1 Mar 2026 · round 1 · 7 votes · anonymous · imported on 23 Nov 2026 by Mona')
    const exported = wordsOf(await chat.ben.type('export 2312.06942'))
    expect(exported).toContain('Ada Lovelace')
  })
})
