import type { Button, View } from '../../chat/view.ts'
import type { Disclosure } from '../../poll/disclose.ts'
import type { ShownReason } from '../../poll/shown-reasons.ts'
import { confirmView } from '../confirm/confirm-view.ts'

/** Most entries of a menu, on any platform. */
const maxListed = 25

const removal = ({ id }: Disclosure, { key }: ShownReason, sure: boolean): Button['call'] => ({
  command: 'remove-reason',
  args: { paper: id, reason: key, ...(sure && { sure: 'yes' }) },
})

/** A menu of the reasons that match, with their writers where the poll shows names. */
export function reasonListView(poll: Disclosure, reasons: readonly ShownReason[]): View {
  const listed = reasons.slice(0, maxListed)
  const summary = `Which reason should be removed from the poll on “${poll.paper.title}”? The vote stays.`
  const choices = listed.map((reason) => ({
    label: toLabel(reason),
    call: removal(poll, reason, false),
  }))
  return {
    summary,
    parts: [
      { kind: 'text', text: summary },
      { kind: 'choices', label: 'Choose a reason…', choices },
      ...(listed.length === reasons.length
        ? []
        : [
            {
              kind: 'text',
              text: [
                `These are ${listed.length} of ${reasons.length}. Find another by some of its words: `,
                { typed: 'remove-reason reason:"…"' },
              ],
            } as const,
          ]),
    ],
  }
}

/** On one line. */
const toLabel = ({ names, text }: ShownReason): string =>
  [...(names.length === 0 ? [] : [names.join(', ')]), text].join(': ').replaceAll(/\s+/g, ' ')

/** Asks before a reason is removed. */
export const confirmRemovalView = (poll: Disclosure, reason: ShownReason): View =>
  confirmView(
    `Remove these words from the poll on “${poll.paper.title}”? The vote stays. This can't be undone.`,
    [{ label: 'Remove these words', call: removal(poll, reason, true) }],
    [
      {
        kind: 'quote',
        text: reason.text,
        ...(reason.names.length > 0 && { from: reason.names.join(', ') }),
      },
    ],
  )
