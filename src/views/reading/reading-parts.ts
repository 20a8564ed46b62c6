import { capitalise, listed } from '../../chat/text.ts'
import type { Button, Fact, Part, Span } from '../../chat/view.ts'
import type { Paper } from '../../paper/paper.ts'
import { type Entry, entryOf, type Group, type Session } from '../../reading/group.ts'
import { rolesOf } from '../../reading/roles.ts'
import { lateWords } from '../../time/late-words.ts'
import { writeHere, writeMoment } from '../../time/write-time.ts'
import { whereFacts } from './where-parts.ts'

/** A button whose call names the group, because a channel can have several. */
export const groupButton = (
  { id }: Pick<Group, 'id'>,
  label: string,
  command: string,
  args: Readonly<Record<string, string>> = {},
): Button => ({ label, call: { command, args: { group: id, ...args } } })

export const nominateButton = (group: Pick<Group, 'id'>): Button =>
  groupButton(group, 'Nominate…', 'fill', { call: 'reading-add' })

export const paperLink = ({ title, url }: Paper): Span => (url === undefined ? title : { link: title, url })

const toMoment = (at: number): Span => ({ time: at, as: 'moment' })

/** A session's start by its group's clock: "Wed 2 Dec, 17:00 (Berlin)". A group without a schedule has no clock. */
export const startText = ({ schedule }: Pick<Group, 'schedule'>, start: number, now: number): Span =>
  schedule === undefined ? toMoment(start) : writeMoment(start, schedule.zone, now)

/** The same without the zone, in a message that names it elsewhere. */
export const shortStartText = ({ schedule }: Pick<Group, 'schedule'>, start: number, now: number): Span =>
  schedule === undefined ? toMoment(start) : writeHere(start, schedule.zone, now)

/** A session's start by its group's clock and by the reader's. */
export const startTexts = (group: Pick<Group, 'schedule'>, start: number, now: number): readonly Span[] =>
  group.schedule === undefined
    ? [toMoment(start)]
    : [startText(group, start, now), { time: start, as: 'own', zone: group.schedule.zone }]

/** "Ada and Ben, 2022", "Ada et al., 2022" */
export function authorsOf({ authors, year }: Paper): string {
  const [first = ''] = authors
  const names = authors.length > 2 ? `${first} et al.` : listed(authors)
  return [names, year?.toString()].filter(Boolean).join(', ')
}

/** Why a session was cancelled, as a sentence: "Holidays." */
export const reasonSentence = (why: string): string => `${capitalise(why)}${/[.!?…]$/.test(why) ? '' : '.'}`

/** The reasons for a nomination, each with its author. */
export function nominationParts({ why, by, whys }: Entry): readonly Part[] {
  const reasons = [...(why === undefined ? [] : [{ why, by }]), ...whys]
  return reasons.map(({ why, by }) => ({ kind: 'quote', text: why, from: by?.name ?? 'Someone' }))
}

/** When a session is, its paper, where, and who leads it: the beginning of every message about a session for everyone. */
export const sessionFacts = (
  group: Group,
  session: Session,
  now: number,
  entry: Entry | undefined = entryOf(group, session),
): readonly Fact[] => [
  ...readingFacts(group, session, now, entry),
  {
    name: 'Led by',
    value: session.facilitator === undefined ? 'nobody yet' : { person: session.facilitator },
  },
  ...roleFacts(group, session),
]

/** Who has which role in a session. */
const roleFacts = (group: Group, session: Session): readonly Fact[] =>
  rolesOf(group, session).flatMap(({ name, person }) =>
    person === undefined ? [] : [{ name: capitalise(name), value: { person } }],
  )

/** When a session is, by the group's clock and the reader's, its paper, and where. */
export function readingFacts(
  group: Group,
  session: Session,
  now: number,
  entry: Entry | undefined = entryOf(group, session),
): readonly Fact[] {
  return [
    { name: 'When', value: startTexts(group, session.start, now) },
    {
      name: 'Paper',
      value: entry === undefined ? 'no paper yet' : [paperLink(entry.paper), ...byline(entry.paper)],
    },
    ...whereFacts(group, session),
  ]
}

function byline(paper: Paper): readonly Span[] {
  const words = authorsOf(paper)
  return words === '' ? [] : [` · ${words}`]
}

/** "Opened 40 minutes late because I was offline." Empty if it was less than five minutes late. */
export function lateParts(done: string, lateMs: number): readonly Part[] {
  const late = lateWords(lateMs)
  return late === undefined ? [] : [{ kind: 'text', text: `${done} ${late} late because I was offline.` }]
}
