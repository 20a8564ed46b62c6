import type { Place, SpaceId } from '../chat/caller.ts'
import type { Message } from '../chat/message.ts'
import type { ChatPort } from '../chat/port.ts'
import { UserError } from '../chat/user-error.ts'
import type { Logger } from '../log.ts'
import type { Disclosure } from '../poll/disclose.ts'
import type { PollId } from '../poll/poll.ts'
import type { Polls } from '../poll/polls.ts'
import type { SettingsStore } from '../poll/settings-store.ts'
import { pollOfBoard } from './poll-board.ts'

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
        if (found !== undefined && found.thread === undefined) await openThread(deps, place.space, found.poll)
      } catch (fault) {
        // The outcome opens it at the latest.
        log.warn({ fault, board }, 'could not open a thread with its poll')
      }
    },

    /**
     * Opens the thread of a poll whose outcome is to be posted.
     *
     * @returns `undefined` if the poll has no message, its place no threads, or none may be opened; the outcome belongs in the channel then.
     */
    async openForOutcome(space: SpaceId, poll: Disclosure): Promise<Place | undefined> {
      try {
        return await openThread(deps, space, poll)
      } catch (fault) {
        if (!(fault instanceof UserError)) throw fault
        log.warn({ fault, poll: poll.id }, 'no permission to open a thread for the result')
        return undefined
      }
    },
  }
}

export type PollThreads = ReturnType<typeof createPollThreads>

/** Opens a thread under the poll's message and stores it. @returns `undefined` if the poll has no message, or its place no threads. */
async function openThread(
  { polls, messagesOf, portFor }: Deps,
  space: SpaceId,
  { id, paper }: Disclosure,
): Promise<Place | undefined> {
  const [message] = await messagesOf(id)
  if (message === undefined) return undefined
  const port = portFor(message.place.platform)
  if ((await port.missingIn?.(message.place))?.has('threads') === true) return undefined
  const thread = await port.openThread(message, paper.title)
  await polls.setThread(space, id, thread)
  return thread
}
