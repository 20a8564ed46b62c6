import type { Platform } from '../../src/bot/platform.ts'
import type { Store } from '../../src/store/store.ts'

/** A gate before every transaction of a store. */
export function createGate() {
  let opening: PromiseWithResolvers<void> | undefined
  let waiting = 0
  return {
    /** How many transactions wait. */
    waiting: () => waiting,
    close(): void {
      opening = Promise.withResolvers<void>()
    },
    open(): void {
      opening?.resolve()
      opening = undefined
    },
    async pass(): Promise<void> {
      waiting += 1
      await opening?.promise
      waiting -= 1
    },
  }
}

export type Gate = ReturnType<typeof createGate>

/** The platform, and everything else that has its store, behind the gate. */
export const behind = (gate: Gate, platform: Platform): Platform => ({
  ...platform,
  open: (env, deps) => platform.open(env, { ...deps, store: hold(deps.store, gate) }),
})

/** Changes the store itself: the rest of Cruxgrid was given the same one. */
function hold(store: Store, gate: Gate): Store {
  const { transact } = store
  return Object.assign(store, {
    async transact(...call: Parameters<Store['transact']>) {
      await gate.pass()
      return transact(...call)
    },
  })
}
