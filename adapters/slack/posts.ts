import { createHash } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { z } from 'zod'
import type { Kind } from '../../src/store/record.ts'
import type { Store } from '../../src/store/store.ts'
import { isPassing, mayBeDone, waitOf } from './faults.ts'
import type { Workspace } from './workspace.ts'
import type { Message } from './write.ts'

/** Long enough for a job that is tried again, and not for ever. */
const rememberedMs = 7 * 86_400_000
/** Slack takes about one message a second in a channel. */
const paceMs = 1050
const mostTries = 8
const eventType = 'cruxgrid_message'
/** Clocks differ. */
const marginSeconds = 120
const mostLooked = 200

const Post = z
  .object({
    v: z.literal(1),
    /** When it was tried first, in ms since 1970. */
    since: z.int(),
    /** Slack's id of the message, once it is known to have arrived. */
    ts: z.string().optional(),
  })
  .readonly()
const posts: Kind<z.infer<typeof Post>> = { name: 'slack-post', schema: Post }

const Sent = z.object({ ts: z.string() })
const History = z.object({
  messages: z
    .array(
      z.object({
        ts: z.string(),
        metadata: z
          .object({ event_type: z.string(), event_payload: z.record(z.string(), z.unknown()) })
          .optional(),
      }),
    )
    .default([]),
})

/** Where a message goes: a conversation, or a thread of it. */
export interface Target {
  readonly channel: string
  readonly thread?: string | undefined
}

/**
 * Posts messages once each. Slack has no way to say that a message is the same as one before, so each carries its key as
 * metadata: what may have arrived is looked for before it is sent again.
 */
export function createPosts(store: Store) {
  const lastIn = new Map<string, Promise<void>>()

  /** One after another in a channel, at its pace. */
  function spaced<Result>(place: string, run: () => Promise<Result>): Promise<Result> {
    const turn = (lastIn.get(place) ?? Promise.resolve()).then(run)
    const next = turn.then(
      () => setTimeout(paceMs, undefined, { ref: false }),
      () => undefined,
    )
    lastIn.set(place, next)
    void next.then(() => {
      if (lastIn.get(place) === next) lastIn.delete(place)
    })
    return turn
  }

  async function findSent(workspace: Workspace, { channel, thread }: Target, id: string, since: number) {
    const oldest = String(Math.floor(since / 1000) - marginSeconds)
    const range = { channel, oldest, inclusive: true, include_all_metadata: true, limit: mostLooked }
    const found = await (thread === undefined
      ? workspace.call('conversations.history', (client) => client.conversations.history(range))
      : workspace.call('conversations.replies', (client) =>
          client.conversations.replies({ ...range, ts: thread }),
        ))
    return History.parse(found).messages.find(
      ({ metadata }) => metadata?.event_type === eventType && metadata.event_payload.key === id,
    )?.ts
  }

  function send(workspace: Workspace, { channel, thread }: Target, id: string, { text, blocks }: Message) {
    const message = {
      channel,
      text,
      blocks,
      unfurl_links: false,
      unfurl_media: false,
      metadata: { event_type: eventType, event_payload: { key: id } },
      ...(thread !== undefined && { thread_ts: thread }),
    }
    return spaced(`${workspace.team} ${channel}`, () =>
      workspace.once('chat.postMessage', (client) => client.chat.postMessage(message)),
    )
  }

  return {
    /**
     * Posts a message, once for each key however often it is asked for.
     *
     * @returns Slack's id of the message.
     */
    async post(workspace: Workspace, target: Target, key: string, message: Message): Promise<string> {
      const id = createHash('sha256').update(`${target.channel} ${key}`).digest('base64url')
      const records = store.collection(posts, workspace.team)
      const known = await records.get(id)
      if (known?.ts !== undefined) return known.ts
      const since = known?.since ?? Date.now()
      let mayHaveArrived = known !== undefined
      if (!mayHaveArrived) await records.set(id, { v: 1, since }, rememberedMs)
      for (let tried = 1; ; tried += 1) {
        try {
          const arrived = mayHaveArrived ? await findSent(workspace, target, id, since) : undefined
          const ts = arrived ?? Sent.parse(await send(workspace, target, id, message)).ts
          await records.set(id, { v: 1, since, ts }, rememberedMs)
          return ts
        } catch (fault) {
          if (tried >= mostTries || !isPassing(fault)) throw fault
          mayHaveArrived ||= mayBeDone(fault)
          await setTimeout(waitOf(fault) ?? Math.min(300 * 2 ** tried, 20_000))
        }
      }
    },
  }
}

export type Posts = ReturnType<typeof createPosts>
