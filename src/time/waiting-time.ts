import { agree } from '../chat/text.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs

/** How long to wait, rounded up, as in "in 12 minutes". */
export function waitingTime(ms: number): string {
  const minutes = Math.max(1, Math.ceil(ms / minuteMs))
  if (minutes < 120) return agree(minutes, 'a minute', `${minutes} minutes`)
  return `${Math.ceil(ms / hourMs)} hours`
}

/** "in the last hour", "in the last 24 hours". @param ms In whole hours. */
export function inTheLast(ms: number): string {
  const hours = ms / hourMs
  return `in the last ${agree(hours, 'hour', `${hours} hours`)}`
}
