import type { Person } from '../chat/caller.ts'
import { emptyTally } from '../grid/tally.ts'
import { toAnswerTotals } from './ballot-extras.ts'
import {
  nothingHidden,
  roundAlreadyClosed,
  roundAlreadyOpen,
  roundStillOpen,
  tooManyRounds,
} from './errors.ts'
import { currentRound, type Poll, type Round, type Visibility } from './poll.ts'

const maxRounds = 20

/** When something is done, in ms since 1970, and by whom; without `by` if it happens by itself. */
export interface Doing {
  readonly at: number
  readonly by?: Person | undefined
  /** How late it happens because the bot was not in the space, in ms. */
  readonly awayMs?: number
}

/**
 * Closes the current round.
 *
 * @param act What the person did: an anonymous round is closed by its reveal.
 * @throws UserError if it is not open.
 */
export function closeRound(poll: Poll, doing: Doing, act: 'closed' | 'revealed' = 'closed'): Poll {
  const round = currentRound(poll)
  if (round.state === 'closed') throw roundAlreadyClosed(poll)
  const { live: _, ...closed } = round
  const shown = withCountsAtReveal(closed)
  return withAct(withRound(poll, { ...shown, state: 'closed', closedAt: doing.at }), act, doing)
}

/** Reopens the last round, without a closing time and with its placements visible. @throws UserError if it is open. */
export function reopenRound(poll: Poll): Poll {
  const { closedAt: _, ...round } = currentRound(poll)
  if (round.state === 'open') throw roundAlreadyOpen(poll)
  const { closesAt: __, closesZone: ___, ...rest } = withAct(poll, 'closed')
  return withRound(rest, { ...round, state: 'open', blind: false })
}

/** Makes the placements visible while voting goes on. @throws UserError if nothing is hidden. */
export function revealRound(poll: Poll, doing: Doing): Poll {
  const round = currentRound(poll)
  if (round.state === 'closed' || !round.blind) throw nothingHidden(poll)
  const shown = { ...withCountsAtReveal(round), blind: false, revealedAt: doing.at }
  return withAct(withRound(poll, shown), 'revealed', doing)
}

/** A round whose votes become visible. */
const withCountsAtReveal = (round: Round): Round =>
  round.blind ? { ...round, countsAtReveal: toAnswerTotals(round.tally) } : round

/**
 * Adds a round; the earlier ones keep their ballots.
 *
 * @throws UserError if the last round is open, or if the poll has 20 rounds.
 */
export function addRound(poll: Poll, blind: boolean, at: number): Poll {
  const last = currentRound(poll)
  if (last.state === 'open') throw roundStillOpen(last.number)
  if (poll.rounds.length >= maxRounds) throw tooManyRounds(maxRounds)
  const { closesAt: _, closesZone: __, ...rest } = withAct(withAct(poll, 'closed'), 'revealed')
  const round = createRound(poll.visibility, { number: last.number + 1, blind, at })
  return withNextRevision({ ...rest, rounds: [...poll.rounds, round] })
}

export function createRound(
  visibility: Visibility,
  { number, blind, at }: { readonly number: number; readonly blind: boolean; readonly at: number },
): Round {
  const isLive = visibility === 'anonymous' && !blind
  return {
    number,
    state: 'open',
    blind,
    openedAt: at,
    tally: emptyTally,
    ...(isLive && { live: { waiting: [] } }),
  }
}

/** Records who did it last; nobody without `doing.by`. */
function withAct(poll: Poll, act: 'closed' | 'revealed', doing?: Doing): Poll {
  const { [act]: _, ...acts } = poll.acts ?? {}
  return {
    ...poll,
    acts: doing?.by === undefined ? acts : { ...acts, [act]: { by: doing.by, at: doing.at } },
  }
}

/** Replaces the current round, in the next revision. */
export function withRound(poll: Poll, round: Round): Poll {
  return withNextRevision({ ...poll, rounds: [...poll.rounds.slice(0, -1), round] })
}

/** The poll after a change that is not a vote, in the revision that the change made. */
export const withEdit = (poll: Poll): Poll => ({ ...poll, editRevision: poll.revision })

/** The same poll, one revision later. */
export function withNextRevision(poll: Poll): Poll {
  return { ...poll, revision: poll.revision + 1 }
}

/** Whether two states of a poll differ in votes of the open round at most, so that its closed rounds are the same. */
export const isSameButVotes = (a: Poll, b: Poll): boolean =>
  a.editRevision === b.editRevision && haveSameStates(a, b)

/** Whether two states of a poll have the same rounds open and closed. */
export const haveSameStates = (a: Poll, b: Poll): boolean => statesOf(a) === statesOf(b)

const statesOf = ({ rounds }: Poll): string => rounds.map(({ state }) => state).join()
