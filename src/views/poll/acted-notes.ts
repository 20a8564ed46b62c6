import type { Place } from '../../chat/caller.ts'
import { isSamePlace } from '../../chat/conversation.ts'
import type { Message } from '../../chat/message.ts'
import { spansOf, toPlainText } from '../../chat/plain-text.ts'
import type { UserError } from '../../chat/user-error.ts'
import type { Button, Span, View } from '../../chat/view.ts'
import type { Disclosure } from '../../poll/disclose.ts'

/** Why something is not in a thread: what people can fix, or what the place is like. */
export type ThreadLack = UserError | 'no threads' | 'closed thread'

/** An outcome as it was posted. */
export interface PostedOutcome {
  readonly message: Message
  /** Why it is not in a thread. */
  readonly lack?: ThreadLack | undefined
}

/**
 * How far an outcome has come: `posted`, `none` if nobody voted, `refused` for a reason that people can fix, or `pending`
 * while it is not posted yet.
 */
export type OutcomeState =
  | ({ readonly kind: 'posted' } & PostedOutcome)
  | { readonly kind: 'none' }
  | { readonly kind: 'pending' }
  | { readonly kind: 'refused'; readonly why: UserError }

/** Where the poll lives, whose conversation reads about the act, and where the person acted. */
interface Where {
  readonly place: Place
  readonly from: Place
}

/** After a close. @param where With the address of the poll's message, if it is known. */
export function closedNote(poll: Disclosure, where: ClosedWhere): View {
  const { id, current, paper, visibility } = poll
  const next: Button =
    visibility === 'anonymous'
      ? { label: 'New round', call: { command: 'revote', args: { paper: id } } }
      : { label: 'Reopen', call: { command: 'reopen', args: { paper: id } } }
  const closed = `Closed round ${current.number} on “${paper.title}”. `
  if (current.votes === 0) return note([closed, 'Nobody voted. ', ...announcedIn(where)], [next])
  return note([closed, ...resultIn(where)], [next])
}

/** After a reveal, which closes an anonymous round. */
export function revealedNote({ paper, state }: Disclosure, where: Where): View {
  const then =
    state === 'open'
      ? 'You can still vote.'
      : 'The reveal also closed the round, because the poll is anonymous.'
  const revealed = `The votes on “${paper.title}” are now visible to everyone here. ${then} `
  return note([revealed, ...announcedIn(where)])
}

export function reopenedNote({ paper, current }: Disclosure, where: Where): View {
  const reopened = `Round ${current.number} on “${paper.title}” is open again. It stays open until someone closes it. `
  return note([reopened, ...announcedIn(where)])
}

export function newRoundNote({ paper, current }: Disclosure, where: Where): View {
  const begun = `Round ${current.number} on “${paper.title}” is open. Votes from round ${current.number - 1} are kept. `
  return note([begun, ...announcedIn(where)])
}

/**
 * After an edit.
 *
 * @param closing When it closes, if it does.
 * @param where If the closing time was changed.
 */
export function savedNote(
  { paper }: Disclosure,
  closing: readonly Span[] | undefined,
  where: Where | undefined,
): View {
  const saved = `Saved. The poll on “${paper.title}” now shows your changes.`
  const text: readonly Span[] = [
    saved,
    ...(closing === undefined ? [] : [' It closes ', ...closing, '.']),
    ...(where === undefined ? [] : [' ', ...announcedIn(where)]),
  ]
  return { ...note(text), summary: saved }
}

function note(text: readonly Span[], buttons: readonly Button[] = []): View {
  const row = buttons.length === 0 ? [] : [{ kind: 'buttons', buttons } as const]
  return { summary: toPlainText(text), parts: [{ kind: 'text', text }, ...row] }
}

/** "The announcement is in #papers." */
const announcedIn = (where: Where): readonly Span[] => ['The announcement is in ', ...nameOf(where), '.']

interface ClosedWhere extends Where {
  readonly link: string | undefined
  readonly outcome: OutcomeState
}

/** "The result is in its thread, the announcement in this channel." A poll in a thread has both in it. */
function resultIn(where: ClosedWhere): readonly Span[] {
  const { place, link, outcome } = where
  if (outcome.kind === 'pending') return ["I'm posting the result."]
  if (outcome.kind === 'refused')
    return [
      "I couldn't post the result yet. ",
      ...spansOf(outcome.why.happened),
      ' ',
      ...spansOf(outcome.why.remedy),
      ' I keep trying.',
    ]
  if (outcome.kind === 'none') return announcedIn(where)
  if (outcome.lack !== undefined)
    return ['The result is in ', ...nameOf(where), ', as a reply to the poll. ', ...reasonOf(outcome.lack)]
  if (place.thread !== undefined) return ['The result is in ', ...nameOf(where), '.']
  const thread = link === undefined ? 'in its thread' : { link: 'in its thread', url: link }
  return ['The result is ', thread, ', the announcement in ', ...nameOf(where), '.']
}

function reasonOf(lack: ThreadLack): readonly Span[] {
  if (lack === 'no threads') return ['There are no threads here.']
  if (lack === 'closed thread') return ['Its thread is closed.']
  return ["I couldn't open a thread. ", ...spansOf(lack.happened), ' ', ...spansOf(lack.remedy)]
}

function nameOf({ place, from }: Where): readonly Span[] {
  if (!isSamePlace(place, from)) return [{ place }]
  return [place.thread === undefined ? 'this channel' : 'this thread']
}
