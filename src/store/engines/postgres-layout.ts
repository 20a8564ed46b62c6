import { databaseNotDurable, fsyncIsOff, layoutTooNew, wrongEncoding } from './errors.ts'
import type { Session } from './postgres-pool.ts'

/** The version of the tables' layout. It is raised by every change that an older program can't read: 2 has votes with a depth, a crux and a guess. */
const layout = 2

/** In a schema of their own, so that other programs' tables may be in the database. `collate "C"` orders by bytes. */
const tables = `
  create schema if not exists cruxgrid;
  create table cruxgrid.record (
    ns text collate "C" not null, k text collate "C" not null, v text not null, expires bigint, primary key (ns, k)
  ) with (fillfactor = 80);
  create index record_expires on cruxgrid.record (expires) where expires is not null;
  create table cruxgrid.layout (version integer not null);
  insert into cruxgrid.layout values (${layout});
`

/**
 * Checks that what the server confirms is on its disk.
 *
 * @param where The database's address, without user and password.
 * @throws UserError if the server confirms commits before they are on disk, or can't hold every character.
 */
export async function checkPostgres(
  { query }: Session,
  where: string,
  warn: (message: string) => void,
): Promise<void> {
  const { rows } = await query(`
    select current_setting('synchronous_commit') as commit, current_setting('fsync') as fsync,
      current_setting('server_encoding') as encoding
  `)
  const [found] = rows
  if (found?.encoding !== 'UTF8') throw wrongEncoding(where, String(found?.encoding))
  if (found.commit === 'off') throw databaseNotDurable(where, 'synchronous_commit is off', 'it to on')
  if (found.fsync === 'off') warn(fsyncIsOff(where))
}

/**
 * Creates the tables in a database that has none, and marks one of an older layout. To be called in a transaction that keeps other processes out.
 *
 * @throws UserError if they are of a newer version.
 */
export async function prepareTables({ query }: Session, where: string): Promise<void> {
  const { rows } = await query(`select to_regclass('cruxgrid.layout') is not null as "isPrepared"`)
  if (rows[0]?.isPrepared !== true) return void (await query(tables))
  const { rows: versions } = await query('select max(version) as version from cruxgrid.layout')
  const version = Number(versions[0]?.version)
  if (version > layout) throw layoutTooNew(where, version, layout)
  if (version < layout) await query(`update cruxgrid.layout set version = ${layout}`)
}
