import type { Clock } from '../time/clock.ts'

/** How a source wants to be asked. */
export interface Etiquette {
  /** The shortest time between the beginnings of two questions, in ms. */
  readonly everyMs: number
  /** How many questions may be open at a time. */
  readonly atOnce: number
}

/**
 * Asks a source no faster than it wants to be asked, in the order of arrival.
 *
 * @param signal Ends the waiting.
 */
export function createPace({ everyMs, atOnce }: Etiquette, clock: Clock, signal: AbortSignal) {
  let nextAt = 0
  let turn: Promise<unknown> = Promise.resolve()
  let open = 0
  let freed = Promise.withResolvers<void>()

  /** Resolves when the next question may begin. */
  async function begin(): Promise<void> {
    while (open >= atOnce) await freed.promise
    for (let ms = nextAt - clock.now(); ms > 0; ms = nextAt - clock.now()) {
      signal.throwIfAborted()
      await clock.pause(ms, signal)
    }
    signal.throwIfAborted()
    nextAt = clock.now() + everyMs
    open += 1
  }

  return {
    async run<Result>(question: () => Promise<Result>): Promise<Result> {
      const mine = turn.then(begin)
      // Whoever waits behind one that was not asked is asked all the same.
      turn = mine.catch(() => undefined)
      await mine
      try {
        return await question()
      } finally {
        open -= 1
        freed.resolve()
        freed = Promise.withResolvers()
      }
    },

    /** Leaves the source alone for that long, as it asked. */
    rest(ms: number): void {
      nextAt = Math.max(nextAt, clock.now() + ms)
    },
  }
}
