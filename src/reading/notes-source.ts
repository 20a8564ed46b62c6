import type { PersonId } from '../chat/caller.ts'
import type { Session } from './group.ts'
import { takesNotes } from './roles.ts'

/** Everyone whose words may be in a session's notes. */
export function notesAuthorsOf({ notes, notesBy, facilitator }: Session): readonly PersonId[] {
  if (notes === undefined) return []
  return notesBy ?? (facilitator === undefined ? [] : [facilitator.id])
}

/**
 * Who wrote a session's notes last, for a reader: its facilitator, who takes the notes, or an organiser.
 *
 * @param facilitator Their name, as far as it may be shown.
 */
export function notesSource(session: Session, facilitator: string | undefined): string {
  const author = notesAuthorsOf(session).at(-1)
  const isFacilitator = author === session.facilitator?.id
  if (!isFacilitator && author !== undefined && takesNotes(session, author)) return 'The note-taker'
  return isFacilitator ? (facilitator ?? 'The facilitator') : 'An organiser'
}
