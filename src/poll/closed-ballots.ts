import type { Store } from '../store/store.ts'
import { readBallots } from './ballot-queue.ts'
import type { ClosedBallots } from './memory-rows.ts'
import type { Poll } from './poll.ts'

/** The readable ballots of a poll's closed rounds. */
export async function readClosedBallots(
  store: Store,
  { id, rounds }: Pick<Poll, 'id' | 'rounds'>,
): Promise<ClosedBallots> {
  const closed = rounds.flatMap(({ state, number }) => (state === 'closed' ? number : []))
  const found = await Promise.all(closed.map((number) => readBallots(store, id, number)))
  return new Map(closed.map((number, i) => [number, [...(found[i]?.values() ?? [])]]))
}
