import type { Context } from '../../src/bot/context.ts'
import type { Suggestion } from '../../src/chat/command-info.ts'
import { copyHint, optional, text } from '../../src/chat/option.ts'
import { PollId } from '../../src/poll/poll.ts'

/** A poll by its id, as buttons carry it. */
export const pollOption = copyHint(text('Poll', 20), PollId)

/** A poll as people name it: by its paper, or not at all for the one that is meant here. */
export const paperOption = optional(text('Paper: its link, id, or words of its title', 300))

/** The papers polled in this channel that fit what is typed so far. */
export async function suggestPapers(
  _option: string,
  typed: string,
  { caller, polls }: Context,
): Promise<readonly Suggestion[]> {
  const fitting = await polls.findMatching(caller, typed)
  return fitting.map(({ id, paper }) => ({ label: paper.title.slice(0, 100), value: id }))
}
