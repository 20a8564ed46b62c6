import { type Clock, systemClock } from '../src/time/clock.ts'

const patience = 100

/**
 * The real time, but limits last a hundred times as long: on a slow machine, how long a platform may take to answer would
 * decide tests that are about something else.
 */
export const patientClock: Clock = {
  ...systemClock,
  limit: (ms, signal) => systemClock.limit(ms * patience, signal),
}
