import { truncate } from '../../chat/truncate.ts'
import { entryOf, type Group, type Session } from '../../reading/group.ts'
import { whereOf } from '../../reading/where.ts'
import { authorsOf } from './reading-parts.ts'

/** In characters: platforms take 1,000, and the address of the announcement follows. */
const maxLength = 850
const maxTitle = 200

/** A session as the description of a platform's own event. No link in it is cut: the reason is, and goes first. */
export function eventDescription(group: Group, session: Session): string {
  const entry = entryOf(group, session)
  const link = whereOf(group, session)?.link
  const { facilitator } = session
  const about = aboutPaper(entry)
  const before = [about, entry?.paper.url]
  const after = [facilitator && `Led by ${facilitator.name}`, link && `Join: ${link}`]
  const whole = toLines([...before, whyOf(entry), ...after])
  if (whole.length <= maxLength) return whole
  const rest = toLines([...before, ...after])
  const room = maxLength - rest.length - 1
  const why = whyOf(entry)
  if (why !== undefined && room > 'Why: …'.length) return toLines([...before, truncate(why, room), ...after])
  return rest.length <= maxLength ? rest : toLines([about, ...after])
}

/** The same for an event that people outside the group's channel see: it names nobody, and no place. */
export function outsideDescription(group: Group, session: Session): string {
  const entry = entryOf(group, session)
  return toLines([aboutPaper(entry), entry?.paper.url])
}

const aboutPaper = (entry: ReturnType<typeof entryOf>): string | undefined =>
  entry && [truncate(entry.paper.title, maxTitle), authorsOf(entry.paper)].filter(Boolean).join(' · ')

const whyOf = (entry: ReturnType<typeof entryOf>): string | undefined =>
  entry?.why === undefined
    ? undefined
    : `Why: ${entry.why}${entry.by === undefined ? '' : ` – ${entry.by.name}`}`

const toLines = (lines: readonly (string | undefined)[]): string => lines.filter(Boolean).join('\n')
