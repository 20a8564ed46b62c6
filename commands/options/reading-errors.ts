import { toPlainText } from '../../src/chat/plain-text.ts'
import { UserError } from '../../src/chat/user-error.ts'
import type { Button, Text } from '../../src/chat/view.ts'
import { writeDate } from '../../src/time/write-time.ts'
import { pollLink } from '../../src/views/poll/go-to-poll.ts'
import { noPublicAddress } from '../../src/views/reading/calendar-view.ts'

export const noSuchPosition = () =>
  new UserError("That isn't a place on the list.", 'Write a number: 1 is the paper that is read next.', {
    fields: { position: 'Write a number: 1 is the paper that is read next.' },
  })

export const reasonTooShort = () =>
  new UserError('A reason has 3 to 300 characters.', 'Write a little more, or leave it out.', {
    fields: { why: 'A reason has 3 to 300 characters. Write a little more, or leave it out.' },
  })

/**
 * @param date When it was read: `2026-12-04`.
 * @param now In ms since 1970.
 * @param link The address of the message of its poll, if there is one.
 * @param readAgain Nominates it anyway.
 */
export const alreadyRead = (
  { title, date, link }: { readonly title: string; readonly date: string; readonly link: string | undefined },
  now: number,
  readAgain: Button,
) =>
  new UserError(
    [
      `This group read “${title}” on ${writeDate(date, now)}`,
      ...(link === undefined ? [] : [': ', pollLink(link)]),
      '.',
    ],
    'Press Read again to put it back on the list.',
    { buttons: [readAgain] },
  )

export const noScheduleYet = () =>
  new UserError('This group has no schedule yet.', ['Set one: ', { typed: 'reading schedule wed 17:00' }])

export const noSessionPlanned = () =>
  new UserError('No session is planned.', ['Plan one: ', { typed: 'reading schedule wed 17:00' }])

export const noSessionToSkip = () =>
  new UserError('There is no session to skip.', ['Plan one: ', { typed: 'reading schedule wed 17:00' }])

export const noSessionHeld = () =>
  new UserError('No session has taken place yet.', 'You can add notes once a session has started.')

/** @param date The next session's. @param from The first day on which people can sign up for it. Both in words. */
export const sessionNotAnnounced = (date: string, from: string) =>
  new UserError(`The session on ${date} hasn't been announced yet.`, `You can sign up from ${from} on.`)

export const sessionEnded = () =>
  new UserError('That session is over.', ['Type ', { typed: 'reading next' }, ' to see the next one.'])

export const sessionNotPrepared = () =>
  new UserError("The next session isn't prepared yet.", [
    'Type ',
    { typed: 'reading next' },
    ' to see when it is.',
  ])

export const noSheets = () =>
  new UserError("This group has no facilitator's sheets.", [
    'An organiser can switch them on: ',
    { typed: 'reading schedule extras:on' },
  ])

export const movedByItself = () =>
  new UserError(
    'A session is moved by itself, so nothing was changed.',
    'Send the move and the other changes one after the other.',
  )

export const notFacilitator = () =>
  new UserError('Only the facilitator or an organiser can do that.', 'Ask one of them.')

export const nobodyNamed = () =>
  new UserError('Who do you want to swap with?', [
    'For example: ',
    { typed: 'reading facilitators swap @Ben' },
  ])

export const daysNamedTwice = () =>
  new UserError('You gave the days twice.', ['Write them once: ', { typed: 'reading pause 21 Dec to 3 Jan' }])

export const awayWithoutEnd = () => withoutEnd('away', 'Write both days, like 20 Dec to 5 Jan.')

export const skipWithoutEnd = () =>
  withoutEnd('dates', ['Name the last date, or use ', { typed: 'reading pause' }])

/** Days that only begin, where an end is needed. */
const withoutEnd = (option: string, remedy: Text) =>
  new UserError('The last day is missing.', remedy, { fields: { [option]: toPlainText(remedy) } })

/** @param season Its name. */
export const seasonNotOver = (season: string) =>
  new UserError(`${season} has no finished session yet.`, 'Ask again after its first session.')

export const heldSessionGone = () =>
  new UserError("I can't find that session among those that took place.", [
    'Type ',
    { typed: 'reading history' },
    ' to see them.',
  ])

export const nothingHeld = () =>
  new UserError('No session has taken place yet.', [
    'Type ',
    { typed: 'reading next' },
    ' to see the next one.',
  ])

/** @param dates Those of the sessions that took place, newest first. */
export const noSessionHeldOn = (date: string, dates: readonly string[], now: number) => {
  const values = dates.slice(0, 5).map((date) => ({ label: writeDate(date, now), value: date }))
  return new UserError(
    `No session took place on ${writeDate(date, now)}.`,
    values.length === 0
      ? 'Choose another day.'
      : `Choose one: ${values.map(({ label }) => label).join(', ')}.`,
    { instead: { option: 'date', values } },
  )
}

export const noCalendarLink = () => new UserError(noPublicAddress.happened, noPublicAddress.remedy)
