import { mentionBoard } from '../board/mention-board.ts'
import { readingBoard, recapBoard, sessionBoards } from '../board/reading-boards.ts'
import { seasonBoards } from '../board/season-board.ts'
import type { Message } from '../chat/message.ts'
import type { GroupStore } from '../reading/group-store.ts'
import type { ErasedGroup } from '../reading/personal-data.ts'

interface Deps {
  readonly store: Pick<GroupStore, 'history'>
  readonly onBoardPosted: (board: string, message: Message) => Promise<void>
}

/**
 * The boards that may have named a person who was erased from these groups. Recaps are put on record again: earlier
 * versions dropped those that were older than two weeks.
 */
export async function boardsNaming(
  { store, onBoardPosted }: Deps,
  erased: readonly ErasedGroup[],
): Promise<readonly string[]> {
  const boards: string[] = []
  for (const { group, mentions, sessions } of erased) {
    const held = [...group.sessions.map(({ id }) => id), ...sessions]
    boards.push(readingBoard(group), ...held.flatMap((session) => sessionBoards(group, session)))
    boards.push(...mentions.map((mention) => mentionBoard(group, mention)))
    if (sessions.length === 0) continue
    const history = await store.history(group.id)
    boards.push(...seasonBoards(group, history))
    for (const { session } of history)
      if (session.recap !== undefined && sessions.includes(session.id))
        await onBoardPosted(recapBoard(group, session.id), session.recap)
  }
  return boards
}
