import { LRUCache } from 'lru-cache'
import type { Clock } from '../../src/time/clock.ts'

const pauseMs = 1000
const maxGuesses = 10
const windowMs = 10 * 60_000
/** Networks that are remembered; an attacker with more of them gains nothing that matters against a strong secret. */
const maxNetworks = 10_000

interface Guesser {
  /** When the guesses of the last ten minutes came, oldest first, in ms since 1970. */
  times: readonly number[]
  /** Resolves when the guesses so far are answered. */
  turn: Promise<void>
}

/** Slows down those who guess the secret: per network one wrong guess a second, and 10 in 10 minutes. */
export function createGuesses(clock: Clock) {
  const guessers = new LRUCache<string, Guesser>({ max: maxNetworks })

  return {
    /**
     * Takes note of a wrong guess, and resolves when it may be answered.
     *
     * @param signal Ends the wait.
     * @returns `undefined`, or at once the ms until that network may guess again.
     */
    async take(network: string, signal: AbortSignal): Promise<number | undefined> {
      const guesser = guessers.get(network) ?? { times: [], turn: Promise.resolve() }
      guessers.set(network, guesser)
      const times = guesser.times.filter((time) => time > clock.now() - windowMs)
      const [oldest] = times
      if (oldest !== undefined && times.length >= maxGuesses) return oldest + windowMs - clock.now()
      guesser.times = [...times, clock.now()]
      guesser.turn = guesser.turn.then(() => clock.pause(pauseMs, signal))
      await guesser.turn
      return undefined
    },
  }
}
