import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { randomId } from '../../../src/chat/ids.ts'
import { type Kind, put, removeKey, type TypedKey } from '../../../src/store/record.ts'
import { findRestoredAt } from '../../../src/store/restored.ts'
import type { Store } from '../../../src/store/store.ts'
import { backoff } from '../../../src/time/backoff.ts'
import type { Clock } from '../../../src/time/clock.ts'
import { isRefused, isTransient, retryAfterOf } from '../client/faults.ts'
import type { Workspace } from '../client/workspace.ts'
import type { MessageBody } from '../format/write.ts'
import { createChannelPace, type RunSpaced } from './channel-pace.ts'
import { findSent, type Target, toMessageMetadata } from './find-sent.ts'

const dayMs = 86_400_000
/** How long it is known that a message was sent. */
const sentTtlMs = 3 * dayMs
/** From the last attempt on, while it isn't known whether it has arrived. Longer than any post is retried: a recap is, for six days. */
const unsureTtlMs = 7 * dayMs
/** How long a post is retried while Slack fails: less than the lease of a job. */
const maxRetryMs = 90_000
/** How long a post is retried while Slack limits the rate, as when it goes to hundreds of channels at once. */
const maxRateLimitedMs = 300_000
const pauseMsAfter = backoff({ minMs: 600, maxMs: 20_000 })
/** Longer than a call takes. */
const leaseMs = 20_000
const pollIntervalMs = 500

const Post = z
  .object({
    v: z.literal(1),
    /** When it was first sent, in ms since 1970. */
    since: z.int(),
    /** A random id of the last attempt. */
    attempt: z.string().optional(),
    /** The end of that attempt's lease, while it runs; in ms since 1970. */
    until: z.int().optional(),
    /** Slack's id of the message, once it is known to have arrived. */
    ts: z.string().optional(),
  })
  .readonly()
type Post = z.infer<typeof Post>

export const posts: Kind<Post> = { name: 'slack-post', schema: Post }

const Sent = z.object({ ts: z.string() })

/** A message while it is being posted. */
interface OutgoingPost {
  readonly workspace: Workspace
  readonly target: Target
  readonly message: MessageBody
  /** The key of its record. */
  readonly key: TypedKey<Post>
}

interface Deps {
  readonly store: Store
  readonly clock: Clock
  readonly runSpaced: RunSpaced
}

/**
 * Posts each message once. Slack can't recognise a message that is sent twice, so each carries its key as metadata: a
 * message that may have arrived is searched for before it is sent again. A process leases the message for as long as a
 * call takes, since another one may post the same.
 */
export function createPosts(store: Store, clock: Clock) {
  const stopping = new AbortController()
  const deps: Deps = { store, clock, runSpaced: createChannelPace(clock, stopping.signal) }

  return {
    /**
     * Posts a message once per key, however often it is called. Retries for some time while Slack fails, limits the
     * rate or leaves open whether the message has arrived.
     *
     * @returns Slack's id of the message.
     * @throws the fault of the last attempt: the message may have arrived or not.
     */
    async post(workspace: Workspace, target: Target, key: string, message: MessageBody): Promise<string> {
      const id = createHash('sha256').update(`${target.channel} ${key}`).digest('base64url')
      const record = { kind: posts, scope: workspace.team, id }
      const outgoing = { workspace, target, message, key: record }
      const startedAt = clock.now()
      let failures = 0
      for (;;) {
        try {
          const ts = await attempt(deps, outgoing)
          if (ts !== undefined) return ts
          await clock.pause(pollIntervalMs)
        } catch (fault) {
          if (!isTransient(fault)) throw fault
          const waitMs = retryAfterOf(fault)
          if (waitMs === undefined) failures += 1
          const pauseMs = waitMs ?? pauseMsAfter(failures)
          const endsAt = startedAt + (waitMs === undefined ? maxRetryMs : maxRateLimitedMs)
          if (clock.now() + pauseMs > endsAt) throw fault
          await clock.pause(pauseMs)
        }
      }
    },

    /** To be called once nothing more is posted. */
    stop: (): void => stopping.abort(),
  }
}

export type Posts = ReturnType<typeof createPosts>

/** @returns Slack's id of the message; `undefined` while another process is sending it. */
async function attempt(deps: Deps, outgoing: OutgoingPost): Promise<string | undefined> {
  const { workspace, target, key } = outgoing
  const known = await deps.store.collection(posts, workspace.team).get(key.id)
  if (known === undefined) return (await findFromBeforeRestore(deps, outgoing)) ?? send(deps, outgoing, known)
  if (known.ts !== undefined) return known.ts
  if (isLeased(known, deps.clock.now())) return undefined
  const ts = await findSent(workspace, target, key.id, known.since)
  if (ts === undefined) return send(deps, outgoing, known)
  await change(deps, outgoing, known, { v: 1, since: known.since, ts })
  return ts
}

/** Finds a message that was posted after a backup was made that has been restored since: it isn't known here. */
async function findFromBeforeRestore(deps: Deps, outgoing: OutgoingPost): Promise<string | undefined> {
  const since = await findRestoredAt(deps.store)
  if (since === undefined) return undefined
  const { workspace, target, key } = outgoing
  try {
    const ts = await findSent(workspace, target, key.id, since)
    if (ts !== undefined) await change(deps, outgoing, undefined, { v: 1, since, ts })
    return ts
  } catch (fault) {
    if (isTransient(fault)) throw fault
    // Where it may not look back, the app could otherwise post nothing.
    return undefined
  }
}

/** Sends a message. @returns Slack's id of it; `undefined` if its record has changed, so that it was not sent. */
function send(deps: Deps, outgoing: OutgoingPost, known: Post | undefined): Promise<string | undefined> {
  const { clock, runSpaced } = deps
  const { workspace, target, message, key } = outgoing
  const { channel, thread, isForChannel = false } = target
  const body = {
    channel,
    ...message,
    unfurl_links: false,
    unfurl_media: false,
    metadata: toMessageMetadata(key.id),
  }
  const request = thread === undefined ? body : { ...body, thread_ts: thread, reply_broadcast: isForChannel }
  return runSpaced(`${workspace.team} ${channel}`, () =>
    workspace.callOnce('chat.postMessage', async (client) => {
      // Not from `clock`: it is compared with the times of Slack's messages.
      const since = known?.since ?? Date.now()
      const tried: Post = { v: 1, since, attempt: randomId() }
      const leased = { ...tried, until: clock.now() + leaseMs }
      if (!(await change(deps, outgoing, known, leased))) return undefined
      try {
        const { ts } = Sent.parse(await client.chat.postMessage(request))
        await change(deps, outgoing, leased, { v: 1, since, ts })
        return ts
      } catch (fault) {
        await change(deps, outgoing, leased, isRefused(fault) ? known : tried)
        throw fault
      }
    }),
  )
}

/** Whether another attempt may be running. A lease that ends too late, after a clock was set back, doesn't count. */
function isLeased({ until = 0 }: Post, now: number): boolean {
  const leftMs = until - now
  return leftMs > 0 && leftMs <= leaseMs
}

/**
 * Replaces the record of a message if it is still `known`.
 *
 * @param next `undefined` to remove the record.
 * @returns whether it was replaced.
 */
function change(
  { store }: Deps,
  { key }: OutgoingPost,
  known: Post | undefined,
  next: Post | undefined,
): Promise<boolean> {
  const ttlMs = next?.ts === undefined ? unsureTtlMs : sentTtlMs
  const replacement = next === undefined ? removeKey(key) : put(key, next, Date.now() + ttlMs)
  return store.transact(`slack-post:${key.scope}:${key.id}`, [key], ([stored]) =>
    isDeepStrictEqual(stored, known)
      ? { changes: [replacement], result: true }
      : { changes: [], result: false },
  )
}
