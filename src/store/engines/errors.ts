import { UserError } from '../../chat/user-error.ts'

/** The message holds only the URL's scheme: there may be a password in the rest. */
export const unknownDatabase = (url: string) =>
  new UserError(
    `DATABASE_URL: I don't know this kind of database (“${url.slice(0, url.indexOf(':') + 1)}”).`,
    'Set it to a path, for example sqlite:data/cruxgrid.db.',
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

export const backupExists = (path: string) =>
  new UserError(`The file ${path} already exists.`, 'Choose a new name. Nothing was overwritten.')

export const layoutTooNew = (path: string, version: number, known: number) =>
  new UserError(
    `The database file ${path} was written by a newer version of Cruxgrid (layout ${version}; this version reads up to ${known}).`,
    'Start that version, or restore a backup from before the update. Nothing was changed.',
  )

export const foreignDatabase = (path: string) =>
  new UserError(
    `The file ${path} is not a Cruxgrid database.`,
    'Set DATABASE_URL to another file, or move this one away. Nothing was changed.',
  )
