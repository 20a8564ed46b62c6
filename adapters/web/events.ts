import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { PersonId } from '../../src/chat/caller.ts'
import { type MessageStore, maySee, type WebEvent } from './message-store.ts'
import type { WebMessage } from './wire.ts'

const heartbeatMs = 15_000
const reconnectMs = 1000
/** The most events that wait for a page. One that is so far behind reads everything again. */
const maxWaiting = 1000

interface Listener {
  readonly person: PersonId
  /** A message as they see it now; `undefined` if they don't see its channel. */
  readonly toShown: (message: WebMessage) => Promise<WebMessage | undefined>
  /** Whether anything may be sent to this page; once not, the stream ends. */
  readonly isOpen: () => Promise<boolean>
  /** Called once the stream has ended. */
  readonly onEnd: () => void
}

/**
 * Pushes events to one person's page. Nothing is replayed, because a page loads the messages again when it reconnects.
 * Events that arrive faster than the page reads them wait, and of several states of one message only the last is sent. The
 * stream of a page that is too far behind ends.
 */
export function streamEvents(
  c: Context,
  messages: Pick<MessageStore, 'subscribe'>,
  { person, toShown, isOpen, onEnd }: Listener,
): Response {
  return streamSSE(c, async (stream) => {
    const waiting = new Map<string, WebEvent>()
    let onEvent = () => {}
    let isBehind = false
    const stop = messages.subscribe((event) => {
      if ('message' in event && !maySee(event.message, person)) return
      const key = 'message' in event ? event.message.id : event.kind
      if (waiting.size >= maxWaiting && !waiting.has(key)) {
        isBehind = true
        waiting.clear()
        return stop()
      }
      const isNew = waiting.get(key)?.kind === 'posted'
      waiting.set(key, isNew && event.kind === 'edited' ? { ...event, kind: 'posted' } : event)
      onEvent()
    })
    stream.onAbort(() => {
      stop()
      onEvent()
    })
    try {
      await stream.writeSSE({ event: 'ready', data: '', retry: reconnectMs })
      while (!stream.aborted && !isBehind && (await isOpen())) {
        for (const [key, event] of [...waiting]) {
          waiting.delete(key)
          const message = 'message' in event ? await toShown(event.message) : undefined
          if ('message' in event && message === undefined) continue
          if (isBehind || !(await isOpen())) break
          const data = message === undefined ? '' : JSON.stringify(message)
          await stream.writeSSE({ event: event.kind, data })
        }
        if (!isBehind && waiting.size === 0 && !(await waitForEvent((resolve) => (onEvent = resolve))))
          await stream.writeSSE({ event: 'heartbeat', data: '' })
      }
    } finally {
      stop()
      onEnd()
    }
  })
}

/** @returns true once there is an event, false when a heartbeat is due before. */
function waitForEvent(listen: (resolve: () => void) => void): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), heartbeatMs)
    listen(() => {
      clearTimeout(timer)
      resolve(true)
    })
  })
}
