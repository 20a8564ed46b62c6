import type { types } from '@slack/bolt'
import { truncate } from '../../../src/chat/truncate.ts'
import type { Part, Picture, Text, View } from '../../../src/chat/view.ts'
import type { EncodeControl } from '../../shared/control-store.ts'
import { controlsOf } from './controls.ts'
import { limits } from './limits.ts'
import { isFittingTable, tableBlocks, tableLines } from './table.ts'
import { escaped, plainText, toPlain, toRichText } from './text.ts'

/** A message as Slack takes it. */
export interface Message {
  readonly text: string
  readonly blocks: types.KnownBlock[]
}

/** A picture that Slack can show: its file, and what it says in words. */
export interface ShownPicture {
  readonly file: string
  readonly alt: string
}

type Line = types.RichTextBlock['elements'][number]

/**
 * The body of a message. Pure. Without a picture that can be shown, the tally stands in its text all the same. What is
 * too long is cut by rule, from the end of the text; controls are kept.
 */
export function toMessage(view: View, toControl: EncodeControl, picture?: ShownPicture): Message {
  return {
    text: topText(view),
    blocks: toBlocks(view, toControl, { table: true, ...(picture !== undefined && { picture }) }).slice(
      0,
      limits.messageBlocks,
    ),
  }
}

interface Look {
  readonly picture?: ShownPicture
  /** Whether there is room for a table of Slack's own: messages take one. */
  readonly table?: boolean
}

/** The blocks of a message, a form or the App Home. Pure. */
export function toBlocks({ parts }: View, toControl: EncodeControl, look: Look = {}): types.KnownBlock[] {
  const native = look.table === true ? parts.findIndex(isFittingTable) : -1
  const own = parts.map((part, i) => (i === native ? tableBlocks(part) : ownBlocks(part, toControl, look)))
  let room = limits.blocks - sizeOf(own.flat())
  const blocks: types.KnownBlock[] = []
  let lines: Line[] = []
  const endText = () => {
    if (lines.length > 0) blocks.push({ type: 'rich_text', elements: lines })
    lines = []
  }
  const trimmed: Trim = (elements) => {
    const fitting = within(elements, room)
    room -= lengthOf(fitting)
    return fitting
  }
  for (const [i, part] of parts.entries()) {
    const beside = own[i] ?? []
    if (i === native) lines.push(...captionOf(part, trimmed))
    else if (beside.length === 0) lines.push(...linesOf(part, trimmed))
    if (beside.length > 0) {
      endText()
      blocks.push(...beside)
    }
  }
  endText()
  return blocks
}

/** What is a block of its own in a part; nothing for text. */
function ownBlocks(part: Part, toControl: EncodeControl, { picture }: Look): types.KnownBlock[] {
  switch (part.kind) {
    case 'heading':
      return isShort(part.text) ? [headerBlock(part.text)] : []
    case 'picture':
      return picture === undefined ? [] : [imageBlock(picture)]
    case 'buttons':
    case 'choices':
      return controlsOf(part, toControl)
    default:
      return []
  }
}

/**
 * The same message without what a workspace may not know yet, rich text and tables: plain words that show no markup.
 */
export function toPlainMessage(view: View, toControl: EncodeControl, picture?: ShownPicture): Message {
  const blocks = toBlocks(view, toControl, picture === undefined ? {} : { picture })
  return { text: topText(view), blocks: blocks.flatMap(plainBlocks).slice(0, limits.messageBlocks) }
}

const topText = ({ summary }: View): string => escaped(truncate(summary, limits.text))

function plainBlocks(block: types.KnownBlock): types.KnownBlock[] {
  if (block.type !== 'rich_text') return [block]
  const text = block.elements.map((line) => ('elements' in line ? wordsIn(line.elements) : '')).join('\n')
  return text.trim() === '' ? [] : [{ type: 'section', text: plainText(text, limits.section) }]
}

const wordsIn = (elements: readonly unknown[]): string =>
  (elements as readonly types.RichTextElement[])
    .map((element) => {
      if (element.type === 'link')
        return element.text === element.url ? element.url : `${element.text} (${element.url})`
      if (element.type === 'date') return element.fallback ?? ''
      return element.type === 'text' ? element.text : ''
    })
    .join('')

type Trim = (elements: types.RichTextElement[]) => types.RichTextElement[]

/** A part that is text, a section a line; nothing for what is a block of its own. */
function linesOf(part: Part, trimmed: Trim): readonly Line[] {
  switch (part.kind) {
    case 'heading':
      return sections([trimmed(toRichText(part.text, { bold: true }))])
    case 'text':
      return sections([trimmed(toRichText(part.text))])
    case 'quote': {
      const quoted = trimmed(toRichText(part.text))
      const from = part.from === undefined ? [] : sections([trimmed(toRichText(['— ', ...spans(part.from)]))])
      return quoted.length === 0 ? [] : [{ type: 'rich_text_quote', elements: quoted }, ...from]
    }
    case 'facts':
      return sections(
        part.facts.map(({ name, value }) => trimmed(toRichText([{ strong: name }, ' ', ...spans(value)]))),
      )
    case 'table':
      return sections(tableLines(part).map((line) => trimmed(toRichText(line))))
    case 'file':
      return sections([trimmed(toRichText([{ strong: part.name }, ' is in our direct messages.']))])
    case 'picture':
    case 'buttons':
    case 'choices':
      return []
  }
}

const captionOf = (part: Part, trimmed: Trim): readonly Line[] =>
  part.kind === 'table' ? sections([trimmed(toRichText(part.caption))]) : []

const spans = (text: Text) => (Array.isArray(text) ? text : [text])

const sections = (lines: readonly types.RichTextElement[][]): readonly Line[] =>
  lines.filter(({ length }) => length > 0).map((elements) => ({ type: 'rich_text_section', elements }))

/** Whether there is a block for it that shows it large, which takes no links. */
function isShort(heading: Text): boolean {
  const text = toPlain(heading).trim()
  const hasLink = spans(heading).some((span) => typeof span !== 'string' && 'link' in span)
  return !hasLink && text !== '' && text.length <= limits.header
}

const headerBlock = (text: Text): types.HeaderBlock => ({
  type: 'header',
  text: plainText(toPlain(text).replaceAll(/\s+/g, ' ').trim(), limits.header),
})

const imageBlock = ({ file, alt }: ShownPicture): types.ImageBlock => ({
  type: 'image',
  slack_file: { id: file },
  alt_text: truncate(alt, limits.alt),
})

/** The picture of a view; there is at most one. */
export function pictureOf({ parts }: View): Picture | undefined {
  const part = parts.find(({ kind }) => kind === 'picture')
  return part?.kind === 'picture' ? part.picture : undefined
}

/** A bound above what Slack counts of these blocks. */
const sizeOf = (blocks: readonly types.KnownBlock[]): number =>
  blocks.reduce((size, block) => size + JSON.stringify(block).length, 0)

const textIn = (element: types.RichTextElement): string =>
  element.type === 'text' || element.type === 'link' ? (element.text ?? '') : ''

const lengthOf = (elements: readonly types.RichTextElement[]): number =>
  elements.reduce((sum, element) => sum + textIn(element).length, 0)

/** As much of the text as there is room for. */
function within(elements: readonly types.RichTextElement[], most: number): types.RichTextElement[] {
  let room = most
  const kept: types.RichTextElement[] = []
  for (const element of elements) {
    const text = textIn(element)
    if (text.length > room) {
      if (room > 1 && element.type === 'text') kept.push({ ...element, text: truncate(text, room) })
      break
    }
    room -= text.length
    kept.push(element)
  }
  return kept
}
