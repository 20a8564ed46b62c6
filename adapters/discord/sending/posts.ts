import { createHash } from 'node:crypto'
import { type REST, Routes } from 'discord.js'
import { z } from 'zod'
import type { Place } from '../../../src/chat/caller.ts'
import type { Kind } from '../../../src/store/record.ts'
import type { Store } from '../../../src/store/store.ts'
import { channelOf, type Forum } from '../client/channels.ts'
import { isTransient, withRetries } from '../client/faults.ts'
import type { Payload } from '../format/files.ts'
import { limits } from '../format/limits.ts'
import type { SentSearch } from './find-sent.ts'

/** Long enough for a job that is tried again, and not for ever. */
const recordTtlMs = 7 * 86_400_000
/** Discord knows a nonce for a few minutes. */
const nonceMs = 120_000

const Post = z
  .object({
    v: z.literal(1),
    /** Since when it may have arrived without our knowing, in ms since 1970. */
    since: z.int().optional(),
    /** Discord's id of the message, once it is known to have arrived. */
    id: z.string().optional(),
  })
  .readonly()
const posts: Kind<z.infer<typeof Post>> = { name: 'discord-post', schema: Post }

const CreatedMessage = z.object({ id: z.string() })

/** Where a message goes, and what it begins where the place is a forum. */
export interface Target {
  readonly place: Place
  readonly forum?: (Forum & { readonly name: string }) | undefined
}

interface Deps {
  readonly rest: REST
  /** Never sends by itself a second time what may have arrived: posts of forums have no nonce. */
  readonly restWithoutRetries: REST
  readonly store: Store
  readonly sentSearch: SentSearch
  readonly now: () => number
}

/**
 * Posts messages once each. Each carries a number that comes from its key, as the id of its first component: what may
 * have arrived is looked for before it is sent again, where Discord doesn't know its nonce any more.
 */
export function createPosts({ rest, restWithoutRetries, store, sentSearch, now }: Deps) {
  const records = store.collection(posts)

  async function send({ place, forum }: Target, nonce: string, { body, files }: Payload): Promise<string> {
    const channel = channelOf(place)
    const made =
      forum === undefined
        ? await rest.post(Routes.channelMessages(channel), {
            body: { ...body, nonce, enforce_nonce: true },
            files,
          })
        : await restWithoutRetries.post(Routes.threads(channel), {
            body: { name: forum.name, applied_tags: forum.tags, message: body },
            files,
          })
    return CreatedMessage.parse(made).id
  }

  /** Whether Discord finds out by itself that it has the message. */
  const knowsNonce = ({ forum }: Target, since: number): boolean =>
    forum === undefined && now() <= since + nonceMs

  return {
    /**
     * Posts a message, once for each key however often it is asked for.
     *
     * @returns Discord's id of the message, which is that of the thread that it begins in a forum.
     * @throws UserError when it may have arrived and the bot may not look.
     */
    async post(target: Target, key: string, createPayload: () => Promise<Payload>): Promise<string> {
      const hash = createHash('sha256')
        .update(`${channelOf(target.place)} ${key}`)
        .digest()
      const name = hash.toString('base64url')
      const known = await records.get(name)
      if (known?.id !== undefined) return known.id
      const mark = toMark(hash)
      const payload = withMark(await createPayload(), mark)
      let since = known?.since

      const transmit = () => send(target, name.slice(0, limits.nonce), payload)
      const find = (since: number) =>
        sentSearch.findSent(target.place, target.forum !== undefined, { mark, since })

      /** What is refused doesn't arrive. */
      async function forgetRefused(fault: unknown): Promise<never> {
        if (!isTransient(fault)) await records.delete(name)
        throw fault
      }

      async function sendFirst(): Promise<string> {
        since = now()
        await records.set(name, { v: 1, since }, recordTtlMs)
        return transmit().catch(forgetRefused)
      }

      async function sendAgain(since: number): Promise<string> {
        try {
          return await transmit()
        } catch (fault) {
          // It is refused now; a try before may have arrived.
          return (isTransient(fault) ? undefined : await find(since)) ?? forgetRefused(fault)
        }
      }

      const id = await withRetries(async () => {
        if (since === undefined) return sendFirst()
        return knowsNonce(target, since) ? sendAgain(since) : ((await find(since)) ?? sendFirst())
      })
      await records.set(name, { v: 1, id }, recordTtlMs)
      return id
    },
  }
}

export type Posts = ReturnType<typeof createPosts>

/** 2³⁰ … 2³¹ − 1: positive, and none that Discord gives by itself, for those count from 1. */
const toMark = (hash: Buffer): number => (hash.readUInt32BE() >>> 2) + 2 ** 30

function withMark({ body, files }: Payload, mark: number): Payload {
  const [first, ...rest] = body.components ?? []
  return {
    body: { ...body, components: first === undefined ? [] : [{ ...first, id: mark }, ...rest] },
    files,
  }
}
