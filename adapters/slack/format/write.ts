import type { types } from '@slack/bolt'
import { buttonsBelow } from '../../../src/chat/buttons-below.ts'
import { spansOf } from '../../../src/chat/plain-text.ts'
import { truncate } from '../../../src/chat/truncate.ts'
import type { Part, Picture, Text, View } from '../../../src/chat/view.ts'
import type { EncodeControl } from '../../shared/control-store.ts'
import { toCardBlock, toSectionBlocks } from './card.ts'
import { toActionBlocks } from './controls.ts'
import { labels } from './labels.ts'
import { limits } from './limits.ts'
import { toPlainBlocks } from './plain-blocks.ts'
import { type TableForm, toTableBlocks, toTableLines } from './table.ts'
import { escapeMarkup, type TextOptions, toPlain, toPlainTextElement, toRichText } from './text.ts'

/** A message as Slack's API accepts it. */
export interface MessageBody {
  readonly text: string
  readonly blocks: types.KnownBlock[]
}

/** A picture that Slack can show: the id of its file, and its alt text. */
export interface ShownPicture {
  readonly file: string
  readonly alt: string
}

type Line = types.RichTextBlock['elements'][number]

/**
 * The body of a message. Pure. Text that is too long is cut by rule, from its end; controls are kept.
 *
 * @param picture Without it, the message has no picture; the tally is in the text as well.
 */
export function toMessage(
  view: View,
  encodeControl: EncodeControl,
  picture?: ShownPicture,
  { inThread, tables = 'data_table' }: Pick<BlockOptions, 'inThread' | 'tables'> = {},
): MessageBody {
  const options = { inThread, tables, ...(picture !== undefined && { picture }) }
  return {
    text: toTopText(view),
    blocks: toBlocks(view, encodeControl, options).slice(0, limits.messageBlocks),
  }
}

export interface BlockOptions extends Pick<TextOptions, 'inThread'> {
  readonly picture?: ShownPicture
  /** The form of tables; `lines` by default, because only messages can hold Slack's own. */
  readonly tables?: TableForm
  /** Whether cards become Slack's own; else they are a section and its buttons. */
  readonly hasCards?: boolean
  /** The most characters of all blocks together; as many as a message holds without it. */
  readonly maxLength?: number
}

/** The blocks of a message, a form or the App Home. Pure. */
export function toBlocks(
  view: View,
  encodeControl: EncodeControl,
  options: BlockOptions = {},
): types.KnownBlock[] {
  const { tables = 'lines', maxLength = limits.blocks } = options
  const parts = buttonsBelow(view.parts)
  const tableBlocks = toTableBlocks(parts, tables)
  const ownBlocks = parts.map((part, i) => {
    const table = tableBlocks[i]
    return table === undefined ? toOwnBlocks(part, encodeControl, options) : [table]
  })
  let room = maxLength - sizeOf(ownBlocks.flat())
  const blocks: types.KnownBlock[] = []
  let lines: Line[] = []
  const flushText = () => {
    if (lines.length > 0) blocks.push({ type: 'rich_text', elements: lines })
    lines = []
  }
  const write: Write = (text, { bold } = { bold: false }) => {
    const elements = toRichText(text, { bold, inThread: options.inThread })
    const fitting = trimToLength(elements, room)
    room -= lengthOf(fitting)
    return fitting
  }
  for (const [i, part] of parts.entries()) {
    const blocksOfPart = ownBlocks[i] ?? []
    if (blocksOfPart.some(({ type }) => type === 'table')) lines.push(...toCaption(part, write))
    else if (blocksOfPart.length === 0) lines.push(...toLines(part, write))
    if (blocksOfPart.length > 0) {
      flushText()
      blocks.push(...blocksOfPart)
    }
  }
  flushText()
  return blocks
}

/** The blocks of a part that is not text; empty for text. */
function toOwnBlocks(
  part: Part,
  encodeControl: EncodeControl,
  { picture, hasCards = false }: BlockOptions,
): types.KnownBlock[] {
  switch (part.kind) {
    case 'heading':
      return isShortHeading(part.text) ? [toHeaderBlock(part.text)] : []
    case 'picture':
      return picture === undefined ? [] : [toImageBlock(picture)]
    case 'text':
      return part.tone === 'muted' && isLiteral(part.text) ? toContextBlocks(part.text) : []
    case 'buttons':
    case 'choices':
      return toActionBlocks(part, encodeControl)
    case 'card':
      return hasCards ? [toCardBlock(part, encodeControl)] : toSectionBlocks(part, encodeControl)
    default:
      return []
  }
}

/**
 * The same message without rich text and tables, which a workspace may not support yet: as plain text without markup.
 */
export function toPlainMessage(
  view: View,
  encodeControl: EncodeControl,
  picture?: ShownPicture,
  { inThread }: Pick<TextOptions, 'inThread'> = {},
): MessageBody {
  const blocks = toBlocks(view, encodeControl, { inThread, ...(picture !== undefined && { picture }) })
  return { text: toTopText(view), blocks: blocks.flatMap(toPlainBlocks).slice(0, limits.messageBlocks) }
}

const toTopText = ({ summary }: View): string => escapeMarkup(truncate(summary, limits.text))

/** Writes text, cut to what the message has room for. */
type Write = (text: Text, style?: { readonly bold: boolean }) => types.RichTextElement[]

/** The lines of a part that is text, one section each; empty for a part that has its own blocks. */
function toLines(part: Part, write: Write): readonly Line[] {
  switch (part.kind) {
    case 'heading':
      return toSections([write(part.text, { bold: true })])
    case 'text':
      return toSections([write(part.text)])
    case 'quote': {
      const quoted = write(part.text)
      const from = part.from === undefined ? [] : toSections([write(['— ', ...spansOf(part.from)])])
      return quoted.length === 0 ? [] : [{ type: 'rich_text_quote', elements: quoted }, ...from]
    }
    case 'facts':
      return toSections(
        part.facts.map(({ name, value }) => write([{ strong: name }, ' ', ...spansOf(value)])),
      )
    case 'table':
      return toSections(toTableLines(part).map((line) => write(line)))
    case 'file':
      return toSections([write([{ strong: part.name }, labels.fileInDirectMessages])])
    case 'picture':
    case 'buttons':
    case 'choices':
    case 'card':
      return []
  }
}

const toCaption = (part: Part, write: Write): readonly Line[] =>
  part.kind === 'table' ? toSections([write(part.caption)]) : []

const toSections = (lines: readonly types.RichTextElement[][]): readonly Line[] =>
  lines.filter(({ length }) => length > 0).map((elements) => ({ type: 'rich_text_section', elements }))

/** Whether a heading fits a header block, which is shown large and can't hold links. */
function isShortHeading(heading: Text): boolean {
  const text = toPlain(heading).trim()
  const hasLink = spansOf(heading).some((span) => typeof span !== 'string' && 'link' in span)
  return !hasLink && text !== '' && text.length <= limits.header
}

const toHeaderBlock = (text: Text): types.HeaderBlock => ({
  type: 'header',
  text: toPlainTextElement(toPlain(text).replaceAll(/\s+/g, ' ').trim(), limits.header),
})

/** Whether it has neither links nor times: then it needs no markup. */
const isLiteral = (text: Text): boolean =>
  spansOf(text).every((span) => typeof span === 'string' || 'strong' in span || 'person' in span)

function toContextBlocks(text: Text): types.ContextBlock[] {
  const words = toPlain(text).trim()
  return words === '' ? [] : [{ type: 'context', elements: [toPlainTextElement(words, limits.context)] }]
}

const toImageBlock = ({ file, alt }: ShownPicture): types.ImageBlock => ({
  type: 'image',
  slack_file: { id: file },
  alt_text: truncate(alt, limits.alt),
})

/** The picture of a view, which has at most one. */
export function findPicture({ parts }: View): Picture | undefined {
  const part = parts.find(({ kind }) => kind === 'picture')
  return part?.kind === 'picture' ? part.picture : undefined
}

/** An upper bound of the characters that Slack counts in these blocks. */
const sizeOf = (blocks: readonly types.KnownBlock[]): number =>
  blocks.reduce((size, block) => size + JSON.stringify(block).length, 0)

const textIn = (element: types.RichTextElement): string =>
  element.type === 'text' || element.type === 'link' ? (element.text ?? '') : ''

const lengthOf = (elements: readonly types.RichTextElement[]): number =>
  elements.reduce((sum, element) => sum + textIn(element).length, 0)

/** The elements cut to `maxLength` characters of text. */
function trimToLength(
  elements: readonly types.RichTextElement[],
  maxLength: number,
): types.RichTextElement[] {
  let room = maxLength
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
