import type { WebMessage } from '../../wire.ts'
import { connection } from './connection.ts'

interface Listener {
  readonly onPosted?: (message: WebMessage) => void
  readonly onEdited?: (message: WebMessage) => void
  readonly onRemoved?: (message: WebMessage) => void
  /** People or channels have changed. */
  readonly onStateChanged?: () => void
  /** Connected or reconnected: earlier events have to be loaded. */
  readonly onConnected?: () => void
}

/** The events that one person may see, shared by all parts of the page. */
export interface Events {
  /** @returns a function that unsubscribes. */
  subscribe(listener: Listener): () => void
  close(): void
}

const minRetryMs = 1000
const maxRetryMs = 10_000
/** The server sends an event at least every 15 s: a stream that is silent for longer than this is dead. */
const silenceMs = 45_000

/** Opens the stream of events, and opens it again whenever it ends. */
export function openEvents(person: string): Events {
  const listeners = new Set<Listener>()
  let source: EventSource | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let failures = 0

  const notify = (act: (listener: Listener) => void) => {
    watch()
    for (const listener of [...listeners]) act(listener)
  }

  function watch(): void {
    clearTimeout(timer)
    timer = setTimeout(retryLater, silenceMs)
  }

  function retryLater(): void {
    source?.close()
    clearTimeout(timer)
    timer = setTimeout(open, Math.min(minRetryMs * 2 ** failures, maxRetryMs))
    failures += 1
    connection.lose()
  }

  function open(): void {
    source?.close()
    watch()
    const opened = new EventSource(`/api/events?${new URLSearchParams({ person })}`)
    source = opened
    opened.addEventListener('posted', ({ data }) => notify(({ onPosted }) => onPosted?.(JSON.parse(data))))
    opened.addEventListener('edited', ({ data }) => notify(({ onEdited }) => onEdited?.(JSON.parse(data))))
    opened.addEventListener('removed', ({ data }) => notify(({ onRemoved }) => onRemoved?.(JSON.parse(data))))
    opened.addEventListener('people', () => notify(({ onStateChanged }) => onStateChanged?.()))
    opened.addEventListener('channels', () => notify(({ onStateChanged }) => onStateChanged?.()))
    opened.addEventListener('heartbeat', watch)
    opened.addEventListener('error', () => {
      // The server refuses the stream, and refuses the state in a way that leads to the login.
      if (opened.readyState === EventSource.CLOSED) notify(({ onStateChanged }) => onStateChanged?.())
      retryLater()
    })
    opened.addEventListener('ready', () => {
      failures = 0
      connection.restore()
      notify(({ onConnected }) => onConnected?.())
    })
  }

  open()
  const stopTrying = connection.onTry(open)
  // The browser speaks of the whole network; only a try says whether it is about this server.
  addEventListener('online', open)
  addEventListener('offline', open)

  return {
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close() {
      source?.close()
      clearTimeout(timer)
      stopTrying()
      removeEventListener('online', open)
      removeEventListener('offline', open)
    },
  }
}
