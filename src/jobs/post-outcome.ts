import { outcomeBoard } from '../board/poll-board.ts'
import type { PollThreads } from '../board/poll-threads.ts'
import type { Message } from '../chat/message.ts'
import type { ChatPort } from '../chat/port.ts'
import { selectRound } from '../poll/disclose.ts'
import type { PollId } from '../poll/poll.ts'
import type { OutcomeTask } from '../poll/poll-tasks.ts'
import type { Polls } from '../poll/polls.ts'
import { outcomeView } from '../views/poll/result-view.ts'

interface Deps {
  readonly polls: Pick<Polls, 'readIn' | 'editRevisionOf'>
  readonly threads: PollThreads
  readonly portFor: (platform: string) => ChatPort
  readonly pageOf: (poll: PollId) => string | undefined
  /** Keeps a message true that shows a board at that revision. */
  readonly trackMessage: (board: string, message: Message, revision: number) => Promise<void>
}

/**
 * Posts a round's outcome in the poll's thread, or in its channel if it has no thread. A round without votes has no
 * outcome, nor has one that was reopened in the meantime.
 *
 * @param key One for each closing, so that an outcome is posted once.
 */
export async function postOutcome(
  { polls, threads, portFor, pageOf, trackMessage }: Deps,
  { space, poll: id, round }: OutcomeTask,
  key: string,
): Promise<void> {
  const revision = await polls.editRevisionOf(space, id)
  const found = await polls.readIn(space, id)
  if (found === undefined || revision === undefined) return
  const poll = selectRound(found.poll, round)
  if (poll.state === 'open' || poll.current.votes === 0) return
  const thread = found.thread ?? (await threads.openForOutcome(space, poll))
  const port = portFor(found.place.platform)
  const message = await port.post(thread ?? found.place, outcomeView(poll, pageOf(id)), key)
  await trackMessage(outcomeBoard(id, round), message, revision)
}
