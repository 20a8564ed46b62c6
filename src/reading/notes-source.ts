import type { PersonId } from '../chat/caller.ts'
import type { Session } from './group.ts'

/** Everyone whose words may be in a session's notes. */
export function notesAuthorsOf({ notes, notesBy, facilitator }: Session): readonly PersonId[] {
  if (notes === undefined) return []
  return notesBy ?? (facilitator === undefined ? [] : [facilitator.id])
}

/**
 * Who wrote a session's notes last, for a reader: only its facilitator and organisers may.
 *
 * @param facilitator Their name, as far as it may be shown.
 */
export function notesSource(session: Session, facilitator: string | undefined): string {
  const isFacilitator = notesAuthorsOf(session).at(-1) === session.facilitator?.id
  return isFacilitator ? (facilitator ?? 'The facilitator') : 'An organiser'
}
