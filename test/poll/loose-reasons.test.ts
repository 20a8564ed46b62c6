import { describe, expect, test } from 'vitest'
import { reasonSidesIn } from '../../src/disagreement/sides.ts'
import { stanceAt } from '../../src/grid/part.ts'
import { type Answers, CruxId, VoterId } from '../../src/poll/ballot.ts'
import { type PublishedRound, publish } from '../../src/poll/published.ts'

const at = (cell: number, why?: string): Answers => ({
  stance: stanceAt(cell),
  ...(why !== undefined && { why }),
})

const given = { sidesOf: reasonSidesIn, cruxIdOf: () => CruxId.parse(`x_${'0'.repeat(16)}`) }

/** What is published of a round whose voters answered like that. */
function published(answers: readonly Answers[], shownFrom = 5): PublishedRound {
  const ballots = new Map(answers.map((answers, i) => [VoterId.parse(`v_${i}`), { answers }]))
  return publish({ ballots, shownFrom, ...given })
}

const reasonsOf = (answers: readonly Answers[]) => published(answers).shown?.reasons ?? []

describe('a closed anonymous round', () => {
  test('shows nothing but the number of its votes below five', () => {
    expect(published([at(0, 'It scales.'), at(8), at(8), at(8)])).toEqual({ v: 1, votes: 4, receipts: [] })
    expect(published([at(0), at(8), at(8), at(8), at(8)]).shown?.tally.cells).toEqual([
      1, 0, 0, 0, 0, 0, 0, 0, 4,
    ])
  })

  test('shows nothing but the number of its votes below what its channel asks for', () => {
    expect(
      published(
        Array.from({ length: 49 }, () => at(8)),
        50,
      ).shown,
    ).toBeUndefined()
    expect(
      published(
        Array.from({ length: 50 }, () => at(8)),
        50,
      ).shown,
    ).toBeDefined()
  })

  test('shows reasons in an order that says nothing of who wrote them', () => {
    const texts = ['It scales.', 'It proves.', 'It lasts.', 'It works.', 'It counts.']
    const order = reasonsOf(texts.map((text) => at(0, text)))
    expect(order).toHaveLength(5)
    for (const i of [1, 2, 3, 4])
      expect(reasonsOf([...texts.slice(i), ...texts.slice(0, i)].map((text) => at(0, text)))).toEqual(order)
  })

  test('shows reasons beside their cells where each of these has three voters', () => {
    const round = [at(0, 'It scales.'), at(0), at(0), at(8, 'It proves.'), at(8), at(8), at(4)]
    expect(new Set(reasonsOf(round))).toEqual(
      new Set([
        { text: 'It scales.', part: 0 },
        { text: 'It proves.', part: 8 },
      ]),
    )
  })

  test('shows all of them beside their sides where a cell has fewer, and each side has three', () => {
    const round = [at(0, 'It scales.'), at(0), at(1), at(8), at(8), at(7, 'It proves.')]
    const reasons = reasonsOf(round)
    expect(reasons.map(({ part }) => part)).toEqual([undefined, undefined])
    expect(new Set(reasons.map(({ side }) => side)).size).toBe(2)
  })

  test('shows all of them by themselves where one of them is on no side, or on one of fewer than three', () => {
    const odd = [at(0, 'It scales.'), at(0), at(0), at(8, 'It proves.'), at(8), at(4, 'It is both.')]
    const small = [at(0, 'It scales.'), at(0), at(0), at(0), at(8, 'It proves.'), at(8)]
    for (const round of [odd, small])
      for (const reason of reasonsOf(round)) expect(Object.keys(reason)).toEqual(['text'])
  })

  test('shows moves from five voters of both rounds on, and never by voter', () => {
    const round = (cells: readonly number[]) =>
      new Map(cells.map((cell, i) => [VoterId.parse(`v_${i}`), { answers: at(cell) }]))
    const movesOf = (before: readonly number[], now: readonly number[]) =>
      publish({ ballots: round(now), before: round(before), shownFrom: 5, ...given }).shown?.moves
    expect(movesOf([0, 0, 0, 8], [8, 8, 8, 8, 8])).toBeUndefined()
    const moves = [
      { from: 0, to: 0, voters: 1 },
      { from: 0, to: 8, voters: 2 },
      { from: 8, to: 8, voters: 2 },
    ]
    expect(movesOf([0, 0, 0, 8, 8], [8, 8, 0, 8, 8])).toEqual(moves)
    // What the counts have more than the moves would be the votes of those who voted once.
    for (const once of [1, 4])
      expect(movesOf([0, 0, 0, 8, 8], [8, 8, 0, 8, 8, ...Array(once).fill(4)])).toBeUndefined()
    expect(movesOf([0, 0, 0, 8, 8], [8, 8, 0, 8, 8, ...Array(5).fill(4)])).toEqual(moves)
  })
})
