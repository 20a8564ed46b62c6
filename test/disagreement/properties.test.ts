import { describe, expect, test } from 'vitest'
import { agreement, wholeAgreement } from '../../src/disagreement/agreement.ts'
import { type Figures, figuresOf } from '../../src/disagreement/figures.ts'
import { leik, lSquared } from '../../src/disagreement/indices.ts'
import { pBottom, pTop } from '../../src/disagreement/posterior.ts'
import { type Summary, summaryOf } from '../../src/disagreement/summary.ts'
import type { Tally } from '../../src/grid/tally.ts'
import { growthOf, linear } from '../growth.ts'
import { faultsIn } from './grammar.ts'
import { divisions, largeTallies, smallGrids } from './grids.ts'
import { near, tallyWith } from './reference.ts'
import { indifferentLines, untrueLines } from './truth.ts'

const small = smallGrids.map((cells) => tallyWith({ cells }))
const seed = 20_010_325
const large = largeTallies(500, seed)

type State = 'open' | 'closed'
const summariesOf = (tallies: readonly Tally[], state: State) =>
  tallies.map((tally) => summaryOf(tally, { round: { number: 1, state } }))

const tooMany = ({ length }: readonly string[]): boolean => length < 1 || length > 6
const tooLong = (line: string): boolean => line.length > 200 || line === ''

/** The lines of a tally that aren't true, with the tally they are not true of. */
const untrue = (tallies: readonly Tally[], summaries: readonly Summary[], state: State) =>
  tallies.flatMap((tally, i) =>
    untrueLines(summaries[i]?.lines ?? ['none'], tally, state).map((line) => ({ line, ...tally })),
  )

const faulty = (summaries: readonly Summary[], state: State) =>
  summaries.flatMap(({ lines }) =>
    lines.flatMap((line) => faultsIn(line, state).map((fault) => ({ line, fault }))),
  )

/** How the headline of each case reads; alike in those that have the same sentence. */
const headlineOf: Readonly<Record<string, RegExp>> = {
  'no-votes': /^(No votes yet|Nobody voted)\.$/,
  'all-applications': /^(1 vote, for|2 votes, both for|All \d+ say it is) applications research/,
  'one-vote': /^1 vote, (at|for|unsure) .* Nothing to compare/,
  'two-same': /^2 votes, both at /,
  'two-differ': /^2 votes, \d steps? apart: /,
  'two-differ-kind': /^2 votes, one at .*, one for applications research\./,
  'mostly-applications':
    /^\d+ votes\. \d+ say it is applications research, \d+ says? it belongs on the grid\.$/,
  'applications-contested':
    /^\d+ votes\. \d+ say it is applications research, \d+ says? it belongs on the grid\.$/,
  'mostly-unsure': /^\d+ votes\. [^;]* unsure about both the approach and the case[^;]*\.$/,
  'mostly-unsure-row': /^\d+ votes\. [^;]* unsure about the approach[,.][^;]*$/,
  'mostly-unsure-col': /^\d+ votes\. [^;]* unsure about the case[,.][^;]*$/,
  'few-placements': /^\d+ votes, but (nobody|only [12]) chose both /,
  'unanimous-cell':
    /^(\d+ votes, all|\d+ votes\. All \d+ who [a-z ]+ are) at [^,.]*\.( Too few to call it a consensus\.)?$/,
  consensus: /^\d+ votes\. Consensus on /,
  'row-split': /; the approach is not settled\.$/,
  'col-split': /; the case is not settled\.$/,
  'three-camps': /^\d+ votes\. Three camps: /,
  'two-camps': /^\d+ votes\. Two camps: /,
  'two-camps-along': /^\d+ votes\. Two camps: /,
  'two-camps-across': /^\d+ votes\. Two camps: /,
  'two-cells': /^\d+ votes\. Split \d+–\d+ between /,
  'diagonal-along': /^\d+ votes\. Approach and case go together/,
  'diagonal-across': /^\d+ votes\. Approach and case go opposite ways/,
  'mainly-row': /^\d+ votes\. The disagreement is mainly about the approach\.$/,
  'mainly-col': /^\d+ votes\. The disagreement is mainly about the case\.$/,
  leaning: /^\d+ votes\. Leans toward /,
  spread: /No agreement( yet)?\.$|, but other answers differ\.$/,
}

/** The summaries whose headline isn't the one of their case, or could be one of another. */
const misread = (summaries: readonly Summary[]) =>
  summaries.filter(({ case: found, headline }) => {
    const own = headlineOf[found]
    const matching = Object.values(headlineOf).filter((pattern) => pattern.test(headline))
    return (
      own === undefined || matching.some((pattern) => pattern.source !== own.source) || !own.test(headline)
    )
  })

describe.each(['open', 'closed'] as const)('every grid with at most six votes, %s,', (state) => {
  const summaries = summariesOf(small, state)

  test('is looked at', () => {
    expect(small).toHaveLength(5005)
    expect(new Set(smallGrids.map(String)).size).toBe(5005)
  })

  test('has exactly one case, and together they have every case that full placements can have', () => {
    expect(misread(summaries)).toEqual([])
    expect([...new Set(summaries.map((summary) => summary.case))].toSorted()).toEqual([
      'col-split',
      'consensus',
      'diagonal-across',
      'diagonal-along',
      'leaning',
      'mainly-col',
      'mainly-row',
      'no-votes',
      'one-vote',
      'row-split',
      'spread',
      'three-camps',
      'two-camps',
      'two-camps-across',
      'two-camps-along',
      'two-cells',
      'two-differ',
      'two-same',
      'unanimous-cell',
    ])
  })

  test('has one to six lines, none above 200 characters', () => {
    expect(summaries.filter(({ lines }) => tooMany(lines))).toEqual([])
    expect(summaries.flatMap(({ lines }) => lines).filter(tooLong)).toEqual([])
  })

  test('has no line that its counts don’t bear out', () => {
    expect(untrue(small, summaries, state)).toEqual([])
  })

  test('has no line that is bad English, or that says what no text may say', () => {
    expect(faulty(summaries, state)).toEqual([])
  })

  test('loses nothing that six lines would have room for', () => {
    expect(summaries.filter(({ lines, dropped }) => dropped.length > 0 && lines.length < 6)).toEqual([])
  })
})

describe.each(['open', 'closed'] as const)(
  `500 rounds of up to 99,999 in a cell, seed ${seed}, %s,`,
  (state) => {
    const summaries = summariesOf(large, state)

    test('are of nearly every case, so that what follows is tried on each', () => {
      expect(misread(summaries)).toEqual([])
      expect([...new Set(summaries.map((summary) => summary.case))].toSorted()).toEqual([
        'all-applications',
        'applications-contested',
        'col-split',
        'consensus',
        'diagonal-across',
        'diagonal-along',
        'few-placements',
        'leaning',
        'mainly-col',
        'mainly-row',
        'mostly-unsure',
        'mostly-unsure-col',
        'mostly-unsure-row',
        'no-votes',
        'one-vote',
        'row-split',
        'spread',
        'three-camps',
        'two-camps',
        'two-camps-across',
        'two-camps-along',
        'two-cells',
        'two-differ',
        'two-same',
        'unanimous-cell',
      ])
    })

    test('have one to six lines, none above 200 characters', () => {
      expect(summaries.filter(({ lines }) => tooMany(lines))).toEqual([])
      expect(summaries.flatMap(({ lines }) => lines).filter(tooLong)).toEqual([])
    })

    test('have no line that their counts don’t bear out', () => {
      expect(untrue(large, summaries, state)).toEqual([])
    })

    test('have no line that their counts would bear out with one number changed', () => {
      expect(indifferentLines(large, summaries, state)).toEqual([])
    })

    test('have no line that is bad English, or that says what no text may say', () => {
      expect(faulty(summaries, state)).toEqual([])
    })
  },
)

test('no line is above 200 characters where every count is as long as it can be', () => {
  const longest = large.map((tally): Tally => {
    const most = (counts: readonly number[]) =>
      counts.map((count) => (count > 0 ? 99_000 + (count % 1000) : 0))
    return {
      ...tally,
      cells: most(tally.cells),
      rowOnly: most(tally.rowOnly),
      columnOnly: most(tally.columnOnly),
    }
  })
  expect(
    summariesOf(longest, 'open')
      .flatMap(({ lines }) => lines)
      .filter(tooLong),
  ).toEqual([])
})

test('the lines take as long for a million votes as for ten thousand', () => {
  // Four times the size are 64 times the votes.
  const votes = (size: number) => [tallyWith({ cells: Array<number>(9).fill(size ** 3), applications: size })]
  expect(growthOf(votes, (tallies) => summariesOf(tallies, 'closed'), 12)).toBeLessThan(linear)
})

/** A way to turn the grid over. */
interface Turn {
  readonly of: string
  readonly mirrorsRows: boolean
  readonly mirrorsColumns: boolean
  readonly swapsAxes: boolean
}

const turns: readonly Turn[] = [
  { of: 'both axes mirrored', mirrorsRows: true, mirrorsColumns: true, swapsAxes: false },
  { of: 'approach mirrored', mirrorsRows: true, mirrorsColumns: false, swapsAxes: false },
  { of: 'case mirrored', mirrorsRows: false, mirrorsColumns: true, swapsAxes: false },
  { of: 'the axes swapped', mirrorsRows: false, mirrorsColumns: false, swapsAxes: true },
  { of: 'the axes swapped and one mirrored', mirrorsRows: true, mirrorsColumns: false, swapsAxes: true },
]

/** The cells turned over: first mirrored, then swapped. */
function turned(
  cells: readonly number[],
  { mirrorsRows, mirrorsColumns, swapsAxes }: Turn,
): readonly number[] {
  return cells.map((_, cell) => {
    const [first, second] = [Math.floor(cell / 3), cell % 3]
    const [row, column] = swapsAxes ? [second, first] : [first, second]
    return cells[3 * (mirrorsRows ? 2 - row : row) + (mirrorsColumns ? 2 - column : column)] ?? 0
  })
}

const other: Readonly<Record<'axis' | 'direction', Readonly<Record<string, string>>>> = {
  axis: {
    'row-split': 'col-split',
    'col-split': 'row-split',
    'mainly-row': 'mainly-col',
    'mainly-col': 'mainly-row',
  },
  direction: {
    'two-camps-along': 'two-camps-across',
    'two-camps-across': 'two-camps-along',
    'diagonal-along': 'diagonal-across',
    'diagonal-across': 'diagonal-along',
  },
}

const figures = new Map(small.map((tally) => [String(tally.cells), figuresOf(tally)]))

function figuresAt(cells: readonly number[]): Figures {
  const found = figures.get(String(cells))
  if (found === undefined) throw new Error(`${cells} has more than six votes`)
  return found
}

const linesOf = new Map(
  summariesOf(small, 'closed').map(({ lines }, i) => [String(smallGrids[i]), lines.length]),
)

const unturned: Turn = { of: 'itself', mirrorsRows: false, mirrorsColumns: false, swapsAxes: false }

/**
 * All that may be compared when a grid is turned over, as it should be found there. Which cells are the centre and the
 * members is left out, and how many are in groups that are not chosen: there a tie goes to the lower index.
 */
function comparable(of: Figures, { mirrorsRows, mirrorsColumns, swapsAxes }: Turn = unturned) {
  const axis = ({ counts, pTop, ...numbers }: Figures['row'], isMirrored: boolean) =>
    isMirrored ? { counts: counts.toReversed(), pTop: pTop.toReversed(), numbers } : { counts, pTop, numbers }
  const axes = [axis(of.row, mirrorsRows), axis(of.column, mirrorsColumns)]
  const isOpposite = mirrorsRows !== mirrorsColumns
  const pairs = [of.concordantPairs, of.discordantPairs]
  const variances = [of.varSpectrum, of.varAcross]
  const named = (swapsAxes ? other.axis[of.specCase] : undefined) ?? of.specCase
  const groups = [of.camps.k2, of.camps.k3].map(
    (group) => group && { smallest: Math.min(...group.sizes), silhouette: group.silhouette },
  )
  const chosen = { 2: of.camps.k2, 3: of.camps.k3 }[of.specCamps.k]
  return {
    axes: swapsAxes ? axes.toReversed() : axes,
    rowShare: swapsAxes && of.rowShare !== null ? 1 - of.rowShare : of.rowShare,
    tau: isOpposite && of.kendallTauB !== null ? -of.kendallTauB : of.kendallTauB,
    pairs: isOpposite ? pairs.toReversed() : pairs,
    variances: isOpposite ? variances.toReversed() : variances,
    costs: of.kMedoidsCost,
    groups,
    camps: { ...of.specCamps, sizes: chosen?.sizes.toSorted() },
    which: (isOpposite ? other.direction[named] : undefined) ?? named,
  }
}

/** As text in which numbers that differ by a rounding are the same. */
const asText = (value: object): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'number' ? Math.round(part * 1e9) / 1e9 + 0 : part,
  )

describe('a grid with', () => {
  test.each(turns)('$of has the labels, the case, the camps and the numbers that follow from it', (turn) => {
    const departures = smallGrids.filter(
      (cells) =>
        asText(comparable(figuresAt(turned(cells, turn)))) !== asText(comparable(figuresAt(cells), turn)),
    )
    expect(departures).toEqual([])
  })

  test('both axes mirrored has its spectrum from the other end', () => {
    const [mirror = unturned] = turns
    const departures = smallGrids.filter(
      (cells) =>
        String(figuresAt(turned(cells, mirror)).spectrum) !== String(figuresAt(cells).spectrum.toReversed()),
    )
    expect(departures).toEqual([])
  })

  test.each(turns.filter(({ mirrorsRows, mirrorsColumns }) => mirrorsRows === mirrorsColumns))(
    '$of has as many lines',
    (turn) => {
      const lines = (cells: readonly number[]) => linesOf.get(String(cells))
      expect(smallGrids.filter((cells) => lines(turned(cells, turn)) !== lines(cells))).toEqual([])
    },
  )
})

type Three = readonly [number, number, number]

const threes = (votes: number): readonly Three[] =>
  divisions(votes, 3).map(([first = 0, middle = 0, last = 0]) => [first, middle, last])

const upTo = (votes: number): readonly Three[] =>
  Array.from({ length: votes + 1 }, (_, n) => threes(n)).flat()

/** Agreement of three categories by the closed form of docs/disagreement.md 2.1. */
function closedForm([first, middle, last]: Three): number {
  const [n, e, f] = [first + middle + last, Math.min(first, last), Math.max(first, last)]
  return middle >= e ? (Math.max(f, middle) - e) / n : (f - 3 * e + 2 * middle) / n
}

const differ = (a: number | null, b: number | null): boolean =>
  Math.abs((a ?? Number.NaN) - (b ?? Number.NaN)) > 1e-12

describe('agreement', () => {
  test('by layers is the closed form, for all counts of up to 30', () => {
    const counts = upTo(30).filter((counts) => counts.some((n) => n > 0))
    expect(counts).toHaveLength(5455)
    expect(counts.filter((one) => differ(agreement(one), closedForm(one)))).toEqual([])
    const wholes = counts.filter(
      (one) => wholeAgreement(one) !== Math.round(closedForm(one) * (one[0] + one[1] + one[2])),
    )
    expect(wholes).toEqual([])
  })

  test.each([3, 4, 5])('is as it was, and so are Leik and l², when each of %i categories is doubled', (k) => {
    const counts = [1, 2, 3, 4, 5, 6, 7].flatMap((n) => divisions(n, k))
    for (const index of [agreement, leik, lSquared]) {
      const changed = counts.filter((one) => differ(index(one), index(one.map((n) => 2 * n))))
      expect(changed).toEqual([])
    }
  })
})

const categories = [0, 1, 2] as const

describe('the chance to lead', () => {
  test('never falls when the leading category gets another voter', () => {
    const fallen = upTo(24).filter((counts) =>
      categories
        .filter((i) => counts[i] === Math.max(...counts))
        .some((i) => {
          const [first, middle, last] = counts
          const more: Three = [first + Number(i === 0), middle + Number(i === 1), last + Number(i === 2)]
          return pTop(more, i) < pTop(counts, i) - 1e-12
        }),
    )
    expect(fallen).toEqual([])
  })

  test('sums to 1 over the three, and so does the chance to come last', () => {
    const many: readonly Three[] = [
      [60, 0, 0],
      [5000, 0, 5000],
      [123, 4567, 890],
      [99_999, 99_998, 0],
    ]
    for (const chance of [pTop, pBottom])
      for (const counts of [...upTo(30), ...many]) {
        const total = chance(counts, 0) + chance(counts, 1) + chance(counts, 2)
        if (Math.abs(total - 1) > 1e-9) expect({ counts, total }).toEqual({ counts, total: near(1) })
      }
  })
})
