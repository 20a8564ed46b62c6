import { StorageError } from './storage-error.ts'

/**
 * Runs the transactions of one scope one after another, in the order in which they come; those of different scopes at
 * once. Waiting here costs no connection, and processes compete with one transaction each.
 *
 * @param maxWaitMs What has waited longer is refused when its turn comes, so that a queue behind a server that hangs ends
 *   with the first that fails.
 */
export function createScopeTurns(maxWaitMs: number) {
  const last = new Map<string, Promise<void>>()

  return async function inTurn<Result>(scope: string, work: () => Promise<Result>): Promise<Result> {
    const endsAt = performance.now() + maxWaitMs
    const before = last.get(scope)
    const { promise: done, resolve: finish } = Promise.withResolvers<void>()
    last.set(scope, done)
    await before
    try {
      if (performance.now() > endsAt) throw new StorageError('others were waiting too long', 'unchanged')
      return await work()
    } finally {
      if (last.get(scope) === done) last.delete(scope)
      finish()
    }
  }
}
