import type { types } from '@slack/bolt'
import { limits } from './limits.ts'
import { toPlainTextElement } from './text.ts'

/** A block as plain text without markup, if it is rich text. */
export function toPlainBlocks(block: types.KnownBlock): types.KnownBlock[] {
  if (block.type !== 'rich_text') return [block]
  return toPages(block.elements.map((line) => ('elements' in line ? toPlainWords(line.elements) : '')))
    .filter((text) => text.trim() !== '')
    .map((text) => ({ type: 'section', text: toPlainTextElement(text, limits.section) }))
}

/** Lines as texts that each fit a section. */
function toPages(lines: readonly string[]): readonly string[] {
  const pages: string[] = []
  for (const line of lines) {
    const longer = [...pages.slice(-1), line].join('\n')
    if (pages.length > 0 && longer.length <= limits.section) pages.splice(-1, 1, longer)
    else pages.push(line)
  }
  return pages
}

const toPlainWords = (elements: readonly unknown[]): string =>
  (elements as readonly types.RichTextElement[])
    .map((element) => {
      if (element.type === 'link')
        return element.text === element.url ? element.url : `${element.text} (${element.url})`
      if (element.type === 'date') return element.fallback ?? ''
      return element.type === 'text' ? element.text : ''
    })
    .join('')
