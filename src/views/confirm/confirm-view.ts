import { toPlainText } from '../../chat/plain-text.ts'
import type { Button, Part, Text, View } from '../../chat/view.ts'

/** Stands beside every button that deletes, ends, reveals or publishes something. */
export const cancelButton: Button = { label: 'Cancel', call: { command: 'cancel', args: {} } }

/**
 * Asks before an act.
 *
 * @param question What the act costs, and for whom.
 * @param acts The act's own buttons, each named after what it does; Cancel follows them.
 * @param about What the act is about, between the question and the buttons.
 */
export const confirmView = (question: Text, acts: readonly Button[], about: readonly Part[] = []): View => ({
  summary: toPlainText(question),
  parts: [
    { kind: 'text', text: question },
    ...about,
    { kind: 'buttons', buttons: [...acts.map((act): Button => ({ ...act, style: 'danger' })), cancelButton] },
  ],
})
