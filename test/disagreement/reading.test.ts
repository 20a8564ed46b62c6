import { describe, expect, test } from 'vitest'
import { findingsOf } from '../../src/disagreement/findings.ts'
import {
  depthSentence,
  type ReadBallot,
  readingLine,
  readingSplitOf,
} from '../../src/disagreement/reading.ts'
import { stanceAt } from '../../src/grid/part.ts'
import { tallyOf } from '../../src/grid/tally.ts'
import type { Depth } from '../../src/poll/ballot-extras.ts'
import { countDepths } from '../../src/poll/extra-answers.ts'

const counts = (read: number, skimmed: number, abstract: number, notYet: number) => ({
  read,
  skimmed,
  abstract,
  'not-yet': notYet,
})

describe('how far people have read', () => {
  test.each([
    { of: counts(5, 1, 0, 1), open: '5 read it, 1 skimmed it, 1 has not read it yet.' },
    { of: counts(3, 0, 3, 0), open: '3 read it, 3 read only the abstract.' },
    { of: counts(0, 0, 1, 0), open: '1 read only the abstract.' },
    { of: counts(0, 2, 0, 2), open: '2 skimmed it, 2 have not read it yet.' },
    { of: counts(0, 0, 0, 0), open: undefined },
  ])('$of is said as “$open” while people can vote', ({ of, open }) => {
    expect(depthSentence(of, 'open')).toBe(open)
  })

  test('is in the past once the round is closed', () => {
    expect(depthSentence(counts(0, 0, 0, 1), 'closed')).toBe('1 had not read it.')
    expect(depthSentence(counts(4, 2, 1, 4), 'closed')).toBe(
      '4 read it, 2 skimmed it, 1 read only the abstract, 4 had not read it.',
    )
  })

  test('is counted by what each answered', () => {
    expect(countDepths(['read', 'not-yet', 'read', 'abstract'])).toEqual(counts(2, 0, 1, 1))
  })
})

/** Ballots as "8 read ×3": a cell, how far its voters have read, how many they are. */
const ballotsOf = (...groups: readonly (readonly [cell: number, depth: Depth, voters: number])[]) =>
  groups.flatMap(([cell, depth, voters]) =>
    Array.from({ length: voters }, (): ReadBallot => ({ stance: stanceAt(cell), depth })),
  )

function lineOf(headlineCase: Parameters<typeof readingSplitOf>[0], ballots: readonly ReadBallot[]) {
  const findings = findingsOf(tallyOf(ballots.map(({ stance }) => stance)))
  const split = readingSplitOf(headlineCase, findings, ballots)
  return split && readingLine(split)
}

describe('the line on who has read it', () => {
  test.each([
    {
      of: ballotsOf([2, 'read', 3], [8, 'skimmed', 4]),
      line: 'none of the 3 who read it says Cognitivist; all 4 who read less do.',
    },
    {
      of: ballotsOf([2, 'read', 2], [8, 'not-yet', 5]),
      line: 'neither of the 2 who read it says Cognitivist; all 5 who read less do.',
    },
    {
      of: ballotsOf([8, 'read', 5], [2, 'abstract', 2]),
      line: 'all 5 who read it say Cognitivist; neither of the 2 who read less does.',
    },
    {
      of: ballotsOf([2, 'read', 5], [8, 'abstract', 2], [8, 'skimmed', 4]),
      line: 'none of the 5 who read it says Cognitivist; all 6 who read less do.',
    },
    {
      of: ballotsOf([8, 'read', 2], [8, 'skimmed', 1], [2, 'skimmed', 12]),
      line: 'neither of the 2 who read it says Engineering; 12 of the 13 who read less do.',
    },
    {
      of: ballotsOf([2, 'read', 4], [8, 'read', 1], [8, 'not-yet', 7]),
      line: '1 of the 5 who read it says Cognitivist; all 7 who read less do.',
    },
    {
      of: ballotsOf([2, 'read', 1], [8, 'not-yet', 19]),
      line: 'the one who read it does not say Cognitivist; all 19 who read less do.',
    },
    {
      of: ballotsOf([8, 'read', 20], [2, 'not-yet', 1]),
      line: 'all 20 who read it say Cognitivist; the one who read less does not.',
    },
    {
      of: ballotsOf([2, 'read', 29], [5, 'skimmed', 1]),
      line: 'all 29 who read it say Engineering; the one who read less does not.',
    },
    { of: ballotsOf([2, 'read', 2], [8, 'skimmed', 4]), line: undefined },
    { of: ballotsOf([2, 'read', 3], [8, 'skimmed', 3]), line: undefined },
    { of: ballotsOf([8, 'read', 5], [2, 'read', 5], [8, 'skimmed', 5], [2, 'skimmed', 5]), line: undefined },
    { of: ballotsOf([2, 'read', 6], [8, 'read', 6]), line: undefined },
    { of: ballotsOf([8, 'read', 6], [8, 'skimmed', 6]), line: undefined },
  ])('is “$line”', ({ of, line }) => {
    expect(lineOf('row-split', of)).toBe(line && `Answers go with how far people read: ${line}`)
  })

  test('begins with 2 against 5 and 3 against 4, and never with fewer than seven people', () => {
    const least = new Set<string>()
    for (let a = 0; a <= 7; a += 1)
      for (let b = 0; a + b <= 7; b += 1)
        for (let c = 0; a + b + c <= 7; c += 1)
          for (let d = 0; a + b + c + d <= 7; d += 1) {
            const ballots = ballotsOf([8, 'read', a], [2, 'read', b], [8, 'skimmed', c], [2, 'skimmed', d])
            if (lineOf('row-split', ballots) !== undefined) least.add([a, b, c, d].join(' '))
          }
    expect([...least].toSorted()).toEqual([
      '0 2 5 0',
      '0 3 4 0',
      '0 4 3 0',
      '0 5 2 0',
      '2 0 0 5',
      '3 0 0 4',
      '4 0 0 3',
      '5 0 0 2',
    ])
  })

  test('is about the axis that is open', () => {
    const onCase = ballotsOf([6, 'read', 4], [8, 'skimmed', 4])
    expect(lineOf('col-split', onCase)).toContain('all 4 who read it say Average-case')
    const onApproach = ballotsOf([2, 'read', 4], [8, 'skimmed', 4])
    expect(lineOf('row-split', onApproach)).toContain('all 4 who read it say Engineering')
  })

  test('is about the axis that carries the disagreement where both are open, else about the approach', () => {
    const both = ballotsOf([0, 'read', 4], [8, 'skimmed', 4])
    expect(lineOf('two-camps', both)).toContain('all 4 who read it say Engineering')
    const mostlyCase = ballotsOf([0, 'read', 4], [3, 'read', 1], [5, 'skimmed', 4], [2, 'skimmed', 1])
    expect(findingsOf(tallyOf(mostlyCase.map(({ stance }) => stance))).carrier).toBe('column')
    expect(lineOf('mainly-col', mostlyCase)).toContain('all 5 who read it say Average-case')
  })

  test('names the lower answer of two that are as frequent', () => {
    const tied = ballotsOf([2, 'read', 4], [8, 'skimmed', 4])
    expect(lineOf('row-split', tied)).toContain('say Engineering')
  })

  test('counts those who are unsure on the other axis, and nobody who is unsure on this one', () => {
    const unsureOnCase: ReadBallot = { stance: { kind: 'placement', row: 2, column: null }, depth: 'skimmed' }
    const others: readonly ReadBallot[] = [
      { stance: { kind: 'placement', row: null, column: 2 }, depth: 'read' },
      { stance: { kind: 'applications' }, depth: 'read' },
    ]
    const ballots = [...ballotsOf([2, 'read', 3], [8, 'skimmed', 3]), unsureOnCase, ...others]
    expect(lineOf('row-split', ballots)).toContain('none of the 3 who read it says Cognitivist; all 4 who')
  })

  test.each([
    'applications-contested',
    'mostly-applications',
    'mostly-unsure-row',
    'unanimous-cell',
    'consensus',
    'few-placements',
  ] as const)('is left out of a round that is %s', (headlineCase) => {
    expect(lineOf(headlineCase, ballotsOf([2, 'read', 9], [8, 'skimmed', 9]))).toBeUndefined()
  })
})
