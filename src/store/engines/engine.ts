/** `collection` is `<kind>` or `<kind>/<scope id>`; `id` is unique inside it. Neither is ever rewritten. */
export interface RecordKey {
  readonly collection: string
  readonly id: string
}

/** `expires` in ms since 1970. */
export type RecordChange =
  | { readonly key: RecordKey; readonly text: string; readonly expires?: number }
  | { readonly key: RecordKey; readonly remove: true }

/** What `transact` is to write, and what it answers. */
export interface Decision<Result> {
  readonly changes: readonly RecordChange[]
  readonly result: Result
}

/** Texts under keys, durably. The one thing a database has to do for us; SQLite, PostgreSQL and Redis each can. */
export interface RecordEngine {
  /** Opens the database and refuses one that is newer than this program or that isn't durable. */
  open(): Promise<void>
  /** In the order of `keys`; expired texts are absent. */
  read(keys: readonly RecordKey[]): Promise<(string | undefined)[]>
  /** All or nothing; on disk when it resolves. */
  write(changes: readonly RecordChange[]): Promise<void>
  /** One page of a collection. No order is promised and a row may repeat: callers key by id. */
  page(
    collection: string,
    cursor: string | undefined,
    limit: number,
  ): Promise<{ readonly rows: readonly { id: string; text: string }[]; readonly cursor?: string }>
  clear(collection: string): Promise<void>
  /**
   * Reads some records, decides, and writes all or nothing, alone within its scope; on disk when it resolves.
   *
   * @param decide Synchronous and pure, for it may run more than once. Every key it changes must be among `keys`,
   *   and a key must always be changed under the same scope.
   */
  transact<Result>(
    scope: string,
    keys: readonly RecordKey[],
    decide: (texts: readonly (string | undefined)[]) => Decision<Result>,
  ): Promise<Result>
  /** Removes up to `limit` expired texts and says how many. */
  sweepExpired(limit: number): Promise<number>
  close(): Promise<void>
}

const maxKeyLength = 512

/**
 * What every database here can keep as a key: PostgreSQL refuses NUL and can't find half a surrogate pair again.
 *
 * @throws Error when a collection or id is empty, longer than 512 characters, not well-formed, or holds a NUL.
 */
export function checkKeys(keys: readonly RecordKey[]): void {
  for (const { collection, id } of keys) {
    checkKeyPart(collection)
    checkKeyPart(id)
  }
}

/** The same for a collection or an id alone. */
export function checkKeyPart(part: string): void {
  if (part.length > 0 && part.length <= maxKeyLength && part.isWellFormed() && !part.includes('\0')) return
  throw new Error(`A key has 1 to ${maxKeyLength} well-formed characters and no NUL: ${JSON.stringify(part)}`)
}

/** @throws Error when a decision changes a record it has not read, which would not be safe everywhere. */
export function checkDecision(keys: readonly RecordKey[], { changes }: Decision<unknown>): void {
  for (const { key } of changes) {
    if (!keys.some(({ collection, id }) => id === key.id && collection === key.collection)) {
      throw new Error(`A transaction may only change what it has read, not ${key.id} of ${key.collection}.`)
    }
  }
}
