import { createHash } from 'node:crypto'
import { type REST, Routes } from 'discord.js'
import { z } from 'zod'
import type { Place } from '../../src/chat/caller.ts'
import { cut } from '../../src/chat/cut.ts'
import type { ChatPort, Message } from '../../src/chat/port.ts'
import type { Kind } from '../../src/store/record.ts'
import type { Store } from '../../src/store/store.ts'
import { hasThread, isArchived, isForbidden, isGone, isShutOut, persistently } from './faults.ts'
import type { Payload } from './files.ts'
import { limits } from './limits.ts'
import type { Payloads } from './payloads.ts'

const PostedMessage = z.object({ v: z.literal(1), id: z.string() }).readonly()
const posts: Kind<z.infer<typeof PostedMessage>> = { name: 'discord-post', schema: PostedMessage }
const Made = z.object({ id: z.string() })

/** Long enough for a job that is tried again, and not for ever. */
const rememberedMs = 7 * 86_400_000

interface Needs {
  readonly rest: REST
  readonly store: Store
  readonly payloads: Payloads
  /** Whether the bot is known to be a member of that server no more. */
  readonly hasLeft: (server: string) => boolean
}

/** What the bot sends on its own initiative. */
export function createMessages({
  rest,
  store,
  payloads: { payloadOf, follow },
  hasLeft,
}: Needs): Pick<ChatPort, 'post' | 'edit' | 'tell' | 'openThread'> {
  /** Sends it once, however often it is asked for: what was sent is remembered, and Discord knows its nonce. */
  async function once(channel: string, key: string, payload: () => Promise<Payload>): Promise<string> {
    const id = createHash('sha256').update(`${channel} ${key}`).digest('base64url')
    const known = await store.collection(posts).get(id)
    if (known !== undefined) return known.id
    const { body, files } = await payload()
    const noted = { ...body, nonce: id.slice(0, limits.nonce), enforce_nonce: true }
    const made = await persistently(() => rest.post(Routes.channelMessages(channel), { body: noted, files }))
    const sent = Made.parse(made)
    await store.collection(posts).set(id, { v: 1, id: sent.id }, rememberedMs)
    return sent.id
  }

  async function editMessage({ place, id }: Message, payload: Payload): Promise<'shown' | 'gone'> {
    const send = () => rest.patch(Routes.channelMessage(channelOf(place), id), payload)
    try {
      await send().catch(async (fault: unknown) => {
        if (!isArchived(fault)) throw fault
        await rest.patch(Routes.channel(channelOf(place)), { body: { archived: false } })
        return send()
      })
      return 'shown'
    } catch (fault) {
      if (isGone(fault) || (isShutOut(fault) && hasLeft(serverOf(place)))) return 'gone'
      throw fault
    }
  }

  return {
    async post(place, view, key) {
      let isWhole = true
      const id = await once(channelOf(place), key, async () => {
        const made = await payloadOf(view)
        isWhole = made.isWhole
        return made.payload
      })
      const message = { place, id }
      if (!isWhole) follow(view, (payload) => editMessage(message, payload))
      return message
    },

    async edit(message, view) {
      const { payload, isWhole } = await payloadOf(view)
      const outcome = await editMessage(message, payload)
      return outcome === 'shown' && !isWhole ? 'lagging' : outcome
    },

    async tell(person, place, view, key) {
      const body = { recipient_id: person.slice('discord:'.length) }
      const { id } = Made.parse(await rest.post(Routes.userChannels(), { body }))
      await once(id, key, async () => (await payloadOf(view, { person, place })).payload)
    },

    async openThread({ place, id }, title) {
      if (place.thread !== undefined || serverOf(place).startsWith('dm.')) return place
      const body = { name: cut(title.trim() || 'Discussion', limits.threadName) }
      try {
        const made = await rest.post(Routes.threads(place.channel, id), { body })
        return { ...place, thread: Made.parse(made).id }
      } catch (fault) {
        if (hasThread(fault)) return { ...place, thread: id }
        // What was to be said there is better said in the channel than not at all.
        if (isForbidden(fault)) return place
        throw fault
      }
    },
  }
}

/** Where messages of a place are. */
const channelOf = ({ channel, thread }: Place): string => thread ?? channel

const serverOf = ({ space }: Place): string => space.slice('discord:'.length)
