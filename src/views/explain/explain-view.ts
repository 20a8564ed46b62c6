import type { Person } from '../../chat/caller.ts'
import { toPlainText } from '../../chat/plain-text.ts'
import type { Button, Part, View } from '../../chat/view.ts'
import { moreButton, shareButton, topicButton } from './buttons.ts'
import type { Explanation } from './explanation.ts'
import { toPart } from './line.ts'

/** The short part, for the person who asked. @param mayShare Whether they may post it for everyone where they asked. */
export const explainView = (explanation: Explanation, mayShare: boolean): View =>
  shortView(explanation, mayShare ? [shareButton(explanation.asked)] : [])

/** The short part, for everyone who read the question. */
export const publicExplainView = (explanation: Explanation): View => shortView(explanation, [])

/** Takes the place of a posted explanation whose record is gone. */
export function explanationRemovedView(): View {
  const text = 'This explanation was removed.'
  return { summary: text, parts: [{ kind: 'text', text }] }
}

/** The short part, posted for everyone. @param by Who did. */
export const sharedExplainView = (explanation: Explanation, by: Person): View =>
  shortView(
    explanation,
    [],
    [{ kind: 'text', tone: 'muted', text: ['Explanation · shared by ', { person: by }] }],
  )

const shortView = (
  { asked, lines, related }: Explanation,
  buttons: readonly Button[],
  more: readonly Part[] = [],
): View => ({
  summary: summaryOf(lines),
  parts: [
    ...lines.map(toPart),
    ...more,
    { kind: 'buttons', buttons: [moreButton(asked), ...buttons, ...related.map(topicButton)] },
  ],
})

/** The first line. */
export const summaryOf = ([first]: Explanation['lines']): string =>
  first === undefined ? '' : toPlainText(first.text)
