import { UserError } from '../chat/user-error.ts'

export const unreadableTime = () =>
  new UserError("I couldn't read that time.", 'Write it like 30m, 24h, 3d, fri 17:00 or 2026-12-01 17:00.')

export const timePassed = () => new UserError('That time has passed.', 'Choose one that is still to come.')

export const timeTooFar = () =>
  new UserError('That is more than a year away.', 'Choose a time within a year.')

export const invalidDate = (word: string) =>
  new UserError(`“${word.slice(0, 40)}” is no date.`, 'Write dates like 2026-12-23.')

export const invalidMoment = (word: string) =>
  new UserError(`“${word.slice(0, 40)}” is no date with a time.`, 'Write it like 2027-01-04 18:30.')
