import { sum } from '../grid/counts.ts'
import { emptyTally, tallyOfCounted, votesOf } from '../grid/tally.ts'
import { type CountedAnswers, countAnswers } from './answer-counts.ts'
import { byDigest, orderByDigest } from './digest.ts'
import { withLargeSides } from './disclosed-extras.ts'
import { countDepths, countGuesses } from './extra-answers.ts'
import { createLooseCrux } from './loose-crux.ts'
import { minShownFrom } from './poll.ts'
import type { PollToImport, RoundToImport } from './poll-to-import.ts'
import type { PublishedRound } from './published.ts'
import type { CountedReplies } from './reply.ts'
import { toNamedCruxId } from './voters.ts'

/** A crux as text alone, under an id that leads to nobody. */
type LooseCrux = NonNullable<NonNullable<PublishedRound['shown']>['cruxes']>[number]

/** The poll as an anonymous one, of which everything stays but who voted what, and how the votes were at a reveal. */
export function withoutNames(poll: PollToImport): PollToImport {
  if (poll.visibility === 'anonymous') return poll
  return {
    ...poll,
    visibility: 'anonymous',
    rounds: poll.rounds.map((round, i) => withoutVoters(round, poll.original ?? '', i + 1)),
  }
}

function withoutVoters(
  { closedAt, ballots, counted }: RoundToImport,
  poll: string,
  number: number,
): RoundToImport {
  const answers = [...ballots.values()].map(({ answers }) => answers)
  const newIds = new Map(
    [...ballots].flatMap(([voter, { answers }]) =>
      answers.crux === undefined
        ? []
        : [
            [
              toNamedCruxId({ id: poll }, number, voter),
              { id: createLooseCrux(), text: answers.crux },
            ] as const,
          ],
    ),
  )
  const round = toAnonymousRound(closedAt, answers, [...newIds.values()])
  if (counted === undefined || round.published?.shown === undefined) return round
  const cruxes = counted.cruxes?.flatMap((one) => {
    const crux = newIds.get(one.id)
    return crux === undefined ? [] : [withLargeSides({ ...one, id: crux.id })]
  })
  return { ...round, counted: { v: 1, ...(cruxes && { cruxes }), ...ofEnough(counted) } }
}

/** The totals of enough answers to be shown in an anonymous poll. */
function ofEnough({ differ, settled }: CountedReplies): Pick<CountedReplies, 'differ' | 'settled'> {
  const isShown = (totals: object | undefined) =>
    totals !== undefined && sum(Object.values<number>({ ...totals })) >= minShownFrom
  return { ...(isShown(differ) && { differ }), ...(isShown(settled) && { settled }) }
}

/**
 * A closed anonymous round: what is shown of it, and nothing that joins into a ballot.
 *
 * @param cruxes Those of the answers.
 */
export function toAnonymousRound(
  closedAt: number,
  answers: readonly CountedAnswers[],
  cruxes: readonly LooseCrux[] = answers.flatMap(({ crux }) =>
    crux === undefined ? [] : { id: createLooseCrux(), text: crux },
  ),
): RoundToImport {
  const [read, guesses] = [answersTo('depth', answers), answersTo('expected', answers)]
  const tally = tallyOfCounted(answers.map(({ stance, count = 1 }) => ({ stance, count })))
  return toPublishedRound(closedAt, {
    v: 1,
    votes: votesOf(tally),
    receipts: [],
    shown: {
      tally,
      reasons: orderByDigest(answers.flatMap(({ why }) => why ?? [])).map((text) => ({ text })),
      movedBy: orderByDigest(answers.flatMap(({ movedBy }) => movedBy ?? [])),
      counts: countAnswers(answers),
      ...(read.length >= minShownFrom && { depth: countDepths(read) }),
      ...(guesses.length >= minShownFrom && { guesses: countGuesses(guesses) }),
      ...(cruxes.length > 0 && { cruxes: cruxes.toSorted((a, b) => byDigest(a.text, b.text)) }),
    },
  })
}

/** The answers to an optional question, each as often as it was given. */
const answersTo = <Key extends 'depth' | 'expected'>(key: Key, answers: readonly CountedAnswers[]) =>
  answers.flatMap((given) => {
    const answer = given[key]
    return answer === undefined ? [] : Array.from({ length: given.count ?? 1 }, () => answer)
  })

/** A round as it was published; below `shownFrom` only its number of votes stays. */
export function toPublishedRound(
  closedAt: number,
  { votes, receipts, shown }: PublishedRound,
  shownFrom: number = minShownFrom,
): RoundToImport {
  const published = { v: 1, votes, receipts } as const
  return shown === undefined || votes < shownFrom
    ? { closedAt, ballots: new Map(), tally: { ...emptyTally, unsure: votes }, published }
    : { closedAt, ballots: new Map(), tally: shown.tally, published: { ...published, shown } }
}
