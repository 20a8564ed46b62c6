/** `collection` is `<kind>` or `<kind>/<scope id>`; `id` is unique inside it. Neither is ever rewritten. */
export interface RecordKey {
  readonly collection: string
  readonly id: string
}

/** A record as the database has it; `expires` in ms since 1970. */
export interface StoredRecord extends RecordKey {
  readonly text: string
  readonly expires?: number
}

/** Called with one page of records after another, and how many there are in all. */
export type TakeRecords = (records: readonly StoredRecord[], total: number) => Promise<void>

/** `expires` in ms since 1970. */
export type RecordChange =
  | { readonly key: RecordKey; readonly text: string; readonly expires?: number }
  | { readonly key: RecordKey; readonly remove: true }

/** The changes that `transact` writes, and the value that it returns. */
export interface Decision<Result> {
  readonly changes: readonly RecordChange[]
  readonly result: Result
}

/** Durable texts under keys: all that a database has to provide. */
export interface RecordEngine {
  /** Opens the database. @throws UserError if it is from a newer version of this program or isn't durable. */
  open(): Promise<void>
  /** In the order of `keys`; expired texts are absent. */
  read(keys: readonly RecordKey[]): Promise<(string | undefined)[]>
  /** All or nothing; on disk when it resolves. */
  write(changes: readonly RecordChange[]): Promise<void>
  /** One page of a collection, in no particular order. Rows may repeat: callers must skip ids they have seen. */
  page(
    collection: string,
    cursor: string | undefined,
    limit: number,
  ): Promise<{ readonly rows: readonly { id: string; text: string }[]; readonly cursor?: string }>
  /**
   * Rows with `from` <= id < `to`, ascending by the bytes of the id in UTF-8, at most `limit`. Takes as long as what it
   * returns, whatever the collection holds.
   *
   * @param to To the end of the collection if `undefined`.
   * @throws Error if the collection is not one that is kept in order, in databases that keep the order separately.
   */
  range(
    collection: string,
    from: string,
    to: string | undefined,
    limit: number,
  ): Promise<{ id: string; text: string }[]>
  clear(collection: string): Promise<void>
  /**
   * The names of the collections that have records, expired ones too, and begin with `prefix`, which may be empty; in no
   * particular order.
   */
  collections(prefix: string): Promise<readonly string[]>
  /**
   * Reads some records, decides, and writes all changes or none. Transactions of one scope run one after the other. On
   * disk when it resolves.
   *
   * @param decide Synchronous and pure, because it may run more than once. Every key it changes must be among `keys`,
   *   and a key must always be changed under the same scope.
   * @throws StorageError if a server fails; it says whether the outcome is known.
   */
  transact<Result>(
    scope: string,
    keys: readonly RecordKey[],
    decide: (texts: readonly (string | undefined)[]) => Decision<Result>,
  ): Promise<Result>
  /**
   * Every record as it was at one moment, also while others write, and those that have expired too. Ascending by the bytes
   * of the collection and then of the id. Holds a page at a time.
   *
   * @param take The next page is read when it resolves; what it throws is thrown.
   */
  readAll(take: TakeRecords): Promise<void>
  /** Rewrites the database without what has been removed. */
  compact(): Promise<void>
  /** Runs synchronous work while no other process runs any here. */
  exclusively<Result>(work: () => Result): Promise<Result>
  /** Removes up to `limit` expired texts. @returns how many it removed. */
  sweepExpired(limit: number): Promise<number>
  /**
   * Clears what has been removed from wherever the database still keeps it, such as its log, where that costs little.
   *
   * @returns false if another connection is reading, such as a backup.
   */
  clearRemoved(): Promise<boolean>
  /** The time of the database, the same for every process that uses it, in ms since 1970. */
  now(): Promise<number>
  close(): Promise<void>
}

const maxKeyLength = 512

/**
 * Checks that every database can store the keys: PostgreSQL refuses NUL and can't find half a surrogate pair again.
 *
 * @throws Error if a collection or id is empty, longer than 512 characters, not well-formed, or contains a NUL.
 */
export function checkKeys(keys: readonly RecordKey[]): void {
  for (const { collection, id } of keys) {
    checkKeyPart(collection)
    checkKeyPart(id)
  }
}

/** As {@link checkKeys}, for one collection or id. */
export function checkKeyPart(part: string): void {
  if (part.length > 0 && part.length <= maxKeyLength && part.isWellFormed() && !part.includes('\0')) return
  throw new Error(`A key has 1 to ${maxKeyLength} well-formed characters and no NUL: ${JSON.stringify(part)}`)
}

/** @throws Error if a decision changes a record it has not read: not every database could make that safe. */
export function checkDecision(keys: readonly RecordKey[], { changes }: Decision<unknown>): void {
  for (const { key } of changes) {
    if (!keys.some(({ collection, id }) => id === key.id && collection === key.collection)) {
      throw new Error(`A transaction may only change what it has read, not ${key.id} of ${key.collection}.`)
    }
  }
}
