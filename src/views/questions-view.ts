import { counted } from '../chat/text.ts'
import { truncate } from '../chat/truncate.ts'
import type { Button, Part, Span, View } from '../chat/view.ts'
import type { Visibility } from '../poll/poll.ts'
import type { Group } from '../reading/group.ts'
import type { SeenQuestion, SeenQuestions } from '../reading/questions/asking.ts'
import { noteView } from './note-view.ts'
import { questionWords } from './reading/question-parts.ts'
import { groupButton } from './reading/reading-parts.ts'

/** Questions in one message: with a button each, no platform has room for many more. */
const perPage = 8
/** No platform shows more choices in one menu. */
const maxInMenu = 25

/** Every question about a paper, for one person: each with a button that wants it answered, too, or takes that back. */
export function questionsView(
  group: Group,
  { questions }: SeenQuestions,
  { page, mayVote }: { readonly page: number; readonly mayVote: boolean },
): View {
  const pages = Math.max(1, Math.ceil(questions.length / perPage))
  const current = Math.min(page, pages)
  const first = (current - 1) * perPage
  const shown = questions.slice(first, first + perPage)
  const turns = [
    ...(current > 1 ? [pageButton(group, 'Previous', current - 1)] : []),
    ...(current < pages ? [pageButton(group, 'More', current + 1)] : []),
  ]
  const heading = `${group.name}: questions`
  return {
    summary: heading,
    parts: [
      { kind: 'heading', text: heading },
      ...(questions.length === 0 ? [{ kind: 'text', text: emptyText } as const] : []),
      ...shown.map((one, i) => linePart(group, one, first + i + 1, mayVote)),
      ...(mayVote ? removeParts(group, questions) : []),
      ...(turns.length === 0 ? [] : [{ kind: 'buttons', buttons: turns } as const]),
    ],
  }
}

const emptyText: readonly Span[] = ['No questions yet. To ask one: ', { typed: 'reading ask <question>' }]

function linePart(group: Group, seen: SeenQuestion, number: number, mayVote: boolean): Part {
  const { question, isOwn, hasVoted } = seen
  const { by } = question
  return {
    kind: 'text',
    text: [
      `${number}. ${questionWords(question)}`,
      ...(isOwn ? [' · yours'] : by === undefined ? [] : [' · ', { person: by }]),
      ...(hasVoted ? [' · with your +1'] : []),
    ],
    ...(mayVote && { button: plusOne(group, seen) }),
  }
}

const plusOne = (group: Group, { question: { id, text } }: SeenQuestion): Button => ({
  ...groupButton(group, '+1', 'reading questions', { vote: id }),
  name: `+1 for “${text}”`,
})

const pageButton = (group: Group, label: string, page: number): Button =>
  groupButton(group, label, 'reading questions', { page: String(page) })

function removeParts(group: Group, questions: readonly SeenQuestion[]): readonly Part[] {
  const choices = questions
    .filter(({ mayRemove }) => mayRemove)
    .slice(0, maxInMenu)
    .map(({ question: { id, text } }) =>
      groupButton(group, truncate(text, 80), 'reading questions', { remove: id }),
    )
  return choices.length === 0 ? [] : [{ kind: 'choices', label: 'Remove a question', choices }]
}

/** Whether the asker's name is shown, for the form. */
export const questionNote = (visibility: Visibility): string =>
  visibility === 'names' ? 'Shown with your name in the list.' : 'Kept and shown without your name.'

/** Shown to the person who has asked one. @param wasAsked Whether the same words were there before. */
export const askedView = (
  group: Group,
  { questions, wasAsked }: Pick<SeenQuestions, 'questions'> & { readonly wasAsked: boolean },
): View =>
  noteView(
    wasAsked
      ? 'Someone has asked that before, so this counts as +1.'
      : questions.length === 1
        ? "Added. It's the only question so far."
        : `Added. There are ${counted(questions.length, 'question')} so far.`,
    [groupButton(group, 'See all questions', 'reading questions')],
  )
