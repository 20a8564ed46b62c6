import { type Clock, systemClock } from '../src/time/clock.ts'

const patience = 100
/** The pause between two posts in a channel may end early, too, and is no limit. */
const longestPaceMs = 1100

/**
 * The real time, but what may end early lasts a hundred times as long: a limit on how long a platform may take to answer
 * is such a pause, and on a slow machine it would decide tests that are about something else.
 */
export const patientClock: Clock = {
  now: systemClock.now,
  pause: (ms, signal) =>
    systemClock.pause(signal === undefined || ms < longestPaceMs ? ms : ms * patience, signal),
}
