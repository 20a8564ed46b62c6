import { UserError } from '../../chat/user-error.ts'

/** The message holds only the URL's scheme: there may be a password in the rest. */
export const unknownDatabase = (url: string) =>
  new UserError(
    `DATABASE_URL: I don't know this kind of database (“${url.slice(0, url.indexOf(':') + 1)}”).`,
    'Set it to a path, for example sqlite:data/cruxgrid.db, or to a server, for example postgres://bot:secret@localhost/cruxgrid or redis://localhost.',
  )

export const unreadableAddress = () =>
  new UserError(
    "DATABASE_URL: I can't read this address.",
    'Write @ : / ? # and % in a user name or password as %40 %3A %2F %3F %23 and %25.',
  )

/** @param where Without user and password. */
export const databaseUnreachable = (where: string, reason: string) =>
  new UserError(
    `I can't use the database ${where} (${reason}).`,
    'Start its server, or correct DATABASE_URL; then start again.',
  )

/** For the log. The next call makes another. */
export const connectionLost = (reason: string): string => `A connection to the database was lost: ${reason}.`

/** For the log, when PostgreSQL starts. */
export const fsyncIsOff = (where: string): string =>
  `The database ${where} has fsync off: a power cut can lose confirmed votes and damage everything.`

/** For the log, when Redis starts. @param sync Its appendfsync: `everysec` or `no`. */
export const syncIsLate = (where: string, sync: string): string =>
  `The database ${where} has appendfsync ${sync}: a power cut can lose confirmed votes${sync === 'everysec' ? ' of the last second or two' : ''}.`

/** For the log, when Redis starts. */
export const settingsAreHidden = (where: string): string =>
  `The database ${where} doesn't show its settings. Unless it has appendonly yes, appendfsync always and maxmemory-policy noeviction, CONFIRMED VOTES CAN BE LOST.`

/** @param loss Which setting is wrong. @param setting What to set. */
export const databaseNotDurable = (where: string, loss: string, setting: string) =>
  new UserError(
    `The database ${where} can lose confirmed votes: ${loss}.`,
    `Set ${setting}, and start again.`,
  )

export const wrongEncoding = (where: string, encoding: string) =>
  new UserError(
    `The database ${where} can't hold every character: its encoding is ${encoding}.`,
    'Create it with the encoding UTF8, and start again.',
  )

export const databaseNotWritable = (path: string, reason: string) =>
  new UserError(
    `I can't write to the database file ${path} (${reason}).`,
    "Set DATABASE_URL to a file this user can write, or change the file's permissions.",
  )

export const databaseMissing = (path: string) =>
  new UserError(
    `There is no database file ${path}.`,
    'Set DATABASE_URL to an existing one, or start Cruxgrid once.',
  )

export const databaseDamaged = (path: string) =>
  new UserError(
    `The database file ${path} is damaged.`,
    `Move it away, with the files beside it that end in -wal and -shm. Then get a backup back with npm run restore -- <file>.`,
  )

export const diskFull = (path: string) =>
  new UserError(`There is no space left on the disk for ${path}.`, 'Free some space, and start again.')

export const copyInterrupted = () =>
  new UserError(
    'Another copy of this database has started, or this one was stopped for too long.',
    'Run it again when the other has ended.',
  )

/** @param database `file …` or the address of a server, without user and password. */
export const layoutTooNew = (database: string, version: number, known: number) =>
  new UserError(
    `The database ${database} was written by a newer version of Cruxgrid (layout ${version}; this version reads up to ${known}).`,
    'Start that version, or restore a backup from before the update. Nothing was changed.',
  )

export const foreignDatabase = (path: string) =>
  new UserError(
    `The file ${path} is not a Cruxgrid database.`,
    'Set DATABASE_URL to another file, or move this one away. Nothing was changed.',
  )
