import type { PersonId } from '../../src/chat/caller.ts'
import type { WebEvent } from './message-store.ts'
import type { WebMessage } from './wire.ts'

/** The latest of each channel that are looked through for news. */
const maxLatest = 100

/** A message without its words. */
type Head = Pick<WebMessage, 'id' | 'at' | 'place' | 'author' | 'for'> & { readonly isPoll: boolean }

interface Deps {
  /** All messages of a channel, in any order. */
  readonly listAll: (channel: string) => Promise<readonly WebMessage[]>
  readonly subscribe: (listener: (event: WebEvent) => void) => void
}

/** The heads of the latest messages of each channel, read once and followed from then on, so that news cost no reading. */
export function createLatestMessages({ listAll, subscribe }: Deps) {
  const channels = new Map<string, Promise<Map<string, Head>>>()

  const read = async (channel: string): Promise<Map<string, Head>> => {
    const latest = (await listAll(channel)).toSorted((a, b) => a.at - b.at).slice(-maxLatest)
    return new Map(latest.map((message) => [message.id, toHead(message)]))
  }

  subscribe((event) => {
    if (!('message' in event)) return
    const { message } = event
    channels.get(message.place.channel)?.then((heads) => {
      if (event.kind === 'removed') heads.delete(message.id)
      else if (event.kind === 'posted' || heads.has(message.id)) heads.set(message.id, toHead(message))
      const [oldest] = heads.keys()
      if (heads.size > maxLatest && oldest !== undefined) heads.delete(oldest)
    })
  })

  return async function listLatest(channel: string): Promise<readonly Head[]> {
    const known = channels.get(channel)
    if (known !== undefined) return [...(await known).values()]
    const reading = read(channel)
    channels.set(channel, reading)
    reading.catch(() => channels.delete(channel))
    return [...(await reading).values()]
  }
}

/** Whether it is news to a person: posted in the channel itself, by another person, and visible to them. */
export const isNewsTo = (person: PersonId, { place, author, for: only }: Omit<Head, 'isPoll'>): boolean =>
  place.thread === undefined && author !== person && (only === undefined || only === person)

const toHead = ({ id, at, place, author, for: only, view }: WebMessage): Head => ({
  ...{ id, at, place, author, for: only },
  isPoll: view?.state === 'open' || view?.state === 'hidden',
})

export type ListLatest = ReturnType<typeof createLatestMessages>
