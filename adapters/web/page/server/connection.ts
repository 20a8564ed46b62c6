/** Whether the server can be reached. */
export interface Connection {
  isLost(): boolean
  /** @returns a function that unsubscribes. */
  onChange(listener: () => void): () => void
  /** A request has failed, or the event stream has ended. */
  lose(): void
  /** The event stream is open. */
  restore(): void
  /** Tries to reach the server at once. */
  tryNow(): void
  /** @param retry Called when the user doesn't want to wait. @returns a function that unsubscribes. */
  onTry(retry: () => void): () => void
  /** Resolves when the server is reached, or when the signal aborts. */
  waitUntilBack(signal?: AbortSignal): Promise<void>
}

function createConnection(): Connection {
  const listeners = new Set<() => void>()
  const retries = new Set<() => void>()
  let isLost = false

  function change(lost: boolean): void {
    if (lost === isLost) return
    isLost = lost
    for (const listener of [...listeners]) listener()
  }

  function onChange(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }

  return {
    isLost: () => isLost,
    onChange,
    lose: () => change(true),
    restore: () => change(false),
    tryNow() {
      for (const retry of [...retries]) retry()
    },
    onTry(retry) {
      retries.add(retry)
      return () => retries.delete(retry)
    },
    waitUntilBack: (signal) =>
      new Promise((resolve) => {
        if (!isLost || signal?.aborted === true) return resolve()
        const stop = onChange(() => {
          stop()
          resolve()
        })
        signal?.addEventListener('abort', () => {
          stop()
          resolve()
        })
      }),
  }
}

/** The connection of this page. */
export const connection = createConnection()
