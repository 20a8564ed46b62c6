import { LRUCache } from 'lru-cache'
import { maxPending } from '../limits.ts'
import type { Clock } from '../time/clock.ts'

interface Deps {
  readonly clock: Pick<Clock, 'pause'>
  /** Edits the messages of a board, or those of every board that is behind. */
  readonly touch: (board: string) => void
  /** Stands for every board that is behind. */
  readonly rest: string
  /** Given how many edits in a row have failed, and the shortest pause. */
  readonly pauseMsAfter: (failures: number, minMs: number) => number
  readonly stopping: AbortSignal
}

/**
 * The messages whose latest picture the platform didn't take. Each is tried again, more and more slowly, and waits for one try
 * at a time. At most 10,000 wait by themselves; the others follow together.
 */
export function createLagging({ clock, touch, rest, pauseMsAfter, stopping }: Deps) {
  /** How many edits in a row have left a message without its picture. One that is dropped is tried sooner. */
  const failuresOf = new LRUCache<string, number>({ max: maxPending.updates })
  const waiting = new Set<string>()

  return {
    /** To be called when a message has its latest picture, or is gone. */
    caughtUp: (id: string): void => void failuresOf.delete(id),

    /** Text is not delayed by it. @param paceMs The least time between two edits of the message. */
    retry(id: string, board: string, paceMs: number): void {
      const failures = failuresOf.get(id) ?? 0
      failuresOf.set(id, failures + 1)
      const hasRoom = waiting.has(id) || waiting.size < maxPending.updates
      const [key, touched] = hasRoom ? [id, board] : [rest, rest]
      if (waiting.has(key)) return
      waiting.add(key)
      void clock.pause(pauseMsAfter(failures, paceMs), stopping).then(() => {
        waiting.delete(key)
        touch(touched)
      })
    },
  }
}
