import { LRUCache } from 'lru-cache'
import type { Rate } from '../limits.ts'

/** A rate that is used up, and the time from which there is room again, in ms since 1970. */
export interface UsedUp {
  readonly rate: Rate
  readonly freeAt: number
}

/** The times that count for a rate at `at`, in their order. */
export const withinReach = (
  rates: readonly Rate[],
  past: readonly number[],
  at: number,
): readonly number[] => {
  const longestMs = Math.max(0, ...rates.map(({ ms }) => ms))
  return past.filter((time) => time > at - longestMs)
}

/**
 * The rate that one more use would exceed the longest.
 *
 * @param past The times of the uses before, in ms since 1970, oldest first.
 * @returns `undefined` if there is room for one more.
 */
export function findUsedUp(rates: readonly Rate[], past: readonly number[], at: number): UsedUp | undefined {
  let longest: UsedUp | undefined
  for (const rate of rates) {
    const first = past.at(-rate.max)
    if (past.length < rate.max || first === undefined || first <= at - rate.ms) continue
    const freeAt = first + rate.ms
    if (longest === undefined || freeAt > longest.freeAt) longest = { rate, freeAt }
  }
  return longest
}

/** Beyond it, those who did something longest ago are forgotten. */
const maxKeys = 20_000

/**
 * Counts in memory what people do, so that it can be limited. For what does no harm if a restart forgets it.
 *
 * @param now In ms since 1970.
 */
export function createRecentUses(now: () => number) {
  const times = new LRUCache<string, readonly number[]>({ maxSize: maxKeys, sizeCalculation: () => 1 })

  return {
    /** Counts one use, unless it exceeds a rate. @returns the rate that it would exceed the longest. */
    count(key: string, ...rates: readonly Rate[]): UsedUp | undefined {
      const at = now()
      const past = withinReach(rates, times.get(key) ?? [], at)
      const usedUp = findUsedUp(rates, past, at)
      if (usedUp === undefined) times.set(key, [...past, at])
      return usedUp
    },
  }
}
