import { counted, listed } from '../chat/text.ts'
import type { Part, Picture, View } from '../chat/view.ts'
import type { Group, Session } from '../reading/group.ts'
import { type QuoteAnswer, quoteAnswers } from '../reading/quote.ts'
import { writeDate } from '../time/write-time.ts'
import { filePart } from './file-view.ts'
import { noteView } from './note-view.ts'
import { groupButton } from './reading/reading-parts.ts'

/** Whom a post would quote, or thank with their name. */
export type QuoteRole = 'quoted' | 'named'

const requests: Readonly<Record<QuoteRole, string>> = {
  quoted: 'May it quote your reason?',
  named: 'May it thank you by name?',
}

/**
 * Asks a person, privately, whether a post about a session may quote or name them.
 *
 * @param paper The title of the session's paper.
 */
export const quoteRequestView = (
  group: Group,
  { id, date }: Session,
  {
    role,
    paper,
    now,
  }: { readonly role: QuoteRole; readonly paper: string | undefined; readonly now: number },
): View =>
  noteView(
    [
      `A post about ${sessionWords(date, now)} is being prepared. ${requests[role]}`,
      paper === undefined ? ` (${group.name})` : ` (${group.name}: “${paper}”)`,
    ],
    Object.entries(quoteAnswers).map(([answer, label]) =>
      groupButton(group, label, 'answer-quote', { session: id, answer }),
    ),
  )

const weekMs = 6 * 86_400_000

/** "Wednesday's session", or "the session on Wed 2 Dec" once that may mean another one. */
function sessionWords(date: string, now: number): string {
  const noon = Date.parse(`${date}T12:00:00Z`)
  if (Math.abs(now - noon) > weekMs) return `the session on ${writeDate(date, now)}`
  const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: 'UTC' }).format(noon)
  return `${weekday}'s session`
}

const noted: Readonly<Record<QuoteAnswer, string>> = {
  named: 'Posts about this session may quote you, with your name.',
  unnamed: 'Posts about this session may quote you, without your name.',
  no: 'Posts about this session will neither quote nor name you.',
}

export const quoteNotedView = (answer: QuoteAnswer): View =>
  noteView(`${noted[answer]} Press another button to change it.`)

const maxNames = 10

interface PostFacts {
  readonly name: string
  readonly content: string
  readonly picture?: Picture | undefined
  readonly asked: Readonly<Record<QuoteRole, readonly string[]>>
}

/** A post as a file, only visible to the caller, with the people who were asked. */
export function postView({ name, content, picture, asked }: PostFacts): View {
  return {
    summary: `File: ${name}`,
    parts: [
      { kind: 'text', text: askedWords(asked) },
      filePart(name, 'md', content),
      ...(picture === undefined ? [] : [{ kind: 'picture', picture } satisfies Part]),
    ],
  }
}

/** "I've asked Chi and Eve whether they may be quoted. Here is the post without their reasons." */
function askedWords({ quoted, named }: PostFacts['asked']): string {
  if (quoted.length + named.length === 0) return 'Here is the post.'
  const asked = [
    ...(quoted.length === 0 ? [] : [`${namesOf(quoted)} whether they may be quoted`]),
    ...(named.length === 0 ? [] : [`${namesOf(named)} whether they may be named`]),
  ]
  const without = [...(quoted.length === 0 ? [] : ['reasons']), ...(named.length === 0 ? [] : ['names'])]
  return `I've asked ${asked.join(', and ')}. Here is the post without their ${without.join(' and ')}.`
}

function namesOf(names: readonly string[]): string {
  const more = names.length - maxNames
  return listed([...names.slice(0, maxNames), ...(more > 0 ? [counted(more, 'other')] : [])])
}
