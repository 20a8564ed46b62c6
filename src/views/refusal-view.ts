import { type Refusal, refusalOf } from '../chat/answer.ts'
import type { Call } from '../chat/call.ts'
import { spansOf, toPlainText } from '../chat/plain-text.ts'
import type { Button, Part, Text, View } from '../chat/view.ts'
import { somethingWentWrong } from './errors.ts'

/** A refusal: what happened, what to do, where, and buttons. @param more Buttons before those of the refusal. */
export function refusalView(
  { happened, remedy, buttons, where }: Refusal,
  more: readonly Button[] = [],
): View {
  const all = [...more, ...buttons]
  const words: Text = [...spansOf(happened), ' ', ...spansOf(remedy)]
  return {
    summary: toPlainText(happened),
    parts: [
      { kind: 'text', text: where === undefined ? words : [...words, ' ', { place: where }] },
      ...(all.length === 0 ? [] : [{ kind: 'buttons', buttons: all } satisfies Part]),
    ],
  }
}

/** Stands in for a private answer where a message would be visible to everyone; a button shows it. */
export const unseenView = (call: Call): View => ({
  summary: 'This answer is only for you.',
  parts: [
    { kind: 'text', text: 'Press the button to see your answer. Nobody else sees it.' },
    { kind: 'buttons', buttons: [{ label: 'Show me', style: 'primary', call }] },
  ],
})

/** Shown after a fault. @param reference What the operator searches the logs for. */
export const apologyView = (reference: string): View => refusalView(refusalOf(somethingWentWrong(reference)))
