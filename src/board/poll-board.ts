import type { SpaceId } from '../chat/caller.ts'
import { PollId } from '../poll/poll.ts'
import type { Polls } from '../poll/polls.ts'
import { deletedView, pollView } from '../views/poll/poll-view.ts'
import type { Rendered } from './boards.ts'

const prefix = 'poll:'

/** The name of the board that shows a poll. */
export const pollBoard = (poll: PollId): string => prefix + poll

/** The poll that a board shows. */
export const pollOfBoard = (board: string): PollId => PollId.parse(board.slice(prefix.length))

/** The boards of polls. */
export function createPollBoards(polls: Pick<Polls, 'revisionOf' | 'readForBoard'>) {
  return {
    isOurs: (board: string): boolean => board.startsWith(prefix),

    revisionOf: (board: string, space: SpaceId): Promise<number | undefined> =>
      polls.revisionOf(space, pollOfBoard(board)),

    async render(board: string, space: SpaceId): Promise<Rendered> {
      const found = await polls.readForBoard(space, pollOfBoard(board))
      return found === undefined
        ? { view: deletedView }
        : { view: pollView(found.poll), revision: found.revision }
    },
  }
}
