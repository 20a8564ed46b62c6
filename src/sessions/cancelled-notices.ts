import type { PersonId } from '../chat/caller.ts'
import type { View } from '../chat/view.ts'
import type { Logger } from '../log.ts'
import type { Group, Past } from '../reading/group.ts'
import type { NamingNote } from '../reading/mentions.ts'
import type { LostPin } from '../reading/session-dates.ts'
import { noteView } from '../views/note-view.ts'
import { pinLostText } from '../views/reading/session-lines.ts'
import { cancelledNote } from '../views/reading/turn-notes.ts'

interface PinnerDeps {
  readonly sendPrivately: (
    group: Group,
    people: readonly PersonId[],
    view: View,
    key: string,
  ) => Promise<number>
  readonly now: () => number
  readonly log: Logger
}

interface FacilitatorDeps {
  readonly sendNaming: (
    group: Group,
    people: readonly PersonId[],
    note: NamingNote,
    key: string,
  ) => Promise<void>
  readonly now: () => number
  readonly log: Logger
}

/** Notifies the person who pinned a paper to a session that was cancelled. Never rejects. */
export async function notifyPinner(
  { sendPrivately, now, log }: PinnerDeps,
  group: Group,
  lostPin: LostPin,
): Promise<void> {
  const { paper, date, by } = lostPin
  const view = noteView(pinLostText(group, lostPin, now()))
  await sendPrivately(group, [by.id], view, `reading/${group.id}/pin/${paper.id}/${date}`).catch(
    (fault: unknown) => log.warn({ fault, group: group.id }, 'could not send a private message'),
  )
}

/** Notifies the facilitator of a session that was cancelled. Never rejects. */
export async function notifyFacilitator(
  { sendNaming, now, log }: FacilitatorDeps,
  group: Group,
  past: Past,
): Promise<void> {
  const { id, facilitator } = past.session
  if (facilitator === undefined || past.end === 'read') return
  const note = cancelledNote(group, past, now())
  await sendNaming(group, [facilitator.id], note, `reading/${id}/dropped`).catch((fault: unknown) =>
    log.warn({ fault, group: group.id }, 'could not notify a facilitator'),
  )
}
