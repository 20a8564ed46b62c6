import { counted } from '../../chat/text.ts'
import { UserError } from '../../chat/user-error.ts'

export const noPaperToAskAbout = () =>
  new UserError("There is no paper to ask about yet. It hasn't been chosen.", [
    'Type ',
    { typed: 'reading next' },
    ' to see when it is.',
  ])

export const questionsOff = () =>
  new UserError('Questions are off in this group.', [
    'An organiser can turn them on: ',
    { typed: 'reading schedule extras:on' },
  ])

export const tooManyQuestions = (max: number) =>
  new UserError(
    `You have already asked ${counted(max, 'question')} about this paper.`,
    'Remove one of yours first, or press +1 on others.',
  )

export const alreadyAsked = () =>
  new UserError('You have already asked that.', [
    'Type ',
    { typed: 'reading questions' },
    ' to see all questions.',
  ])

export const questionGone = () =>
  new UserError('That question was removed.', [
    'Type ',
    { typed: 'reading questions' },
    ' to see the others.',
  ])

export const questionNotYours = () =>
  new UserError(
    'Only the person who asked, the facilitator or an organiser can remove a question.',
    'Ask one of them.',
  )
