import { expect, test } from 'vitest'
import { Ballot } from '../../src/poll/ballot.ts'

const stance = { kind: 'placement', row: 0, column: 2 } as const
const optional = { depth: 'read', crux: 'If it scaled.', expected: { cell: 2, share: 3 } } as const

test('a ballot of before reads as one without optional answers, and one of a later version not at all', () => {
  expect(Ballot.parse({ v: 1, answers: { stance } })).toEqual({ v: 1, answers: { stance } })
  const now = { v: 2, answers: { stance, ...optional } }
  expect(Ballot.parse(now)).toEqual(now)
  expect(Ballot.safeParse({ ...now, v: 3 }).success).toBe(false)
})
