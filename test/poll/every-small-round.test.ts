import { describe, expect, test } from 'vitest'
import { extraLinesOf, replyLines } from '../../src/disagreement/extra-lines.ts'
import { reasonSidesIn } from '../../src/disagreement/sides.ts'
import type { Stance } from '../../src/grid/stance.ts'
import { tallyOf } from '../../src/grid/tally.ts'
import { type Ballot, CruxId, VoterId } from '../../src/poll/ballot.ts'
import { guessedAnswer } from '../../src/poll/ballot-extras.ts'
import { countCruxes, countDiffer, countSettled } from '../../src/poll/count-replies.ts'
import { discloseAnonymous, discloseNamed, type OpenRound } from '../../src/poll/disclosed-round.ts'
import { PollId } from '../../src/poll/poll.ts'
import { publish } from '../../src/poll/published.ts'
import type { Reply } from '../../src/poll/reply.ts'
import { anonymousExtras } from '../../src/poll/round-extras.ts'

const [minReplies, minGuesses, minOnSide, shownFrom, maxVoters] = [3, 3, 3, 5, 6]
const poll = PollId.parse('p_0123456789')
const stances: readonly Stance[] = [
  { kind: 'placement', row: 0, column: 2 },
  { kind: 'placement', row: 1, column: 2 },
  { kind: 'placement', row: null, column: 2 },
  { kind: 'applications' },
]

/** A voter who answers all that is asked, or nothing of it. */
interface Voter {
  readonly stance: Stance
  readonly hasAnswered: boolean
}

const kinds: readonly Voter[] = stances.flatMap((stance) => [
  { stance, hasAnswered: true },
  { stance, hasAnswered: false },
])

/** Every round of at most that many voters, whose order says nothing. */
function profilesOf(voters: number, from: readonly Voter[]): readonly (readonly Voter[])[] {
  const [first, ...others] = from
  if (first === undefined) return [[]]
  return Array.from({ length: voters + 1 }, (_, count) =>
    profilesOf(voters - count, others).map((rest) => [
      ...Array.from({ length: count }, () => first),
      ...rest,
    ]),
  ).flat()
}

const profiles = profilesOf(maxVoters, kinds)
const voterAt = (i: number) => VoterId.parse(`v_${i}`)
const cruxIdAt = (i: number) => CruxId.parse(`x_${String(i).padStart(16, '0')}`)
const cruxIdOf = (voter: VoterId) => cruxIdAt(Number(voter.slice(2)))
const isAt = (stance: Stance, row: number) => stance.kind === 'placement' && stance.row === row
const sides = ['Engineering', 'Behaviorist'].map((name, row) => ({
  name,
  has: (stance: Stance) => isAt(stance, row),
}))

function storedRound(profile: readonly Voter[]) {
  const cast = profile.map(({ stance, hasAnswered }, i): readonly [VoterId, Ballot] => {
    const about = guessedAnswer(stance)
    const given = hasAnswered && {
      depth: i % 2 === 0 ? ('read' as const) : ('skimmed' as const),
      crux: `Line ${i}`,
      ...(about !== undefined && { expected: { cell: about, share: 2 as const } }),
    }
    return [voterAt(i), { v: 2, answers: { stance, ...given } }]
  })
  const ballots = new Map(cast)
  const replies = new Map(
    profile.flatMap(({ hasAnswered }, i): readonly (readonly [VoterId, Reply])[] =>
      hasAnswered ? [[voterAt(i), { v: 1, cruxes: {}, differ: 'paper', settled: 'yes' }]] : [],
    ),
  )
  const counted = countCruxes({ ballots, replies, cruxIdOf, sides })
  return { ballots, replies, counted, tally: tallyOf(profile.map(({ stance }) => stance)) }
}

/** Every sentence on optional answers. */
const linesOf = (round: OpenRound): string => {
  const { reading, expected, settle, also = [] } = extraLinesOf(round)
  return [reading, expected, settle, ...also, ...replyLines(round)].filter(Boolean).join('\n')
}

const means = /expected about|expected \(about/
const hits = /Asked how many would agree with them, \d (?:guessed|was|were)/
const split = /Answers go with how far/

describe(`in each of the ${profiles.length} rounds of up to ${maxVoters} voters`, () => {
  test('with names, depths are counted from one, guesses and replies from three', () => {
    for (const profile of profiles) {
      const { ballots, replies, tally } = storedRound(profile)
      const answered = profile.filter(({ hasAnswered }) => hasAnswered)
      const extras = { differ: countDiffer(replies), settled: countSettled(replies) }
      const base = { number: 1, tally, extras, state: 'open' } as const
      const label = JSON.stringify(profile)
      expect(discloseNamed(poll, { ...base, blind: true }, ballots), label).toMatchObject({ hidden: true })
      const round = discloseNamed(poll, { ...base, blind: false }, ballots)
      if (round.hidden) throw new Error('It is hidden')
      const lines = linesOf(round)
      const sureOf = (answer: ReturnType<typeof guessedAnswer>) =>
        answered.filter(({ stance }) => guessedAnswer(stance) === answer).length
      const isCompared = ([2, 5, 'applications'] as const).some((answer) => sureOf(answer) >= minGuesses)
      expect(/\d (?:read it|skimmed it)/.test(lines), label).toBe(answered.length > 0)
      expect(means.test(lines), label).toBe(isCompared)
      expect(hits.test(lines) && isCompared, label).toBe(false)
      expect(lines.includes('Asked why they differ'), label).toBe(answered.length >= minReplies)
      expect(round.extras?.settled !== undefined, label).toBe(answered.length >= minReplies)
    }
  })

  test('without names, all is counted from five, and nothing stands beside an answer', () => {
    for (const profile of profiles) {
      const { ballots, replies, counted, tally } = storedRound(profile)
      const published = publish({ ballots, shownFrom, sidesOf: reasonSidesIn, cruxIdOf })
      const stored = { number: 1, state: 'closed', blind: true, tally, openedAt: 0 } as const
      const extras = anonymousExtras(stored, published, { replies, counted: { v: 1, cruxes: counted } })
      const label = JSON.stringify(profile)
      const open = discloseAnonymous({ ...stored, state: 'open', extras }, shownFrom, undefined)
      expect('extras' in open, label).toBe(false)
      const round = discloseAnonymous({ ...stored, extras }, shownFrom, published)
      expect(round.hidden, label).toBe(profile.length < shownFrom)
      if (round.hidden) continue
      const answered = profile.filter(({ hasAnswered }) => hasAnswered)
      const guessed = answered.filter(({ stance }) => guessedAnswer(stance) !== undefined)
      const { depth, guesses, differ, settled, cruxes = [] } = round.extras ?? {}
      expect(depth !== undefined, label).toBe(answered.length >= shownFrom)
      expect(guesses !== undefined, label).toBe(guessed.length >= shownFrom)
      expect(differ !== undefined, label).toBe(answered.length >= shownFrom)
      expect(settled !== undefined, label).toBe(answered.length >= shownFrom)
      expect(cruxes, label).toHaveLength(answered.length)
      const areSidesLarge = sides.every(
        ({ has }) => profile.filter(({ stance }) => has(stance)).length >= minOnSide,
      )
      for (const crux of cruxes) {
        expect(Object.keys(crux), label).not.toContain('voter')
        expect(crux.sides !== undefined, label).toBe(areSidesLarge)
      }
      for (const { answers } of round.ballots) expect(Object.keys(answers), label).toEqual(['stance'])
      expect(linesOf(round), label).not.toMatch(new RegExp(`${means.source}|${hits.source}|${split.source}`))
    }
  })
})
