import { describe, expect, test } from 'vitest'
import { figuresOf } from '../../src/disagreement/figures.ts'
import { summaryOf } from '../../src/disagreement/summary.ts'
import type { Tally } from '../../src/grid/tally.ts'
import type { Answers } from '../../src/poll/ballot.ts'
import { read, reference, tallyWith } from './reference.ts'

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

interface Wording {
  readonly of: string
  readonly some: Partial<Tally>
  readonly lines: readonly string[]
}

const wholeSummaries: readonly Wording[] = [
  {
    of: 'one application',
    some: { applications: 1 },
    lines: ['1 vote: applications research.'],
  },
  {
    of: 'two applications',
    some: { applications: 2 },
    lines: ['2 votes, both applications research.'],
  },
  {
    of: 'three applications',
    some: { applications: 3 },
    lines: ['All 3 say applications research: off the grid.'],
  },
  {
    of: 'one vote that knows the case alone',
    some: { columnOnly: [0, 1, 0] },
    lines: ['1 vote, unsure on approach. Nothing to compare yet.'],
  },
  {
    of: 'one vote that knows the approach alone',
    some: { rowOnly: [0, 0, 1] },
    lines: ['1 vote, unsure on case. Nothing to compare yet.'],
  },
  {
    of: 'one vote that knows neither',
    some: { unsure: 1 },
    lines: ['1 vote, unsure on both axes. Nothing to compare yet.'],
  },
  {
    of: 'two in the same cell',
    some: { cells: [0, 0, 0, 0, 2, 0, 0, 0, 0] },
    lines: ['2 votes, both at Behaviorist × Pessimistic-case. Too few to call.'],
  },
  {
    of: 'two a single step apart',
    some: { cells: [1, 1, 0, 0, 0, 0, 0, 0, 0] },
    lines: [
      '2 votes, 1 step apart: Engineering × Average-case and Engineering × Pessimistic-case. Too few to call.',
    ],
  },
  {
    of: 'two in opposite corners',
    some: { cells: [0, 0, 1, 0, 0, 0, 1, 0, 0] },
    lines: [
      '2 votes, 4 steps apart: Engineering × Worst-case and Cognitivist × Average-case. Too few to call.',
    ],
  },
  {
    of: 'one on the grid and one off it',
    some: { cells: [0, 0, 0, 1, 0, 0, 0, 0, 0], applications: 1 },
    lines: ['2 votes: one at Behaviorist × Average-case, one applications research. Too few to call.'],
  },
  {
    of: 'one on the grid and one half unsure',
    some: { cells: [0, 0, 0, 1, 0, 0, 0, 0, 0], rowOnly: [0, 0, 1] },
    lines: [
      '2 votes, only 1 full placement: too few to call.',
      'Approach: 1 Behaviorist, 1 Cognitivist.',
      'Case: 1 answer, Average-case.',
      'Also: 1 unsure on case.',
    ],
  },
  {
    of: 'four that answered one axis each',
    some: { rowOnly: [2, 0, 0], columnOnly: [0, 0, 2] },
    lines: [
      '4 votes, only 0 full placements: too few to call.',
      'Approach: both say Engineering.',
      'Case: both say Worst-case.',
      'Also: 2 unsure on approach, 2 unsure on case.',
    ],
  },
  {
    of: 'five with two full placements and one application',
    some: { cells: [1, 0, 0, 0, 0, 0, 0, 0, 1], rowOnly: [1, 0, 0], columnOnly: [0, 1, 0], applications: 1 },
    lines: [
      '5 votes, only 2 full placements: too few to call.',
      'Approach: split across the ends: 2 Engineering, 1 Cognitivist, none between.',
      'Case: no settled answer: 1 Average-case, 1 Pessimistic-case, 1 Worst-case.',
      'Also: 1 of 5 say applications research, 1 unsure on approach, 1 unsure on case.',
    ],
  },
  {
    of: 'more than half off the grid, the others as one',
    some: { cells: [0, 0, 0, 0, 3, 0, 0, 0, 0], applications: 4 },
    lines: [
      '4 of 7 say applications research; 3 placed it on the grid.',
      'Approach: all 3 say Behaviorist.',
      'Case: all 3 say Pessimistic-case.',
    ],
  },
  {
    of: 'exactly half off the grid',
    some: { cells: [0, 0, 0, 0, 3, 0, 0, 0, 0], applications: 3 },
    lines: [
      '6 votes. First split: 3 of 6 say applications research, 3 placed it on the grid.',
      'Approach: all 3 say Behaviorist.',
      'Case: all 3 say Pessimistic-case.',
      'To settle: does it belong on the grid, or is it applications research?',
    ],
  },
  {
    of: 'one of four off the grid, which is no split',
    some: { cells: [0, 0, 0, 0, 3, 0, 0, 0, 0], applications: 1 },
    lines: [
      '4 votes. All 3 full placements are at Behaviorist × Pessimistic-case. Few votes.',
      'Also: 1 of 4 say applications research.',
    ],
  },
  {
    of: 'two of nine off the grid, which is less than a quarter',
    some: { cells: [0, 0, 0, 0, 7, 0, 0, 0, 0], applications: 2 },
    lines: [
      '9 votes. All 7 full placements are at Behaviorist × Pessimistic-case.',
      'Also: 2 of 9 say applications research.',
    ],
  },
  {
    of: 'one cell, with a partial answer that agrees',
    some: { cells: [0, 0, 0, 0, 4, 0, 0, 0, 0], rowOnly: [0, 1, 0] },
    lines: [
      '5 votes. All 4 full placements are at Behaviorist × Pessimistic-case. Few votes.',
      'Also: 1 unsure on case.',
    ],
  },
  {
    of: 'one cell, with partial answers that differ',
    some: { cells: [3, 0, 0, 0, 0, 0, 0, 0, 0], rowOnly: [0, 2, 0], columnOnly: [0, 2, 0] },
    lines: [
      '7 votes. All 3 full placements are at Engineering × Average-case, but partial answers differ.',
      'Approach: split 3–2 between Engineering and Behaviorist.',
      'Case: split 3–2 between Average-case and Pessimistic-case.',
      'Spectrum, capabilities to alignment: 3 · 0 · 0 · 0 · 0.',
      'To settle: approach (Engineering or Behaviorist) and case (Average-case or Pessimistic-case)?',
      'Also: 2 unsure on approach, 2 unsure on case.',
    ],
  },
  {
    of: 'mostly unsure on case',
    some: { cells: [0, 0, 0, 0, 0, 1, 0, 0, 1], rowOnly: [0, 0, 3] },
    lines: [
      '5 votes. Mostly unsure on case: 3 of 5.',
      'Approach: leans Cognitivist (4 of 5; 1 Behaviorist).',
      'Case: both say Worst-case.',
      'To settle: what in the paper shows its case?',
    ],
  },
  {
    of: 'nobody sure of anything',
    some: { unsure: 3 },
    lines: [
      '3 votes. Mostly unsure: 3 of 3 on approach, 3 of 3 on case.',
      'To settle: what in the paper shows its approach and its case?',
    ],
  },
  {
    of: 'half unsure, which is not mostly',
    some: { cells: [0, 0, 0, 0, 3, 0, 0, 0, 0], unsure: 3 },
    lines: [
      '6 votes. All 3 full placements are at Behaviorist × Pessimistic-case. Few votes.',
      'Also: 3 unsure on approach, 3 unsure on case.',
    ],
  },
  {
    of: 'a strong consensus',
    some: { cells: [0, 0, 0, 0, 0, 0, 0, 1, 11] },
    lines: [
      '12 votes. Consensus: Cognitivist × Worst-case.',
      'Approach: all 12 say Cognitivist.',
      'Case: strong consensus on Worst-case (11 of 12; 1 Pessimistic-case).',
      'Spectrum, capabilities to alignment: 0 · 0 · 0 · 1 · 11.',
    ],
  },
  {
    of: 'five that agree on approach',
    some: { cells: [0, 0, 0, 0, 0, 0, 3, 2, 0] },
    lines: [
      '5 votes. Agreed on Cognitivist; not on case.',
      'Approach: all 5 say Cognitivist.',
      'Case: split 3–2 between Average-case and Pessimistic-case.',
      'To settle: is the case Average-case or Pessimistic-case?',
    ],
  },
  {
    of: 'groups that one vote could change',
    some: { cells: [0, 0, 2, 0, 0, 0, 0, 0, 4] },
    lines: [
      '6 votes. Agreed on Worst-case; not on approach.',
      'Approach: polarised: 2 Engineering, 4 Cognitivist, none between.',
      'Case: all 6 say Worst-case.',
      'Tentative groups (one vote could change this): Engineering × Worst-case (2) and Cognitivist × Worst-case (4).',
      'To settle: is the approach Engineering or Cognitivist?',
    ],
  },
  {
    of: 'groups of fewer than six, which are not named',
    some: { cells: [0, 0, 2, 0, 0, 0, 0, 0, 3] },
    lines: [
      '5 votes. Agreed on Worst-case; not on approach.',
      'Approach: split across the ends: 2 Engineering, 3 Cognitivist, none between.',
      'Case: all 5 say Worst-case.',
      'To settle: is the approach Engineering or Cognitivist?',
    ],
  },
  {
    of: 'three groups that one vote could change',
    some: { cells: [0, 0, 1, 2, 0, 1, 0, 2, 0] },
    lines: [
      '6 votes. No shared placement: 4 of 9 cells used.',
      'Approach: split 3–2 between Behaviorist and Cognitivist; 1 Engineering.',
      'Case: no settled answer: 2 Average-case, 2 Pessimistic-case, 2 Worst-case.',
      'Tentative groups (one vote could change this): around Engineering × Worst-case (2), Behaviorist × Average-case (2) and Cognitivist × Pessimistic-case (2).',
      'To settle: approach (Behaviorist or Cognitivist) and case (Average-case, Pessimistic-case or Worst-case)?',
    ],
  },
  {
    of: 'three camps within an agreed approach',
    some: { cells: [0, 0, 0, 0, 2, 0, 2, 0, 4] },
    lines: [
      '8 votes. Mostly agreed on Cognitivist; not on case.',
      'Approach: consensus on Cognitivist (6 of 8; 2 Behaviorist).',
      'Case: no settled answer: 2 Average-case, 2 Pessimistic-case, 4 Worst-case (most common: Worst-case, 4 of 8).',
      'Three camps: Behaviorist × Pessimistic-case (2), Cognitivist × Average-case (2) and Cognitivist × Worst-case (4).',
      'To settle: is the case Worst-case or not?',
    ],
  },
  {
    of: 'two camps that differ on one axis, in neither direction',
    some: { cells: [0, 0, 1, 0, 0, 0, 3, 0, 2] },
    lines: [
      '6 votes. Two camps: Cognitivist × Average-case (3) and around Cognitivist × Worst-case (3).',
      'Approach: leans Cognitivist (5 of 6; 1 Engineering).',
      'Case: polarised: 3 Average-case, 3 Worst-case, none between.',
      'To settle: is the case Average-case or Worst-case?',
    ],
  },
  {
    of: 'two cells beside each other',
    some: { cells: [0, 0, 0, 0, 0, 2, 0, 4, 0] },
    lines: [
      '6 votes. 2–4 split between Behaviorist × Worst-case and Cognitivist × Pessimistic-case.',
      'Approach: split 2–4 between Behaviorist and Cognitivist.',
      'Case: split 4–2 between Pessimistic-case and Worst-case.',
      'To settle: is it Behaviorist × Worst-case or Cognitivist × Pessimistic-case?',
    ],
  },
  {
    of: 'a split across the spectrum',
    some: { cells: [0, 0, 0, 0, 0, 2, 1, 1, 1] },
    lines: [
      '5 votes. Split across the spectrum: the more Cognitivist, the less worst-case.',
      'Approach: split 2–3 between Behaviorist and Cognitivist.',
      'Case: no settled answer: 1 Average-case, 1 Pessimistic-case, 3 Worst-case (most common: Worst-case, 3 of 5).',
      'To settle: approach (Behaviorist or Cognitivist) and case (Worst-case or not)?',
    ],
  },
  {
    of: 'a split mainly on approach',
    some: { cells: [0, 1, 2, 0, 0, 0, 0, 1, 2] },
    lines: [
      '6 votes. Split mainly on approach.',
      'Approach: polarised: 3 Engineering, 3 Cognitivist, none between.',
      'Case: split 2–4 between Pessimistic-case and Worst-case.',
      'Tentative groups (one vote could change this): around Engineering × Worst-case (3) and around Cognitivist × Worst-case (3).',
      'To settle: first, is the approach Engineering or Cognitivist?',
    ],
  },
  {
    of: 'a split mainly on case, over all three answers',
    some: { cells: [0, 0, 0, 0, 2, 0, 2, 1, 2] },
    lines: [
      '7 votes. Split mainly on case.',
      'Approach: leans Cognitivist (5 of 7; 2 Behaviorist).',
      'Case: no settled answer: 2 Average-case, 3 Pessimistic-case, 2 Worst-case.',
      'Tentative groups (one vote could change this): Behaviorist × Pessimistic-case (2), Cognitivist × Average-case (2) and Cognitivist × Worst-case (2).',
      'To settle: first, is the case Average-case, Pessimistic-case or Worst-case?',
    ],
  },
  {
    of: 'a split mainly on approach, along the spectrum',
    some: { cells: [0, 0, 1, 0, 1, 0, 0, 2, 0] },
    lines: [
      '4 votes. Split mainly on approach.',
      'Approach: no settled answer: 1 Engineering, 1 Behaviorist, 2 Cognitivist (most common: Cognitivist, 2 of 4).',
      'Case: split 3–1 between Pessimistic-case and Worst-case.',
      'Spectrum, capabilities to alignment: 0 · 0 · 2 · 2 · 0.',
      'To settle: first, is the approach Cognitivist or not?',
    ],
  },
]

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

/** So many ballots, each with that confidence, in one cell. */
const sure = (cell: number, confidences: readonly (number | undefined)[]): readonly Answers[] =>
  confidences.map((confidence) => ({
    stance: placedAt(cell),
    ...(confidence !== undefined && { confidence }),
  }))

const placedAt = (cell: number): Answers['stance'] => ({
  kind: 'placement',
  row: ([0, 1, 2] as const)[Math.floor(cell / 3)] ?? 0,
  column: ([0, 1, 2] as const)[cell % 3] ?? 0,
})

/** The lines of a round of these ballots, and what confidence adds to them. */
function told(...ballots: readonly (readonly Answers[])[]) {
  const answers = ballots.flat()
  const cells = Array.from(
    { length: 9 },
    (_, cell) =>
      answers.filter(
        ({ stance: { kind, ...of } }) =>
          kind === 'placement' && JSON.stringify({ kind, ...of }) === JSON.stringify(placedAt(cell)),
      ).length,
  )
  const tally = tallyWith({
    cells,
    applications: answers.filter(({ stance }) => stance.kind === 'applications').length,
  })
  const plain = summaryOf(tally).lines
  const { lines } = summaryOf(tally, { answers })
  return { plain, lines, added: lines.filter((line) => !plain.includes(line)) }
}

const everyone = (n: number, confidence: number | undefined): readonly (number | undefined)[] =>
  Array.from({ length: n }, () => confidence)

const [eng, cog] = ['Engineering × Average-case', 'Cognitivist × Worst-case']

describe('confidence', () => {
  test('is told where two camps differ by a point or more', () => {
    const { plain, added } = told(sure(0, [5, 4, 4, 4]), sure(8, [3, 3, 2, 3]))
    expect(plain[0]).toBe(`8 votes. Two camps: ${eng} (4) and ${cog} (4).`)
    // 17 / 4 = 4.25 and 11 / 4 = 2.75.
    expect(added).toEqual([`Confidence: ${eng} 4.3, ${cog} 2.8 of 5.`])
  })

  test('is told where they differ by exactly a point, and not where it is less', () => {
    expect(told(sure(0, [4, 4, 4]), sure(8, [3, 3, 3])).added).toEqual([
      `Confidence: ${eng} 4.0, ${cog} 3.0 of 5.`,
    ])
    expect(told(sure(0, [4, 4, 4, 4]), sure(8, [3, 3, 3, 4])).added).toEqual([])
  })

  test('is told with at least three who gave one on each side', () => {
    expect(told(sure(0, [5, 5, 5, undefined]), sure(8, [1, 1, undefined, undefined])).added).toEqual([])
    expect(told(sure(0, [5, 5, 5, undefined]), sure(8, [1, 1, 1, undefined])).added).toEqual([
      `Confidence: ${eng} 5.0, ${cog} 1.0 of 5.`,
    ])
  })

  test('is told of the answers of a split axis where there are no camps', () => {
    expect(told(sure(3, [5, 5, 5, 5, 5]), sure(4, [2, 2, 2, 2]), sure(7, [2])).added).toContain(
      'Confidence: Average-case 5.0, Pessimistic-case 2.0 of 5.',
    )
  })

  test('is told of the grid against applications where that is the first split', () => {
    const off = everyone(3, 2).map((): Answers => ({ stance: { kind: 'applications' }, confidence: 2 }))
    const { plain, added } = told(sure(4, everyone(4, 5)), off)
    expect(plain[0]).toContain('First split: 3 of 7')
    expect(added).toEqual(['Confidence: On the grid 5.0, Applications research 2.0 of 5.'])
  })

  test('says where its weight would change the leading answer by ten points or more', () => {
    // By weight 4 × 2 + 0 to 3 × 5: 15 of 23 against 8.
    const { plain, added } = told(sure(3, everyone(4, 2)), sure(6, everyone(3, 5)))
    expect(plain).toContain('Approach: split 4–3 between Behaviorist and Cognitivist.')
    expect(added.join(' ')).toContain('Weighted by confidence, approach would lean Cognitivist.')
    expect(told(sure(4, everyone(4, 2)), sure(5, everyone(3, 5))).added.join(' ')).toContain(
      'Weighted by confidence, case would lean Worst-case.',
    )
  })

  test('counts ten points as enough, and less as nothing', () => {
    // 18 of 40 against 22: ten points. 19 of 40 against 21: five.
    expect(told(sure(3, [3, 3, 3, 3, 3, 3]), sure(6, [5, 5, 4, 4, 4])).added).toEqual([
      'Confidence: Behaviorist 3.0, Cognitivist 4.4 of 5. Weighted by confidence, approach would lean Cognitivist.',
    ])
    expect(told(sure(3, [3, 3, 3, 3, 3, 4]), sure(6, [5, 4, 4, 4, 4])).added).toEqual([
      'Confidence: Behaviorist 3.2, Cognitivist 4.2 of 5.',
    ])
  })

  test('never stands for the counts, which are as they were, and in front', () => {
    const { plain, lines, added } = told(sure(0, everyone(5, 5)), sure(8, everyone(4, 1)))
    expect(added).toHaveLength(1)
    expect(lines.slice(0, plain.length)).toEqual(plain)
  })

  test('follows what else there is in the same line, which stays below 200 characters', () => {
    const off: Answers = { stance: { kind: 'applications' }, confidence: 5 }
    const { plain, lines } = told(sure(0, everyone(4, 5)), sure(8, everyone(4, 1)), [off])
    expect(lines).toHaveLength(plain.length)
    expect(lines.at(-1)).toBe(
      `Also: 1 of 9 say applications research. Confidence: ${eng} 5.0, ${cog} 1.0 of 5.`,
    )
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(200)
  })

  test('is not told where nobody gave any', () => {
    expect(told(sure(0, everyone(4, undefined)), sure(8, everyone(4, undefined))).added).toEqual([])
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
