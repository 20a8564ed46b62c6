import { z } from 'zod'
import { backoff } from '../time/backoff.ts'

export const DueDigest = z
  .object({
    /** The id of the session, which is over. */
    session: z.string(),
    /** When it is sent, or tried again, and until when; in ms since 1970. */
    at: z.int(),
    until: z.int(),
    /** How often in a row that failed. */
    failures: z.int().min(0),
  })
  .readonly()
/** The digest of a session, still to be sent to those who missed it and want it. */
export type DueDigest = z.infer<typeof DueDigest>

/** Something whose sessions have digests. */
interface Digested {
  readonly extras?: 'on' | 'off' | undefined
  /** The people who want them. */
  readonly missed?: readonly unknown[] | undefined
  readonly toDigest?: readonly DueDigest[] | undefined
}

/** For how long after the recap the digest of a session is sent, in ms. */
const lateMs = 24 * 3_600_000

const retryPauseMs = backoff({ minMs: 60_000, maxMs: 30 * 60_000 })

/** The group with the digest of a session that is due, if anybody wants digests. */
export function addDigest<One extends Digested>(group: One, session: string, now: number): One {
  const { extras, missed = [], toDigest = [] } = group
  if (missed.length === 0 || extras === 'off') return group
  return { ...group, toDigest: [...toDigest, { session, at: now, until: now + lateMs, failures: 0 }] }
}

export const withoutDigest = <One extends Digested>(group: One, { session }: DueDigest): One => ({
  ...group,
  toDigest: (group.toDigest ?? []).filter((due) => due.session !== session),
})

/** The group with a digest that is tried again after a pause. */
export const postponeDigest = <One extends Digested>(
  group: One,
  { session }: DueDigest,
  now: number,
): One => ({
  ...group,
  toDigest: (group.toDigest ?? []).map((due) =>
    due.session === session
      ? { ...due, at: now + retryPauseMs(due.failures), failures: due.failures + 1 }
      : due,
  ),
})
