import { cutAtWord } from '../../src/chat/truncate.ts'
import type { FoundPoll } from '../../src/poll/poll-index.ts'

/** Every platform shows that much of a suggestion, in UTF-16 units. */
export const maxName = 75

const month = new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric', timeZone: 'UTC' })

/** A poll in a list of suggestions: "AI Control: Improving Safety… · open", "AI Control · Nov 2026". */
export function nameOf({
  title,
  isOpen,
  openedAt,
  closedAt = openedAt,
}: Pick<FoundPoll, 'title' | 'isOpen' | 'openedAt' | 'closedAt'>): string {
  const when = ` · ${isOpen ? 'open' : month.format(closedAt)}`
  return cutAtWord(title, maxName - when.length) + when
}
