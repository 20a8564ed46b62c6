import { counted } from '../../chat/text.ts'
import type { Span, View } from '../../chat/view.ts'
import type { Disclosure } from '../../poll/disclose.ts'
import { confirmView } from './confirm-view.ts'

/** Asks before a poll is deleted. @param votes How many go with it. */
export function deleteQuestion({ id, paper }: Disclosure, votes: number): View {
  const count = counted(votes, 'vote')
  const [its, also] = votes === 0 ? ['', ''] : [` and its ${count}`, ` and ${count}`]
  const question =
    `Delete the poll on “${paper.title}”${its}? ` +
    "Its message and results disappear for everyone. This can't be undone."
  const call = { command: 'delete', args: { paper: id, sure: 'yes' } }
  return confirmView(question, [{ label: `Delete poll${also}`, call }])
}

const costsOfSealing: readonly Span[] = [
  "No further round can start, and your own vote can't be found or deleted any more. " +
    "You can open a new poll on the paper, but changes between the two polls aren't counted. " +
    'Changes between rounds of this poll stay, as counts. ',
  { typed: 'my-data' },
  ' no longer shows any vote in it, and ',
  { typed: 'forget-me' },
  " can't remove its words. A manager can still remove a reason.",
]

/** Asks before an anonymous poll is made final. */
export function sealQuestion({ id, paper }: Disclosure): View {
  const call = { command: 'seal', args: { paper: id, sure: 'yes' } }
  return confirmView([`Make “${paper.title}” final? `, ...costsOfSealing], [{ label: 'Seal', call }])
}
