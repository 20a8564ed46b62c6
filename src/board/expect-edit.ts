import type { SpaceId } from '../chat/caller.ts'
import type { Message } from '../chat/message.ts'
import { skipCorrupt } from '../store/collection.ts'
import type { Store } from '../store/store.ts'
import { shownMessages, unknownRevision } from './board-records.ts'
import { recordShown } from './message-lease.ts'

/** As for boards. */
interface Deps {
  readonly store: Store
  readonly revisionOf: (board: string, message: Message) => Promise<number | undefined>
  readonly takesVotes: (board: string, message: Message) => Promise<boolean>
}

/** Marks the messages of a board in some spaces that take votes as behind. @returns whether one of theirs is. */
export async function expectEdit(
  { store, revisionOf, takesVotes }: Deps,
  board: string,
  isMeant: (space: SpaceId) => boolean,
): Promise<boolean> {
  let isExpected = false
  for await (const [id, shown] of store.collection(shownMessages, board).entries(skipCorrupt)) {
    const { message, revision } = shown
    if (!isMeant(message.place.space)) continue
    if (await takesVotes(board, message)) {
      await recordShown(store, { board, id }, { ...shown, revision: unknownRevision })
      isExpected = true
    } else if ((await revisionOf(board, message)) !== revision) isExpected = true
  }
  return isExpected
}
