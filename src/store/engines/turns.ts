import { setTimeout } from 'node:timers/promises'

/** Maximum wait for another process that is writing, in ms. Everything else goes on meanwhile. */
const maxWaitMs = 30_000
/** Longest pause between two tries, in ms. */
const maxPauseMs = 20
/** SQLITE_BUSY */
const busy = 5

/**
 * Runs writes at once, in the order in which they come. While another process is writing, they are tried again: SQLite
 * has no queue, so a process may have to wait long.
 */
export function createTurns() {
  let waiting: Promise<void> | undefined

  return async function inTurn<Result>(write: () => Result): Promise<Result> {
    const endsAt = performance.now() + maxWaitMs
    for (;;) {
      while (waiting !== undefined) await waiting
      try {
        return write()
      } catch (fault) {
        if (!isBusy(fault) || performance.now() > endsAt) throw fault
      }
      waiting = setTimeout(Math.random() * maxPauseMs)
      await waiting
      waiting = undefined
    }
  }
}

const isBusy = (fault: unknown): boolean =>
  fault instanceof Error && 'errcode' in fault && fault.errcode === busy
