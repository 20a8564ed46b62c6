import type { LinkButton, Span } from '../../chat/view.ts'

const label = 'Go to the poll'

/** Leads to the message of a poll, if its address is known. */
export const goToPoll = (url: string | undefined): readonly LinkButton[] =>
  url === undefined ? [] : [{ label, url }]

/** The same in a sentence. */
export const pollLink = (url: string): Span => ({ link: label, url })
