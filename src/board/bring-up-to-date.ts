import type { SpaceId } from '../chat/caller.ts'
import type { Message } from '../chat/message.ts'
import { skipCorrupt } from '../store/collection.ts'
import type { Store } from '../store/store.ts'
import type { Clock } from '../time/clock.ts'
import { shownMessages } from './board-records.ts'
import type { keepShown } from './keep-shown.ts'

/** The messages that could not be brought up to date. */
export interface BroughtUpToDate {
  /** The messages that can't be edited. */
  readonly blocked: readonly Message[]
  /** How many others don't show what is stored yet. */
  readonly behind: number
}

interface Deps {
  readonly store: Store
  readonly clock: Clock
  /** The revision of a board; `undefined` if what it shows is gone. */
  readonly revisionOf: (board: string, message: Message) => Promise<number | undefined>
  readonly updates: Pick<ReturnType<typeof keepShown>, 'isPending' | 'touch' | 'tried'>
  readonly stopping: AbortSignal
}

/** Brings boards up to date, of which each is tried once. @param maxMs How long to wait at most. */
export async function bringUpToDate(
  deps: Deps,
  boards: readonly string[],
  maxMs: number,
): Promise<BroughtUpToDate> {
  const { store, clock, revisionOf, stopping } = deps
  const tried = new AbortController()
  const tries = Promise.all(boards.map((board) => tryOnce(deps, board)))
  await Promise.race([tries, clock.limit(maxMs, AbortSignal.any([tried.signal, stopping]))])
  tried.abort()
  const blocked: Message[] = []
  let behind = 0
  for (const board of boards)
    for await (const [, shown] of store.collection(shownMessages, board).entries(skipCorrupt))
      if (shown.obstacle !== undefined) blocked.push(shown.message)
      else if ((await revisionOf(board, shown.message)) !== shown.revision) behind += 1
  return { blocked, behind }
}

/** Doesn't wait where it is known that no message can be edited. */
async function tryOnce(deps: Deps, board: string): Promise<void> {
  const { store, updates } = deps
  if (!updates.isPending(board) && (await isBehind(deps, board))) updates.touch(board)
  for await (const [, { obstacle }] of store.collection(shownMessages, board).entries(skipCorrupt))
    if (obstacle === undefined) return updates.tried(board)
}

/** Whether a message, in some spaces or in any, doesn't show what is stored. */
export async function isBehind(
  { store, revisionOf }: Pick<Deps, 'store' | 'revisionOf'>,
  board: string,
  isMeant: (space: SpaceId) => boolean = () => true,
): Promise<boolean> {
  for await (const [, { message, revision }] of store.collection(shownMessages, board).entries(skipCorrupt))
    if (isMeant(message.place.space) && (await revisionOf(board, message)) !== revision) return true
  return false
}
