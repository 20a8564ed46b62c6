import { outcomeBoard } from '../board/poll-board.ts'
import type { PollThreads } from '../board/poll-threads.ts'
import { postCruxes } from '../board/post-cruxes.ts'
import type { Message } from '../chat/message.ts'
import type { ChatPort } from '../chat/port.ts'
import { selectRound } from '../poll/disclose.ts'
import type { PollId } from '../poll/poll.ts'
import type { OutcomeTask } from '../poll/poll-tasks.ts'
import type { Polls } from '../poll/polls.ts'
import type { PostedOutcome } from '../views/poll/acted-notes.ts'
import { outcomeView } from '../views/poll/result-view.ts'

interface Deps {
  readonly polls: Pick<Polls, 'readIn' | 'replyRevisionOf'>
  readonly threads: PollThreads
  readonly portFor: (platform: string) => ChatPort
  readonly pageOf: (poll: PollId) => Promise<string | undefined>
  /** Keeps a message true that shows a board at that revision. */
  readonly messagesOf: (board: string) => Promise<readonly Message[]>
  readonly trackMessage: (board: string, message: Message, revision: number) => Promise<void>
}

/**
 * Posts a round's outcome in the poll's thread; if it can have none, in its channel, as a reply to the poll. A round
 * without votes has no outcome, nor has one that was reopened in the meantime.
 *
 * @param key One for each closing, so that an outcome is posted once.
 * @returns `undefined` if there is no outcome.
 */
export async function postOutcome(
  deps: Deps,
  { space, poll: id, round }: OutcomeTask,
  key: string,
): Promise<PostedOutcome | undefined> {
  const { polls, threads, portFor, pageOf, trackMessage } = deps
  const revision = await polls.replyRevisionOf(space, id)
  const found = await polls.readIn(space, id)
  if (found === undefined || revision === undefined) return undefined
  const poll = selectRound(found.poll, round)
  if (poll.state === 'open' || poll.current.votes === 0) return undefined
  const where = await threads.findForOutcome(space, found)
  const port = portFor(found.place.platform)
  const view = outcomeView(poll, await pageOf(id))
  const message = await port.post(where.place, view, key, { replyTo: where.poll })
  await trackMessage(outcomeBoard(id, round), message, revision)
  await postCruxes(deps, { ...{ poll, round, revision }, to: message.place, replyTo: where.poll })
  const isShut = where.place.thread !== undefined && message.place.thread === undefined
  return { message, lack: isShut ? 'closed thread' : where.lack }
}
