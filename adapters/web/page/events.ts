import type { WebMessage } from '../wire.ts'

interface Listener {
  readonly onPosted?: (message: WebMessage) => void
  readonly onEdited?: (message: WebMessage) => void
  /** People or channels have changed. */
  readonly onStateChanged?: () => void
  readonly onLost?: () => void
  /** The connection stands, at first or again: what happened before has to be loaded. */
  readonly onConnected?: () => void
}

/** What happens, as one person may see it, for every part of the page that wants to know. */
export interface Events {
  /** @returns stops listening. */
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
  source.addEventListener('people', () => notify((listener) => listener.onStateChanged?.()))
  source.addEventListener('channels', () => notify((listener) => listener.onStateChanged?.()))
  source.addEventListener('error', () => notify((listener) => listener.onLost?.()))
  source.addEventListener('ready', () => notify((listener) => listener.onConnected?.()))

  return {
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () => source.close(),
  }
}
