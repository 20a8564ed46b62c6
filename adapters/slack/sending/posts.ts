import { createHash, randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { type Kind, put, removeKey, type TypedKey } from '../../../src/store/record.ts'
import type { Store } from '../../../src/store/store.ts'
import type { Clock } from '../../../src/time/clock.ts'
import { isRefused, isTransient, retryAfterOf } from '../client/faults.ts'
import type { Workspace } from '../client/workspace.ts'
import type { MessageBody } from '../format/write.ts'
import { findSent, type Target, toMessageMetadata } from './find-sent.ts'

/** From the last try on. Longer than anything is tried again: a recap is, for six days. */
const recordTtlMs = 7 * 86_400_000
/** Slack takes about one message a second in a channel. */
const postIntervalMs = 1050
/** While Slack fails: less than the lease of a job. */
const maxRetryMs = 90_000
/** While Slack asks to wait: who posts in hundreds of channels at once is asked often. */
const maxRateLimitedMs = 300_000
const maxPauseMs = 20_000
/** Longer than a call takes. */
const leaseMs = 20_000
const pollIntervalMs = 500

const Post = z
  .object({
    v: z.literal(1),
    /** When it was tried first, in ms since 1970. */
    since: z.int(),
    /** The last try: none is like another. */
    attempt: z.string().optional(),
    /** While that goes on: until when it is over at the latest. */
    until: z.int().optional(),
    /** Slack's id of the message, once it is known to have arrived. */
    ts: z.string().optional(),
  })
  .readonly()
type Post = z.infer<typeof Post>

const posts: Kind<Post> = { name: 'slack-post', schema: Post }

const Sent = z.object({ ts: z.string() })

/** A message while it is being posted. */
interface OutgoingPost {
  readonly workspace: Workspace
  readonly target: Target
  readonly message: MessageBody
  /** Where it is kept what is known of it. */
  readonly key: TypedKey<Post>
}

/**
 * Posts messages once each. Slack has no way to say that a message is the same as one before, so each carries its key as
 * metadata: what may have arrived is looked for before it is sent again. It is claimed for as long as a call takes, for
 * another process may have been asked for the same.
 */
export function createPosts(store: Store, clock: Clock) {
  const lastPosts = new Map<string, Promise<void>>()

  /** One after another in a channel, at its pace. */
  function runSpaced<Result>(place: string, run: () => Promise<Result>): Promise<Result> {
    const turn = (lastPosts.get(place) ?? Promise.resolve()).then(run)
    const next = turn.then(
      () => clock.pause(postIntervalMs),
      () => undefined,
    )
    lastPosts.set(place, next)
    void next.then(() => {
      if (lastPosts.get(place) === next) lastPosts.delete(place)
    })
    return turn
  }

  /**
   * Changes what is known of a message, unless somebody else has done so since it was read.
   *
   * @param next Nothing where nothing is known any more.
   * @returns whether it was changed.
   */
  function change({ key }: OutgoingPost, known: Post | undefined, next: Post | undefined): Promise<boolean> {
    const to = next === undefined ? removeKey(key) : put(key, next, Date.now() + recordTtlMs)
    return store.transact(`slack-post:${key.scope}:${key.id}`, [key], ([stored]) =>
      isDeepStrictEqual(stored, known) ? { changes: [to], result: true } : { changes: [], result: false },
    )
  }

  /** Whether somebody may be sending it now. A clock that was set back must not hold it up. */
  function isLeased({ until = 0 }: Post): boolean {
    const leftMs = until - clock.now()
    return leftMs > 0 && leftMs <= leaseMs
  }

  /** Sends it, where nobody has tried since it was read. @returns Slack's id of it; nothing where somebody has. */
  function send(outgoing: OutgoingPost, known: Post | undefined): Promise<string | undefined> {
    const { workspace, target, message, key } = outgoing
    const { channel, thread, isForChannel = false } = target
    const posted = {
      channel,
      ...message,
      unfurl_links: false,
      unfurl_media: false,
      metadata: toMessageMetadata(key.id),
    }
    const sent =
      thread === undefined ? posted : { ...posted, thread_ts: thread, reply_broadcast: isForChannel }
    return runSpaced(`${workspace.team} ${channel}`, () =>
      workspace.callOnce('chat.postMessage', async (client) => {
        // Slack's time or near it, which a moved clock isn't.
        const since = known?.since ?? Date.now()
        const tried: Post = { v: 1, since, attempt: randomUUID() }
        const leased = { ...tried, until: clock.now() + leaseMs }
        if (!(await change(outgoing, known, leased))) return undefined
        try {
          const { ts } = Sent.parse(await client.chat.postMessage(sent))
          await change(outgoing, leased, { v: 1, since, ts })
          return ts
        } catch (fault) {
          await change(outgoing, leased, isRefused(fault) ? known : tried)
          throw fault
        }
      }),
    )
  }

  /** @returns Slack's id of the message; nothing while somebody else is at it. */
  async function attempt(outgoing: OutgoingPost): Promise<string | undefined> {
    const { workspace, target, key } = outgoing
    const known = await store.collection(posts, workspace.team).get(key.id)
    if (known === undefined) return send(outgoing, known)
    if (known.ts !== undefined) return known.ts
    if (isLeased(known)) return undefined
    const ts = await findSent(workspace, target, key.id, known.since)
    if (ts === undefined) return send(outgoing, known)
    await change(outgoing, known, { v: 1, since: known.since, ts })
    return ts
  }

  return {
    /**
     * Posts a message, once for each key however often it is asked for. While Slack can't take it, asks to wait, or can't
     * say whether it has arrived, it is tried again for some time.
     *
     * @returns Slack's id of the message.
     * @throws what the last try threw: it may have arrived, or not.
     */
    async post(workspace: Workspace, target: Target, key: string, message: MessageBody): Promise<string> {
      const id = createHash('sha256').update(`${target.channel} ${key}`).digest('base64url')
      const record = { kind: posts, scope: workspace.team, id }
      const outgoing = { workspace, target, message, key: record }
      const startedAt = clock.now()
      let failures = 0
      for (;;) {
        try {
          const ts = await attempt(outgoing)
          if (ts !== undefined) return ts
          await clock.pause(pollIntervalMs)
        } catch (fault) {
          if (!isTransient(fault)) throw fault
          const waitMs = retryAfterOf(fault)
          if (waitMs === undefined) failures += 1
          const pauseMs = waitMs ?? Math.min(300 * 2 ** failures, maxPauseMs)
          const endsAt = startedAt + (waitMs === undefined ? maxRetryMs : maxRateLimitedMs)
          if (clock.now() + pauseMs > endsAt) throw fault
          await clock.pause(pauseMs)
        }
      }
    },
  }
}

export type Posts = ReturnType<typeof createPosts>
