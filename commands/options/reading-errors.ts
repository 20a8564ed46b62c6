import { toPlainText } from '../../src/chat/plain-text.ts'
import { UserError } from '../../src/chat/user-error.ts'
import type { Button, Text } from '../../src/chat/view.ts'

export const reasonTooShort = () =>
  new UserError('A reason has 3 to 300 characters.', 'Write a little more, or leave it out.', {
    fields: { why: 'A reason has 3 to 300 characters. Write a little more, or leave it out.' },
  })

/** @param readAgain Nominates it all the same. */
export const alreadyRead = (title: string, date: string, readAgain: Button) =>
  new UserError(
    `“${title}” was read here on ${date}.`,
    'Press Read again to put it on the list all the same.',
    { buttons: [readAgain] },
  )

export const noScheduleYet = () =>
  new UserError('This group has no schedule yet.', ['Give it one: ', { typed: 'reading schedule wed 17:00' }])

export const noSessionPlanned = () =>
  new UserError('No session is planned.', ['Plan one: ', { typed: 'reading schedule wed 17:00' }])

export const noSessionHeld = () => new UserError('No session was held yet.', 'Add notes once it is open.')

/** @param date The next session's. @param from The first day on which people can sign up for it. Both in words. */
export const sessionNotAnnounced = (date: string, from: string) =>
  new UserError(`The session on ${date} is not announced yet.`, `Say whether you come from ${from} on.`)

export const sessionEnded = () => new UserError('That session is over.', ['See ', { typed: 'reading next' }])

export const sessionNotPrepared = () =>
  new UserError('The next session is not prepared yet.', ['See when it is: ', { typed: 'reading next' }])

export const notFacilitator = () =>
  new UserError(`You can't do that here.`, 'Ask the facilitator or an organiser.')

export const nobodyNamed = () => new UserError('Nobody was named.', 'Name one person: swap:@Ben.')

export const daysNamedTwice = () =>
  new UserError('The days are named twice.', [
    'Write them once: ',
    { typed: 'reading pause 21 Dec to 3 Jan' },
  ])

/** Days that only begin, where an end is needed. */
export const withoutEnd = (option: string, remedy: Text) =>
  new UserError('That has no last day.', remedy, { fields: { [option]: toPlainText(remedy) } })

/** @param season Its name. */
export const seasonNotOver = (season: string) =>
  new UserError(`No session of ${season} is over yet.`, 'Ask for its recap when the first one is.')
