import { UserError } from '../chat/user-error.ts'

export const sessionOver = () =>
  new UserError('That session is over.', 'Look at what is next with reading next.')
