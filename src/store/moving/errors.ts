import { UserError } from '../../chat/user-error.ts'

export const backupExists = (path: string) =>
  new UserError(`The file ${path} already exists.`, 'Choose a new name. Nothing was overwritten.')

export const backupNotWritable = (path: string, reason: string) =>
  new UserError(
    `I can't write the backup ${path} (${reason}).`,
    'Choose another place, or make room in this one. No backup was made.',
  )

export const nameOfDatabase = (path: string) =>
  new UserError(
    `A backup is lines of text, and ${path} is the name of a database.`,
    'Give it a name that ends in .jsonl.zst, .jsonl.gz or .jsonl.',
  )

export const backupUnreadable = (path: string, reason: string) =>
  new UserError(
    `I can't read the backup ${path} (${reason}).`,
    'Check its name and its permissions. Nothing was restored.',
  )

export const backupEmpty = (path: string) =>
  new UserError(`The backup ${path} is empty.`, 'Use another backup. Nothing was restored.')

export const notABackup = (path: string) =>
  new UserError(
    `The file ${path} is not a Cruxgrid backup.`,
    'Give the name of a file that npm run backup has made. Nothing was restored.',
  )

export const databaseNotBackup = (path: string) =>
  new UserError(
    `The file ${path} is a database, not a backup.`,
    `Copy it with npm run move -- sqlite:${path} <to>, where <to> is your DATABASE_URL. Nothing was restored.`,
  )

export const backupTooNew = (path: string, version: number, known: number) =>
  new UserError(
    `The backup ${path} was made by a newer version of Cruxgrid (format ${version}; this version reads up to ${known}).`,
    'Restore it with that version. Nothing was restored.',
  )

/** @param what How it is damaged: a sentence's end after “it”. */
export const backupDamaged = (path: string, what: string) =>
  new UserError(`The backup ${path} is damaged: it ${what}.`, 'Use another backup. Nothing was restored.')

const emptyings = {
  file: 'Move it away, with the files beside it that end in -wal and -shm, or give another name.',
  postgres: 'Use an empty database, or remove what is in this one (drop schema cruxgrid cascade).',
  redis: 'Use an empty one, or remove what is in this one (FLUSHDB).',
}

/** The kinds of database that are emptied in different ways. */
export type DatabaseKind = keyof typeof emptyings

/** @param database Without user and password. */
export const targetNotEmpty = (database: string, kind: DatabaseKind) =>
  new UserError(`The database ${database} already has records.`, `${emptyings[kind]} Nothing was changed.`)

export const otherHalf = (database: string, from: string) =>
  new UserError(
    `The database ${database} holds a part of ${from}, which was being copied into it.`,
    `Go on with ${from}, or use an empty database. Nothing was changed.`,
  )

export const copyDiffers = (database: string) =>
  new UserError(
    `The database ${database} doesn't hold what was copied into it: something else has written there, or its disk is damaged.`,
    'Empty it, make sure that nothing is using it, and start again.',
  )

export const sameDatabase = (database: string) =>
  new UserError(`Both addresses are the database ${database}.`, 'Give two different ones.')
