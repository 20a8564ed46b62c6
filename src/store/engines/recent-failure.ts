import type { StorageError } from './storage-error.ts'

/** Shorter than anybody notices when the server is back. */
const restMs = 500

/**
 * Remembers for a moment that the server could not be reached. Those who wait in a row then fail together, and don't each
 * wait for the same server.
 */
export function createRecentFailure() {
  let failure: StorageError | undefined
  let endsAt = 0

  return {
    /** @throws StorageError if the server could not be reached a moment ago. */
    check(): void {
      if (failure !== undefined && performance.now() < endsAt) throw failure
    },
    /** @returns the failure, to be thrown. */
    remember(fault: StorageError): StorageError {
      failure = fault
      endsAt = performance.now() + restMs
      return fault
    },
  }
}
