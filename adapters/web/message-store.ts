import { createHash, randomUUID } from 'node:crypto'
import { type PersonId, type Place, SpaceId } from '../../src/chat/caller.ts'
import type { View } from '../../src/chat/view.ts'
import { skipCorrupt } from '../../src/store/collection.ts'
import { type Kind, put } from '../../src/store/record.ts'
import type { Store } from '../../src/store/store.ts'
import { createChannelTrimmer } from './trim-channel.ts'
import { WebMessage } from './wire.ts'

/** The one space of the playground. */
export const playgroundSpace = SpaceId.parse('web:playground')

export const webMessages: Kind<WebMessage> = { name: 'web-message', schema: WebMessage }

/** An event in the playground, pushed to every open page that may see it. */
export type WebEvent =
  | { readonly kind: 'posted' | 'edited' | 'removed'; readonly message: WebMessage }
  | { readonly kind: 'people' | 'channels' }

type Content = Pick<WebMessage, 'author' | 'text' | 'view' | 'for'>

/** Messages that are listed at once. */
export const maxListed = 300

/** Which messages are listed, and for whom. */
interface Listing {
  readonly channel: string
  readonly thread?: string | undefined
  readonly person: PersonId
  readonly limit?: number | undefined
  readonly before?: string | undefined
}

/** The messages of the playground, and the pages subscribed to them. */
export function createMessageStore(store: Store, now: () => number) {
  const listeners = new Set<(event: WebEvent) => void>()
  let lastTimestamp = 0

  const emit = (event: WebEvent) => {
    for (const listener of listeners) listener(event)
  }

  const emitRemoved = ({ text: _, view: __, ...message }: WebMessage) => emit({ kind: 'removed', message })

  const trim = createChannelTrimmer((channel) => store.collection(webMessages, channel))

  /** The time in ms since 1970, but later than any before, so that messages have an order. */
  function nextTimestamp(): number {
    lastTimestamp = Math.max(now(), lastTimestamp + 1)
    return lastTimestamp
  }

  const keyOf = (channel: string, id: string) => ({ kind: webMessages, scope: channel, id })
  const find = (channel: string, id: string) => store.collection(webMessages, channel).get(id)

  /** Changes an existing message; the change is on disk before it is pushed. @returns whether the message exists. */
  async function change(
    channel: string,
    id: string,
    next: (message: WebMessage) => WebMessage,
  ): Promise<boolean> {
    const key = keyOf(channel, id)
    const message = await store.transact(`web/${channel}`, [key], ([stored]) => {
      const result = stored && next(stored)
      return { changes: result === undefined ? [] : [put(key, result)], result }
    })
    if (message === undefined) return false
    emit({ kind: 'edited', message })
    return true
  }

  /** @param id An existing message with this id is returned unchanged. */
  async function add(place: Place, content: Content, id: string): Promise<WebMessage> {
    const key = keyOf(place.channel, id)
    const fresh: WebMessage = { v: 1, id, place, at: nextTimestamp(), ...content, replies: 0, edits: 0 }
    const { message, isNew } = await store.transact(`web/${place.channel}`, [key], ([stored]) => ({
      changes: stored === undefined ? [put(key, fresh)] : [],
      result: { message: stored ?? fresh, isNew: stored === undefined },
    }))
    if (!isNew) return message
    emit({ kind: 'posted', message })
    for (const removed of await trim(place.channel)) emitRemoved(removed)
    if (place.thread !== undefined && content.for === undefined)
      await change(place.channel, place.thread, (parent) => ({ ...parent, replies: parent.replies + 1 }))
    return message
  }

  async function listAll(channel: string): Promise<readonly WebMessage[]> {
    const found: WebMessage[] = []
    for await (const [, message] of store.collection(webMessages, channel).entries(skipCorrupt))
      found.push(message)
    return found
  }

  async function findOf(inChannels: readonly string[], person: PersonId): Promise<readonly WebMessage[]> {
    const found = await Promise.all(inChannels.map(listAll))
    return found.flat().filter((message) => message.author === person || message.for === person)
  }

  return {
    find,
    emit,

    /** @param key With it the message is added once: further calls with the same key return it. */
    add: (place: Place, content: Content, key?: string): Promise<WebMessage> =>
      add(place, content, key === undefined ? randomUUID() : idFor(key)),

    edit: (channel: string, id: string, view: View) =>
      change(channel, id, (message) => ({ ...message, view, edits: message.edits + 1 })),

    /**
     * The latest messages that a person may see in a channel, or in a thread with the message it began at; oldest first.
     *
     * @param before The id of a message: only those before it; none if it is gone.
     */
    async list({
      channel,
      thread,
      person,
      limit = maxListed,
      before,
    }: Listing): Promise<readonly WebMessage[]> {
      const seen = (await listAll(channel)).filter(
        (message) => (message.place.thread === thread || message.id === thread) && maySee(message, person),
      )
      const sorted = seen.toSorted((a, b) => a.at - b.at)
      const end = before === undefined ? sorted.length : sorted.findIndex(({ id }) => id === before)
      return sorted.slice(Math.max(end - limit, 0), Math.max(end, 0))
    },

    /** All messages of a channel, in no particular order. */
    listAll,

    /** A person's messages in these channels, and the private messages to them. */
    exportPerson: (inChannels: readonly string[], person: PersonId): Promise<readonly WebMessage[]> =>
      findOf(inChannels, person),

    /** Removes it, from open pages too. */
    async erasePerson(inChannels: readonly string[], person: PersonId): Promise<void> {
      for (const message of await findOf(inChannels, person)) {
        const { id, place } = message
        await store.collection(webMessages, place.channel).delete(id)
        emitRemoved(message)
      }
    },

    /** @returns a function that unsubscribes. */
    subscribe(listener: (event: WebEvent) => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

const idFor = (key: string): string => createHash('sha256').update(key).digest('hex').slice(0, 32)

export type MessageStore = ReturnType<typeof createMessageStore>

/** Private messages are visible to one person only. */
export const maySee = (message: Pick<WebMessage, 'for'>, person: PersonId): boolean =>
  message.for === undefined || message.for === person
