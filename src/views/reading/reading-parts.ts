import type { Button, Fact, Part, Span, Text, View } from '../../chat/view.ts'
import type { Paper } from '../../paper/paper.ts'
import { type Entry, entryOf, type Group, type Notice, type Session } from '../../reading/group.ts'

/** A button whose call names the group, because a channel can have several. */
export const groupButton = (
  { id }: Pick<Group, 'id'>,
  label: string,
  command: string,
  args: Readonly<Record<string, string>> = {},
): Button => ({ label, call: { command, args: { group: id, ...args } } })

export const paperLink = ({ title, url }: Paper): Span => (url === undefined ? title : { link: title, url })

export const toMoment = (at: number): Span => ({ time: at, as: 'moment' })

/** "Ada, Ben et al., 2022" */
function authorsOf({ authors, year }: Paper): string {
  const names = authors.slice(0, 3).join(', ') + (authors.length > 3 ? ' et al.' : '')
  return [names, year?.toString()].filter(Boolean).join(', ')
}

/** The reasons for a nomination, each with its author. */
export function nominationParts({ why, by, whys }: Entry): readonly Part[] {
  const reasons = [...(why === undefined ? [] : [{ why, by }]), ...whys]
  return reasons.map(({ why, by }) => ({ kind: 'quote', text: why, from: by?.name ?? 'Somebody' }))
}

/** When a session is, its paper, and who leads it: the beginning of every message about a session for everyone. */
export const sessionFacts = (
  group: Group,
  session: Session,
  entry: Entry | undefined = entryOf(group, session),
): readonly Fact[] => [
  ...readingFacts(group, session, entry),
  {
    name: 'Facilitator',
    value: session.facilitator === undefined ? 'nobody yet' : { person: session.facilitator },
  },
]

/** When a session is, and its paper. */
export function readingFacts(
  group: Group,
  session: Session,
  entry: Entry | undefined = entryOf(group, session),
): readonly Fact[] {
  const zone = group.schedule?.zone
  const when: Text = [toMoment(session.start), ...(zone === undefined ? [] : [` (the group keeps ${zone})`])]
  return [
    { name: 'When', value: when },
    {
      name: 'Paper',
      value: entry === undefined ? 'not chosen yet' : [paperLink(entry.paper), ...byline(entry.paper)],
    },
  ]
}

function byline(paper: Paper): readonly Span[] {
  const words = authorsOf(paper)
  return words === '' ? [] : [` · ${words}`]
}

/** The view with notices that couldn't be sent to organisers privately, before everything else. */
export const withNotices = (view: View, notes: readonly Notice[]): View => ({
  ...view,
  parts: [
    ...notes.map(
      ({ text, remedy }): Part => ({ kind: 'text', text: [{ strong: 'A note: ' }, `${text} ${remedy}`] }),
    ),
    ...view.parts,
  ],
})

/** "Opened 40 minutes late: I was offline." Empty if it was less than five minutes late. */
export function lateParts(done: string, lateMs: number): readonly Part[] {
  const minutes = Math.round(lateMs / 60_000)
  if (minutes < 5) return []
  const late = minutes < 120 ? `${minutes} minutes` : `${Math.round(minutes / 60)} hours`
  return [{ kind: 'text', text: `${done} ${late} late: I was offline.` }]
}
