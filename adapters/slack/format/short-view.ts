import { toPlainText } from '../../../src/chat/plain-text.ts'
import { truncate } from '../../../src/chat/truncate.ts'
import type { Part, View } from '../../../src/chat/view.ts'
import { type PlainPart, withoutCards } from '../../../src/chat/without-cards.ts'

/** In a thread among people an answer is read at a glance. */
const maxLength = 600

/** The view without its pictures, and its text up to 600 characters. Controls are kept. */
export function toShortView(view: View): View {
  let room = maxLength
  const parts = withoutCards(view.parts).flatMap((part): Part[] => {
    if (part.kind === 'picture') return []
    const length = lengthOf(part)
    if (length === 0) return [part]
    const left = room
    room -= length
    if (length <= left) return [part]
    return part.kind === 'text' && left > 1 ? [{ ...part, text: truncate(toPlainText(part.text), left) }] : []
  })
  return { ...view, parts }
}

/** The characters that are read of a part; 0 of controls and files. */
function lengthOf(part: PlainPart): number {
  switch (part.kind) {
    case 'heading':
    case 'text':
      return toPlainText(part.text).length
    case 'quote':
      return toPlainText(part.text).length + (part.from === undefined ? 0 : toPlainText(part.from).length)
    case 'facts':
      return part.facts.reduce((sum, { name, value }) => sum + name.length + toPlainText(value).length, 0)
    case 'table':
      return part.rows.flat().reduce((sum, cell) => sum + cell.length, part.caption.length)
    case 'picture':
    case 'file':
    case 'buttons':
    case 'choices':
      return 0
  }
}
