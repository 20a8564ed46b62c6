import type { Call } from '../../chat/call.ts'
import { truncate } from '../../chat/truncate.ts'
import type { Part } from '../../chat/view.ts'
import type { PollChoice } from '../../poll/resolve-poll.ts'
import { writeDate } from '../../time/write-time.ts'

/** No select of a platform holds more. */
const maxOthers = 25
const [maxTitle, maxName] = [36, 20]

/**
 * The other polls that the words may refer to, beside the one that is shown.
 *
 * @param toCall The call that shows another one.
 * @param now In ms since 1970.
 */
export function otherPolls(
  others: readonly PollChoice[],
  toCall: (paper: string) => Call,
  now: number,
): readonly Part[] {
  if (others.length === 0) return []
  const choices = others.slice(0, maxOthers).map(({ id, title, opener, openedAt }) => {
    const day = writeDate(new Date(openedAt).toISOString().slice(0, 10), now)
    return { label: `${truncate(title, maxTitle)} · ${truncate(opener, maxName)}, ${day}`, call: toCall(id) }
  })
  return [{ kind: 'choices', label: 'Other polls here', choices }]
}
