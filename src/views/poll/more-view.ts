import type { Button, View } from '../../chat/view.ts'
import type { Answers, ReceiptCode } from '../../poll/ballot.ts'
import type { Disclosure } from '../../poll/disclose.ts'
import { undoImportButton } from './change-parts.ts'
import { stanceWords } from './stance-words.ts'

/** The person's ballot in the current round. */
interface OwnBallot {
  readonly answers?: Answers
  readonly code?: ReceiptCode
}

interface Rights {
  readonly poll: Disclosure
  readonly mayVote: boolean
  readonly mayRun: boolean
  readonly mayDelete: boolean
  readonly mayManage: boolean
  /** Whether they may make a link to its page. */
  readonly mayLink: boolean
  /** Whether they may delete all polls that were imported with it. */
  readonly mayUndoImport: boolean
}

/** A poll's private panel: the person's own ballot and the actions they are allowed. */
export function moreView(
  { poll, mayVote, mayRun, mayDelete, mayManage, mayLink, mayUndoImport }: Rights,
  own: OwnBallot,
): View {
  const { id, state, current, sealedAt } = poll
  const { answers, code } = own
  const isOpen = state === 'open'
  const isAnonymous = poll.visibility === 'anonymous'
  const act = (label: string, command: string): Button => ({ label, call: { command, args: { paper: id } } })
  const reading: readonly Button[] = [
    ...(isOpen && mayVote
      ? [{ label: answers === undefined ? 'Full ballot…' : 'Change my vote', call: ballotCall(id) }]
      : []),
    act('Full report', 'results'),
    act('Export', 'export'),
    ...(answers !== undefined && poll.isNamedOnPages
      ? [{ label: 'Hide me on pages', call: { command: 'hide-me', args: { poll: id } } }]
      : []),
    ...(mayLink ? [{ label: 'Make a link', call: { command: 'link', args: { poll: id } } }] : []),
  ]
  const running: readonly Button[] = [
    ...(isOpen ? [act(`Close round ${current.number}`, 'close')] : []),
    ...(isOpen || isAnonymous ? [] : [act('Reopen', 'reopen')]),
    ...(isOpen || sealedAt !== undefined ? [] : [act('New round', 'revote')]),
    ...(isOpen && current.hidden && !isAnonymous ? [act('Reveal votes', 'reveal')] : []),
    ...(isOpen ? [act('Edit', 'edit')] : []),
    ...(isOpen && poll.expected + poll.audiences.length > 0 ? [act('Send reminders', 'remind')] : []),
  ]
  const isSealable = isAnonymous && !isOpen && sealedAt === undefined
  const ending: readonly Button[] = [
    ...(isSealable ? [act('Seal…', 'seal')] : []),
    ...(mayManage ? [act('Remove a reason…', 'remove-reason')] : []),
    act('Delete…', 'delete'),
    ...(mayUndoImport ? [undoImportButton(id)] : []),
  ]
  const summary =
    answers === undefined ? "You haven't voted in this round." : `Your vote: ${stanceWords(answers.stance)}.`
  const rows = [reading, mayRun ? running : [], mayDelete ? ending : []].filter((row) => row.length > 0)
  return {
    summary,
    parts: [
      { kind: 'text', text: summary },
      ...(code === undefined ? [] : [{ kind: 'text', text: `Receipt code: ${code}.` } as const]),
      ...rows.map((buttons) => ({ kind: 'buttons', buttons }) as const),
    ],
  }
}

const ballotCall = (poll: string): Button['call'] => ({ command: 'ballot', args: { poll } })
