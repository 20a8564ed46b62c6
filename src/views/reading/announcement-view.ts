import type { View } from '../../chat/view.ts'
import { entryOf, type Group, type Past, type Session } from '../../reading/group.ts'
import { lateParts, nominationParts, paperLink, sessionFacts, toMoment } from './reading-parts.ts'
import { comingButtons, facilitateButtons } from './session-buttons.ts'

/** The announcement of an upcoming session. Its board keeps the message up to date. */
export function announcementView(group: Group, session: Session): View {
  const entry = entryOf(group, session)
  const count = session.coming.length
  return {
    summary: `${group.name} reads “${entry?.paper.title ?? 'a paper'}”`,
    parts: [
      { kind: 'heading', text: `${group.name}: next session` },
      { kind: 'facts', facts: sessionFacts(group, session) },
      ...(entry === undefined ? [] : nominationParts(entry)),
      ...(count === 0 ? [] : [{ kind: 'text', text: `${count} coming.` } as const]),
      ...lateParts('Announced', announcedLateMs(group, session)),
      { kind: 'buttons', buttons: [...comingButtons(group, session), ...facilitateButtons(group, session)] },
    ],
  }
}

/** How late a session was announced, in ms. An announcement that was due before the group was scheduled isn't late. */
function announcedLateMs({ scheduledAt }: Group, { steps: { announce } }: Session): number {
  if (announce?.state.kind !== 'done' || announce.state.by !== undefined || announce.due < scheduledAt)
    return 0
  return announce.state.at - announce.due
}

/** Replaces the announcement of a cancelled session. */
export function skippedView(group: Pick<Group, 'name'>, { session, entry, why }: Past): View {
  const summary = `Skipped${why === undefined ? '' : `: ${why}`}`
  return {
    summary,
    parts: [
      { kind: 'heading', text: `${group.name}: session skipped` },
      { kind: 'facts', facts: [{ name: 'Was', value: toMoment(session.start) }] },
      { kind: 'text', text: `${summary}.` },
      ...(entry === undefined
        ? []
        : [{ kind: 'text', text: [paperLink(entry.paper), ' comes first next time.'] } as const]),
    ],
  }
}

/** Replaces the announcement once the session was held. */
export function heldView({ name }: Group, { session, entry }: Past): View {
  const summary = `${name} has read “${entry?.paper.title ?? 'a paper'}”`
  const paper = entry === undefined ? 'a paper' : paperLink(entry.paper)
  return {
    summary,
    parts: [{ kind: 'text', text: [`${name} has read `, paper, ', ', toMoment(session.start)] }],
  }
}
