import { UserError } from '../chat/user-error.ts'

/** For a length that sessions can't have. */
export const sessionLengthRefused = () =>
  new UserError('A session takes between 15 minutes and 6 hours.', 'Choose another length, for example 90m.')
