import { UserError } from '../chat/user-error.ts'

export const notImported = () =>
  new UserError('This poll was not imported.', ['To remove it, type ', { typed: 'delete' }, '.'])

export const importTooOld = (days: number) =>
  new UserError(
    `An import can be undone for ${days} days, and this one is older.`,
    'Delete its polls one by one.',
  )
