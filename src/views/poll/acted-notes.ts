import type { Place } from '../../chat/caller.ts'
import { isSamePlace } from '../../chat/conversation.ts'
import type { Message } from '../../chat/message.ts'
import { spansOf, toPlainText } from '../../chat/plain-text.ts'
import { counted } from '../../chat/text.ts'
import type { UserError } from '../../chat/user-error.ts'
import type { Button, Span, View } from '../../chat/view.ts'
import type { Disclosure } from '../../poll/disclose.ts'
import type { PollId } from '../../poll/poll.ts'

/** Why something is not in a thread: what people can fix, or what the place is like. */
export type ThreadLack = UserError | 'no threads' | 'closed thread'

/** An outcome as it was posted. */
export interface PostedOutcome {
  readonly message: Message
  /** Why it is not in a thread. */
  readonly lack?: ThreadLack | undefined
}

/** A part that was refused for a reason that people can fix. */
interface Refused {
  readonly kind: 'refused'
  readonly why: UserError
}

/** A part that failed for a reason that people can't fix, and is tried again by itself. */
interface Pending {
  readonly kind: 'pending'
}

/** How far an outcome has come: `none` if nobody voted. */
type OutcomeState =
  | ({ readonly kind: 'posted' } & PostedOutcome)
  | { readonly kind: 'none' }
  | Refused
  | Pending

/** Whether the label of a thread was changed: `full` if the thread has `most` others, so that one was not added. */
export type LabelState =
  | { readonly kind: 'done' }
  | { readonly kind: 'full'; readonly most: number; readonly name: string }
  | Refused
  | Pending

/** How the parts of an act that follow it ended; one that is absent is not done yet, if it is to be done. */
export interface ActParts {
  readonly outcome?: OutcomeState
  readonly announcement?: { readonly kind: 'posted' } | Refused | Pending
  readonly label?: LabelState
}
export type PartName = keyof ActParts

/** Where the poll lives, whose conversation reads about the act, and where the person acted. */
interface Where {
  readonly place: Place
  readonly from: Place
}

/** Where an act was, and how its parts ended. */
interface After extends Where {
  readonly parts: ActParts
}

/** After a close. @param where With the address of the poll's message, if it is known. */
export function closedNote(poll: Disclosure, where: ClosedWhere): View {
  const { id, current, paper, visibility } = poll
  const next: Button =
    visibility === 'anonymous'
      ? { label: 'New round', call: { command: 'revote', args: { paper: id } } }
      : { label: 'Reopen', call: { command: 'reopen', args: { paper: id } } }
  const closed = `Closed round ${current.number} on “${paper.title}”. `
  const rest = current.votes === 0 ? ['Nobody voted. ', ...announcedIn(where)] : resultIn(where)
  return note([closed, ...rest, ...labelledIn(where.parts)], [...retryButtons(id, where.parts), next])
}

/** After a reveal, which closes an anonymous round. */
export function revealedNote({ id, paper, state }: Disclosure, where: After): View {
  const then =
    state === 'open'
      ? 'You can still vote.'
      : 'The reveal also closed the round, because the poll is anonymous.'
  const revealed = `The votes on “${paper.title}” are now visible to everyone here. ${then} `
  return afterNote(id, revealed, where)
}

export function reopenedNote({ id, paper, current }: Disclosure, where: After): View {
  const reopened = `Round ${current.number} on “${paper.title}” is open again. It stays open until someone closes it. `
  return afterNote(id, reopened, where)
}

export function newRoundNote({ id, paper, current }: Disclosure, where: After): View {
  const begun = `Round ${current.number} on “${paper.title}” is open. Votes from round ${current.number - 1} are kept. `
  return afterNote(id, begun, where)
}

/**
 * After an edit.
 *
 * @param closing When it closes, if it does.
 * @param where If the closing time was changed.
 */
export function savedNote(
  { id, paper }: Disclosure,
  closing: readonly Span[] | undefined,
  where: After | undefined,
): View {
  const saved = `Saved. The poll on “${paper.title}” now shows your changes.`
  const text: readonly Span[] = [
    saved,
    ...(closing === undefined ? [] : [' It closes ', ...closing, '.']),
    ...(where === undefined ? [] : [' ', ...announcedIn(where)]),
  ]
  return { ...note(text, where && retryButtons(id, where.parts)), summary: saved }
}

/** After another try of what was refused. @param left The parts that were not done before. */
export function retriedNote(
  { id, paper }: Disclosure,
  where: ClosedWhere,
  left: ReadonlySet<PartName>,
): View {
  if (left.size === 0) return note([`Nothing is left to be done for “${paper.title}”.`])
  const posted = left.has('outcome') ? resultIn(where) : left.has('announcement') ? announcedIn(where) : []
  const labelled = left.has('label') ? changedLabelIn(where.parts) : []
  const between = posted.length > 0 && labelled.length > 0 ? [' '] : []
  return note([...posted, ...between, ...labelled], retryButtons(id, where.parts))
}

const afterNote = (poll: PollId, done: string, where: After): View =>
  note([done, ...announcedIn(where), ...labelledIn(where.parts)], retryButtons(poll, where.parts))

/** Tries what was refused again, once it can be done. */
export const retryButtons = (poll: PollId, parts: ActParts): readonly Button[] =>
  Object.values(parts).some(({ kind }) => kind === 'refused')
    ? [{ label: 'Try again', call: { command: 'retry', args: { poll } }, style: 'primary' }]
    : []

function note(text: readonly Span[], buttons: readonly Button[] = []): View {
  const row = buttons.length === 0 ? [] : [{ kind: 'buttons', buttons } as const]
  return { summary: toPlainText(text), parts: [{ kind: 'text', text }, ...row] }
}

/** "The announcement is in #papers."; before it is posted, how far it is. */
function announcedIn(where: After): readonly Span[] {
  const { announcement, outcome } = where.parts
  if (outcome?.kind === 'refused') return failedTo('post the result', outcome)
  if (announcement === undefined || announcement.kind === 'pending') return ["I'm posting the announcement."]
  if (announcement.kind === 'refused') return failedTo('post the announcement', announcement)
  return ['The announcement is in ', ...nameOf(where), '.']
}

interface ClosedWhere extends After {
  readonly link: string | undefined
}

/** "The result is in its thread, the announcement in this channel." A poll in a thread has both in it. */
function resultIn(where: ClosedWhere): readonly Span[] {
  const { place, link, parts } = where
  const { outcome, announcement } = parts
  if (outcome === undefined || outcome.kind === 'pending') return ["I'm posting the result."]
  if (outcome.kind === 'refused') return failedTo('post the result', outcome)
  if (outcome.kind === 'none') return announcedIn(where)
  const isAnnounced = announcement?.kind === 'posted'
  const more = isAnnounced ? [] : [' ', ...announcedIn(where)]
  if (outcome.lack !== undefined)
    return [
      ...['The result is in ', ...nameOf(where), ', as a reply to the poll. '],
      ...[...reasonOf(outcome.lack), ...more],
    ]
  if (place.thread !== undefined) return ['The result is in ', ...nameOf(where), '.', ...more]
  const thread = link === undefined ? 'in its thread' : { link: 'in its thread', url: link }
  if (!isAnnounced) return ['The result is ', thread, '.', ...more]
  return ['The result is ', thread, ', the announcement in ', ...nameOf(where), '.']
}

const failedTo = (what: string, { why }: Refused): readonly Span[] => [
  `I couldn't ${what} yet. `,
  ...spansOf(why.happened),
  ' ',
  ...spansOf(why.remedy),
  ' I keep trying.',
]

/** Sentences about the label of the thread; empty where it is as it should be. */
export function labelSentences({ label }: ActParts): readonly (readonly Span[])[] {
  if (label?.kind === 'refused') return [failedTo("change this post's tags", label)]
  if (label?.kind !== 'full') return []
  return [[`This post already has ${counted(label.most, 'tag')}, so “${label.name}” wasn't added.`]]
}

const labelledIn = (parts: ActParts): readonly Span[] =>
  labelSentences(parts).flatMap((sentence) => [' ', ...sentence])

function changedLabelIn(parts: ActParts): readonly Span[] {
  const { label } = parts
  if (label?.kind === 'done') return ["Changed this post's tags."]
  const isUnderWay = label === undefined || label.kind === 'pending'
  return isUnderWay ? ["I'm changing this post's tags."] : labelSentences(parts).flat()
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
