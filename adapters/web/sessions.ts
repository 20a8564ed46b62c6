import { createHash, createHmac, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { skipCorrupt } from '../../src/store/collection.ts'
import { type Kind, put } from '../../src/store/record.ts'
import type { Store } from '../../src/store/store.ts'

const dayMs = 86_400_000
const maxUnusedMs = 7 * dayMs
/** The age at which a session is over, in ms. */
export const maxAgeMs = 30 * dayMs
const maxSessions = 200
/** Uses that come closer together than this are recorded as one. */
const usedEveryMs = 60_000

const Session = z
  .object({
    v: z.literal(1),
    /** ms since 1970, like `usedAt`. */
    madeAt: z.int(),
    usedAt: z.int(),
    /** Of the secret that was entered. */
    fingerprint: z.string(),
  })
  .readonly()
type Session = z.infer<typeof Session>

const webSessions: Kind<Session> = { name: 'web-session', schema: Session }

/**
 * The sessions of those who entered the secret. The browser has a random token; its SHA-256 is stored, so a reader
 * of the database can't log in with it.
 *
 * @param now ms since 1970.
 */
export function createSessions(store: Store, secret: string, now: () => number) {
  const sessions = store.collection(webSessions)
  const fingerprint = createHmac('sha256', secret).update('session').digest('base64url')

  const isOver = ({ madeAt, usedAt, ...session }: Session): boolean =>
    session.fingerprint !== fingerprint || now() - madeAt >= maxAgeMs || now() - usedAt >= maxUnusedMs

  /** Removes sessions that are over and, beyond the limit, the oldest. @param newest The id of one that stays. */
  async function tidy(newest: string): Promise<void> {
    const others: [id: string, madeAt: number][] = []
    for await (const [id, session] of sessions.entries(skipCorrupt))
      if (isOver(session)) await sessions.delete(id)
      else if (id !== newest) others.push([id, session.madeAt])
    const tooMany = Math.max(others.length + 1 - maxSessions, 0)
    for (const [id] of others.toSorted(([, a], [, b]) => a - b).slice(0, tooMany)) await sessions.delete(id)
  }

  return {
    /** Opens a session. @returns its token: 43 letters, digits, hyphens and underscores. */
    async open(): Promise<string> {
      const token = randomBytes(32).toString('base64url')
      await sessions.set(idOf(token), { v: 1, madeAt: now(), usedAt: now(), fingerprint })
      // Afterwards, so that of several that are opened at once the last finds all.
      await tidy(idOf(token))
      return token
    },

    isOpen,

    /** As {@link isOpen}, and the session counts as used now. */
    async use(token: string): Promise<boolean> {
      const session = await find(token)
      if (session === undefined) return false
      const key = { kind: webSessions, id: idOf(token) }
      // A session that ended meanwhile stays ended.
      if (now() - session.usedAt >= usedEveryMs)
        await store.transact(`web-session:${key.id}`, [key], ([stored]) => ({
          changes: stored === undefined ? [] : [put(key, { ...stored, usedAt: now() })],
          result: undefined,
        }))
      return true
    },

    end: (token: string) => sessions.delete(idOf(token)),
    endAll: () => sessions.clear(),
  }

  async function find(token: string): Promise<Session | undefined> {
    const session = await sessions.get(idOf(token))
    return session === undefined || isOver(session) ? undefined : session
  }

  async function isOpen(token: string): Promise<boolean> {
    return (await find(token)) !== undefined
  }
}

/** A look-up by a digest reveals nothing of the token by its timing. */
const idOf = (token: string): string => createHash('sha256').update(token).digest('hex')
