import type { Place, SpaceId } from '../chat/caller.ts'
import type { Message } from '../chat/message.ts'
import type { ChatPort } from '../chat/port.ts'
import { UserError } from '../chat/user-error.ts'
import type { Logger } from '../log.ts'
import type { Disclosure } from '../poll/disclose.ts'
import type { PollId } from '../poll/poll.ts'
import type { Polls } from '../poll/polls.ts'
import type { SettingsStore } from '../poll/settings-store.ts'
import type { ThreadLack } from '../views/poll/acted-notes.ts'
import { pollOfBoard } from './poll-board.ts'

/** Where a poll's outcome belongs. */
export interface OutcomePlace {
  readonly place: Place
  /** The message that shows the poll; `undefined` if it is gone. */
  readonly poll: Message | undefined
  readonly lack?: ThreadLack
}

type FoundPoll = NonNullable<Awaited<ReturnType<Polls['readIn']>>>

interface Deps {
  readonly polls: Pick<Polls, 'readIn' | 'setThread'>
  readonly settings: SettingsStore
  readonly messagesOf: (poll: PollId) => Promise<readonly Message[]>
  readonly portFor: (platform: string) => ChatPort
  readonly log: Logger
}

/** The thread under a poll's message: opened with the poll or with its first outcome, as the channel's settings say. */
export function createPollThreads(deps: Deps) {
  const { polls, settings, log } = deps
  return {
    /** Opens the thread of a poll whose board was just posted, where the channel wants it at once. Never rejects. */
    async openWithPoll(board: string, place: Place): Promise<void> {
      try {
        const poll = pollOfBoard(board)
        if (poll === undefined || (await settings.get(place)).thread !== 'open') return
        const found = await polls.readIn(place.space, poll)
        const [message] = await deps.messagesOf(poll)
        if (found === undefined || found.thread !== undefined || message === undefined) return
        await openThread(deps, place.space, message, found.poll)
      } catch (fault) {
        // The outcome opens it at the latest.
        log.warn({ fault, board }, 'could not open a thread with its poll')
      }
    },

    /** The thread of a poll, which is opened if it has none; the poll's own place if none may be opened. */
    async findForOutcome(space: SpaceId, { poll, place, thread }: FoundPoll): Promise<OutcomePlace> {
      const [message] = await deps.messagesOf(poll.id)
      if (thread?.thread !== undefined || message === undefined)
        return { place: thread ?? place, poll: message }
      try {
        const opened = await openThread(deps, space, message, poll)
        if (opened.thread !== undefined) return { place: opened, poll: message }
        const missing = await deps.portFor(place.platform).missingIn?.(place)
        return { place, poll: message, ...(missing?.has('threads') === true && { lack: 'no threads' }) }
      } catch (fault) {
        if (!(fault instanceof UserError)) throw fault
        log.warn({ fault, poll: poll.id }, 'could not open a thread for the result')
        return { place, poll: message, lack: fault }
      }
    },
  }
}

export type PollThreads = ReturnType<typeof createPollThreads>

/** Opens a thread under the poll's message and stores it. @returns the poll's own place if there are no threads. */
async function openThread(
  { polls, portFor }: Deps,
  space: SpaceId,
  message: Message,
  { id, paper }: Disclosure,
): Promise<Place> {
  const thread = await portFor(message.place.platform).openThread(message, paper.title)
  if (thread.thread !== undefined) await polls.setThread(space, id, thread)
  return thread
}
