import type { WebMessage } from '../wire.ts'

interface Listener {
  readonly posted?: (message: WebMessage) => void
  readonly edited?: (message: WebMessage) => void
  /** People or channels have changed. */
  readonly state?: () => void
  readonly lost?: () => void
  /** The connection stands, at first or again: what happened before has to be loaded. */
  readonly connected?: () => void
}

/** What happens, as one person may see it, for every part of the page that wants to know. */
export interface Events {
  /** @returns stops listening. */
  listen(listener: Listener): () => void
  close(): void
}

export function openEvents(person: string): Events {
  const listeners = new Set<Listener>()
  const source = new EventSource(`/api/events?${new URLSearchParams({ person })}`)

  const tell = (act: (listener: Listener) => void) => {
    for (const listener of listeners) act(listener)
  }
  source.addEventListener('posted', ({ data }) => tell((listener) => listener.posted?.(JSON.parse(data))))
  source.addEventListener('edited', ({ data }) => tell((listener) => listener.edited?.(JSON.parse(data))))
  source.addEventListener('people', () => tell((listener) => listener.state?.()))
  source.addEventListener('channels', () => tell((listener) => listener.state?.()))
  source.addEventListener('error', () => tell((listener) => listener.lost?.()))
  source.addEventListener('ready', () => tell((listener) => listener.connected?.()))

  return {
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () => source.close(),
  }
}
