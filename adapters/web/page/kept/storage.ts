const prefix = 'cruxgrid '

/** Values that the browser keeps for this page, by name. Without permission or room it keeps none. */
export interface Kept {
  /** @returns `undefined` if it keeps nothing of that name. */
  read(name: string): string | undefined
  /** @param value `undefined` to keep nothing. */
  write(name: string, value: string | undefined): void
  /** The names of all that it keeps. */
  names(): readonly string[]
}

const listeners = new Set<() => void>()

function createKept(find: () => Storage): Kept {
  /** Browsers refuse by throwing, for the storage itself and for each value. */
  function attempt<Value>(act: (storage: Storage) => Value, otherwise: Value): Value {
    try {
      return act(find())
    } catch {
      return otherwise
    }
  }
  return {
    read: (name) => attempt((storage) => storage.getItem(prefix + name) ?? undefined, undefined),
    write(name, value) {
      attempt(
        (storage) =>
          value === undefined ? storage.removeItem(prefix + name) : storage.setItem(prefix + name, value),
        undefined,
      )
      for (const listener of listeners) listener()
    },
    names: () =>
      attempt(
        (storage) =>
          Object.keys(storage)
            .filter((name) => name.startsWith(prefix))
            .map((name) => name.slice(prefix.length)),
        [],
      ),
  }
}

/** Kept until it is removed, for all pages of this browser. */
export const kept = createKept(() => localStorage)

/** Kept as long as this tab is open. */
export const keptInTab = createKept(() => sessionStorage)

/** Calls back after each change, also by another page. @returns a function that unsubscribes. */
export function onKept(listener: () => void): () => void {
  listeners.add(listener)
  addEventListener('storage', listener)
  return () => {
    listeners.delete(listener)
    removeEventListener('storage', listener)
  }
}
