import { toPlainText } from '../chat/plain-text.ts'
import { UserError } from '../chat/user-error.ts'
import type { Text } from '../chat/view.ts'

const anotherLink: Text = 'Use a link that begins with https://.'

const attachmentFaults: Readonly<Record<string, readonly [happened: string, remedy: Text]>> = {
  http: ["That link isn't encrypted: it begins with http.", anotherLink],
  user: ['That link has a user name or a password in it.', 'Leave out what stands before the @.'],
  'link length': ['That link is too long.', 'Use one of at most 500 characters.'],
  'two links': ['That has more than one link.', 'Attach them one after the other.'],
}

/** @param fault Why the words are not one https address, as `where.ts` names it. */
export function attachmentRefused(fault: string): UserError {
  const [happened, remedy] = attachmentFaults[fault] ?? ["I can't read that link.", anotherLink]
  return new UserError(happened, remedy, { fields: { link: `${happened} ${toPlainText(remedy)}` } })
}

export const tooManyAttachments = (max: number) =>
  new UserError(`A session has at most ${max} attachments.`, [
    'Remove one first: type ',
    { typed: 'reading recap' },
    '.',
  ])

/** @param facilitator Their name, if the session has one. */
export const attachingNotAllowed = (facilitator: string | undefined) =>
  new UserError(
    `Only ${facilitator ?? 'the facilitator'} or an organiser can attach links.`,
    'Ask one of them.',
  )

export const attachmentNotYours = () =>
  new UserError(
    'Only the person who attached it, the facilitator or an organiser can remove it.',
    'Ask one of them.',
  )

export const attachmentGone = () =>
  new UserError('That link is no longer attached.', ['See what is: ', { typed: 'reading recap' }])

export const worthClosed = () =>
  new UserError('That session is too old for answers.', 'You can answer for 14 days after a recap.')

export const notAskedToQuote = () =>
  new UserError("You haven't been asked whether you may be quoted.", 'There is nothing to answer.')
