import { answerBoard, answerRevision } from '../../src/board/answer-board.ts'
import type { Context } from '../../src/bot/context.ts'
import { type Shown, show } from '../../src/chat/answer.ts'
import type { View } from '../../src/chat/view.ts'
import type { MemoryLine } from '../../src/poll/memory-store.ts'

/**
 * An answer that is posted for everyone, and that goes when a poll on a paper that it names is deleted.
 *
 * @param lines The polls on every paper that the answer names.
 */
export async function showForEveryone(
  { caller, sharedAnswers }: Pick<Context, 'caller' | 'sharedAnswers'>,
  view: View,
  lines: readonly Pick<MemoryLine, 'id'>[],
): Promise<Shown> {
  // Nothing is stored of a place that the bot isn't in.
  if (caller.isOutside === true) return show(view)
  const polls = [...new Set(lines.map(({ id }) => id))]
  const board = answerBoard(await sharedAnswers.add(caller.place, polls))
  return { kind: 'shown', view, board, revision: answerRevision }
}
