import { UserError } from '../src/chat/user-error.ts'

export const portTaken = (port: number) =>
  new UserError(`Port ${port} is already in use.`, 'Stop the other program, or set PORT to another number.')

/** Limits protect other people, whom a private playground doesn't have. */
export const limitsNeeded = () =>
  new UserError(
    'LIMITS can only be off without Discord and Slack.',
    'Remove LIMITS, or turn Discord and Slack off.',
  )
