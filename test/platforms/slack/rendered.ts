import type { Block, Cell } from './blocks.ts'
import type { Element } from './elements.ts'
import type { Group, Piece, RichText } from './rich-text.ts'

interface Shown {
  readonly text?: string
  readonly title?: { readonly text: string } | undefined
  readonly submit?: { readonly text: string } | undefined
  readonly blocks: readonly Block[]
}

/** What somebody reads in a message or a view: one line for each piece, its controls in brackets. */
export function rendered({ text = '', title, submit, blocks }: Shown): string {
  const pieces = blocks.length === 0 && text !== '' ? [markup(text)] : blocks.flatMap(linesOf)
  return [title?.text, ...pieces, submit && `[${submit.text}]`]
    .filter((line) => line !== undefined)
    .join('\n')
}

interface Words {
  readonly type: 'plain_text' | 'mrkdwn'
  readonly text: string
}

const wordsOf = ({ type, text }: Words) => (type === 'mrkdwn' ? markup(text) : text)

function linesOf(block: Block): readonly string[] {
  switch (block.type) {
    case 'header':
      return [block.text.text]
    case 'section': {
      const { text, fields = [], accessory } = block
      const beside =
        accessory === undefined ? [] : [accessory.type === 'image' ? accessory.alt_text : control(accessory)]
      return [...(text === undefined ? [] : [wordsOf(text)]), ...fields.map(wordsOf), ...beside]
    }
    case 'context':
      return [block.elements.map((one) => (one.type === 'image' ? one.alt_text : wordsOf(one))).join(' ')]
    case 'image':
      return [...(block.title === undefined ? [] : [block.title.text]), block.alt_text]
    case 'divider':
      return []
    case 'actions':
      return [block.elements.map(control).join(' ')]
    case 'rich_text':
      return richText(block)
    case 'card': {
      const { icon, hero_image, title, subtitle, body, actions = [] } = block
      const pictures = [hero_image, icon].filter((one) => one !== undefined).map(({ alt_text }) => alt_text)
      const texts = [title, subtitle, body].filter((one) => one !== undefined).map(wordsOf)
      return [...pictures, ...texts, ...(actions.length === 0 ? [] : [actions.map(control).join(' ')])]
    }
    case 'data_table':
      return [block.caption, ...block.rows.map((row) => row.map(cell).join(' '))]
    case 'table':
      return block.rows.map((row) => row.map(cell).join(' '))
    case 'input': {
      const { label, hint, element } = block
      return [label.text, ...(hint === undefined ? [] : [hint.text]), ...asked(element)]
    }
  }
}

const options = (all: readonly { readonly text: { readonly text: string } }[]) =>
  all.map(({ text }) => `[${text.text}]`).join(' ')

function control(element: Element): string {
  const placeholder = 'placeholder' in element ? (element.placeholder?.text ?? '') : ''
  switch (element.type) {
    case 'button':
      return `[${element.text.text}]`
    case 'static_select':
      return `${placeholder}: ${options(element.options ?? element.option_groups?.flatMap((group) => group.options) ?? [])}`
    case 'radio_buttons':
    case 'checkboxes':
    case 'overflow':
      return options(element.options)
    default:
      return placeholder
  }
}

/** An input shows what it holds, or else what it offers. */
function asked(element: Element): readonly string[] {
  if (element.type === 'plain_text_input' && element.initial_value !== undefined)
    return [element.initial_value]
  if (element.type === 'external_select' && element.initial_option !== undefined)
    return [`[${element.initial_option.text.text}]`]
  const line = control(element)
  return line === '' ? [] : [line]
}

const richText = ({ elements }: RichText): readonly string[] => elements.flatMap(groupLines)

function groupLines(group: Group): readonly string[] {
  return group.type === 'rich_text_list'
    ? group.elements.map(({ elements }) => elements.map(piece).join(''))
    : [group.elements.map(piece).join('')]
}

function piece(one: Piece): string {
  switch (one.type) {
    case 'text':
      return one.text
    case 'link':
      return one.text ?? one.url
    case 'date':
      return one.fallback
    case 'emoji':
      return `:${one.name}:`
    case 'user':
      return `‹<@${one.user_id}>›`
    case 'channel':
      return `‹<#${one.channel_id}>›`
    case 'usergroup':
      return `‹<!subteam^${one.usergroup_id}>›`
    case 'broadcast':
      return `‹<!${one.range}>›`
  }
}

const cell = (one: Cell) => (one.type === 'rich_text' ? richText(one).join(' ') : one.text)

const marks =
  /<(?<link>https?:\/\/[^|<>\s]+)(?:\|(?<words>[^<>]*))?>|<!date\^\d+\^[^|<>]*\|(?<fallback>[^<>]*)>|<[!@#][^<>]*>|(?<![\p{L}\p{N}])(?<mark>[*_~`])(?=\S)(?<inner>[^\n]*?\S)\k<mark>(?![\p{L}\p{N}])|```|&(?<entity>amp|lt|gt);/gu

/** Slack's markup as it looks: what formats is carried out, what pings stands in ‹ ›. */
function markup(source: string): string {
  return source.replace(marks, (whole, ...rest) => {
    const groups: Readonly<Record<string, string | undefined>> = rest.at(-1)
    if (groups.link !== undefined) return unescaped(groups.words ?? groups.link)
    if (groups.fallback !== undefined) return unescaped(groups.fallback)
    if (groups.inner !== undefined) return markup(groups.inner)
    if (groups.entity !== undefined) return unescaped(whole)
    return whole === '```' ? '' : `‹${whole}›`
  })
}

const unescaped = (text: string) => text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&')
