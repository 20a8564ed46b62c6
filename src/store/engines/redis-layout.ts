import { databaseNotDurable, layoutTooNew, settingsAreHidden, syncIsLate } from './errors.ts'
import type { RedisConnection } from './redis-connection.ts'
import { layoutKey } from './redis-keys.ts'
import { StorageError } from './storage-error.ts'

/** The version of the layout. It is raised by every change that an older program can't read: 2 has votes with a depth, a crux and a guess. */
const layout = 2

/** The answers of a server that lets nobody read its settings, as hosted ones do. */
const forbidden: ReadonlySet<string | undefined> = new Set(['NOPERM', 'ERR'])

/**
 * Checks that what the server confirms is on its disk, and that it keeps every record when its memory is full.
 *
 * @param where The database's address, without user and password.
 * @throws UserError if it isn't, or does.
 */
export async function checkRedis(
  { send }: RedisConnection,
  where: string,
  warn: (message: string) => void,
): Promise<void> {
  async function setting(name: string): Promise<string> {
    const [, value] = (await send(['CONFIG', 'GET', name])) as string[]
    return value ?? ''
  }

  // In a cluster, the settings that count are those of the node that has the records.
  await send(['GET', layoutKey])
  try {
    if ((await setting('appendonly')) !== 'yes')
      throw databaseNotDurable(where, 'appendonly is off', 'appendonly to yes and appendfsync to always')
    const policy = await setting('maxmemory-policy')
    if (policy !== 'noeviction')
      throw databaseNotDurable(where, `maxmemory-policy is ${policy}`, 'it to noeviction')
    const sync = await setting('appendfsync')
    if (sync !== 'always') warn(syncIsLate(where, sync))
  } catch (fault) {
    if (!(fault instanceof StorageError && forbidden.has(fault.code))) throw fault
    warn(settingsAreHidden(where))
  }
}

/** Marks an empty database, or one of an older version, with the version of its layout. @throws UserError if it is of a newer version. */
export async function prepareRedis({ send }: RedisConnection, where: string): Promise<void> {
  await send(['SET', layoutKey, String(layout), 'NX'], 'unknown')
  const version = Number(await send(['GET', layoutKey]))
  if (version > layout) throw layoutTooNew(where, version, layout)
  if (version < layout) await send(['SET', layoutKey, String(layout)], 'unknown')
}
