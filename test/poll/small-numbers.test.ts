import { describe, expect, test } from 'vitest'
import { expectedSentence, guessedRoundIn } from '../../src/disagreement/expected.ts'
import { depthCountsIn, depthSentence } from '../../src/disagreement/reading.ts'
import { findSharedCrux } from '../../src/disagreement/shared-crux.ts'
import { reasonSidesIn } from '../../src/disagreement/sides.ts'
import { stanceAt } from '../../src/grid/part.ts'
import { tallyOf } from '../../src/grid/tally.ts'
import { type Answers, type Ballot, CruxId, VoterId } from '../../src/poll/ballot.ts'
import { countCruxes, countDiffer, countSettled } from '../../src/poll/count-replies.ts'
import { withLargeSides } from '../../src/poll/disclosed-extras.ts'
import { discloseAnonymous, discloseNamed } from '../../src/poll/disclosed-round.ts'
import { PollId } from '../../src/poll/poll.ts'
import { publish } from '../../src/poll/published.ts'
import type { Reply } from '../../src/poll/reply.ts'
import { anonymousExtras } from '../../src/poll/round-extras.ts'

const shownFrom = 5
const poll = PollId.parse('p_0123456789')
const voterAt = (i: number) => VoterId.parse(`v_${i}`)
const upTo = (n: number) => Array.from({ length: n + 1 }, (_, i) => i)

/** A round of `voters`, of whom the first `answered` have answered everything. */
function roundOf(voters: number, answered: number) {
  const cast = Array.from({ length: voters }, (_, i): readonly [VoterId, Ballot] => {
    const given: Partial<Answers> =
      i < answered ? { depth: i % 2 === 0 ? 'read' : 'abstract', expected: { cell: 2, share: 3 } } : {}
    return [voterAt(i), { v: 2, answers: { stance: stanceAt(2), ...given } }]
  })
  const ballots = new Map(cast)
  const replies = new Map(
    Array.from({ length: answered }, (_, i): readonly [VoterId, Reply] => [
      voterAt(i),
      { v: 1, cruxes: {}, differ: i === 0 ? 'words' : 'values', settled: i === 0 ? 'no' : 'yes' },
    ]),
  )
  const tally = tallyOf(cast.map(([, { answers }]) => answers.stance))
  return { ballots, replies, tally }
}

const profiles = upTo(6).flatMap((voters) => upTo(voters).map((answered) => ({ voters, answered })))

describe('of every round of up to six voters', () => {
  test.each(profiles)('$voters with names, $answered answers', ({ voters, answered }) => {
    const { ballots, replies, tally } = roundOf(voters, answered)
    const extras = { differ: countDiffer(replies), settled: countSettled(replies) }
    const base = { number: 1, tally, extras } as const
    expect(discloseNamed(poll, { ...base, state: 'open', blind: true }, ballots)).toMatchObject({
      hidden: true,
    })
    const round = discloseNamed(poll, { ...base, state: 'open', blind: false }, ballots)
    if (round.hidden) throw new Error('It is hidden')
    expect(round.extras?.differ !== undefined).toBe(answered >= 3)
    expect(round.extras?.settled !== undefined).toBe(answered >= 3)
    expect(depthSentence(depthCountsIn(round), 'open') !== undefined).toBe(answered >= 1)
    const said = expectedSentence(guessedRoundIn(round))
    expect(/they expected about|who guessed expected/.test(said ?? '')).toBe(answered >= 3)
  })

  test.each(profiles)('$voters without names, $answered answers', ({ voters, answered }) => {
    const { ballots, replies, tally } = roundOf(voters, answered)
    const id = CruxId.parse('x_0123456789abcdef')
    const published = publish({ ballots, shownFrom, sidesOf: reasonSidesIn, cruxIdOf: () => id })
    const stored = { number: 1, state: 'closed', blind: true, tally, openedAt: 0 } as const
    const extras = anonymousExtras(stored, published, { replies, counted: undefined })
    const closed = discloseAnonymous({ ...stored, extras }, shownFrom, published)
    expect(closed.hidden).toBe(voters < shownFrom)
    expect(published.shown?.depth !== undefined).toBe(answered >= shownFrom)
    expect(published.shown?.guesses !== undefined).toBe(answered >= shownFrom)
    if (!closed.hidden)
      for (const part of ['depth', 'guesses', 'differ', 'settled'] as const)
        expect(closed.extras?.[part] !== undefined, part).toBe(answered >= shownFrom)
    const open = discloseAnonymous({ ...stored, state: 'open', extras }, shownFrom, undefined)
    expect('extras' in open).toBe(false)
  })
})

describe('a crux of one writer', () => {
  const sizes = upTo(4).flatMap((a) => upTo(4).map((b) => [a + 1, b] as const))
  const cases = sizes.flatMap(([a, b]) =>
    upTo(a - 1).flatMap((mineA) => upTo(b).map((mineB) => ({ a, b, mineA: mineA + 1, mineB }))),
  )

  test.each(cases)(
    'is shared by $mineA of $a and $mineB of $b if both sides have one',
    ({ a, b, mineA, mineB }) => {
      const cast = Array.from({ length: a + b }, (_, i): readonly [VoterId, Ballot] => [
        voterAt(i),
        { v: 2, answers: { stance: stanceAt(i < a ? 2 : 5), ...(i === 0 && { crux: 'If it scaled.' }) } },
      ])
      const id = CruxId.parse('x_0123456789abcdef')
      // The writer counts without an answer, and whatever they answer.
      const replies = new Map(
        cast.map(([voter], i): readonly [VoterId, Reply] => {
          const isMine = i < a ? i > 0 && i < mineA : i - a < mineB
          return [voter, { v: 1, cruxes: { [id]: isMine ? 'mine' : 'not-mine' } }]
        }),
      )
      const sides = ['Engineering', 'Behaviorist'].map((name, row) => ({
        name,
        has: (stance: Answers['stance']) => stance.kind === 'placement' && stance.row === row,
      }))
      const [counted] = countCruxes({ ballots: new Map(cast), replies, cruxIdOf: () => id, sides })
      if (counted === undefined) throw new Error('Nothing was counted')
      expect(counted).toMatchObject({ mine: mineA + mineB, notMine: a + b - mineA - mineB })
      expect(counted.sides).toEqual([
        { label: 'Engineering', mine: mineA, of: a },
        { label: 'Behaviorist', mine: mineB, of: b },
      ])
      const shared = (one: Pick<typeof counted, 'sides'>) =>
        findSharedCrux([{ id, text: 'If it scaled.', mine: counted.mine, ...one }])
      expect(shared(counted) !== undefined).toBe(mineB > 0)
      // Without names only where each side has three voters.
      const { sides: shown } = { sides: undefined, ...withLargeSides(counted) }
      expect(shown !== undefined).toBe(a >= 3 && b >= 3)
    },
  )
})
