import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { PersonId } from '../../src/chat/caller.ts'
import { type MessageStore, maySee, type WebEvent } from './message-store.ts'

const heartbeatMs = 15_000
const reconnectMs = 1000

/**
 * Pushes what happens to one reader. Whoever reconnects loads the messages again, so nothing is replayed; what comes
 * faster than the reader takes it waits, and of several states of one message the last one alone.
 */
export function streamEvents(c: Context, messages: MessageStore, person: PersonId): Response {
  return streamSSE(c, async (stream) => {
    const waiting = new Map<string, WebEvent>()
    let wake = () => {}
    const stop = messages.subscribe((event) => {
      if ('message' in event && !maySee(event.message, person)) return
      const key = 'message' in event ? event.message.id : event.kind
      const isNew = waiting.get(key)?.kind === 'posted'
      waiting.set(key, isNew && 'message' in event ? { ...event, kind: 'posted' } : event)
      wake()
    })
    stream.onAbort(() => {
      stop()
      wake()
    })
    await stream.writeSSE({ event: 'ready', data: '', retry: reconnectMs })
    while (!stream.aborted) {
      for (const [key, event] of [...waiting]) {
        waiting.delete(key)
        const data = 'message' in event ? JSON.stringify(event.message) : ''
        await stream.writeSSE({ event: event.kind, data })
      }
      if (waiting.size === 0 && !(await waitForWake((resolve) => (wake = resolve))))
        await stream.writeSSE({ event: 'heartbeat', data: '' })
    }
  })
}

/** @returns whether something woke it before it was time for a heartbeat. */
function waitForWake(listen: (resolve: () => void) => void): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), heartbeatMs)
    listen(() => {
      clearTimeout(timer)
      resolve(true)
    })
  })
}
