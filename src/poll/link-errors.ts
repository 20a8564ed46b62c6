import { UserError } from '../chat/user-error.ts'

/** Pages are served only under an address that people elsewhere can reach. */
export const noPages = () =>
  new UserError("Pages can't be shared here.", 'Ask the person who runs Cruxgrid to set PUBLIC_URL.')

export const linksOff = () =>
  new UserError("Links to pages can't be made in this channel.", [
    'Ask a manager of this channel to allow it: ',
    { typed: 'settings links:opener' },
  ])

export const tooManyLinks = (max: number) =>
  new UserError(`This poll has ${max} links already.`, ['Withdraw one first: ', { typed: 'links' }])

export const linkNotFound = () =>
  new UserError('That link is already withdrawn, or has expired.', [
    'See those that work: ',
    { typed: 'links' },
  ])

/** A full page is announced, and a poll has a limited number of lines about it. */
export const noRoomForLine = () =>
  new UserError(
    'This poll has too many lines in its thread already, so a full page could not be announced.',
    'Make a link with counts only.',
  )

export const tooManyPageLinks = (max: number) =>
  new UserError(`This channel has ${max} links to its pages already.`, [
    'Withdraw one first: ',
    { typed: 'links' },
  ])
