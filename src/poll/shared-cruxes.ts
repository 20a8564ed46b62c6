import type { VoterId } from './ballot.ts'
import type { Poll, Round } from './poll.ts'
import { toNamedCruxId } from './voters.ts'

/** The crux that the sides of a round share, in the words that everyone has read. */
type SharedCrux = NonNullable<NonNullable<Round['cruxOutcome']>['shared']>

/** A round whose shared crux has other words, or none any more; the same round if its words are another crux's. */
export function withCruxText(round: Round, crux: string, text: string | undefined): Round {
  const { cruxOutcome } = round
  if (cruxOutcome?.shared?.id !== crux) return round
  const { shared, ...outcome } = cruxOutcome
  return {
    ...round,
    cruxOutcome: text === undefined ? outcome : { ...outcome, shared: { ...shared, text } },
  }
}

/** The shared crux of a round, if that voter has written it: once cruxes are shared, only polls with names take votes. */
export function sharedCruxOf(poll: Poll, number: number, voter: VoterId): SharedCrux | undefined {
  const shared = poll.rounds.find((round) => round.number === number)?.cruxOutcome?.shared
  return shared?.id === toNamedCruxId(poll, number, voter) ? shared : undefined
}

/** A round whose shared crux is there again; the same round if it has another by now. */
export function withSharedCrux(round: Round, shared: SharedCrux | undefined): Round {
  const { cruxOutcome } = round
  if (shared === undefined || cruxOutcome === undefined || cruxOutcome.shared !== undefined) return round
  return { ...round, cruxOutcome: { ...cruxOutcome, shared } }
}

/** The poll without the words of some of the cruxes that its rounds share. */
export const withoutSharedCruxes = (
  poll: Poll,
  isGone: (shared: SharedCrux, round: Round) => boolean,
): Poll => ({
  ...poll,
  rounds: poll.rounds.map((round) => {
    const shared = round.cruxOutcome?.shared
    return shared !== undefined && isGone(shared, round) ? withCruxText(round, shared.id, undefined) : round
  }),
})
