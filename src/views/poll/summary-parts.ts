import type { Part } from '../../chat/view.ts'

const label = /^(?:Approach|Case|To settle|Also|Confidence):/

/** The lines of a summary, each a part of its own, with what it is about set off. */
export const summaryParts = (lines: readonly string[]): readonly Part[] =>
  lines.map((line) => {
    const [lead] = label.exec(line) ?? []
    return { kind: 'text', text: lead === undefined ? line : [{ strong: lead }, line.slice(lead.length)] }
  })
