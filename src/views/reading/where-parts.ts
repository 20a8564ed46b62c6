import type { Place } from '../../chat/caller.ts'
import type { Fact, LinkButton, Part, Span } from '../../chat/view.ts'
import type { Group, Session } from '../../reading/group.ts'
import { type Where, whereOf } from '../../reading/where.ts'
import { writeDate } from '../../time/write-time.ts'

/** "Room 4.12, #reading-room, Join the call" */
export function toPlaceSpans(where: Where, { platform, space }: Place): readonly Span[] {
  const { text, channel, link, isGone } = where
  const spans: readonly Span[] = [
    ...(text === undefined ? [] : [text]),
    ...(channel === undefined || isGone === true ? [] : [{ place: { platform, space, channel } }]),
    ...(link === undefined ? [] : [{ link: 'Join the call', url: link }]),
  ]
  const parts = spans.flatMap((span, i) => (i === 0 ? [span] : [', ', span]))
  if (isGone !== true) return parts
  return [...parts, ...(parts.length === 0 ? [] : ['. ']), `${channelGoneText(where)}. `, ...anotherPlace]
}

/** "#reading-room was deleted" */
export const channelGoneText = ({ name }: Where): string =>
  `${name === undefined ? 'The channel' : `#${name}`} was deleted`

export const anotherPlace: readonly Span[] = ['Set another place: ', { typed: 'reading next where:…' }]

/** Where a group or one of its sessions meets; empty if it hasn't said. */
export function whereFacts(group: Group, session: Session | undefined): readonly Fact[] {
  const where = whereOf(group, session)
  return where === undefined ? [] : [{ name: 'Where', value: toPlaceSpans(where, group.place) }]
}

/** The place that was given, to be confirmed. */
export const placeParts = (where: Where | undefined, place: Place): readonly Part[] =>
  where === undefined
    ? []
    : [{ kind: 'facts', facts: [{ name: 'Where', value: toPlaceSpans(where, place) }] }]

/** The same at the end of a line: " · Where: Room 4.12". */
export function whereWords(group: Group, session: Session | undefined): readonly Span[] {
  const where = whereOf(group, session)
  return where === undefined ? [] : [' · Where: ', ...toPlaceSpans(where, group.place)]
}

/** Leads to a session's call, if it has a link. */
export function joinButtons(group: Group, session: Session): readonly LinkButton[] {
  const url = whereOf(group, session)?.link
  return url === undefined ? [] : [{ label: 'Join', url }]
}

/** Who sees a call link. */
export const linkSeenBy =
  "Everyone who can see this channel sees it, and so does anyone with the group's calendar link."

/** Shown to the person who has set where a group meets. */
export const linkNoteParts = (where: Where | undefined): readonly Part[] =>
  where?.link === undefined ? [] : [{ kind: 'text', text: linkSeenBy }]

/**
 * The sessions that keep the place that they had when their group's changed.
 *
 * @param typed The new place in the words of the person who set it.
 */
export const keptPlaceParts = (
  group: Pick<Group, 'id'>,
  kept: readonly Session[],
  typed: string,
  now: number,
): readonly Part[] =>
  kept.map(({ id, date }) => ({
    kind: 'text',
    text: `The session on ${writeDate(date, now)} keeps its place.`,
    button: {
      label: 'Use the new place',
      call: { command: 'reading next', args: { group: group.id, session: id, where: typed } },
    },
  }))
