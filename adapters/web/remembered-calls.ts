import type { PersonId } from '../../src/chat/caller.ts'
import { createMemory } from '../shared/memory.ts'
import type { Reply } from './wire.ts'

/** For how long a call that comes again is known. */
const rememberedMs = 10 * 60_000
/** Of one person: more than are on their way before the page notices that its connection is lost, and then sends one after another. */
const maxRemembered = 10
/** In bytes: a file is made again rather than remembered. */
const maxReplyLength = 50_000

/**
 * Answers a call once: if it comes again with the same key within ten minutes, because its answer was lost on the way, it gets
 * the same answer, also while the first is being answered. In memory only, as the answer may say what nobody else is to know, and
 * as the bytes that are sent, which take a third of the memory.
 */
export function createRememberedCalls(now: () => number) {
  const replies = createMemory<Uint8Array<ArrayBuffer>>(now, maxRemembered, () => rememberedMs)

  return async function answerOnce(
    { person, key }: { readonly person: PersonId; readonly key?: string | undefined },
    answer: () => Promise<Reply>,
  ): Promise<Uint8Array<ArrayBuffer>> {
    const encoded = async () => new TextEncoder().encode(JSON.stringify(await answer()))
    if (key === undefined) return encoded()
    const reply = await replies.find(person, key, encoded)
    if (reply.length > maxReplyLength) replies.forget(person, key)
    return reply
  }
}
