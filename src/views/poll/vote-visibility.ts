import type { Disclosure } from '../../poll/disclose.ts'
import { minShownFrom } from '../../poll/poll.ts'

type Visible = Pick<Disclosure, 'visibility' | 'current' | 'shownFrom'>

const anonymousWords = 'Shown without your name. How you write can give you away.'

/** The risk of voting in a round that is counted live. */
const liveCost = ({ current }: Visible): string =>
  current.hidden
    ? 'Once results are visible, people may guess a vote from when the count changes.'
    : 'Results are already visible; a vote cast now may be guessed.'

/** Whether the round is anonymous and its counts are shown while voting goes on. */
export const isCountedLive = ({ visibility, current }: Visible): boolean =>
  visibility === 'anonymous' &&
  current.state === 'open' &&
  !(current.hidden && current.shownFrom === undefined)

/** Whether people vote and nobody sees how until a reveal or the close. */
export const isBlind = (current: Disclosure['current']): boolean =>
  current.hidden && current.state === 'open' && current.shownFrom === undefined

/** Who can see a vote, for its receipt. */
export function receiptVisibility(poll: Visible): string {
  if (poll.visibility === 'names') return namedVisibility(poll)
  return isCountedLive(poll)
    ? `No names are shown. ${liveCost(poll)}`
    : 'Nobody here can see that it is yours.'
}

/** Who can see what is written to a vote, for its form. */
export const wordsVisibility = (poll: Visible): string =>
  poll.visibility === 'names' ? namedVisibility(poll) : anonymousWords

const namedVisibility = ({ current }: Visible): string =>
  current.hidden
    ? 'Hidden until the reveal, then shown with your name.'
    : 'Shown with your name to everyone here.'

/** The beginning of a ballot's form: who can see the vote and, of an anonymous one, who could ever find out whose it is. */
export function ballotIntro(poll: Visible, platform: string): readonly string[] {
  if (poll.visibility === 'anonymous') return anonymousIntro(poll, platform)
  return [
    poll.current.hidden
      ? 'Your vote is hidden until the reveal, then shown with your name to everyone here.'
      : 'Your vote is shown with your name to everyone here.',
  ]
}

function anonymousIntro(poll: Visible, platform: string): readonly string[] {
  const { shownFrom = minShownFrom } = poll
  const inPlayground = 'In this playground, anyone inside can speak as you and read your notes.'
  return [
    'Anonymous. Nobody here can see that this vote is yours, admins included. ' +
      'The person who runs this bot could find out until it is sealed, 14 days after the close. ' +
      `Counts are shown from ${shownFrom} votes; if everyone answers alike, everyone's answer is known.` +
      (platform === 'web' ? ` ${inPlayground}` : ''),
    ...(isCountedLive(poll) ? [liveCost(poll)] : []),
    `If ${shownFrom - 1} of ${shownFrom} voters compare notes, they know how the last one voted.`,
  ]
}
