import type { Poll, Round } from './poll.ts'
import type { Reply } from './reply.ts'

/** The poll after a voter's reply to a round was stored, changed or removed. */
export function withReply(
  poll: Poll,
  number: number,
  before: Reply | undefined,
  after: Reply | undefined,
): Poll {
  const round = poll.rounds.find((one) => one.number === number)
  if (round === undefined) return poll
  const more = Number(hasAnswered(after)) - Number(hasAnswered(before))
  const cruxAnswers = (round.cruxAnswers ?? 0) + more
  return withRoundOf(withOneMore(poll), more === 0 ? round : { ...round, cruxAnswers })
}

const hasAnswered = (reply: Reply | undefined): boolean => Object.keys(reply?.cruxes ?? {}).length > 0

/** The poll with one more change of what its voters reply. */
export const withOneMore = (poll: Poll): Poll => ({ ...poll, replies: (poll.replies ?? 0) + 1 })

export const withRoundOf = (poll: Poll, round: Round): Poll => ({
  ...poll,
  rounds: poll.rounds.map((one) => (one.number === round.number ? round : one)),
})
