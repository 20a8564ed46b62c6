import type { PersonId } from '../chat/caller.ts'
import type { View } from '../chat/view.ts'
import type { Logger } from '../log.ts'
import type { Group, Past } from '../reading/group.ts'
import type { NamingNote } from '../reading/mentions.ts'
import type { LostPin } from '../reading/session-dates.ts'
import { noteView } from '../views/note-view.ts'

interface PinnerDeps {
  readonly sendPrivately: (
    group: Group,
    people: readonly PersonId[],
    view: View,
    key: string,
  ) => Promise<number>
  readonly log: Logger
}

interface FacilitatorDeps {
  readonly sendNaming: (
    group: Group,
    people: readonly PersonId[],
    note: NamingNote,
    key: string,
  ) => Promise<void>
  readonly log: Logger
}

/** Notifies the person who kept a paper for a session that was cancelled. Never rejects. */
export async function notifyPinner(
  { sendPrivately, log }: PinnerDeps,
  group: Group,
  { paper, date, by }: LostPin,
): Promise<void> {
  const view = noteView(
    `“${paper.title}” was kept for the session of ${group.name} on ${date}, which will not be: it comes first in the next one.`,
  )
  await sendPrivately(group, [by.id], view, `reading/${group.id}/pin/${paper.id}/${date}`).catch(
    (fault: unknown) => log.warn({ fault, group: group.id }, 'a person could not be told'),
  )
}

/** Notifies the facilitator of a session that was cancelled. Never rejects. */
export async function notifyFacilitator(
  { sendNaming, log }: FacilitatorDeps,
  group: Group,
  { session: { id, date, facilitator }, end, why, whyBy }: Past,
): Promise<void> {
  if (facilitator === undefined || end === 'read') return
  const unnamed = `The session of ${group.name} on ${date}, which you were to lead, is ${end}.`
  const text = why === undefined ? unnamed : `${unnamed.slice(0, -1)}: ${why}.`
  // The words of a person leave the message when they are forgotten.
  const note = { people: whyBy === undefined ? [] : [whyBy], text, unnamed }
  await sendNaming(group, [facilitator.id], note, `reading/${id}/dropped`).catch((fault: unknown) =>
    log.warn({ fault, group: group.id }, 'a facilitator could not be told'),
  )
}
