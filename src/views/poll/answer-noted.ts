import type { View } from '../../chat/view.ts'
import type { Disclosure } from '../../poll/disclose.ts'

const minShownReplies = 3

/** Confirms an answer of which everyone sees counts only. @param answer The label of what was pressed. */
export function answerNoted({ shownFrom = minShownReplies }: Disclosure, answer: string): View {
  const text = `Your answer: ${answer}. Everyone sees only the counts, once ${shownFrom} people have answered. Press another one to change it.`
  return { summary: text, parts: [{ kind: 'text', text }] }
}
