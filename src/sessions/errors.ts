import { UserError } from '../chat/user-error.ts'
import { writeDate } from '../time/write-time.ts'

export const groupBusy = () =>
  new UserError("I'm busy with this group right now.", 'Please try again in a minute.')

/** @param why One sentence: what the step waits for. */
export const stepWaiting = (why: string) => new UserError(why, 'Try again later.')

export const stepNotNeeded = () =>
  new UserError('There is nothing to do for that step.', [
    'Type ',
    { typed: 'reading next' },
    ' to see what is planned.',
  ])

export const stepAlreadyDone = () =>
  new UserError('That step is already done.', [
    'Type ',
    { typed: 'reading next' },
    ' to see what comes next.',
  ])

/** @param date The session's, as `2026-12-04`. */
export const sessionNotOpen = (date: string, now: number) =>
  new UserError(`The session on ${writeDate(date, now)} hasn't started yet.`, [
    'Start it first: ',
    { typed: 'reading next do:open' },
  ])

/** @param date The session's, as `2026-12-04`. */
export const sessionAlreadyOpen = (date: string, now: number) =>
  new UserError(`The session on ${writeDate(date, now)} has already started.`, [
    'Type ',
    { typed: 'reading next' },
    ' to see what comes next.',
  ])

export const readingListEmpty = () =>
  new UserError('The reading list is empty.', ['Nominate a paper: ', { typed: 'reading add <link>' }])
