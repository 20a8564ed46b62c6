/** The outcome of a write that failed: nothing was changed, or nobody can say whether it was carried out. */
export type WriteOutcome = 'unchanged' | 'unknown'

/**
 * A database server that refused, did not answer in time, or went away. Reading again, or repeating a write whose decision
 * is pure, is safe either way.
 */
export class StorageError extends Error {
  /** `unknown` after a write was sent and before its answer came. */
  readonly outcome: WriteOutcome
  /** The server's own code, if it answered. */
  readonly code?: string

  /** @param reason Holds no part of a record and of the database's address. */
  constructor(reason: string, outcome: WriteOutcome, code?: string) {
    super(`the database failed: ${reason}`)
    this.name = 'StorageError'
    this.outcome = outcome
    if (code !== undefined) this.code = code
  }
}

/** Whether it is the database that failed, a server or SQLite, and not work on what it holds. */
export const isStorageFault = (fault: unknown): boolean =>
  fault instanceof StorageError || (fault instanceof Error && 'errcode' in fault)

/** Whether a write may have been carried out although it failed. */
export const isUncertain = (fault: unknown): boolean =>
  fault instanceof StorageError && fault.outcome === 'unknown'

/** The reason of a client's error in few words: its message or code, never what libraries attach to it. */
export function reasonOf(fault: unknown): string {
  if (!(fault instanceof Error)) return 'an unknown reason'
  const code = 'code' in fault && typeof fault.code === 'string' ? fault.code : undefined
  // Where a name has several addresses, the error about all of them has no message of its own.
  return fault.message === '' ? (code ?? fault.name) : fault.message
}
