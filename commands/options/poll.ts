import type { RequireMay } from '../../src/bot/command.ts'
import type { Context } from '../../src/bot/context.ts'
import type { Suggestion } from '../../src/chat/command-info.ts'
import { copyHint, optional, text } from '../../src/chat/option.ts'
import { maxPaperWords } from '../../src/paper/read-paper.ts'
import { PollId } from '../../src/poll/poll.ts'

/** A poll by its id, as buttons carry it. */
export const pollOption = copyHint(text('Poll', 20), PollId)

/** A poll by its paper; left out for the poll of this thread or channel. */
export const paperOption = optional(text('Paper: its link, id, or words of its title', maxPaperWords))

/**
 * Asked before a form of a command that only some people may use on a poll.
 *
 * @param what Completes "You can't … here."
 */
export const requireRightTo =
  (right: 'run' | 'delete' | 'manage', what: string): RequireMay =>
  ({ caller, polls }, { paper }) =>
    polls.requireRight(caller, { right, what }, paper)

/** Polls of this channel whose paper fits the text typed so far. */
export async function suggestPapers(
  _option: string,
  typed: string,
  { caller, polls }: Context,
): Promise<readonly Suggestion[]> {
  const fitting = await polls.findMatching(caller, typed)
  return fitting.map(({ id, paper }) => ({ label: paper.title.slice(0, 100), value: id }))
}
