import { UserError } from '../chat/user-error.ts'
import { emptyTally } from '../grid/tally.ts'
import { currentRound, type Poll, type Round } from './poll.ts'

/** How often one paper may be asked about in one poll. */
const maxRounds = 20

/** The poll with its round ended. @throws UserError when it is not open. */
export function closeRound(poll: Poll, at: number): Poll {
  const round = currentRound(poll)
  if (round.state === 'closed')
    throw new UserError('This poll is closed already.', 'Press Reopen or Re-vote to go on.')
  return withRound(poll, { ...round, state: 'closed', closedAt: at })
}

/** The poll with its last round open again, without a closing time. @throws UserError when it is open. */
export function reopenRound(poll: Poll): Poll {
  const { closedAt: _, ...round } = currentRound(poll)
  if (round.state === 'open')
    throw new UserError('This poll is open already.', 'Vote with the buttons below it.')
  const { closesAt: __, ...rest } = poll
  return withRound(rest, { ...round, state: 'open', blind: false })
}

/** The poll with its placements visible while voting goes on. @throws UserError when nothing is hidden. */
export function revealRound(poll: Poll, at: number): Poll {
  const round = currentRound(poll)
  if (round.state === 'closed' || !round.blind)
    throw new UserError('Nothing is hidden in this poll.', 'Look at it with Results.')
  return withRound(poll, { ...round, blind: false, revealedAt: at })
}

/** The poll with one more round; the earlier ones keep their ballots. @throws UserError when one is open. */
export function addRound(poll: Poll, blind: boolean, at: number): Poll {
  const last = currentRound(poll)
  if (last.state === 'open')
    throw new UserError(`Round ${last.number} is still open.`, 'Close it first, then start the next one.')
  if (poll.rounds.length >= maxRounds)
    throw new UserError(`This poll has had ${maxRounds} rounds.`, 'Delete it and open a new one.')
  const { closesAt: _, ...rest } = poll
  return withNextRevision({ ...rest, rounds: [...poll.rounds, createRound(last.number + 1, blind, at)] })
}

export function createRound(number: number, blind: boolean, at: number): Round {
  return { number, state: 'open', blind, openedAt: at, tally: emptyTally }
}

/** The poll with its current round replaced, as one more revision. */
export function withRound(poll: Poll, round: Round): Poll {
  return withNextRevision({ ...poll, rounds: [...poll.rounds.slice(0, -1), round] })
}

/** The same poll, one revision later. */
export function withNextRevision(poll: Poll): Poll {
  return { ...poll, revision: poll.revision + 1 }
}
