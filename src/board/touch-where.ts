import { skipCorrupt } from '../store/collection.ts'
import type { Store } from '../store/store.ts'
import { boardNames } from './board-records.ts'

export type Touch = (board: string) => void | Promise<void>

interface Deps {
  readonly store: Store
  readonly report: (fault: unknown, board: string) => void
}

/** Touches every board that is due. One that can't be read doesn't delay the others. */
export async function touchWhere(
  { store, report }: Deps,
  isDue: (board: string) => Promise<boolean>,
  touch: Touch,
): Promise<void> {
  for await (const [board] of store.collection(boardNames).entries(skipCorrupt))
    try {
      if (await isDue(board)) await touch(board)
    } catch (fault) {
      report(fault, board)
    }
}
