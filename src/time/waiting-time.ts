const minuteMs = 60_000
const hourMs = 60 * minuteMs

/** How long to wait, rounded up, as in "in 12 minutes". */
export function waitingTime(ms: number): string {
  const minutes = Math.max(1, Math.ceil(ms / minuteMs))
  if (minutes < 120) return minutes === 1 ? 'a minute' : `${minutes} minutes`
  return `${Math.ceil(ms / hourMs)} hours`
}
