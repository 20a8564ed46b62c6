import type { Message } from './api.ts'

interface Listener {
  readonly message?: (message: Message) => void
  /** People or channels have changed. */
  readonly state?: () => void
  /** The connection was lost and is back: what happened meanwhile has to be loaded. */
  readonly again?: () => void
}

/** What happens, as one person may see it, for every part of the page that wants to know. */
export interface Events {
  listen(listener: Listener): () => void
  close(): void
}

export function openEvents(person: string): Events {
  const listeners = new Set<Listener>()
  const source = new EventSource(`/api/events?${new URLSearchParams({ person })}`)
  let wasReady = false

  const onMessage = (event: MessageEvent<string>) => {
    const message: Message = JSON.parse(event.data)
    for (const listener of listeners) listener.message?.(message)
  }
  const onState = () => {
    for (const listener of listeners) listener.state?.()
  }
  source.addEventListener('posted', onMessage)
  source.addEventListener('edited', onMessage)
  source.addEventListener('people', onState)
  source.addEventListener('channels', onState)
  source.addEventListener('ready', () => {
    if (wasReady) for (const listener of listeners) listener.again?.()
    wasReady = true
  })

  return {
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () => source.close(),
  }
}
