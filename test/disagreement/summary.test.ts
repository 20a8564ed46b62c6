import { describe, expect, test } from 'vitest'
import { figuresOf } from '../../src/disagreement/figures.ts'
import { summaryOf } from '../../src/disagreement/summary.ts'
import type { Tally } from '../../src/grid/tally.ts'
import { read, reference, tallyWith } from './reference.ts'
import { wholeSummaries } from './whole-summaries.ts'

interface Example {
  readonly header: string
  readonly tally: Tally
  readonly expected: string
  readonly text: string
}

function exampleOf(block: string): Example {
  const [first = '', ...lines] = block.split('\n')
  const [, header = '', expected = ''] = first.match(/^# (.*?) +\[([\w-]+)\]$/) ?? []
  const [cells = '', ...others] = header.split(' + ')
  let tally = tallyWith({ cells: numbersIn(cells) })
  for (const words of others) tally = { ...tally, ...partOf(words) }
  return { header, tally, expected, text: lines.join('\n') }
}

function partOf(words: string): Partial<Tally> {
  const numbers = numbersIn(words)
  if (words.endsWith(' applications')) return { applications: numbers[0] ?? 0 }
  if (words.startsWith('row unsure, by column ')) return { columnOnly: numbers }
  if (words.startsWith('column unsure, by row ')) return { rowOnly: numbers }
  if (words.endsWith(' unsure on both')) return { unsure: numbers[0] ?? 0 }
  throw new Error(`Nobody knows what "${words}" adds`)
}

const numbersIn = (words: string): readonly number[] => (words.match(/\d+/g) ?? []).map(Number)

const examples = read('worked-examples.txt').trim().split(/\n\n+/).map(exampleOf)

const linesOf = (some: Partial<Tally>): readonly string[] => summaryOf(tallyWith(some)).lines

describe('the summary of the worked examples', () => {
  test('is tried on every one of them', () => {
    expect(examples.length).toBe(read('worked-examples.txt').match(/^#/gm)?.length)
  })

  test.each(examples)('$header is $expected, to the letter', ({ tally, expected, text }) => {
    const summary = summaryOf(tally)
    expect(summary.lines.join('\n')).toBe(text)
    expect(summary.case).toBe(expected)
  })
})

describe('the summary of rounds with every kind of ballot', () => {
  test.each(reference.summaries)(
    '$cells, $applications applications, unsure $rowUnsureByColumn, $columnUnsureByRow and $bothUnsure, is $specCase in $lines lines',
    ({ cells, rowUnsureByColumn, columnUnsureByRow, bothUnsure, applications, ...expected }) => {
      const tally: Tally = {
        cells,
        rowOnly: columnUnsureByRow,
        columnOnly: rowUnsureByColumn,
        unsure: bothUnsure,
        applications,
      }
      const { specRowLabel, specColLabel, specCase } = figuresOf(tally)
      const { case: which, lines } = summaryOf(tally)
      expect({ specRowLabel, specColLabel, specCase, lines: lines.length }).toEqual(expected)
      expect(which).toBe(expected.specCase)
    },
  )
})

describe('the summary of', () => {
  test.each(wholeSummaries)('$of says so and no more', ({ some, lines }) => {
    expect(linesOf(some)).toEqual(lines)
  })

  test('a tie for the second answer gives it to the lower category', () => {
    // 2-6-2 on case leans, and both others have two.
    const [, , , , crux] = linesOf({ cells: [0, 0, 0, 1, 1, 1, 1, 5, 1] })
    expect(crux).toContain('case (Average-case or Pessimistic-case)')
  })
})

describe('the lines on the round before', () => {
  const since = ['Since round 1: 4 of 8 changed.', 'Stable: net change 1 of 8.']
  const both = { cells: [4, 0, 0, 0, 0, 0, 0, 0, 4], applications: 1 }

  test('follow the headline', () => {
    const some = { cells: [0, 0, 0, 0, 0, 0, 0, 0, 7] }
    expect(summaryOf(tallyWith(some), { since }).lines).toEqual([...linesOf(some), ...since])
  })

  test('push out what else there is, then the shape, and nothing more', () => {
    const [headline, approach, forCase, shape, settle, also] = linesOf(both)
    expect([shape, settle, also].map((line) => line?.slice(0, 10))).toEqual([
      'They diffe',
      'To settle:',
      'Also: 1 of',
    ])
    expect(summaryOf(tallyWith(both), { since: since.slice(0, 1) }).lines).toEqual([
      headline,
      since[0],
      approach,
      forCase,
      shape,
      settle,
    ])
    expect(summaryOf(tallyWith(both), { since }).lines).toEqual([
      headline,
      ...since,
      approach,
      forCase,
      settle,
    ])
  })

  test('leave the shape where the rest has six lines with it', () => {
    const some = { cells: [0, 0, 0, 0, 0, 1, 0, 1, 7], applications: 1 }
    const [headline, approach, forCase, shape] = linesOf(some)
    expect(shape).toContain('Spectrum')
    expect(summaryOf(tallyWith(some), { since }).lines).toEqual([
      headline,
      ...since,
      approach,
      forCase,
      shape,
    ])
  })

  test('leave what else there is where there is room', () => {
    const some = { cells: [0, 0, 0, 0, 0, 0, 0, 0, 7], applications: 1 }
    expect(summaryOf(tallyWith(some), { since }).lines).toEqual([
      linesOf(some)[0],
      ...since,
      'Also: 1 of 8 say applications research.',
    ])
  })
})
