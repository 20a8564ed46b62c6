import { UserError } from '../chat/user-error.ts'

export const listWithoutVotes = () =>
  new UserError("This list is read from the top, so people don't vote for papers.", [
    'An organiser can change its order: ',
    { typed: 'reading order <paper> <position>' },
  ])

export const listByVotes = () =>
  new UserError('This list is in the order of votes.', [
    'To set the order yourself: ',
    { typed: 'reading schedule order:list' },
  ])
