import { vi } from 'vitest'
import type { Clock } from '../../src/time/clock.ts'
import type { KillSwitch } from './kill-switch.ts'
import type { Year } from './year-plan.ts'

/** A pause as short as an edit's or a post's pace; the others are rests that nobody waits for. */
const shortMs = 10_000

/**
 * A clock that many instances share and that stands still until it is moved. The whole process keeps its date, so that
 * clients, the database and the loopback platform agree with it.
 */
export function createYearClock(start: string) {
  let now = Date.parse(start)
  const waiting = new Set<{ readonly at: number; readonly of: KillSwitch; readonly end: () => void }>()
  vi.useFakeTimers({ toFake: ['Date'], now })

  return {
    now: () => now,

    /** The clock of one instance: pauses of whoever is cut off never end. */
    of(killSwitch: KillSwitch): Clock {
      const pause: Clock['pause'] = (ms, signal) =>
        new Promise((resolve) => {
          if (killSwitch.isCut()) return
          if (signal?.aborted === true || ms <= 0) return resolve()
          const one = {
            at: now + ms,
            of: killSwitch,
            end: () => {
              waiting.delete(one)
              signal?.removeEventListener('abort', one.end)
              if (!killSwitch.isCut()) resolve()
            },
          }
          waiting.add(one)
          signal?.addEventListener('abort', one.end)
        })
      return { now: () => now, pause, limit: pause }
    },

    /** When the next pause ends, in ms since 1970; of short ones where there are any. */
    next(): { readonly at: number; readonly isShort: boolean } {
      for (const one of waiting) if (one.of.isCut()) waiting.delete(one)
      const at = Math.min(...[...waiting].map(({ at }) => at))
      return { at, isShort: at <= now + shortMs }
    },

    /** Goes on to a moment; time never goes back. */
    moveTo(at: number): void {
      now = Math.max(now, at)
      vi.setSystemTime(now)
      for (const one of [...waiting]) if (one.at <= now) one.end()
    },

    [Symbol.dispose]: () => void vi.useRealTimers(),
  }
}

/** The group is founded so long before its first session. */
const foundedMs = 10 * 86_400_000

/** A clock that starts when the group of a year is founded. */
export const clockOf = ({ weeks }: Pick<Year, 'weeks'>): YearClock =>
  createYearClock(new Date((weeks[0]?.start ?? 0) - foundedMs).toISOString())

export type YearClock = ReturnType<typeof createYearClock>
