import { setTimeout } from 'node:timers/promises'
import { DatabaseError, Pool, type PoolClient, type QueryResult } from 'pg'
import { connectionLost } from './errors.ts'
import { createRecentFailure } from './recent-failure.ts'
import type { ServerOptions } from './server-options.ts'
import { reasonOf, StorageError, type WriteOutcome } from './storage-error.ts'
import { within } from './within.ts'

const maxTries = 5
const maxPauseMs = 50
/** deadlock_detected, serialization_failure: rolled back, and likely to succeed when it is done again. */
const worthRetrying: ReadonlySet<string | undefined> = new Set(['40P01', '40001'])

/** Statements that a connection runs for one piece of work. */
export interface Session {
  /**
   * @param outcome What is known of the statement if no answer comes.
   * @param answerMs How long the answer may take, if not as usual.
   */
  query(statement: Statement, outcome?: WriteOutcome, answerMs?: number): Promise<QueryResult>
}

/** Several statements at once have no values. */
export type Statement = string | { readonly text: string; readonly values: unknown[] }

export type PostgresPool = ReturnType<typeof createPostgresPool>

/** Connections to a PostgreSQL server, made when they are needed: one that went away is there again with the next call. */
export function createPostgresPool(url: URL, { poolSize, connectMs, answerMs, warn }: ServerOptions) {
  const pool = new Pool({
    connectionString: url.href,
    max: poolSize,
    connectionTimeoutMillis: connectMs,
    query_timeout: answerMs,
    keepAlive: true,
    application_name: 'cruxgrid',
  })
  // Without a listener, the process would end. The pool makes another connection when one is needed.
  pool.on('error', (fault) => warn(connectionLost(reasonOf(fault))))
  // A connection in use fails the statement that runs; lost between two statements, it notifies only listeners.
  pool.on('connect', (client) => void client.on('error', () => {}))
  const recentFailure = createRecentFailure()

  async function connect(): Promise<PoolClient> {
    recentFailure.check()
    try {
      return await pool.connect()
    } catch (fault) {
      const failure = toStorageError(fault, 'unchanged')
      // With all connections in use, it is the others that take long, not the server that is gone.
      throw pool.totalCount < poolSize ? recentFailure.remember(failure) : failure
    }
  }

  async function useOnce<Result>(work: (session: Session) => Promise<Result>): Promise<Result> {
    const client = await connect()
    let isLost = false
    try {
      const result = await work({
        async query(statement, outcome = 'unchanged', ms = answerMs) {
          const config = {
            ...(typeof statement === 'string' ? { text: statement } : statement),
            query_timeout: ms,
          }
          try {
            return await client.query(config)
          } catch (fault) {
            isLost ||= !isAnswer(fault)
            throw toStorageError(fault, isAnswer(fault) ? 'unchanged' : outcome)
          }
        },
      })
      client.release()
      return result
    } catch (fault) {
      // A pending answer would be taken for that of the next statement.
      isLost ||= !(await isRolledBack(client))
      client.release(isLost)
      throw fault
    }
  }

  return {
    /** As `use`, for work that can't be done twice. */
    useOnce,
    /** Runs work on a connection. What is left of a transaction when the work throws is rolled back. */
    async use<Result>(work: (session: Session) => Promise<Result>): Promise<Result> {
      for (let tries = 1; ; tries++) {
        try {
          return await useOnce(work)
        } catch (fault) {
          const isWorthIt = fault instanceof StorageError && worthRetrying.has(fault.code)
          if (!isWorthIt || tries === maxTries) throw fault
        }
        await setTimeout(Math.random() * maxPauseMs)
      }
    },
    async close(): Promise<void> {
      try {
        await within(answerMs, pool.end())
      } catch {
        // A server that hangs doesn't close its end; the process is about to close ours.
      }
    },
  }
}

async function isRolledBack(client: PoolClient): Promise<boolean> {
  try {
    await client.query('rollback')
    return true
  } catch {
    return false
  }
}

/** Whether the server refused one statement, and the connection goes on. */
const isAnswer = (fault: unknown): boolean => fault instanceof DatabaseError && fault.severity === 'ERROR'

/** Without what the server adds to its message: that may quote records. */
const toStorageError = (fault: unknown, outcome: WriteOutcome): StorageError =>
  new StorageError(reasonOf(fault), outcome, fault instanceof DatabaseError ? fault.code : undefined)
