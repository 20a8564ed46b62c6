import { lineBoard, revealedBoard } from '../board/poll-board.ts'
import type { PollThreads } from '../board/poll-threads.ts'
import { postCruxes } from '../board/post-cruxes.ts'
import type { Place } from '../chat/caller.ts'
import { isSamePlace } from '../chat/conversation.ts'
import type { Message } from '../chat/message.ts'
import type { ChatPort } from '../chat/port.ts'
import type { View } from '../chat/view.ts'
import type { Announcement } from '../poll/announcement.ts'
import { selectRound } from '../poll/disclose.ts'
import type { PollId } from '../poll/poll.ts'
import type { AnnounceTask } from '../poll/poll-tasks.ts'
import type { Polls } from '../poll/polls.ts'
import type { ReadingGroups } from '../sessions/reading-groups.ts'
import { announcementView, type Links } from '../views/poll/announcement-view.ts'
import { revealedView } from '../views/poll/result-view.ts'

interface Deps {
  readonly polls: Pick<Polls, 'readIn' | 'editRevisionOf' | 'replyRevisionOf'>
  readonly reading: Pick<ReadingGroups, 'showsReveal'>
  readonly threads: PollThreads
  readonly portFor: (platform: string) => ChatPort
  readonly linksOf: (poll: PollId, round: number) => Promise<Links>
  readonly messagesOf: (board: string) => Promise<readonly Message[]>
  /** Keeps a message true that shows a board at that revision. */
  readonly trackMessage: (board: string, message: Message, revision: number) => Promise<void>
}

interface Line {
  readonly to: Place
  readonly board: string
  readonly view: View
  /** The beginning of the key that it is posted under. */
  readonly key: string
  readonly replyTo?: Message | undefined
  /** The revision that it shows; by default that of the last change that was not a vote. */
  readonly shown?: number
}

/** The acts whose line is posted in the poll's thread as well, where the people are who talk about it. */
const isForThread = ({ act }: Announcement): boolean => act === 'reopen' || act === 'revote'

/**
 * Posts the line about an act in the poll's conversation, and what belongs in its thread: the report of a reveal, or the
 * same line. Idempotent. Also posts what has been overtaken since: a message that was posted before a crash must be known.
 */
export async function announce(
  deps: Deps,
  { space, poll: id, announcement: said }: Omit<AnnounceTask, 'kind'>,
): Promise<void> {
  const { polls, reading, threads, portFor, linksOf, trackMessage } = deps
  const revision = (await polls.editRevisionOf(space, id)) ?? -1
  const replyRevision = (await polls.replyRevisionOf(space, id)) ?? -1
  const found = await polls.readIn(space, id)
  const announcement = found?.poll.announcements.find((one) => one.id === said)
  if (found === undefined || announcement === undefined) return
  const { poll, place } = found

  async function post({ to, board, view, key, replyTo, shown = revision }: Line): Promise<void> {
    const message = await portFor(place.platform).post(to, view, `${key}/${id}/${said}`, { replyTo })
    await trackMessage(board, message, shown)
  }

  const { act, round } = announcement
  if (act === 'reveal' && !(await reading.showsReveal(id, round))) {
    const where = await threads.findForOutcome(space, found)
    const view = revealedView(selectRound(poll, round))
    const board = revealedBoard(id, round)
    const [to, replyTo] = [where.place, where.poll]
    await post({ to, board, view, key: 'revealed', replyTo, shown: replyRevision })
    await postCruxes(deps, { poll, round, to, replyTo, revision: replyRevision })
  }
  const view = announcementView(poll, announcement, await linksOf(id, round))
  const board = lineBoard(id, said)
  if (act === 'full link') {
    const where = await threads.findForOutcome(space, found)
    return post({ to: where.place, board, view, key: 'announce', replyTo: where.poll })
  }
  await post({ to: place, board, view, key: 'announce' })
  const { thread } = found
  if (isForThread(announcement) && thread !== undefined && !isSamePlace(thread, place))
    await post({ to: thread, board, view, key: 'announce/thread' })
}
