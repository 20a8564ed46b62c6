import { describe, expect, test } from 'vitest'
import {
  expectedLine,
  expectedSentence,
  type GuessedRound,
  guessCountsSentence,
  guessedAnswers,
  guessHits,
} from '../../src/disagreement/expected.ts'
import type { Guess } from '../../src/poll/ballot-extras.ts'

type Cell = Guess['cell']
type Shares = readonly Guess['share'][]

/** A round with these counts at the reveal, by answer, and these guesses; unchanged since unless said. */
function roundOf(
  revealed: Readonly<Record<string, number>>,
  guesses: readonly (readonly [cell: Cell, shares: Shares])[],
  more: { readonly now?: Readonly<Record<string, number>>; readonly hasUnsure?: boolean } = {},
): GuessedRound {
  const { now = revealed, hasUnsure = false } = more
  return {
    revealed: tenOf(revealed),
    now: tenOf(now),
    hasUnsure,
    guesses: guesses.flatMap(([cell, shares]) => shares.map((share) => ({ cell, share }))),
  }
}

const tenOf = (counts: Readonly<Record<string, number>>): readonly number[] =>
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 'applications'].map((answer) => counts[answer] ?? 0)

describe('what was expected', () => {
  const surprising = roundOf({ 0: 1, 4: 1, 8: 6 }, [[8, [1, 1, 1, 1, 1, 1]]])

  test('is a line of its own where more chose an answer than its voters expected', () => {
    expect(expectedLine(surprising)).toBe(
      '6 of 8 chose Cognitivist × Worst-case, more than they expected (about 3).',
    )
  })

  test('or fewer', () => {
    expect(expectedLine(roundOf({ 0: 2, 1: 2, 2: 2, 8: 3 }, [[8, [3, 3, 3]]]))).toBe(
      '3 of 9 chose Cognitivist × Worst-case, fewer than they expected (about 7).',
    )
  })

  test('is named after applications research as after a cell', () => {
    expect(expectedLine(roundOf({ 0: 1, 4: 1, applications: 6 }, [['applications', [1, 1, 1, 1]]]))).toBe(
      '6 of 8 chose applications research, more than the 4 of them who guessed expected (about 3).',
    )
  })

  test('is counted among those who were sure, where somebody is unsure', () => {
    expect(expectedLine({ ...surprising, hasUnsure: true })).toBe(
      '6 of the 8 who were sure chose Cognitivist × Worst-case, more than they expected (about 3).',
    )
  })

  test('is about the moment of the reveal, where votes have changed since', () => {
    expect(expectedLine({ ...surprising, now: tenOf({ 0: 2, 4: 2, 8: 4 }) })).toBe(
      'At the reveal 6 of the 8 who were sure had chosen Cognitivist × Worst-case, more than they expected (about 3).',
    )
  })

  test('is no line from fewer than five who were sure', () => {
    const four = roundOf({ 0: 1, 8: 3 }, [[8, [0, 0, 0]]])
    expect(guessedAnswers(four).map(({ tailMore }) => tailMore <= 0.05)).toEqual([true])
    expect(expectedLine(four)).toBeUndefined()
    expect(expectedLine(roundOf({ 0: 2, 8: 3 }, [[8, [0, 0, 0]]]))).toBeUndefined()
    expect(expectedLine(roundOf({ 0: 1, 8: 4 }, [[8, [0, 0, 0]]]))).toBeDefined()
  })

  test('is no line, but counts, where it came out as expected', () => {
    const asExpected = roundOf({ 0: 3, 8: 5 }, [
      [8, [2, 2, 2, 2, 2]],
      [0, [2, 2, 2]],
    ])
    expect(expectedLine(asExpected)).toBeUndefined()
    // 1 + ½ · 7 is 4.5, rounded half up.
    expect(expectedSentence(asExpected)).toBe('5 of 8 chose Cognitivist × Worst-case; they expected about 5.')
  })

  test('counts who of them guessed, for the most chosen answer, the lower cell of two', () => {
    expect(
      expectedSentence(
        roundOf({ 2: 5, 8: 5, applications: 5 }, [
          ['applications', [1, 1, 1, 1]],
          [8, [1, 1, 1, 2]],
          [2, [1, 1, 1]],
        ]),
      ),
    ).toBe('5 of 15 chose Engineering × Worst-case; the 3 of them who guessed expected about 5.')
  })

  test('takes “almost all” and “almost none” for nearly so', () => {
    expect(expectedLine(roundOf({ 0: 1, 8: 4 }, [[8, [4, 4, 4, 4]]]))).toBeUndefined()
    const all = roundOf({ 0: 1, 8: 4 }, [[8, [4, 4, 4, 4]]])
    expect(expectedSentence(all)).toBe('4 of 5 chose Cognitivist × Worst-case; they expected about 5.')
  })

  test('gives the line to the smallest tail, then to the lower cell', () => {
    const lines = (revealed: Readonly<Record<string, number>>, first: Shares, second: Shares) =>
      expectedLine(
        roundOf(revealed, [
          [1, first],
          [7, second],
        ]),
      )
    expect(lines({ 1: 7, 7: 7 }, [3, 3, 3], [4, 4, 4])).toContain('Cognitivist × Pessimistic-case, fewer')
    expect(lines({ 1: 7, 7: 7 }, [4, 4, 4], [3, 3, 3])).toContain('Engineering × Pessimistic-case, fewer')
    expect(lines({ 1: 7, 7: 7 }, [4, 4, 4], [4, 4, 4])).toContain('Engineering × Pessimistic-case, fewer')
  })

  test('leaves out an answer to which more guesses refer than there were voters', () => {
    expect(guessedAnswers(roundOf({ 0: 4, 8: 2 }, [[8, [4, 4, 4]]]))).toEqual([])
  })

  test('of fewer than three guesses each says how many were right, within an eighth', () => {
    const round = roundOf({ 0: 1, 4: 1, 8: 3 }, [
      [8, [2, 2]],
      [0, [0]],
      [4, [4]],
    ])
    expect(expectedLine(round)).toBeUndefined()
    expect(guessHits(round)).toEqual({ tooHigh: 1, tooLow: 0, aboutRight: 3 })
    expect(expectedSentence(round)).toBe(
      'Asked how many would agree with them, 1 guessed too high, 3 were about right.',
    )
  })

  test.each([
    // Of eight others: 2 are a quarter, 3 an eighth more, 4 half.
    { others: 2, share: 1, says: '1 was about right' },
    { others: 3, share: 1, says: '1 was about right' },
    { others: 4, share: 1, says: '1 guessed too low' },
    { others: 1, share: 1, says: '1 was about right' },
    { others: 0, share: 1, says: '1 guessed too high' },
  ] as const)(
    '$others of eight others, where a quarter was expected, says that $says',
    ({ others, share, says }) => {
      const round = roundOf({ 0: 8 - others, 8: 1 + others }, [[8, [share]]])
      expect(expectedSentence(round)).toBe(`Asked how many would agree with them, ${says}.`)
    },
  )

  test('says nothing without guesses, and of a guess about nobody', () => {
    expect(expectedSentence(roundOf({ 0: 3, 8: 6 }, []))).toBeUndefined()
    expect(expectedLine(roundOf({ 0: 3, 8: 6 }, []))).toBeUndefined()
    expect(expectedSentence(roundOf({ 8: 1 }, [[8, [4]]]))).toBeUndefined()
    expect(expectedSentence(roundOf({ 8: 5 }, [[0, [4]]]))).toBeUndefined()
  })

  test('of an anonymous round is a list of totals', () => {
    expect(guessCountsSentence([1, 0, 3, 0, 1])).toBe(
      'Asked how many would agree with them, 1 said almost none, 3 said about half, 1 said almost all.',
    )
    expect(guessCountsSentence([0, 2, 0, 3, 0])).toBe(
      'Asked how many would agree with them, 2 said a few, 3 said most.',
    )
    expect(guessCountsSentence([0, 0, 0, 0, 0])).toBeUndefined()
  })
})
