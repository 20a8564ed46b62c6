import type { Refusal } from '../../src/chat/answer.ts'
import type { Call } from '../../src/chat/call.ts'
import type { Button, Part, View } from '../../src/chat/view.ts'

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
