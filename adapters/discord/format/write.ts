import {
  type APIComponentInContainer,
  type APIMessageTopLevelComponent,
  ButtonStyle,
  ComponentType,
} from 'discord.js'
import { buttonsBelow } from '../../../src/chat/buttons-below.ts'
import type { Call } from '../../../src/chat/call.ts'
import { truncate } from '../../../src/chat/truncate.ts'
import type { Button, LinkButton, Part, Picture, View } from '../../../src/chat/view.ts'
import type { EncodeControl } from '../../shared/control-store.ts'
import { limits } from './limits.ts'
import { toMarkdown } from './text.ts'

/** A file of a message: a picture that is not drawn yet, or a file with its content. */
export type Attachment =
  | { readonly name: string; readonly alt: string; readonly picture: Picture }
  | { readonly name: string; readonly content: string }

/** A message in Discord's format, except that the bytes of its files are missing. */
export interface MessageBody {
  readonly components: APIMessageTopLevelComponent[]
  readonly files: readonly Attachment[]
}

/** Leaves room for the suffix that makes an id unique within its message. */
const maxIdLength = limits.customId - 4

/** A component of a message, in a container or by itself. */
type Component = APIComponentInContainer

/** The edge of a message that shows something with a state: green, orange, grey. */
const accents = { open: 0x6fd08c, hidden: 0xffa552, closed: 0x77828f } as const

/** The body of a message. Pure. What exceeds a limit is cut from the end: text, then rows of controls. */
export function toMessage(view: View, encodeControl: EncodeControl): MessageBody {
  const { state } = view
  const parts = buttonsBelow(view.parts)
  const toCustomId = createIdWriter(encodeControl)
  const components: Component[] = []
  let room = limits.text
  let lines: string[] = []
  /** Adjacent text becomes one component, because a message has room for few. */
  const flushText = () => {
    const content = truncate(lines.join('\n'), room)
    lines = []
    if (content === '') return
    room -= content.length
    components.push({ type: ComponentType.TextDisplay, content })
  }
  for (const part of parts) {
    const words = writePart(part)
    if (words !== undefined) lines.push(words)
    else {
      flushText()
      components.push(...toComponents(part, toCustomId))
    }
  }
  flushText()
  const files = parts.flatMap(toAttachments)
  if (state === undefined) return { components: dropExcessRows(components, limits.components), files }
  const inside = dropExcessRows(components, limits.components - 1)
  return {
    components: [{ type: ComponentType.Container, accent_color: accents[state], components: inside }],
    files,
  }
}

/** Drops rows of controls from the end until there are few enough components. */
function dropExcessRows(components: Component[], most: number): Component[] {
  const last = components.findLastIndex(({ type }) => type === ComponentType.ActionRow)
  return countComponents(components) <= most || last < 0
    ? components
    : dropExcessRows(components.toSpliced(last, 1), most)
}

const countComponents = (components: readonly Component[]): number =>
  components.reduce((size, one) => size + 1 + ('components' in one ? one.components.length : 0), 0)

/** @returns a part's text in markdown; `undefined` if the part is a component of its own. */
function writePart(part: Part): string | undefined {
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

type ToCustomId = (call: Call) => string

function toComponents(part: Part, toCustomId: ToCustomId): readonly Component[] {
  switch (part.kind) {
    case 'picture':
      return [{ type: ComponentType.MediaGallery, items: [toMediaItem(part.picture)] }]
    case 'file':
      return [{ type: ComponentType.File, file: { url: `attachment://${toFileName(part.name)}` } }]
    case 'buttons':
      return toButtonRows(part.buttons).map((buttons) => ({
        type: ComponentType.ActionRow,
        components: buttons.map((button) => toButton(button, toCustomId)),
      }))
    case 'choices':
      return part.choices.length === 0 ? [] : [toSelect(part, toCustomId)]
    default:
      return []
  }
}

const toMediaItem = (picture: Picture) => ({
  media: { url: `attachment://${toPictureName(picture)}` },
  description: truncate(picture.alt, limits.description),
})

type Buttons = Extract<Part, { kind: 'buttons' }>['buttons']

function toButtonRows(buttons: Buttons): readonly Buttons[] {
  const count = Math.ceil(buttons.length / limits.buttonsPerRow)
  return Array.from({ length: count }, (_, row) =>
    buttons.slice(row * limits.buttonsPerRow, (row + 1) * limits.buttonsPerRow),
  )
}

const styles = { primary: ButtonStyle.Primary, danger: ButtonStyle.Danger } as const

function toButton(button: Button | LinkButton, toCustomId: ToCustomId) {
  const label = truncate(button.label, limits.buttonLabel)
  if ('url' in button)
    return { type: ComponentType.Button as const, style: ButtonStyle.Link as const, label, url: button.url }
  const { call, style } = button
  return {
    type: ComponentType.Button as const,
    style: style === undefined ? (ButtonStyle.Secondary as const) : styles[style],
    label,
    custom_id: toCustomId(call),
  }
}

function toSelect({ label, choices }: Extract<Part, { kind: 'choices' }>, toCustomId: ToCustomId): Component {
  const options = choices.slice(0, limits.selectOptions).map((choice) => ({
    label: truncate(choice.label, limits.selectLabel),
    value: toCustomId(choice.call),
  }))
  return {
    type: ComponentType.ActionRow,
    components: [
      {
        type: ComponentType.StringSelect,
        custom_id: toCustomId({ command: 'choose', args: {} }),
        placeholder: truncate(label, limits.selectLabel),
        options,
      },
    ],
  }
}

/** Makes ids unique within a message, as Discord requires, by a suffix that {@link stripIdSuffix} removes. */
function createIdWriter(encodeControl: EncodeControl): ToCustomId {
  const used = new Map<string, number>()
  return (call) => {
    const id = encodeControl(call, maxIdLength)
    const times = (used.get(id) ?? 0) + 1
    used.set(id, times)
    return times === 1 ? id : `${id}#${times}`
  }
}

/** A control's id without the suffix that made it unique. */
export const stripIdSuffix = (customId: string): string => customId.replace(/#\d+$/, '')

function toAttachments(part: Part): readonly Attachment[] {
  if (part.kind === 'picture')
    return [
      {
        name: toPictureName(part.picture),
        alt: truncate(part.picture.alt, limits.description),
        picture: part.picture,
      },
    ]
  return part.kind === 'file' ? [{ name: toFileName(part.name), content: part.content }] : []
}

/** The name changes with the picture, because Discord's apps cache files by name. */
const toPictureName = ({ key }: Picture): string => `grid-${key}.png`

const toFileName = (name: string): string => name.replaceAll(/[^\w.-]+/g, '_')
