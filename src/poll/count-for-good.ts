import { sum } from '../grid/counts.ts'
import { countDiffer, countSettled } from './count-replies.ts'
import { type Poll, shownFromOf } from './poll.ts'
import type { PollStore } from './poll-store.ts'

/**
 * Replaces the replies of a poll by their counts, as far as enough have answered. What its cruxes came to is counted
 * before. Does no harm if it is done twice.
 */
export async function countRepliesForGood(
  store: Pick<PollStore, 'replies' | 'countForGood'>,
  poll: Poll,
): Promise<void> {
  if (poll.replies === undefined) return
  const min = poll.visibility === 'anonymous' ? shownFromOf(poll) : 1
  for (const { number } of poll.rounds) {
    const replies = await store.replies(poll.id, number)
    if (replies.size === 0) continue
    const [differ, settled] = [countDiffer(replies), countSettled(replies)]
    await store.countForGood(poll.id, number, {
      ...(differ !== undefined && sum(Object.values(differ)) >= min && { differ }),
      ...(settled !== undefined && sum(Object.values(settled)) >= min && { settled }),
    })
  }
}
