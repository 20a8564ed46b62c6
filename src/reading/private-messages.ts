import type { PersonId } from '../chat/caller.ts'
import type { Session } from './group.ts'

/** Nobody gets more private messages of one session, besides answers to what they did. */
const maxMessages = 2

/** Whether a person was sent as many private messages of the session as anybody gets. */
export const hasEveryMessage = (
  { told = [], reminded, remindedTwice = [], begun = [] }: Session,
  person: PersonId,
): boolean => {
  const sent = [
    told.includes(person),
    reminded[person] !== undefined,
    remindedTwice.includes(person),
    begun.includes(person),
  ]
  return sent.filter(Boolean).length >= maxMessages
}
