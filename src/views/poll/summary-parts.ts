import type { Part } from '../../chat/view.ts'

const label = /^(?:Approach|Case|To settle|Also|Mean confidence):/

/** One part per line of a summary, with the label at its start in bold. */
export const summaryParts = (lines: readonly string[]): readonly Part[] =>
  lines.map((line) => {
    const [lead] = label.exec(line) ?? []
    return { kind: 'text', text: lead === undefined ? line : [{ strong: lead }, line.slice(lead.length)] }
  })
