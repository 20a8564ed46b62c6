const minuteMs = 60_000
/** With less, the sides would have no whole minute each. */
const leastMinutes = 12
/** After the reveal people first look at the result. */
const lookMinutes = 2

/** How the talk between two rounds is divided: when each part begins, in ms since 1970. */
export interface TalkPlan {
  readonly sides: number
  /** How long each of two sides has, in minutes. */
  readonly each: number
  readonly crux: number
  readonly settle: number
  readonly revote: number
}

/**
 * Divides the time between the reveal and the re-vote: a sixth for the sides, rounded down, two thirds for the crux,
 * rounded, and the rest for what would settle it.
 *
 * @returns `undefined` if there are less than twelve minutes to divide.
 */
export function divideTalk(reveal: number, revote: number): TalkPlan | undefined {
  const sides = Math.floor(reveal / minuteMs) + lookMinutes
  const minutes = Math.floor(revote / minuteMs) - sides
  if (minutes < leastMinutes) return undefined
  const crux = sides + Math.floor(minutes / 6)
  const settle = crux + Math.round((2 * minutes) / 3)
  return {
    sides: sides * minuteMs,
    each: Math.floor((crux - sides) / 2),
    crux: crux * minuteMs,
    settle: settle * minuteMs,
    revote,
  }
}
