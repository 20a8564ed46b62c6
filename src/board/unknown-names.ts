import type { PersonId } from '../chat/caller.ts'
import type { ChatPort } from '../chat/port.ts'

/**
 * Looks up the names on a message that aren't known yet.
 *
 * @param onLearned Called once they are known.
 * @returns whether all of them are known already.
 */
export function areNamesKnown(
  port: Pick<ChatPort, 'learnNames'>,
  people: readonly PersonId[] = [],
  onLearned: () => void,
): boolean {
  const learned = port.learnNames?.(people, 'shown')
  if (learned === undefined) return true
  void learned.then(onLearned)
  return false
}
