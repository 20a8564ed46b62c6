import type { RequireMay } from '../../src/bot/command.ts'
import type { Context } from '../../src/bot/context.ts'
import type { Suggestion } from '../../src/chat/command-info.ts'
import {
  choice,
  copyHint,
  flag,
  invitees,
  longText,
  optional,
  text,
  timed,
  typed,
} from '../../src/chat/option.ts'
import { maxPaperWords } from '../../src/paper/read-paper.ts'
import { PollId } from '../../src/poll/poll.ts'
import { nameOf } from './poll-name.ts'

/** A poll by its id, as buttons carry it. */
export const pollOption = copyHint(text('Poll', 20), PollId)

/** A poll by its paper; left out for the poll of this thread or channel. */
export const paperOption = typed(
  optional(text('Paper: its link, id, or words from its title', maxPaperWords)),
  {
    as: 'paper',
    isFirst: true,
  },
)

/** How `live` is typed: it shows more of people, and what is blind can't be. */
export const livePrivacy = { morePrivate: 'no', contradicts: 'blind' } as const

export const blindOption = typed(flag('Blind: hide all votes until the reveal'), {
  also: ['blinded'],
  morePrivate: 'yes',
})

export const visibilityOption = typed(
  optional(
    choice('Names: show who voted what, or keep votes anonymous', {
      names: 'Show names',
      anonymous: 'Anonymous',
    }),
  ),
  {
    spellings: { names: ['named'], anonymous: ['anon', 'anonym', 'anonymously', 'nonames'] },
    morePrivate: 'anonymous',
  },
)

/** When a poll closes. */
export const closesOption = typed(
  timed(optional(text('Closes: for example 24h, tomorrow 5pm, fri 17:00 or never', 80)), 'moment'),
  {
    as: 'time',
    also: ['close', 'closing', 'ends', 'ending', 'until', 'till', 'deadline', 'due', 'by'],
  },
)

export const expectSpellings = ['expects', 'expected', 'expecting', 'voters']

export const expectOption = typed(invitees('Who should vote: a role or people; they can be reminded'), {
  also: expectSpellings,
})

export const noteOption = typed(optional(longText('Note for voters', 500)), { also: ['notes', 'comment'] })

/**
 * Asked before a form of a command that only some people may use on a poll.
 *
 * @param what Completes "Only Ada can …."
 */
export const requireRightTo =
  (right: 'run' | 'delete' | 'manage', what: string): RequireMay =>
  ({ caller, polls }, { paper }) =>
    polls.requireRight(caller, { right, what }, paper)

/** Polls of this channel whose paper fits the text typed so far. */
export async function suggestPapers(
  typed: string,
  { caller, polls }: Context,
): Promise<readonly Suggestion[]> {
  const fitting = await polls.findMatching(caller, typed)
  return fitting.map((poll) => ({ label: nameOf(poll), value: poll.id }))
}
