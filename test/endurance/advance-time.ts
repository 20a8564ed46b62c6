import { setImmediate } from 'node:timers/promises'
import { openDueJobs } from './due-jobs.ts'
import type { Instance } from './instance.ts'
import type { YearClock } from './year-clock.ts'

/** So many turns without anything on its way mean that nothing will come; more where somebody waits for something. */
const [stillTurns, pacedTurns, pausedTurns] = [12, 60, 20_000]

/**
 * How time goes on for instances that share a database: from one moment at which they have something to do to the next.
 */
export function createTimeAdvancer(clock: YearClock, database: string, live: () => readonly Instance[]) {
  const jobs = openDueJobs(database)
  const sum = (of: (killSwitch: Instance['killSwitch']) => number) =>
    live().reduce((sum, { killSwitch }) => sum + of(killSwitch), 0)
  const waiting = () => sum((killSwitch) => killSwitch.waiting())

  /** An adapter may wait for the pace of a channel, which is the clock's, or for a moment of its own. */
  function enough(): number {
    if (waiting() === 0) return stillTurns
    return clock.next().isShort ? pacedTurns : pausedTurns
  }

  /** Lets everything happen that can happen without time going on. */
  async function quiet(): Promise<void> {
    for (let still = 0; still < enough(); ) {
      await setImmediate()
      still = sum((killSwitch) => killSwitch.underWay()) === 0 ? still + 1 : 0
    }
  }

  /** When somebody has something to do next. Whoever rests looks for it when it falls due. */
  function nextMoment(): number {
    const now = clock.now()
    const due = jobs.all()
    const pause = clock.next()
    const next = Math.min(...due.filter((at) => at > now))
    const isSoon = pause.isShort || waiting() > 0 || due.some((at) => at <= now)
    return isSoon ? Math.min(pause.at, next) : next
  }

  return {
    /** @returns early where one of them has been cut off. */
    async goTo(moment: number): Promise<'there' | 'cut'> {
      for (;;) {
        await quiet()
        if (live().some(({ killSwitch }) => killSwitch.isCut())) return 'cut'
        if (clock.now() >= moment) return 'there'
        clock.moveTo(Math.min(nextMoment(), moment))
      }
    },
    close: () => jobs.close(),
  }
}
