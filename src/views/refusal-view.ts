import type { Refusal } from '../chat/answer.ts'
import { refusalOf } from '../chat/answer.ts'
import type { Call } from '../chat/call.ts'
import { UserError } from '../chat/user-error.ts'
import type { Button, Part, View } from '../chat/view.ts'

/** A polite no as it is read: what happened, what to do, and what could be pressed. */
export function refusalView({ happened, remedy, buttons }: Refusal, more: readonly Button[] = []): View {
  const all = [...more, ...buttons]
  return {
    summary: happened,
    parts: [
      { kind: 'text', text: `${happened} ${remedy}` },
      ...(all.length === 0 ? [] : [{ kind: 'buttons', buttons: all } satisfies Part]),
    ],
  }
}

/** Where an answer is for one person alone and a message would be for everyone. */
export const unseenView = (call: Call): View => ({
  summary: 'The answer is for you alone.',
  parts: [
    { kind: 'text', text: 'The answer is for you alone:' },
    { kind: 'buttons', buttons: [{ label: 'Show me', style: 'primary', call }] },
  ],
})

/** What is said of a fault. @param reference What the operator searches the logs for. */
export const apologyView = (reference: string): View =>
  refusalView(
    refusalOf(
      new UserError(
        'Something went wrong on my side.',
        `Please try again in a minute. If it stays so, give ${reference} to whoever runs me.`,
      ),
    ),
  )
