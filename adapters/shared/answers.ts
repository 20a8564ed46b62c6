import type { Metrics } from '../../src/metrics.ts'
import { createWorkQueue } from '../../src/work-queue.ts'
import { createTurns } from './turns.ts'

/** The most answers in flight. Each is rendered on the main thread and takes a connection. */
const maxInFlight = 16

/** The answer to a person's request, from before it is known. */
export interface ExpectedAnswer {
  /** Sends the answer once those to the person's earlier requests are sent, and few enough others are in flight. */
  readonly send: (work: () => Promise<void>) => Promise<void>
  /** To be called when the request is dealt with, whether or not an answer was sent; further calls do nothing. */
  readonly end: () => void
}

/**
 * Private answers, which come after acknowledgements: few are worked on at a time, and what arrives meanwhile is stored and
 * acknowledged first. Those to one person are sent one after another.
 */
export function createAnswers({ watchQueue }: Pick<Metrics, 'watchQueue'>) {
  const { run, waiting } = createWorkQueue(maxInFlight)
  watchQueue('answers', waiting)
  const takeTurn = createTurns()

  function expect(person: string): ExpectedAnswer {
    const { begins, end } = takeTurn(person)
    return {
      end,
      async send(work) {
        await begins
        await run(work)
      },
    }
  }

  return {
    /** Keeps the place of an answer. To be called when the request arrives. */
    expect,

    /** Sends an answer whose place is where it is known. */
    async send(person: string, work: () => Promise<void>): Promise<void> {
      const answer = expect(person)
      try {
        await answer.send(work)
      } finally {
        answer.end()
      }
    },
  }
}
