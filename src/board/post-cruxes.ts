import type { Place } from '../chat/caller.ts'
import type { Message } from '../chat/message.ts'
import type { ChatPort } from '../chat/port.ts'
import { type Disclosure, selectRound } from '../poll/disclose.ts'
import { cruxesView } from '../views/poll/crux-parts.ts'
import { cruxesBoard } from './poll-board.ts'

interface Deps {
  readonly portFor: (platform: string) => ChatPort
  readonly messagesOf: (board: string) => Promise<readonly Message[]>
  /** Keeps a message true that shows a board at that revision. */
  readonly trackMessage: (board: string, message: Message, revision: number) => Promise<void>
}

export interface CruxPost {
  readonly poll: Disclosure
  readonly round: number
  readonly to: Place
  readonly replyTo?: Message | undefined
  readonly revision: number
}

/** Posts what would move the voters of a round, once, unless nobody says so. */
export async function postCruxes(
  { portFor, messagesOf, trackMessage }: Deps,
  { poll, round, to, replyTo, revision }: CruxPost,
): Promise<void> {
  const view = cruxesView(selectRound(poll, round))
  const board = cruxesBoard(poll.id, round)
  if (view === undefined || (await messagesOf(board)).length > 0) return
  const message = await portFor(to.platform).post(to, view, `poll/${poll.id}/${round}/cruxes`, { replyTo })
  await trackMessage(board, message, revision)
}
