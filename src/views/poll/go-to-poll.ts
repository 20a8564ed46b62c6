import type { LinkButton, Span, View } from '../../chat/view.ts'

const label = 'Go to the poll'

/** Leads to the message of a poll, if its address is known. */
export const goToPoll = (url: string | undefined): readonly LinkButton[] =>
  url === undefined ? [] : [{ label, url }]

/** The same in a sentence. */
export const pollLink = (url: string): Span => ({ link: label, url })

/** The way to a poll's message, only visible to the caller. @param url Absent if it has no message any more. */
export function goToPollView(title: string, url: string | undefined): View {
  const text =
    url === undefined ? `The poll on “${title}” has no message any more.` : `The poll on “${title}”:`
  return {
    summary: text,
    parts: [
      { kind: 'text', text },
      ...(url === undefined ? [] : [{ kind: 'buttons', buttons: goToPoll(url) } as const]),
    ],
  }
}
