import { describe, expect, test } from 'vitest'
import { goalLine, tractableLine } from '../../src/disagreement/questions.ts'
import { countAnswers } from '../../src/poll/answer-counts.ts'
import type { Answers } from '../../src/poll/ballot.ts'
import { tallyWith } from './reference.ts'

const unsure: Answers['stance'] = { kind: 'placement', row: null, column: null }

/** So many who say that the goal is alignment, and so many who say that it is not. */
const goals = (alignment: number, other: number) =>
  countAnswers([
    ...Array.from({ length: alignment }, (): Answers => ({ stance: unsure, goal: 'alignment' })),
    ...Array.from({ length: other }, (): Answers => ({ stance: unsure, goal: 'capabilities' })),
  ])

describe('the goal beside the method', () => {
  test.each([
    {
      cells: [3, 0, 0, 0, 0, 2, 0, 0, 4],
      counts: goals(2, 7),
      line: "On the grid 6 of 9 are one step or less from the alignment end; 2 of 9 say the authors' goal is alignment.",
    },
    {
      cells: [2, 0, 0, 0, 0, 0, 0, 1, 0],
      counts: goals(1, 2),
      line: "On the grid 1 of 3 is one step or less from the alignment end; 1 of 3 says the authors' goal is alignment.",
    },
    {
      cells: [0, 0, 0, 0, 0, 0, 0, 1, 3],
      counts: goals(0, 3),
      line: "On the grid all 4 are one step or less from the alignment end; none of the 3 says the authors' goal is alignment.",
    },
  ])('of $cells', ({ cells, counts, line }) => {
    expect(goalLine({ tally: tallyWith({ cells }), counts })).toBe(line)
  })

  test('needs three answers to each', () => {
    expect(
      goalLine({ tally: tallyWith({ cells: [0, 0, 0, 0, 0, 0, 0, 0, 2] }), counts: goals(3, 0) }),
    ).toBeUndefined()
    expect(
      goalLine({ tally: tallyWith({ cells: [0, 0, 0, 0, 0, 0, 0, 0, 3] }), counts: goals(2, 0) }),
    ).toBeUndefined()
  })
})

test('whether a direction could work leaves out what nobody said', () => {
  const counts = countAnswers([
    { stance: unsure, tractable: 'yes' },
    { stance: unsure, tractable: 'yes' },
    { stance: unsure, tractable: 'no' },
  ])
  expect(tractableLine({ counts })).toBe('Could this direction work at all? 2 yes, 1 no.')
  expect(tractableLine({ counts: countAnswers([]) })).toBeUndefined()
})
