import type { Clock } from './clock.ts'

/**
 * Work that is done again and again in the background, from `start` to `stop`, which waits for its end.
 *
 * @param work Must not throw. Resolves to the pause before the next time, in ms, or to `undefined` after the last.
 */
export function createRepeated(
  clock: Pick<Clock, 'pause'>,
  work: (signal: AbortSignal) => Promise<number | undefined>,
) {
  const stopping = new AbortController()
  const { signal } = stopping
  let running: Promise<void> = Promise.resolve()

  async function run(): Promise<void> {
    while (!signal.aborted) {
      const pauseMs = await work(signal)
      if (pauseMs === undefined) return
      await clock.pause(pauseMs, signal)
    }
  }

  return {
    start(): void {
      running = run()
    },
    async stop(): Promise<void> {
      stopping.abort()
      await running
    },
  }
}
