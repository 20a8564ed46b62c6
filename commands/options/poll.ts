import type { Context } from '../../src/bot/context.ts'
import type { Suggestion } from '../../src/chat/command-info.ts'
import { choice, copyHint, flag, longText, optional, people, text, typed } from '../../src/chat/option.ts'
import { PollId } from '../../src/poll/poll.ts'

/** A poll by its id, as buttons carry it. */
export const pollOption = copyHint(text('Poll', 20), PollId)

/** A poll by its paper; left out for the poll of this thread or channel. */
export const paperOption = typed(optional(text('Paper: its link, id, or words of its title', 300)), {
  as: 'paper',
  isFirst: true,
})

/** How `live` is typed: it shows more of people, and what is blind can't be. */
export const livePrivacy = { morePrivate: 'no', contradicts: 'blind' } as const

export const blindOption = typed(flag('Hide placements until reveal'), {
  also: ['blinded'],
  morePrivate: 'yes',
})

export const visibilityOption = typed(
  optional(choice('Whether votes show names', { names: 'Names', anonymous: 'Anonymous' })),
  {
    spellings: { names: ['named'], anonymous: ['anon', 'anonym', 'anonymously'] },
    morePrivate: 'anonymous',
  },
)

export const expectSpellings = ['expects', 'expected', 'expecting', 'voters']

export const expectOption = typed(people('Whose votes are expected'), { also: expectSpellings })

export const noteOption = typed(optional(longText('A note to readers', 500)), { also: ['notes', 'comment'] })

/** Polls of this channel whose paper fits the text typed so far. */
export async function suggestPapers(
  _option: string,
  typed: string,
  { caller, polls }: Context,
): Promise<readonly Suggestion[]> {
  const fitting = await polls.findMatching(caller, typed)
  return fitting.map(({ id, paper }) => ({ label: paper.title.slice(0, 100), value: id }))
}
