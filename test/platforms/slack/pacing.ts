import type { Happenings } from './happenings.ts'

/** So many calls may have been on their way already when the first one was told to wait: a busy client hears of it late. */
const maxLate = 10

interface Told {
  readonly until: number
  late: number
}

/** Remembers who was told to wait, and how long. @param clock In ms. */
export function createPacing(happenings: Happenings, clock: () => number) {
  const waits = new Map<string, Told>()
  const keyOf = ({ token, method }: Request) => `${token} ${method}`

  return {
    /** From now on, calls like this one come too early for that many seconds. */
    slow(call: Request, seconds: number): void {
      waits.set(keyOf(call), { until: clock() + seconds * 1000, late: maxLate })
    },
    /** For how many seconds still this call should have waited; nothing where it may be made. */
    tooEarly(call: Request): number | undefined {
      const told = waits.get(keyOf(call))
      const now = clock()
      // A timer may fire a little early, and its clock isn't ours.
      if (told === undefined || now > told.until - 5) return undefined
      told.late -= 1
      if (told.late < 0) happenings.violate(`${call.method} was called again before Retry-After`)
      return Math.ceil((told.until - now) / 1000)
    },
  }
}

/** A call as it came in, for tests that look at the order and the pace of things. */
export interface Request {
  /** In ms since the server started. */
  readonly at: number
  readonly workspace?: string | undefined
  /** `upload` for a file's bytes, `response` for a response address. */
  readonly method: string
  readonly args: Readonly<Record<string, unknown>>
  /** Of the caller; of an upload or a response address, its id. */
  readonly token: string
  /** As the caller names itself; of calls alone. */
  readonly agent?: string
  status: number
  error?: string
}
