import { z } from 'zod'
import { GridPart, gridParts, partOf } from '../grid/part.ts'
import type { Side, Stance } from '../grid/stance.ts'
import { Tally, tallyOf } from '../grid/tally.ts'
import { AnswerCounts, countAnswers } from './answer-counts.ts'
import { type Ballot, CruxId, ReceiptCode, type VoterId } from './ballot.ts'
import { maxCrux } from './ballot-extras.ts'
import { byDigest } from './digest.ts'
import { countDepths, countGuesses, DepthCounts, GuessCounts } from './extra-answers.ts'
import { minShownFrom } from './poll.ts'

export const PublishedReason = z
  .object({ text: z.string(), part: GridPart.optional(), side: z.string().optional() })
  .readonly()
/** A reason shown without its ballot: beside its part of the grid or its side, or by itself. */
export type PublishedReason = z.infer<typeof PublishedReason>

const PublishedCrux = z.object({ id: CruxId, text: z.string().max(maxCrux) }).readonly()

export const PublishedMove = z.object({ from: GridPart, to: GridPart, voters: z.int().min(1) }).readonly()
/** The number of voters who went from one answer to another, or kept it, since the round before. */
export type PublishedMove = z.infer<typeof PublishedMove>

const Shown = z
  .object({
    tally: Tally,
    reasons: z.array(PublishedReason).readonly(),
    /** Voters' own reasons for changing their ballots. */
    movedBy: z.array(z.string()).readonly(),
    counts: AnswerCounts,
    /** Absent if too few have said how far they had read. */
    depth: DepthCounts.optional(),
    /** Absent if too few have guessed. */
    guesses: GuessCounts.optional(),
    /** The cruxes of voters; absent if nobody has written one. */
    cruxes: z.array(PublishedCrux).readonly().optional(),
    /** Absent in a first round, if either was counted live, and if too few have voted in both. */
    moves: z.array(PublishedMove).readonly().optional(),
  })
  .readonly()

export const PublishedRound = z
  .object({
    v: z.literal(1),
    votes: z.int().min(0),
    /** Of the ballots that were counted, in the order of the codes. */
    receipts: z.array(ReceiptCode).readonly(),
    /** Absent if the round has too few ballots. */
    shown: Shown.optional(),
  })
  .readonly()
/**
 * All that is ever shown of a closed anonymous round, each kind of answer on its own and in an order of its own, so that
 * nothing joins into a ballot. Made once, when the round has closed; whatever people look at is made from it.
 */
export type PublishedRound = z.infer<typeof PublishedRound>

type Ballots = ReadonlyMap<VoterId, Pick<Ballot, 'answers' | 'receipt'>>

interface PublishInput {
  readonly ballots: Ballots
  /** The round before; absent in a first round, and if it is not shown. */
  readonly before?: Ballots
  readonly shownFrom: number
  readonly sidesOf: (tally: Tally) => readonly Side[]
  readonly cruxIdOf: (voter: VoterId) => CruxId
}

/** Minimum voters of a cell or side for showing reasons beside it: with fewer, the style would reveal a vote. */
const minBesideReasons = 3

export function publish({ ballots, before, shownFrom, sidesOf, cruxIdOf }: PublishInput): PublishedRound {
  const cast = [...ballots.values()]
  const receipts = cast.flatMap(({ receipt }) => receipt ?? []).toSorted()
  if (cast.length < shownFrom) return { v: 1, votes: cast.length, receipts }
  const answers = cast.map(({ answers }) => answers)
  const tally = tallyOf(answers.map(({ stance }) => stance))
  const given = answers.flatMap(({ stance, why }) => (why === undefined ? [] : [{ stance, text: why }]))
  const moves = before === undefined ? undefined : countMoves(before, ballots)
  const read = answers.flatMap(({ depth }) => depth ?? [])
  const guesses = answers.flatMap(({ expected }) => expected ?? [])
  const cruxes = [...ballots].flatMap(
    ([
      voter,
      {
        answers: { crux },
      },
    ]) => (crux === undefined ? [] : [{ id: cruxIdOf(voter), text: crux }]),
  )
  return {
    v: 1,
    votes: cast.length,
    receipts,
    shown: {
      tally,
      reasons: labelReasons(given, answers, () => sidesOf(tally)),
      movedBy: answers.flatMap(({ movedBy }) => movedBy ?? []).toSorted(byDigest),
      counts: countAnswers(answers),
      ...(read.length >= shownFrom && { depth: countDepths(read) }),
      ...(guesses.length >= shownFrom && { guesses: countGuesses(guesses) }),
      ...(cruxes.length > 0 && { cruxes: cruxes.toSorted((a, b) => byDigest(a.text, b.text)) }),
      ...(moves !== undefined && { moves }),
    },
  }
}

interface GivenReason {
  readonly stance: Stance
  readonly text: string
}

/**
 * Beside their parts of the grid if each has at least three voters; else beside their sides, if every reason is on one
 * and each has three; else by themselves, because one text without a label among others would name its part.
 */
function labelReasons(
  given: readonly GivenReason[],
  all: readonly { readonly stance: Stance }[],
  sidesOf: () => readonly Side[],
): readonly PublishedReason[] {
  const ordered = given.toSorted((a, b) => byDigest(a.text, b.text))
  const votersAt = (part: GridPart) => all.filter(({ stance }) => partOf(stance) === part).length
  if (ordered.every(({ stance }) => votersAt(partOf(stance)) >= minBesideReasons))
    return ordered.map(({ stance, text }) => ({ text, part: partOf(stance) }))
  const sides = sidesOf()
  const onSides = ordered.map(({ stance, text }) => ({ text, side: sides.find(({ has }) => has(stance)) }))
  const votersOn = ({ has }: Side) => all.filter(({ stance }) => has(stance)).length
  const isLabelled = onSides.every(({ side }) => side !== undefined && votersOn(side) >= minBesideReasons)
  return onSides.map(({ text, side }) => ({ text, ...(isLabelled && side && { side: side.name }) }))
}

/**
 * In the order of the parts. The counts of a round less those of the moves are the votes of people who voted in that round
 * alone; so each of the three groups has enough people to be shown, or none.
 *
 * @returns `undefined` if one of them has fewer.
 */
function countMoves(before: Ballots, now: Ballots): readonly PublishedMove[] | undefined {
  const moves = [...now].flatMap(([voter, ballot]) => {
    const earlier = before.get(voter)
    return earlier === undefined
      ? []
      : [{ from: partOf(earlier.answers.stance), to: partOf(ballot.answers.stance) }]
  })
  const [left, joined] = [before.size - moves.length, now.size - moves.length]
  if (moves.length < minShownFrom) return undefined
  if ([left, joined].some((alone) => alone > 0 && alone < minShownFrom)) return undefined
  return gridParts.flatMap((from) =>
    gridParts.flatMap((to) => {
      const voters = moves.filter((move) => move.from === from && move.to === to).length
      return voters === 0 ? [] : [{ from, to, voters }]
    }),
  )
}

/** The published state of a round without a text. */
export function withoutText(published: PublishedRound, text: string): PublishedRound {
  const { shown } = published
  if (shown === undefined) return published
  return {
    ...published,
    shown: {
      ...shown,
      reasons: shown.reasons.filter((reason) => reason.text !== text),
      movedBy: shown.movedBy.filter((moved) => moved !== text),
      ...(shown.cruxes !== undefined && { cruxes: shown.cruxes.filter((crux) => crux.text !== text) }),
    },
  }
}
