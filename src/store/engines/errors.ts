import { UserError } from '../../chat/user-error.ts'

/** The message holds only the URL's scheme: there may be a password in the rest. */
export const unknownDatabase = (url: string) =>
  new UserError(
    `DATABASE_URL names no database that Cruxgrid knows (it begins with “${url.slice(0, url.indexOf(':') + 1)}”).`,
    'Set it to sqlite: and a path, such as sqlite:data/cruxgrid.db.',
  )

export const databaseNotWritable = (path: string, reason: string) =>
  new UserError(
    `The database file ${path} can't be opened for writing (${reason}).`,
    'Name a file in DATABASE_URL that this user may write, or make it writable.',
  )

export const databaseMissing = (path: string) =>
  new UserError(`There is no database ${path}.`, 'Name it in DATABASE_URL, or start Cruxgrid once.')

export const backupExists = (path: string) =>
  new UserError(`The file ${path} exists already.`, 'Name a new one: nothing is overwritten.')

export const layoutTooNew = (path: string, version: number, known: number) =>
  new UserError(
    `The database file ${path} has layout ${version}; this version of Cruxgrid knows layouts up to ${known}.`,
    'Start the version that wrote it, or a newer one, or restore a backup from before the update.',
  )

export const foreignDatabase = (path: string) =>
  new UserError(
    `The file ${path} is not a database of Cruxgrid.`,
    'Name another file in DATABASE_URL, or move this one away; nothing in it was changed.',
  )
