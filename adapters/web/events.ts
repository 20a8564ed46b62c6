import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { PersonId } from '../../src/chat/caller.ts'
import { type Happening, type Messages, maySee } from './messages.ts'

const heartbeatMs = 15_000
const reconnectMs = 1000

/**
 * Pushes what happens to one reader. Whoever reconnects loads the messages again, so nothing is replayed; what comes
 * faster than the reader takes it waits, and of several states of one message the last one alone.
 */
export function streamHappenings(c: Context, messages: Messages, person: PersonId): Response {
  return streamSSE(c, async (stream) => {
    const waiting = new Map<string, Happening>()
    let wake = () => {}
    const stop = messages.listen((happening) => {
      if ('message' in happening && !maySee(happening.message, person)) return
      const key = 'message' in happening ? happening.message.id : happening.kind
      const isNew = waiting.get(key)?.kind === 'posted'
      waiting.set(key, isNew && 'message' in happening ? { ...happening, kind: 'posted' } : happening)
      wake()
    })
    stream.onAbort(() => {
      stop()
      wake()
    })
    await stream.writeSSE({ event: 'ready', data: '', retry: reconnectMs })
    while (!stream.aborted) {
      for (const [key, happening] of [...waiting]) {
        waiting.delete(key)
        const data = 'message' in happening ? JSON.stringify(happening.message) : ''
        await stream.writeSSE({ event: happening.kind, data })
      }
      if (waiting.size === 0 && !(await woken((resolve) => (wake = resolve))))
        await stream.writeSSE({ event: 'heartbeat', data: '' })
    }
  })
}

/** @returns whether something woke it before it was time for a heartbeat. */
function woken(listen: (resolve: () => void) => void): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), heartbeatMs)
    listen(() => {
      clearTimeout(timer)
      resolve(true)
    })
  })
}
