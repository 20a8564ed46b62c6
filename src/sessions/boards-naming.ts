import { mentionBoard, readingBoard, sessionBoards } from '../board/reading-boards.ts'
import { seasonBoards } from '../board/season-board.ts'
import type { GroupStore } from '../reading/group-store.ts'
import type { ErasedGroup } from '../reading/personal-data.ts'

/** The boards that may have named a person who was erased from these groups. */
export async function boardsNaming(
  store: Pick<GroupStore, 'history'>,
  erased: readonly ErasedGroup[],
): Promise<readonly string[]> {
  const boards: string[] = []
  for (const { group, mentions, sessions } of erased) {
    const held = [...group.sessions.map(({ id }) => id), ...sessions]
    boards.push(readingBoard(group), ...held.flatMap((session) => sessionBoards(group, session)))
    boards.push(...mentions.map((mention) => mentionBoard(group, mention)))
    if (sessions.length > 0) boards.push(...seasonBoards(group, await store.history(group.id)))
  }
  return boards
}
