import { UserError } from '../chat/user-error.ts'
import type { Text } from '../chat/view.ts'

const seeNext: Text = ['Look at what is next: ', { typed: 'reading next' }]

export const groupBusy = () => new UserError('I am at work on this group just now.', 'Try again in a minute.')

/** @param why One sentence: what the step waits for. */
export const stepWaiting = (why: string) => new UserError(why, 'Try again when that has changed.')

export const stepNotNeeded = () => new UserError('There is nothing to do for that.', seeNext)

export const stepAlreadyDone = () => new UserError('That is done already.', seeNext)

export const sessionNotOpen = (date: string) =>
  new UserError(`The session of ${date} is not open yet.`, [
    'Open it first: ',
    { typed: 'reading next do:open' },
  ])

export const sessionAlreadyOpen = (date: string) =>
  new UserError(`The session of ${date} is open already.`, seeNext)

export const readingListEmpty = () =>
  new UserError('Nothing is on the reading list.', ['Nominate a paper: ', { typed: 'reading add …' }])
