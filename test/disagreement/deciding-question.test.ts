import { describe, expect, test } from 'vitest'
import { decidingQuestion } from '../../src/disagreement/deciding-question.ts'
import { findingsOf } from '../../src/disagreement/findings.ts'
import { caseOf } from '../../src/disagreement/headline.ts'
import { sidesOf } from '../../src/disagreement/sides.ts'
import { type Tally, tallyOf } from '../../src/grid/tally.ts'
import { reference, tallyWith } from './reference.ts'

const questionOn = (some: Partial<Tally>): string | undefined => {
  const findings = findingsOf(tallyWith(some))
  return decidingQuestion(caseOf(findings), findings)
}

/** The cells of the middle level of each axis. */
const settled: Readonly<Record<'row' | 'column', readonly number[]>> = { row: [3, 4, 5], column: [1, 4, 7] }

/** A round that agrees on one axis and has these answers on the other. */
function splitOn(axis: 'row' | 'column', counts: readonly number[]): Partial<Tally> {
  const along = settled[axis === 'row' ? 'column' : 'row']
  const cells = Array.from({ length: 9 }, (_, cell) => {
    const level = along.indexOf(cell)
    return level < 0 ? 0 : (counts[level] ?? 0)
  })
  return { cells }
}

describe('the question that would settle it', () => {
  test.each(reference.questions)('on $axis, levels $levels, is the table’s', ({ axis, levels, text }) => {
    if (axis === null) {
      expect(questionOn({ cells: [0, 0, 0, 0, 3, 0, 0, 0, 0], applications: 2 })).toBe(text)
      return
    }
    const counts = [0, 1, 2].map((level) =>
      levels === null ? 2 : (levels as readonly number[]).includes(level) ? 3 : 0,
    )
    expect(questionOn(splitOn(axis, counts))).toBe(text)
  })

  test.each([
    { counts: [3, 1, 2], levels: [0, 2], because: 'they are the two ends' },
    { counts: [2, 4, 1], levels: [0, 1], because: 'they have the most answers' },
    { counts: [3, 3, 2], levels: [0, 1], because: 'they have the most answers' },
    { counts: [4, 2, 2], levels: null, because: 'no second level stands out' },
    { counts: [2, 4, 2], levels: null, because: 'no second level stands out' },
  ])('about $counts is between $levels, because $because', ({ counts, levels }) => {
    const asked = reference.questions.find(
      (question) => question.axis === 'row' && String(question.levels) === String(levels),
    )
    expect(questionOn(splitOn('row', counts))).toBe(asked?.text)
  })

  test.each([
    { of: 'two camps on both axes', cells: [4, 0, 0, 0, 0, 0, 0, 0, 4], axis: 'row', levels: [0, 2] },
    {
      of: 'two camps further apart on case',
      cells: [4, 0, 0, 0, 0, 4, 0, 0, 0],
      axis: 'column',
      levels: [0, 2],
    },
    {
      of: 'two cells further apart on approach',
      cells: [0, 1, 0, 0, 0, 0, 0, 0, 2],
      axis: 'row',
      levels: [0, 2],
    },
    { of: 'three camps, the two largest', cells: [3, 0, 4, 0, 0, 0, 4, 0, 0], axis: 'row', levels: [0, 2] },
    {
      of: 'three camps of one size, the two lowest',
      cells: [4, 0, 4, 0, 0, 0, 4, 0, 0],
      axis: 'column',
      levels: [0, 2],
    },
  ] as const)('about $of is on $axis', ({ cells, axis, levels }) => {
    const asked = reference.questions.find(
      (question) => question.axis === axis && String(question.levels) === String(levels),
    )
    expect(questionOn({ cells })).toBe(asked?.text)
  })

  test('is not asked where nothing is open', () => {
    expect(questionOn({ cells: [0, 0, 0, 0, 0, 0, 0, 1, 8] })).toBeUndefined()
    expect(questionOn({ cells: [0, 0, 0, 0, 0, 0, 0, 0, 2], applications: 5 })).toBeUndefined()
    expect(questionOn({ cells: [1, 0, 0, 0, 0, 0, 0, 0, 1] })).toBeUndefined()
    expect(questionOn({ rowOnly: [2, 0, 0], columnOnly: [0, 0, 2] })).toBeUndefined()
  })
})

describe('the sides of a round', () => {
  const sidesIn = (some: Partial<Tally>) => {
    const findings = findingsOf(tallyWith(some))
    return sidesOf(caseOf(findings), findings)
  }
  /** Each side's mark or name, and how many of the votes are on it. */
  const told = (some: Partial<Tally>) =>
    sidesIn(some).map(({ name, mark, has }) => {
      const tally = tallyWith(some)
      const place = (level: number) => ([0, 1, 2] as const)[level] ?? 0
      const stances = [
        ...tally.cells.flatMap((n, cell) =>
          Array.from({ length: n }, () => ({
            kind: 'placement' as const,
            row: place(Math.floor(cell / 3)),
            column: place(cell % 3),
          })),
        ),
        ...tally.rowOnly.flatMap((n, row) =>
          Array.from({ length: n }, () => ({ kind: 'placement' as const, row: place(row), column: null })),
        ),
        ...Array.from({ length: tally.applications }, () => ({ kind: 'applications' as const })),
      ]
      expect(tallyOf(stances)).toEqual(tally)
      return [mark ?? name, stances.filter(has).length]
    })

  test.each([
    {
      of: 'grid or applications',
      some: { cells: [0, 0, 0, 0, 3, 0, 0, 0, 0], applications: 2 },
      sides: [
        ['On the grid', 3],
        ['Applications research', 2],
      ],
    },
    {
      of: 'camps in the headline, without those between them',
      some: { cells: [0, 0, 1, 0, 4, 0, 0, 0, 3], columnOnly: [0, 0, 0] },
      sides: [
        ['▲', 4],
        ['■', 3],
      ],
    },
    {
      of: 'camps that are not in the headline: the levels',
      some: { cells: [0, 0, 4, 0, 0, 1, 0, 0, 4] },
      sides: [
        ['Engineering', 4],
        ['Cognitivist', 4],
      ],
    },
    {
      of: 'two cells',
      some: { cells: [2, 0, 0, 0, 0, 0, 0, 0, 2] },
      sides: [
        ['Engineering × Average-case', 2],
        ['Cognitivist × Worst-case', 2],
      ],
    },
    {
      of: 'two levels, with those who are unsure about the case',
      some: { cells: [0, 0, 0, 0, 0, 2, 0, 0, 1], rowOnly: [0, 1, 0] },
      sides: [
        ['Behaviorist', 3],
        ['Cognitivist', 1],
      ],
    },
    {
      of: 'all levels that were chosen, where no two stand out',
      some: { cells: [1, 0, 0, 0, 1, 0, 0, 0, 1] },
      sides: [
        ['Engineering', 1],
        ['Behaviorist', 1],
        ['Cognitivist', 1],
      ],
    },
    { of: 'nothing that is open', some: { cells: [0, 0, 0, 0, 0, 0, 0, 1, 8] }, sides: [] },
    { of: 'mostly applications', some: { cells: [0, 0, 0, 0, 2, 0, 0, 0, 0], applications: 5 }, sides: [] },
  ])('of $of', ({ some, sides }) => {
    expect(told(some)).toEqual(sides)
  })
})
