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
