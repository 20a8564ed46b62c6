import { describe, expect, test } from 'vitest'
import { figuresOf } from '../../src/disagreement/figures.ts'
import type { RoundState } from '../../src/disagreement/headline-text.ts'
import { type ExtraLines, summaryOf } from '../../src/disagreement/summary.ts'
import type { Tally } from '../../src/grid/tally.ts'
import { read, reference, tallyIn, tallyWith } from './reference.ts'
import { wholeSummaries } from './whole-summaries.ts'

interface Example {
  readonly header: string
  readonly tally: Tally
  readonly state: RoundState['state']
  readonly expected: string
  readonly text: string
}

function exampleOf(block: string): Example {
  const [first = '', ...lines] = block.split('\n')
  const [, header = '', expected = ''] = first.match(/^# (.*?) +\[([\w-]+)\]$/) ?? []
  const [counts = '', open] = header.split(', open')
  const [cells = '', ...others] = counts.split(' + ')
  let tally = tallyWith({ cells: numbersIn(cells) })
  for (const words of others) tally = { ...tally, ...partOf(words) }
  return { header, tally, state: open === undefined ? 'closed' : 'open', expected, text: lines.join('\n') }
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

const closed: RoundState = { number: 1, state: 'closed' }

const linesOf = (some: Partial<Tally>, round = closed): readonly string[] =>
  summaryOf(tallyWith(some), { round }).lines

describe('the summary of the worked examples', () => {
  test('is tried on every one of them', () => {
    expect(examples.length).toBe(read('worked-examples.txt').match(/^#/gm)?.length)
  })

  test.each(examples)('$header is $expected, to the letter', ({ tally, state, expected, text }) => {
    const summary = summaryOf(tally, { round: { number: 1, state } })
    expect(summary.lines.join('\n')).toBe(text)
    expect(summary.case).toBe(expected)
  })
})

describe('the summary of rounds with every kind of ballot', () => {
  test.each(reference.summaries)(
    '$cells, $applications applications, unsure $rowUnsureByColumn, $columnUnsureByRow and $bothUnsure, $state, is $specCase',
    ({ state, text, lines, specRowLabel, specColLabel, specCase, ...counts }) => {
      const tally = tallyIn(counts)
      const summary = summaryOf(tally, { round: { number: 1, state } })
      expect(summary.lines).toEqual(text)
      expect(summary.lines).toHaveLength(lines)
      expect(summary.case).toBe(specCase)
      expect(figuresOf(tally)).toMatchObject({ specRowLabel, specColLabel, specCase })
    },
  )
})

describe('the summary of', () => {
  test.each(wholeSummaries)('$of says so and no more', ({ some, lines, ...round }) => {
    expect(linesOf(some, { ...closed, ...round })).toEqual(lines)
  })

  test('a later round without votes names the round, and nothing of the one before', () => {
    const since = ['Since round 1, all 8 who voted in both rounds changed their vote.']
    const linesIn = (state: RoundState['state']) =>
      summaryOf(tallyWith({}), { round: { number: 2, state }, since }).lines
    expect(linesIn('open')).toEqual(['No votes yet in round 2.'])
    expect(linesIn('closed')).toEqual(['Nobody voted in round 2.'])
  })
})

/** Two camps that say something about the paper, and one vote that is off the grid: six lines. */
const six = { cells: [4, 0, 0, 0, 0, 0, 0, 0, 4], applications: 1 }
const camps = '▲ sees capabilities work, ■ alignment work.'
const off = 'Also: 1 of 9 says it is applications research.'
const question =
  'if it worked and nobody knew why, would the paper still have reached its aim? Yes points to Engineering, no to Cognitivist.'

describe('the six lines', () => {
  const [headline = '', approach = '', forCase = ''] = linesOf(six)
  const settle = `To settle: ${question}`
  const since = ['Since round 1, none of the 8 who voted in both rounds changed their vote.', '3 say so.']
  const reading = 'Answers go with how far people read.'
  const expected = '4 of 9 chose it, more than they expected (about 2).'
  const summaryWith = (extras: ExtraLines, before: readonly string[] = []) =>
    summaryOf(tallyWith(six), { round: closed, since: before, extras })

  test('are headline, axes, shape, question and other counts', () => {
    expect(linesOf(six)).toEqual([headline, approach, forCase, camps, settle, off])
    expect(summaryOf(tallyWith(six), { round: closed }).dropped).toEqual([])
  })

  test('have the change since the round before behind the headline, and how people read before the question', () => {
    const some = { cells: [0, 0, 0, 0, 0, 2, 0, 0, 1] }
    const extras = { reading }
    const { lines, dropped } = summaryOf(tallyWith(some), {
      round: closed,
      since: since.slice(0, 1),
      extras,
    })
    const [first, ...rest] = linesOf(some)
    expect(lines).toEqual([first, since[0], ...rest.slice(0, 2), reading, ...rest.slice(2)])
    expect(dropped).toEqual([])
  })

  test('leave out other counts first, then the shape, then what was expected, then how people read', () => {
    const steps: readonly (readonly [ExtraLines, readonly string[], readonly string[]])[] = [
      [{}, since.slice(0, 1), [off]],
      [{}, since, [camps, off]],
      [{ reading }, [], [off]],
      [{ expected }, [], [off]],
      [{ reading, expected }, [], [camps, off]],
      [{ reading, expected }, since.slice(0, 1), [camps, expected, off]],
      [{ reading, expected }, since, [camps, reading, expected, off]],
    ]
    for (const [extras, before, gone] of steps) {
      const whole = [
        headline,
        ...before,
        approach,
        forCase,
        camps,
        extras.reading,
        extras.expected,
        settle,
        off,
      ]
      const { lines, dropped } = summaryWith(extras, before)
      expect(lines).toEqual(whole.filter((line) => line !== undefined && !gone.includes(line)))
      expect(lines.length).toBeLessThanOrEqual(6)
      expect(dropped).toEqual(gone)
    }
  })

  test('have the question that stands in for the deciding one, which is kept for the report', () => {
    const crux = '“does it steer training?” It would move 2 of 4 in ▲ and 1 of 4 in ■.'
    const { lines, dropped, settle: asked } = summaryWith({ settle: crux })
    expect(lines).toEqual([headline, approach, forCase, camps, `To settle: ${crux}`, off])
    expect(asked).toBe(crux)
    expect(dropped).toEqual([settle])
  })

  test('have more counts behind those of applications and unsure, while the line has 200 characters', () => {
    const read4 = '4 read it, 1 skimmed it.'
    const long = `${'x'.repeat(128)}.`
    const { lines, dropped } = summaryWith({ also: [read4, long] })
    expect(lines.at(-1)).toBe(`${off} ${read4}`)
    expect(dropped).toEqual([long])
    const fits = long.slice(`${off} ${read4} ${long}`.length - 200)
    expect(summaryWith({ also: [read4, fits] }).lines.at(-1)).toHaveLength(200)
  })

  test('begin other counts with the first there is', () => {
    const { lines } = summaryOf(tallyWith({ cells: [0, 0, 0, 0, 0, 0, 0, 0, 7] }), {
      round: closed,
      extras: { also: ['5 read it, 2 skimmed it.'] },
    })
    expect(lines).toEqual(['7 votes, all at Cognitivist × Worst-case.', '5 read it, 2 skimmed it.'])
  })

  test('have no other counts where there is nothing to compare', () => {
    const { lines } = summaryOf(tallyWith({ cells: [0, 0, 0, 0, 0, 0, 0, 0, 1] }), {
      round: closed,
      extras: { also: ['1 read it.'] },
    })
    expect(lines).toEqual(['1 vote, at Cognitivist × Worst-case. Nothing to compare.'])
  })

  test('are told apart by what they are about', () => {
    const { parts, lines } = summaryWith({ reading }, since.slice(0, 1))
    expect(parts).toEqual({
      headline: [headline],
      since: since.slice(0, 1),
      axes: [approach, forCase],
      shape: [],
      reading: [reading],
      expected: [],
      settle: [settle],
      also: [],
    })
    expect(Object.values(parts).flat()).toEqual(lines)
  })
})
