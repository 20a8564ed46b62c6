import type { Happenings } from './happenings.ts'
import type { Request } from './web-api.ts'

/** Calls that were on their way already when the first one was told to wait. */
const graceMs = 400

/** Remembers who was told to wait, and how long. */
export function createPacing(happenings: Happenings) {
  const waits = new Map<string, { readonly since: number; readonly until: number }>()
  const keyOf = ({ token, method }: Request) => `${token} ${method}`

  return {
    /** From now on, calls like this one come too early for that many seconds. */
    slow(call: Request, seconds: number): void {
      const now = performance.now()
      waits.set(keyOf(call), { since: now, until: now + seconds * 1000 })
    },
    /** For how many seconds still this call should have waited; nothing where it may be made. */
    tooEarly(call: Request): number | undefined {
      const told = waits.get(keyOf(call))
      const now = performance.now()
      // A timer may fire a little early, and its clock isn't ours.
      if (told === undefined || now > told.until - 5) return undefined
      if (now - told.since > graceMs) happenings.violate(`${call.method} was called again before Retry-After`)
      return Math.ceil((told.until - now) / 1000)
    },
  }
}
