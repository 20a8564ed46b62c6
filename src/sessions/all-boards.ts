import { createBoards } from '../board/boards.ts'
import type { createPollBoards } from '../board/poll-board.ts'
import type { ReadingGroups } from './reading-groups.ts'

type BoardsDeps = Parameters<typeof createBoards>[0]

/** The boards of polls and of reading groups. */
export function createAllBoards(
  deps: Pick<BoardsDeps, 'store' | 'ports' | 'clock' | 'log' | 'random'>,
  pollBoards: ReturnType<typeof createPollBoards>,
  readingBoards: ReadingGroups['boards'],
) {
  const kindOf = (board: string) => (readingBoards.isOurs(board) ? readingBoards : pollBoards)
  return createBoards({
    ...deps,
    render: (board, { place }) => kindOf(board).render(board, place.space),
    revisionOf: (board, { place }) => kindOf(board).revisionOf(board, place.space),
    takesVotes: (board, { place }) => kindOf(board).takesVotes(board, place.space),
  })
}
