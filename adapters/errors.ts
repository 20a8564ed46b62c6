import { UserError } from '../src/chat/user-error.ts'

export const portTaken = (port: number) =>
  new UserError(`PORT: something else listens on ${port}.`, 'Stop it, or set PORT to another number.')
