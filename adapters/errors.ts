import { UserError } from '../src/chat/user-error.ts'

export const portTaken = (port: number) =>
  new UserError(`PORT: something else listens on ${port}.`, 'Stop it, or set PORT to another number.')

/** Limits protect other people, whom a private playground doesn't have. */
export const limitsNeeded = () =>
  new UserError('LIMITS: off is for a playground alone.', 'Take it out, or turn Discord and Slack off.')
