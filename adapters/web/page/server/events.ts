import type { WebMessage } from '../../wire.ts'

interface Listener {
  readonly onPosted?: (message: WebMessage) => void
  readonly onEdited?: (message: WebMessage) => void
  readonly onRemoved?: (message: WebMessage) => void
  /** People or channels have changed. */
  readonly onStateChanged?: () => void
  readonly onLost?: () => void
  /** Connected or reconnected: earlier events have to be loaded. */
  readonly onConnected?: () => void
}

/** The events that one person may see, shared by all parts of the page. */
export interface Events {
  /** @returns a function that unsubscribes. */
  subscribe(listener: Listener): () => void
  close(): void
}

export function openEvents(person: string): Events {
  const listeners = new Set<Listener>()
  const source = new EventSource(`/api/events?${new URLSearchParams({ person })}`)

  const notify = (act: (listener: Listener) => void) => {
    for (const listener of listeners) act(listener)
  }
  source.addEventListener('posted', ({ data }) => notify((listener) => listener.onPosted?.(JSON.parse(data))))
  source.addEventListener('edited', ({ data }) => notify((listener) => listener.onEdited?.(JSON.parse(data))))
  source.addEventListener('removed', ({ data }) =>
    notify((listener) => listener.onRemoved?.(JSON.parse(data))),
  )
  source.addEventListener('people', () => notify((listener) => listener.onStateChanged?.()))
  source.addEventListener('channels', () => notify((listener) => listener.onStateChanged?.()))
  source.addEventListener('error', () => {
    notify((listener) => listener.onLost?.())
    // The server refuses the stream, and refuses the state in a way that leads to the login.
    if (source.readyState === EventSource.CLOSED) notify((listener) => listener.onStateChanged?.())
  })
  source.addEventListener('ready', () => notify((listener) => listener.onConnected?.()))

  return {
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () => source.close(),
  }
}
