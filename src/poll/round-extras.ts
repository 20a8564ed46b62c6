import type { Ballot, VoterId } from './ballot.ts'
import { countCruxes, countDiffer, countSettled } from './count-replies.ts'
import type { Crux, RoundExtras } from './extra-answers.ts'
import type { PollSource } from './find-poll.ts'
import type { Poll, Round } from './poll.ts'
import type { PublishedRound } from './published.ts'
import type { CountedCrux, CountedReplies, Reply } from './reply.ts'
import { toNamedCruxId } from './voters.ts'

/** The records of a round. */
export interface StoredRound {
  readonly round: Round
  readonly ballots: ReadonlyMap<VoterId, Ballot>
  readonly replies: ReadonlyMap<VoterId, Reply>
  readonly counted: CountedReplies | undefined
}

/** The replies of each round of a poll, and what was counted of them. Nothing is read of a poll without replies. */
export const readReplies = ({ store }: Pick<PollSource, 'store'>, poll: Poll) =>
  Promise.all(
    poll.rounds.map(async ({ number }) => {
      if (poll.replies === undefined) return { replies: new Map<VoterId, Reply>(), counted: undefined }
      const [replies, counted] = await Promise.all([
        store.replies(poll.id, number),
        store.counted(poll.id, number),
      ])
      return { replies, counted }
    }),
  )

/** The cruxes of a round with names, the earliest first. */
function namedCruxes(
  poll: Poll,
  { round, ballots }: Pick<StoredRound, 'round' | 'ballots'>,
): readonly Crux[] {
  return [...ballots]
    .toSorted(([a, one], [b, other]) => (one.castAt ?? 0) - (other.castAt ?? 0) || (a < b ? -1 : 1))
    .flatMap(
      ([
        voter,
        {
          answers: { crux },
        },
      ]) => (crux === undefined ? [] : [{ id: toNamedCruxId(poll, round.number, voter), text: crux, voter }]),
    )
}

/** The extra answers of a round with names. Its cruxes have counts once these were shown to everyone. */
export function namedExtras(
  { cruxSidesIn }: Pick<PollSource, 'cruxSidesIn'>,
  poll: Poll,
  stored: StoredRound,
): RoundExtras {
  const { round, ballots, counted } = stored
  const replies = new Map([...stored.replies].filter(([voter]) => ballots.has(voter)))
  const live = () =>
    countCruxes({
      ballots,
      replies,
      cruxIdOf: (voter) => toNamedCruxId(poll, round.number, voter),
      sides: cruxSidesIn(round.tally),
    })
  const counts = counted?.cruxes ?? (round.cruxOutcome === undefined ? undefined : live())
  return {
    countsAtReveal: round.countsAtReveal,
    cruxes: withCounts(namedCruxes(poll, stored), counts),
    differ: counted?.differ ?? countDiffer(replies),
    settled: counted?.settled ?? countSettled(replies),
  }
}

/** The extra answers of an anonymous round; those of voters once it is published. */
export const anonymousExtras = (
  { countsAtReveal }: Round,
  published: PublishedRound | undefined,
  { replies, counted }: Pick<StoredRound, 'replies' | 'counted'>,
): RoundExtras => ({
  countsAtReveal,
  cruxes: withCounts(published?.shown?.cruxes ?? [], counted?.cruxes),
  depth: published?.shown?.depth,
  guesses: published?.shown?.guesses,
  differ: counted?.differ ?? countDiffer(replies),
  settled: counted?.settled ?? countSettled(replies),
})

/** @returns `undefined` without cruxes. */
function withCounts(
  cruxes: readonly Crux[],
  counts: readonly CountedCrux[] | undefined,
): readonly Crux[] | undefined {
  if (cruxes.length === 0) return undefined
  return cruxes.map((crux) => ({ ...crux, ...counts?.find(({ id }) => id === crux.id) }))
}
