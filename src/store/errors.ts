import { UserError } from '../chat/user-error.ts'

export const keyFileReadable = (path: string) =>
  new UserError(
    `Other users of this machine can read the key file ${path}.`,
    'Take their rights away (chmod 600), and start again.',
  )

export const anonymityKeyMissing = () =>
  new UserError(
    "The keys of anonymous polls are wrapped with a key that ANONYMITY_KEY doesn't hold.",
    'Put that key back, after the new one and a comma, and start again.',
  )

/** The message holds nothing of the file. */
export const keyFileDamaged = (path: string) =>
  new UserError(
    `The key file ${path} can't be read: it is damaged, or another program's.`,
    'Put back the copy that belongs to this database, or move it away: anonymous polls that need it are then closed and sealed.',
  )

/** @param database For people. @param from What was being copied into it. */
export const halfCopied = (database: string, from: string) =>
  new UserError(
    `The database ${database} holds only a part of ${from}: copying it did not end.`,
    'Start the same copy again, and it goes on where it stopped.',
  )

export const keyFileUnreadable = (path: string, reason: string) =>
  new UserError(
    `I can't read the key file ${path} (${reason}).`,
    'Correct that, or set KEY_FILE to the right file, and start again.',
  )
