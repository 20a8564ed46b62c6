import type { RecordEngine } from './engine.ts'
import { unknownDatabase } from './errors.ts'
import type { ServerOptions } from './server-options.ts'
import { pathOf } from './server-url.ts'
import { createSqliteEngine } from './sqlite.ts'

/**
 * The engine of the database that a DATABASE_URL names. The client of a server is loaded only for it.
 *
 * @throws UserError if no engine is for it, or the address can't be read.
 */
export async function chooseEngine(url: string, options: ServerOptions): Promise<RecordEngine> {
  const path = pathOf(url)
  if (path !== undefined) return createSqliteEngine(path)
  switch (/^\w+:/.exec(url)?.[0]) {
    case 'postgres:':
    case 'postgresql:':
      return (await import('./postgres.ts')).createPostgresEngine(url, options)
    case 'redis:':
    case 'rediss:':
      return (await import('./redis.ts')).createRedisEngine(url, options)
    case 'valkey:':
      return (await import('./redis.ts')).createRedisEngine(url.replace(/^valkey/, 'redis'), options)
    default:
      throw unknownDatabase(url)
  }
}
