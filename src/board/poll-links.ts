import { isSamePlace } from '../chat/conversation.ts'
import { findFirstLink, findLink } from '../chat/find-link.ts'
import type { Message } from '../chat/message.ts'
import type { PollId } from '../poll/poll.ts'
import type { Links } from '../views/poll/announcement-view.ts'
import { outcomeBoard, pollBoard } from './poll-board.ts'

type Deps = Parameters<typeof findLink>[0] & {
  readonly messagesOf: (board: string) => Promise<readonly Message[]>
}

/** The addresses of the messages of polls. */
export function createPollLinks({ messagesOf, ...deps }: Deps) {
  return {
    /** Of a message that shows the poll; `undefined` where messages have none. */
    linkToPoll: async (poll: PollId): Promise<string | undefined> =>
      findFirstLink(deps, await messagesOf(pollBoard(poll))),

    /** Of a message; `undefined` where messages have none. */
    linkToMessage: (message: Message): Promise<string | undefined> => findLink(deps, message),

    /** Whether a tracked message shows the poll. */
    isPosted: async (poll: PollId): Promise<boolean> => (await messagesOf(pollBoard(poll))).length > 0,

    /** Those that the lines about a round lead to. */
    async linksOf(poll: PollId, round: number): Promise<Links> {
      const [shown] = await messagesOf(pollBoard(poll))
      const results = await messagesOf(outcomeBoard(poll, round))
      const inThread = results.find(({ place }) => shown !== undefined && !isSamePlace(place, shown.place))
      return {
        poll: shown && (await findLink(deps, shown)),
        result: inThread && (await findLink(deps, inThread)),
        spaceWord: shown && deps.portFor(shown.place.platform).spaceWord,
      }
    },
  }
}
