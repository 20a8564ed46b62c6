import { UserError } from '../chat/user-error.ts'
import { maxReading, minReading, minTalk } from './together.ts'

/** @param lengthMin The session's length, in minutes. */
export function noTimeToRead(lengthMin: number) {
  const most = Math.min(maxReading, lengthMin - minTalk)
  return new UserError(
    `People read together for ${minReading} to ${maxReading} minutes, and ${minTalk} minutes of the session are left to vote and talk.`,
    most < minReading
      ? ['Make sessions longer, for example: ', { typed: 'reading schedule for 60m' }]
      : `In a session of ${lengthMin} minutes, give them at most ${most} minutes.`,
    { fields: { together: most < minReading ? 'The session is too short.' : `At most ${most} minutes.` } },
  )
}

export const eitherTogetherOrEarly = () =>
  new UserError('A group that reads together opens its poll after the reading, not with the announcement.', [
    'Choose one of them, for example: ',
    { typed: 'reading schedule together 30m poll:at-start' },
  ])

export const notReadingTogether = () =>
  new UserError('People come to this session having read the paper.', [
    'Give them time to read in it: ',
    { typed: 'reading next together 30m' },
  ])

export const leaderRequired = () =>
  new UserError('Only the facilitator or an organiser can do that.', 'Ask one of them.')

export const readingNotBegun = () =>
  new UserError("The session hasn't started yet.", 'Press it again once people are reading.')

export const readingOver = () =>
  new UserError('The time to read is over.', 'The poll is open in the thread: vote there.')

/** @param minutes That were added. */
export const extendedEnough = (minutes: number) =>
  new UserError(
    `You have added ${minutes} minutes already.`,
    'The poll opens when they are over, or sooner if most people have read the paper.',
  )

export const manyPresent = (max: number) =>
  new UserError(`${max} people are here already, so I don't note more.`, 'You can still vote in the thread.')
