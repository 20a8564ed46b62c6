import { agree, counted } from '../../chat/text.ts'
import type { Part, Span, View } from '../../chat/view.ts'
import { formatTurnout } from '../../picture/numbers.ts'
import type { AskedAudience, Disclosure } from '../../poll/disclose.ts'
import { writeDay, writeMoment } from '../../time/write-time.ts'
import { isCountedLive } from './vote-visibility.ts'

/** A poll's state in two lines: votes and closing time; round, opener, and who can see a vote. One line once closed. */
export function statusParts(poll: Disclosure): readonly Part[] {
  return poll.current.state === 'closed'
    ? [{ kind: 'text', tone: 'status', text: closedLine(poll) }]
    : [
        { kind: 'text', tone: 'status', text: openLine(poll) },
        { kind: 'text', tone: 'muted', text: roundLine(poll) },
      ]
}

export function stateOf({ current }: Disclosure): NonNullable<View['state']> {
  if (current.state === 'closed') return 'closed'
  return isBlind(current) ? 'hidden' : 'open'
}

/** Hidden until the reveal or the close, not only until enough have voted. */
const isBlind = (current: Disclosure['current']): boolean => current.hidden && current.shownFrom === undefined

/** "Open · 5 of 8 have voted · closes Fri 4 Dec, 17:00 (Berlin), in 6 days" */
const openLine = (poll: Disclosure): readonly Span[] => [
  { strong: openWord(poll) },
  ' · ',
  ...turnout(poll),
  ...closingTime(poll),
]

/** "Open · 5 of 8 have voted · closes Fri 4 Dec, 17:00 (Berlin)", "Closed Fri 4 Dec, 17:00 · 8 votes", in a list. */
export function shortStatus(poll: Disclosure): readonly Span[] {
  if (poll.current.state === 'closed') return ['Closed', ...closedWords(poll), ' · ', ...turnout(poll)]
  const closes = closingMoment(poll)
  return [openWord(poll), ' · ', ...turnout(poll), ...(closes === undefined ? [] : [' · closes ', closes])]
}

function openWord({ current }: Disclosure): string {
  if (isBlind(current)) return 'Open, votes hidden'
  return !current.hidden && current.isRevealed ? 'Open, revealed' : 'Open'
}

/**
 * "5 of 8 have voted" where people were asked to vote, "3 of 12 in @Readers have voted" where audiences were, else "3 votes"; "6
 * people have voted" while votes are hidden.
 */
export function turnout(poll: Disclosure): readonly Span[] {
  const { current, expected, audiences, visibility } = poll
  const votes = votesWords(current)
  if (current.state === 'closed') return [votes]
  if (audiences.length > 0 && visibility === 'anonymous')
    return [`${votes} · `, ...listedSpans(audiences.map((audience) => [{ audience }])), ' were asked']
  const voted = votedOf(poll)
  if (audiences.length > 0) {
    const shares = audiences.map(shareOf)
    const all =
      voted === undefined
        ? shares
        : [[`${voted} of ${counted(expected, 'person', 'people')} asked`], ...shares]
    const have = agree(all.length === 1 ? (audiences[0]?.voted ?? 0) : 2, 'has voted', 'have voted')
    return [...(isOfExpected(poll) ? [] : [`${votes} · `]), ...listedSpans(all), ` ${have}`]
  }
  if (voted === undefined) return [votes]
  const have = agree(voted, 'has voted', 'have voted')
  return isOfExpected(poll)
    ? [`${voted} of ${expected} ${have}`]
    : [`${votes} · ${voted} of the ${expected} asked ${have}`]
}

/** "3 of 12 in @Readers"; without the second number if nobody knows it. */
function shareOf(audience: AskedAudience): readonly Span[] {
  const { voted = 0, size } = audience
  // Someone who has left it since is among those who voted.
  return [size === undefined ? `${voted} in ` : `${voted} of ${Math.max(size, voted)} in `, { audience }]
}

/** "3 of 12 in @Readers, 1 of 2 in @Writers and 0 of 4 in @Staff" */
const listedSpans = (items: readonly (readonly Span[])[]): readonly Span[] =>
  items.flatMap((item, i) => [...(i === 0 ? [] : [i === items.length - 1 ? ' and ' : ', ']), ...item])

/** "nobody has voted yet", "6 people have voted" while votes are hidden, "6 votes". */
export function votesWords(current: Disclosure['current']): string {
  const { votes } = current
  if (votes === 0 && current.state === 'closed') return 'nobody voted'
  if (votes === 0) return `nobody has voted ${current.number > 1 ? 'in this round yet' : 'yet'}`
  return current.hidden && current.state === 'open' ? formatTurnout(votes) : counted(votes, 'vote')
}

/** How many of those who were asked have voted; a poll that was just opened doesn't know, but nobody can have. */
const votedOf = ({ visibility, current, voted, expected }: Disclosure): number | undefined =>
  voted ?? (visibility === 'names' && expected > 0 && current.votes === 0 ? 0 : undefined)

/** Whether the status says how many of those who were asked have voted, rather than the number of votes. */
export function isOfExpected(poll: Disclosure): boolean {
  const { current, audiences, visibility } = poll
  if (current.state === 'closed') return false
  if (audiences.length === 0) return current.votes <= (votedOf(poll) ?? -1)
  const [only, ...others] = audiences
  const isOnly = others.length === 0 && poll.expected === 0
  return visibility === 'names' && (current.votes === 0 || (isOnly && current.votes <= (only?.voted ?? 0)))
}

/** " · closes Fri 4 Dec, 17:00 (Berlin), in 6 days"; without a zone, as in old polls, by each reader's own clock. */
function closingTime(poll: Disclosure): readonly Span[] {
  const { closesAt, closesZone } = poll
  const moment = closingMoment(poll)
  if (closesAt === undefined || moment === undefined) return []
  const countdown: Span = { time: closesAt, as: 'countdown' }
  return closesZone === undefined
    ? [' · closes ', moment, ' (', countdown, ')']
    : [' · closes ', moment, ', ', countdown]
}

const closingMoment = ({ closesAt, closesZone, openedAt }: Disclosure): Span | undefined =>
  closesAt === undefined
    ? undefined
    : closesZone === undefined
      ? { time: closesAt, as: 'moment' }
      : writeMoment(closesAt, closesZone, openedAt)

/** "Round 1 · opened by Ada · names are shown to everyone in this channel" */
function roundLine(poll: Disclosure): readonly Span[] {
  const { number, votes } = poll.current
  const kept = number > 1 && votes === 0 ? ` · votes from round ${number - 1} are kept` : ''
  return [`Round ${number} · opened by `, opener(poll), ` · ${secrecy(poll)}${kept}`]
}

const opener = ({ opener: { id, name } }: Disclosure): Span =>
  id === undefined ? name : { person: { id, name } }

/** "Closed Fri 4 Dec, 17:00 · round 1 · 8 votes · names shown · opened by Ada", "… · imported on 28 Nov 2026 by Ada" */
function closedLine(poll: Disclosure): readonly Span[] {
  const { number, votes } = poll.current
  const shown = poll.visibility === 'names' ? 'names shown' : 'anonymous'
  return [
    { strong: 'Closed' },
    ...closedWords(poll),
    ` · round ${number} · ${votesWords(poll.current)}`,
    votes === 0 ? '' : ` · ${shown}`,
    poll.imported === undefined ? ' · opened by ' : ` · imported on ${writeDay(poll.imported.at)} by `,
    opener(poll),
  ]
}

/** When the round was closed; of an imported poll only as far as its file says it. */
export function closedMoment({ current: { closedAt }, imported }: Disclosure): readonly Span[] {
  if (closedAt === undefined || imported?.dates === 'none') return []
  return [imported?.dates === 'days' ? writeDay(closedAt) : { time: closedAt, as: 'moment' }]
}

/** The same after a word. */
const closedWords = (poll: Disclosure): readonly Span[] =>
  closedMoment(poll).flatMap((moment) => [' ', moment])

function secrecy(poll: Disclosure): string {
  if (poll.visibility === 'names')
    return poll.current.hidden
      ? 'hidden until the reveal, then shown with names'
      : 'names are shown to everyone in this channel'
  return isCountedLive(poll)
    ? 'anonymous, counted live: in a small group people can guess a vote from when the count changes'
    : 'anonymous: nobody here can see who voted what, not even admins or in exports'
}
