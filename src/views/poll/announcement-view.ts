import { isErased, type Person } from '../../chat/caller.ts'
import { toPlainText } from '../../chat/plain-text.ts'
import { capitalise, counted } from '../../chat/text.ts'
import type { Span, View } from '../../chat/view.ts'
import type { Announcement } from '../../poll/announcement.ts'
import type { Disclosure } from '../../poll/disclose.ts'
import { lateWords } from '../../time/late-words.ts'
import { pollLink } from './go-to-poll.ts'

/** The addresses of the messages that a line leads to, as far as they are known. */
export interface Links {
  readonly poll: string | undefined
  /** Of the round's result, if it is in the poll's thread. */
  readonly result: string | undefined
  /** The usual word for the poll's space: "server". */
  readonly spaceWord?: string | undefined
}

/** One line about an act on a poll, for everyone in its conversation. */
export function announcementView(poll: Disclosure, announcement: Announcement, links: Links): View {
  const text = textOf(poll, announcement, links)
  const { act, by, closesAt } = announcement
  // Without the time, which has no zone in plain words.
  const isMoved = act === 'closing time' && by !== undefined && closesAt !== undefined
  const summary = isMoved ? [personAtStart(by), ` moved the closing time of “${poll.paper.title}”.`] : text
  return { summary: toPlainText(summary), parts: [{ kind: 'text', text }] }
}

function textOf(
  { paper, visibility }: Disclosure,
  announcement: Announcement,
  links: Links,
): readonly Span[] {
  const { act, round, by, isBlind, closesAt } = announcement
  const title = `“${paper.title}”`
  const who = by === undefined ? [] : [personAtStart(by)]
  switch (act) {
    case 'close':
      return closeText(title, announcement, links)
    case 'reveal':
      return [...who, ` revealed the votes on ${title}. You can still vote`, ...linkedEnd(links.poll)]
    case 'reopen':
      return [...who, ` reopened round ${round} on ${title}. You can vote again`, ...linkedEnd(links.poll)]
    case 'revote':
      return [
        `Round ${round} on ${title} is open. Vote again, whether or not you changed your mind`,
        ...linkedEnd(links.poll),
        ...(isBlind === true ? [' Votes in this round stay hidden until the reveal.'] : []),
      ]
    case 'full link':
      return [...who, ` made a link to this poll with ${visibility === 'names' ? 'names and ' : ''}reasons.`]
    case 'closing time':
      return closesAt === undefined
        ? [...who, ` removed the closing time of ${title}. It stays open until someone closes it.`]
        : [...who, ` moved the closing time of ${title} to `, { time: closesAt, as: 'moment' }, '.']
  }
}

function closeText(title: string, announcement: Announcement, links: Links): readonly Span[] {
  const { round, by, votes = 0 } = announcement
  const late = lateText(announcement, links)
  if (votes === 0) return [`Round ${round} on ${title} has closed. Nobody voted.`, ...late]
  const link: Span | undefined =
    links.result === undefined
      ? links.poll && pollLink(links.poll)
      : { link: 'Result in the thread', url: links.result }
  const count = counted(votes, 'vote')
  if (by === undefined)
    return [
      `Round ${round} on ${title} has closed: ${count}.`,
      ...(link === undefined ? [] : [' ', link]),
      ...(late.length > 0 && link !== undefined ? ['.'] : []),
      ...late,
    ]
  const closed = ` closed round ${round} on ${title}: ${count}.`
  return [personAtStart(by), closed, ...(link === undefined ? [] : [' ', link, '.'])]
}

/** "Closed 3 hours late: I wasn't in this server." Empty if it was less than five minutes late. */
function lateText({ awayMs = 0 }: Announcement, { spaceWord }: Links): readonly Span[] {
  const late = lateWords(awayMs)
  const where = spaceWord === undefined ? 'here' : `in this ${spaceWord}`
  return late === undefined ? [] : [` Closed ${late} late: I wasn't ${where}.`]
}

/** ": Go to the poll." */
const linkedEnd = (url: string | undefined): readonly Span[] =>
  url === undefined ? ['.'] : [': ', pollLink(url), '.']

const personAtStart = (person: Person): Span => (isErased(person) ? capitalise(person.name) : { person })
