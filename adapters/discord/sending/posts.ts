import { createHash } from 'node:crypto'
import { type REST, Routes } from 'discord.js'
import { z } from 'zod'
import type { Place } from '../../../src/chat/caller.ts'
import { UserError } from '../../../src/chat/user-error.ts'
import type { Kind } from '../../../src/store/record.ts'
import { findRestoredAt } from '../../../src/store/restored.ts'
import type { Store } from '../../../src/store/store.ts'
import { type Channels, channelOf } from '../client/channels.ts'
import { isTransient, withRetries } from '../client/faults.ts'
import type { Payload } from '../format/files.ts'
import { limits } from '../format/limits.ts'
import { findSent } from './find-sent.ts'

const dayMs = 86_400_000
/** How long it is known that a message was sent. */
const sentTtlMs = 3 * dayMs
/** From the last try on, while it isn't known whether it has arrived. Longer than any post is retried: a recap is, for six days. */
const unsureTtlMs = 7 * dayMs
/** Discord remembers a nonce for a few minutes. */
const nonceMs = 120_000

const Post = z
  .object({
    v: z.literal(1),
    /** The time of the first try, in ms since 1970: the message may have arrived since then. */
    since: z.int().optional(),
    /** Whether it answers an interaction, so Discord has not stored a nonce for it. */
    isReply: z.literal(true).optional(),
    /** Discord's id of the message, once it is known to have arrived. */
    id: z.string().optional(),
  })
  .readonly()
export const posts: Kind<z.infer<typeof Post>> = { name: 'discord-post', schema: Post }

const CreatedMessage = z.object({ id: z.string() })

/** Where a message is posted; in a forum it begins a post with a name. */
export interface Target {
  readonly place: Place
  readonly forum?: { readonly name: string; readonly tags: readonly string[] } | undefined
}

interface Deps {
  readonly rest: REST
  /** Begins posts in forums: they have no nonce, so a retry by discord.js itself could post twice. */
  readonly restWithoutRetries: REST
  readonly store: Store
  readonly channels: Channels
  readonly now: () => number
}

/**
 * Posts each message once. A message is marked with a number made from its key, as the id of its first component.
 * Before a message that may have arrived is sent again, it is searched for by its mark, unless Discord still remembers
 * its nonce and recognises the duplicate. For a week after a backup was restored, so is every message.
 */
export function createPosts(deps: Deps) {
  const { store, now } = deps
  const records = store.collection(posts)

  return {
    /**
     * Posts a message once per key; further calls return the same message.
     *
     * @returns Discord's id of the message, which in a forum is also the id of its thread.
     * @throws UserError if the message may have arrived and the bot may not read the history.
     */
    async post(target: Target, key: string, createPayload: () => Promise<Payload>): Promise<string> {
      const { name, mark } = identify(target.place, key)
      const record = await records.get(name)
      if (record?.id !== undefined) return record.id
      const payload = withMark(await createPayload(), mark)
      let since = record?.since

      const transmit = () => send(deps, target, name.slice(0, limits.nonce), payload)
      const find = (since: number) =>
        findSent(deps, target.place, target.forum !== undefined, { mark, since })

      /** A refused message has not arrived, so there is nothing to search for later. */
      async function forgetRefused(fault: unknown): Promise<never> {
        if (!isTransient(fault)) await records.delete(name)
        throw fault
      }

      async function sendFirst(): Promise<string> {
        since = now()
        await records.set(name, { v: 1, since }, unsureTtlMs)
        return transmit().catch(forgetRefused)
      }

      /** A message that was posted after a backup was made that has been restored since: it isn't known here. */
      async function findFromBeforeRestore(): Promise<string | undefined> {
        const restoredAt = await findRestoredAt(store)
        if (restoredAt === undefined) return undefined
        try {
          return await find(restoredAt)
        } catch (fault) {
          // Where it may not look back, the bot could otherwise post nothing.
          if (fault instanceof UserError) return undefined
          throw fault
        }
      }

      async function sendAgain(since: number): Promise<string> {
        await records.set(name, { v: 1, since }, unsureTtlMs)
        try {
          return await transmit()
        } catch (fault) {
          // This try was refused, but an earlier one may have arrived.
          return (isTransient(fault) ? undefined : await find(since)) ?? forgetRefused(fault)
        }
      }

      const id = await withRetries(async () => {
        if (since === undefined) return (await findFromBeforeRestore()) ?? sendFirst()
        const hasNonce = record?.isReply !== true && remembersNonce(target, now() - since)
        return hasNonce ? sendAgain(since) : ((await find(since)) ?? sendFirst())
      })
      await records.set(name, { v: 1, id }, sentTtlMs)
      return id
    },

    /**
     * Sends a message as the answer to an interaction, so that `post` under the same key finds it.
     *
     * @param send Resolves to `undefined` if it was refused.
     */
    async reply(
      place: Place,
      key: string,
      payload: Payload,
      send: (payload: Payload) => Promise<string | undefined>,
    ): Promise<string | undefined> {
      const { name, mark } = identify(place, key)
      await records.set(name, { v: 1, since: now(), isReply: true }, unsureTtlMs)
      const id = await send(withMark(payload, mark))
      if (id === undefined) await records.delete(name)
      else await records.set(name, { v: 1, id }, sentTtlMs)
      return id
    },
  }
}

export type Posts = ReturnType<typeof createPosts>

async function send(
  { rest, restWithoutRetries }: Deps,
  { place, forum }: Target,
  nonce: string,
  { body, files }: Payload,
): Promise<string> {
  const channel = channelOf(place)
  const created =
    forum === undefined
      ? await rest.post(Routes.channelMessages(channel), {
          body: { ...body, nonce, enforce_nonce: true },
          files,
        })
      : await restWithoutRetries.post(Routes.threads(channel), {
          body: { name: forum.name, applied_tags: forum.tags, message: body },
          files,
        })
  return CreatedMessage.parse(created).id
}

/** Whether Discord itself still recognises a duplicate of a message that it first received `ageMs` ago. */
const remembersNonce = ({ forum }: Target, ageMs: number): boolean => forum === undefined && ageMs <= nonceMs

/** The name of a message's record, and its mark. */
function identify(place: Place, key: string): { readonly name: string; readonly mark: number } {
  const hash = createHash('sha256')
    .update(`${channelOf(place)} ${key}`)
    .digest()
  return { name: hash.toString('base64url'), mark: toMark(hash) }
}

/** From 2³⁰ to 2³¹ − 1: positive, and far above the ids that Discord assigns itself, which count from 1. */
const toMark = (hash: Buffer): number => (hash.readUInt32BE() >>> 2) + 2 ** 30

function withMark({ body, files }: Payload, mark: number): Payload {
  const [first, ...rest] = body.components ?? []
  return {
    body: { ...body, components: first === undefined ? [] : [{ ...first, id: mark }, ...rest] },
    files,
  }
}
