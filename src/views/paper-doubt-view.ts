import { type Call, fillCall } from '../chat/call.ts'
import { truncate } from '../chat/truncate.ts'
import type { View } from '../chat/view.ts'
import type { DoubtKind } from '../paper/doubt.ts'
import { findNearId, flawOf } from '../paper/link/near-arxiv-id.ts'
import { noteView } from './note-view.ts'

/** Of what was typed, in characters. */
const maxQuoted = 100

interface PaperDoubt {
  readonly kind: DoubtKind
  /** The typed words. */
  readonly words: string
  /** Whether it is a page, and not a title. */
  readonly isPage: boolean
  /** The call that was doubted. */
  readonly call: Call
  /** The arguments of the call that its form doesn't show. */
  readonly fixed: Call['args']
}

/** Asks about what is only nearly a paper: it is taken unchanged, or changed in the form. */
export function paperDoubtView({ kind, words, isPage, call, fixed }: PaperDoubt): View {
  const { command, args } = call
  const act = command === 'poll' ? 'Open' : 'Add'
  return noteView(questionOf(kind, words), [
    {
      label: isPage ? `${act} it anyway` : `${act} it as a title`,
      call: { command, args: { ...args, ...fixed, meant: 'yes' } },
    },
    { label: 'Change it', call: fillCall({ command, args: fixed }, args) },
  ])
}

/** @param words What was typed. */
export function questionOf(kind: DoubtKind, words: string): string {
  switch (kind) {
    case 'arxiv-id': {
      const id = findNearId(words.replaceAll(/^\S*\/(?=[^/\s]+$)|\.pdf$/gi, ''))
      return id === undefined
        ? `${quote(words)} looks like an arXiv page, but has no arXiv id.`
        : `${quote(id)} looks like an arXiv id ${flawOf(id)}.`
    }
    case 'listing':
      return 'That page lists many papers. Which one do you mean?'
    case 'address':
      return `Is ${quote(words)} a link? Then write it with https://.`
    case 'one-word':
      return `Is ${quote(words)} the title of a paper?`
  }
}

const quote = (words: string): string => `“${truncate(words.trim().replaceAll(/\s+/g, ' '), maxQuoted)}”`

/** Above the form for a message that names no paper. */
export const noPaperText = 'I found no link to a paper in that message.'
