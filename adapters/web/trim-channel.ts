import { playground } from '../../src/limits.ts'
import type { Collection } from '../../src/store/collection.ts'
import { skipCorrupt } from '../../src/store/collection.ts'
import type { WebMessage } from './wire.ts'

/** As many go at once, so that not every message in a full channel reads all the others. */
const removedAtOnce = 50

/**
 * Keeps the messages of channels within their limit.
 *
 * @returns to be called after a message was added to a channel; gives the messages that went for it, the oldest.
 */
export function createChannelTrimmer(messagesOf: (channel: string) => Collection<WebMessage>) {
  /** How many messages a channel has at most, once they were counted; those that were erased since are counted, too. */
  const counts = new Map<string, number>()

  async function list(channel: string): Promise<readonly WebMessage[]> {
    const found: WebMessage[] = []
    for await (const [, message] of messagesOf(channel).entries(skipCorrupt)) found.push(message)
    return found
  }

  return async function trim(channel: string): Promise<readonly WebMessage[]> {
    const known = counts.get(channel)
    const count = known === undefined ? (await list(channel)).length : known + 1
    counts.set(channel, count)
    if (count <= playground.messagesInChannel) return []
    const stored = (await list(channel)).toSorted((a, b) => a.at - b.at)
    const surplus = stored.length - playground.messagesInChannel
    const removed = surplus > 0 ? stored.slice(0, surplus + removedAtOnce - 1) : []
    for (const { id } of removed) await messagesOf(channel).delete(id)
    counts.set(channel, stored.length - removed.length)
    return removed
  }
}
