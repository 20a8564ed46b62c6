import type { Part } from '../../../src/chat/view.ts'
import { toMarkdown } from './text.ts'

/** @returns a part's text in markdown; `undefined` if the part is a component of its own. */
export function writePart(part: Part): string | undefined {
  switch (part.kind) {
    case 'heading':
      return `### ${toMarkdown(part.text).replaceAll(/\s+/g, ' ')}`
    case 'text': {
      const words = toMarkdown(part.text)
      return part.tone === 'muted' ? `-# ${words.replaceAll(/\s+/g, ' ')}` : words
    }
    case 'quote': {
      const quote = toMarkdown(part.text).replaceAll(/^/gm, '> ')
      return part.from === undefined ? quote : `${quote}\n-# ${toMarkdown(part.from)}`
    }
    case 'facts':
      return part.facts
        .map(({ name, value }) => `${toMarkdown([{ strong: name }])} ${toMarkdown(value)}`)
        .join('\n')
    case 'table':
      return writeTable(part)
    case 'picture':
    case 'file':
    case 'buttons':
    case 'choices':
      return undefined
  }
}

/**
 * A table as text, because Discord has no tables: one line per row, each value after the name of its column, so that
 * it is readable on a phone and by a screen reader.
 */
function writeTable({ caption, rows: [head = [], ...rows] }: Extract<Part, { kind: 'table' }>): string {
  const isList = head.length === 2
  const lines = rows.map(([name = '', ...cells]) => {
    const values = cells.map((cell, i) => (isList ? cell : `${head[i + 1] ?? ''} ${cell}`))
    return `${toMarkdown([{ strong: name }])} ${toMarkdown(values.join(' · '))}`
  })
  return `-# ${toMarkdown(caption)}\n${lines.join(isList ? ' · ' : '\n')}`
}
