import type { Seen } from './reading-world.ts'

/** The rows of optional questions that a group sees which sets nothing; docs/reading-groups.md. */
const rows = [
  /^Why do you differ\?$/,
  /^\[We use the words differently\]/,
  /^Was it settled: “.+”$/,
  /^\[Settled\] \[Not settled\]/,
  /^Was it worth it\?$/,
  /^\[Worth it\] \[Not for me\]/,
]
const buttons = /\[(?:Ask a question…|Add to calendar|Attach…|Get it as a post…)\] ?/g

/** A facilitator's. */
export const isSheet = ({ text, to }: Seen): boolean =>
  to !== undefined && /^(?:Your sheet for|After the reveal: )/.test(text)

/** A message without the buttons and rows of extras. */
export const withoutExtras = ({ text }: Seen): string =>
  text
    .split('\n')
    .filter((line) => !rows.some((row) => row.test(line)))
    .map((line) => line.replaceAll(buttons, '').trimEnd())
    .filter((line) => line !== '')
    .join('\n')
