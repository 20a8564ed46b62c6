import type { Metrics } from '../../src/metrics.ts'
import type { Clock } from '../../src/time/clock.ts'

/** Platforms wait 3 s for an acknowledgement; the rest is for the network. */
const maxWaitMs = 1500

const late = Symbol('late')

/** Acknowledges what people ask for once it is on disk: what a crash loses was not acknowledged then. */
export function createAcknowledger(clock: Clock, metrics: Metrics, platform: string) {
  return {
    /**
     * The outcome of a request, if it comes within the 1.5 s for which its acknowledgement may wait.
     *
     * @param stored Settles when the outcome is on disk.
     * @returns `undefined` if the request must be acknowledged without its outcome.
     * @throws the fault if there is one by then.
     */
    async outcomeInTime<Outcome>(stored: Promise<Outcome>): Promise<Outcome | undefined> {
      const stopTimer = metrics.acknowledgements.startTimer({ platform })
      const isOver = new AbortController()
      try {
        const limit = clock.limit(maxWaitMs, isOver.signal)
        const outcome = await Promise.race([stored, limit.then((): typeof late => late)])
        if (outcome !== late) return outcome
        metrics.lateAcknowledgements.inc()
        return undefined
      } finally {
        isOver.abort()
        stopTimer()
      }
    },
  }
}

export type Acknowledger = ReturnType<typeof createAcknowledger>
