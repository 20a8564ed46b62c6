import { createHash } from 'node:crypto'
import {
  checkDecision,
  checkKeyPart,
  checkKeys,
  type RecordChange,
  type RecordEngine,
  type RecordKey,
} from './engine.ts'
import { databaseUnreachable } from './errors.ts'
import { lastChanges } from './last-changes.ts'
import { checkPostgres, prepareTables } from './postgres-layout.ts'
import { createPostgresPool, type PostgresPool, type Session, type Statement } from './postgres-pool.ts'
import { readAllOf } from './postgres-snapshot.ts'
import { createScopeTurns } from './scope-turns.ts'
import type { ServerOptions } from './server-options.ts'
import { readServerUrl, whereOf } from './server-url.ts'
import { StorageError } from './storage-error.ts'

/** Rewriting a table keeps everybody out of it: for about a second up to this size, in bytes. */
const maxRewrittenBytes = 64 * 1024 * 1024
const rewriteMs = 60_000

/** Records in one table of a PostgreSQL server, for any number of processes; docs/storage.md section 11. */
export function createPostgresEngine(address: string, options: ServerOptions): RecordEngine {
  const url = readServerUrl(address)
  const where = whereOf(url)
  const inTurn = createScopeTurns(options.answerMs)
  let opened: PostgresPool | undefined

  function use<Result>(work: (session: Session) => Promise<Result>): Promise<Result> {
    if (opened === undefined) throw new Error(`The database ${where} is not open.`)
    return opened.use(work)
  }

  async function rowsOf(statement: Statement): Promise<{ id: string; text: string }[]> {
    const { rows } = await use(({ query }) => query(statement))
    return rows.map(({ k, v }) => ({ id: String(k), text: String(v) }))
  }

  /** Runs work in a transaction during which no other of the scope runs, in whatever process. */
  const locked = <Result>(scope: string, work: (session: Session) => Promise<Result>): Promise<Result> =>
    use(async (session) => {
      await session.query(beginning(scope, options.answerMs))
      const result = await work(session)
      await session.query('commit', 'unknown')
      return result
    })

  async function close(): Promise<void> {
    const closing = opened?.close()
    opened = undefined
    await closing
  }

  return {
    close,
    async open() {
      if (opened !== undefined) return
      opened = createPostgresPool(url, options)
      try {
        await use((session) => checkPostgres(session, where, options.warn))
        await locked('layout', (session) => prepareTables(session, where))
      } catch (fault) {
        await close()
        throw fault instanceof StorageError ? databaseUnreachable(where, fault.message) : fault
      }
    },
    async read(keys) {
      checkKeys(keys)
      if (keys.length === 0) return []
      const { rows } = await use(({ query }) => query(reading(keys)))
      return rows.map(toText)
    },
    async write(changes) {
      checkKeys(changes.map(({ key }) => key))
      if (changes.length > 0) await use(({ query }) => query(writing(changes), 'unknown'))
    },
    async page(collection, cursor = '', limit) {
      checkKeyPart(collection)
      const rows = await rowsOf({
        text: `select k, v from cruxgrid.record
          where ns = $1 and k > $2 and (expires is null or expires > $3) order by k limit $4`,
        values: [collection, cursor, Date.now(), limit],
      })
      const last = rows.at(-1)
      return last !== undefined && rows.length === limit ? { rows, cursor: last.id } : { rows }
    },
    async range(collection, from, to, limit) {
      checkKeyPart(collection)
      return rowsOf({
        text: `select k, v from cruxgrid.record
          where ns = $1 and k >= $2 and ($3::text is null or k < $3) and (expires is null or expires > $4)
          order by k limit $5`,
        values: [collection, from, to ?? null, Date.now(), limit],
      })
    },
    async clear(collection) {
      checkKeyPart(collection)
      const text = 'delete from cruxgrid.record where ns = $1'
      await use(({ query }) => query({ text, values: [collection] }, 'unknown'))
    },
    async collections(prefix) {
      const { rows } = await use(({ query }) => query({ text: namesAlike, values: [prefix] }))
      return rows.map(({ ns }) => String(ns))
    },
    async readAll(take) {
      if (opened === undefined) throw new Error(`The database ${where} is not open.`)
      await opened.useOnce((session) => readAllOf(session, take))
    },
    async transact(scope, keys, decide) {
      checkKeys(keys)
      return inTurn(scope, () =>
        locked(scope, async ({ query }) => {
          const { rows } = await query(reading(keys))
          const decision = decide(rows.map(toText))
          checkDecision(keys, decision)
          if (decision.changes.length > 0) await query(writing(decision.changes))
          return decision.result
        }),
      )
    },
    async compact() {
      await use(compact)
    },
    exclusively: (work) => locked('exclusively', async () => work()),
    async sweepExpired(limit) {
      const { rowCount } = await use(({ query }) =>
        query({ text: sweeping, values: [Date.now(), limit] }, 'unknown'),
      )
      return rowCount ?? 0
    },
    async now() {
      const { rows } = await use(({ query }) => query({ text: timing, values: [] }))
      return Number(rows[0]?.now)
    },
    // Removed rows are in the table until it is rewritten, and in the server's log until that is used again.
    clearRemoved: async () => true,
  }
}

const timing = 'select extract(epoch from clock_timestamp()) * 1000 as now'

/** A hash collision of two scopes only makes one wait for the other. */
function lockOf(scope: string): bigint {
  return createHash('sha256').update(`cruxgrid\0${scope}`).digest().readBigInt64BE()
}

/**
 * As one message, and with settings of the transaction alone, so that a pooler that hands out connections by transaction may
 * be in between. A process that loses its network in the middle holds the scope no longer than twice the time for an answer.
 */
const beginning = (scope: string, answerMs: number): string => `
  begin;
  set local lock_timeout = ${answerMs};
  set local statement_timeout = ${answerMs};
  set local idle_in_transaction_session_timeout = ${2 * answerMs};
  select pg_advisory_xact_lock(${lockOf(scope)})`

const toText = ({ v }: { v: unknown }): string | undefined => (v === null ? undefined : String(v))

/** `unnest` gives rows in the order of its arrays. A join instead of the lookups would take twice as long to plan. */
const reading = (keys: readonly RecordKey[]): Statement => ({
  text: `select (
      select v from cruxgrid.record where ns = asked.ns and k = asked.k and (expires is null or expires > $3)
    ) as v from unnest($1::text[], $2::text[]) as asked (ns, k)`,
  values: [keys.map(({ collection }) => collection), keys.map(({ id }) => id), Date.now()],
})

/** All or nothing: one statement is a transaction. */
function writing(changes: readonly RecordChange[]): Statement {
  const last = lastChanges(changes)
  const removed = last.filter((change) => 'remove' in change).map(({ key }) => key)
  const stored = last.filter((change) => 'text' in change)
  return {
    // A vote removes nothing, and planning the removal would take as long as the rest.
    text: removed.length === 0 ? storing : `${removing} ${storing}`,
    values: [
      stored.map(({ key }) => key.collection),
      stored.map(({ key }) => key.id),
      stored.map(({ text }) => text),
      stored.map(({ expires }) => expires ?? null),
      ...(removed.length === 0
        ? []
        : [removed.map(({ collection }) => collection), removed.map(({ id }) => id)]),
    ],
  }
}

const storing = `
  insert into cruxgrid.record (ns, k, v, expires)
  select * from unnest($1::text[], $2::text[], $3::text[], $4::bigint[])
  on conflict (ns, k) do update set v = excluded.v, expires = excluded.expires`

const removing = `
  with removed as (
    delete from cruxgrid.record where (ns, k) in (select * from unnest($5::text[], $6::text[]))
  )`

/** From each name to the next by the index, however many records one has. */
const namesAlike = `
  with recursive found (ns) as (
    (select ns from cruxgrid.record where ns >= $1 order by ns limit 1)
    union all
    select (select ns from cruxgrid.record where ns > found.ns order by ns limit 1)
    from found where starts_with(found.ns, $1)
  )
  select ns from found where starts_with(ns, $1)`

/** Skips those that another worker is changing. */
const sweeping = `
  delete from cruxgrid.record where (ns, k) in (
    select ns, k from cruxgrid.record where expires <= $1 limit $2 for update skip locked
  )`

/**
 * Rewrites the table without what has been removed.
 *
 * @throws Error if that would keep everybody out for too long.
 */
async function compact({ query }: Session): Promise<void> {
  const { rows } = await query(`select pg_table_size('cruxgrid.record') as bytes`)
  if (Number(rows[0]?.bytes) > maxRewrittenBytes)
    throw new Error('the table is too large to be rewritten while people vote: docs/storage.md, section 11')
  // Nobody gets in while this waits for another connection that is reading, such as a backup.
  await query('set lock_timeout = 1000')
  try {
    await query('vacuum full cruxgrid.record', 'unknown', rewriteMs)
  } finally {
    await query('reset lock_timeout')
  }
}
