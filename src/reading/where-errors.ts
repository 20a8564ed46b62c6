import { toPlainText } from '../chat/plain-text.ts'
import { UserError } from '../chat/user-error.ts'
import type { Text } from '../chat/view.ts'
import { maxLinkLength, maxPlaceLength, type WhereFault } from './where.ts'

const another: Text = 'Use a link that begins with https://.'

const sentences: Readonly<Record<WhereFault, readonly [happened: string, remedy: Text]>> = {
  empty: [
    'Where do you meet?',
    ['Write a place, or the link of a call: ', { typed: 'reading schedule where:Room 4.12' }],
  ],
  length: [`A place has at most ${maxPlaceLength} characters.`, 'Say it in fewer words.'],
  'link length': [`A link has at most ${maxLinkLength} characters.`, 'Use a shorter one.'],
  http: ["That link isn't encrypted: it begins with http.", another],
  scheme: ["I can't show that kind of link.", another],
  user: ['That link has a user name or a password in it.', 'Leave out what stands before the @.'],
  link: ["I can't read that link.", 'Copy it again from the call.'],
  'two links': ['That has more than one link.', 'Choose one of them.'],
  channel: [
    "That isn't a voice or stage channel that you can see here.",
    'Choose another channel, or write the place in words.',
  ],
  'two channels': ['That has more than one channel.', 'Choose one of them.'],
}

/** For a place that can't be used. */
export function whereRefused(fault: WhereFault): UserError {
  const [happened, remedy] = sentences[fault]
  return new UserError(happened, remedy, { fields: { where: `${happened} ${toPlainText(remedy)}` } })
}
