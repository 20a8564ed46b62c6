import { type APIComponentInContainer, type APIContainerComponent, ComponentType } from 'discord.js'
import { truncate } from '../../../src/chat/truncate.ts'
import type { Part, Picture, View } from '../../../src/chat/view.ts'
import { withoutCards } from '../../../src/chat/without-cards.ts'
import type { EncodeControl } from '../../shared/control-store.ts'
import { createIdWriter, type ToCustomId, toButton, toButtonRows, toSelect } from './controls.ts'
import { fitText, limitLines } from './fit-text.ts'
import { limits } from './limits.ts'
import { writePart } from './write-part.ts'

/** A file of a message: a picture that is not drawn yet, or a file with its content. */
export type Attachment =
  | { readonly name: string; readonly alt: string; readonly picture: Picture }
  | { readonly name: string; readonly content: string }

/** A message in Discord's format, except that the bytes of its files are missing. Everything is in one container. */
export interface MessageBody {
  readonly components: APIContainerComponent[]
  readonly files: readonly Attachment[]
}

/** A component in the container. */
type Component = APIComponentInContainer

/** The edge of a message that shows something with a state: green, orange, grey, blue. */
const accents = { open: 0x6fd08c, hidden: 0xffa552, closed: 0x77828f, reading: 0x2e73c0 } as const

/** The body of a message. Pure. What exceeds a limit is cut: text by rule, then rows of controls from the end. */
export function toMessage(view: View, encodeControl: EncodeControl): MessageBody {
  const { state } = view
  const parts = fitText(limitLines(withoutCards(view.parts)))
  const placed = toComponents(parts, createIdWriter(encodeControl))
  const components = placed.map(({ component }) => component)
  const separated = withSeparators(placed)
  const accent = state === undefined ? {} : { accent_color: accents[state] }
  const most = limits.components - 1
  const inside = countComponents(separated) <= most ? separated : dropExcessRows(components, most)
  return {
    components: [{ type: ComponentType.Container, ...accent, components: inside }],
    files: parts.flatMap(toAttachments),
  }
}

/** A component, and whether it begins something of its own. */
interface Placed {
  readonly component: Component
  readonly isApart?: boolean
}

function toComponents(parts: readonly Part[], toCustomId: ToCustomId): readonly Placed[] {
  const placed: Placed[] = []
  let room = limits.text
  let lines: string[] = []
  let hasPicture = false
  let isApart = false

  function takeText() {
    const content = truncate(lines.join('\n'), room)
    lines = []
    room -= content.length
    return content === '' ? [] : [{ type: ComponentType.TextDisplay as const, content }]
  }
  /** Adjacent text becomes one component: each brings its own margin, and a message has room for few. */
  function flushText(): void {
    placed.push(...takeText().map((component) => ({ component, isApart })))
    isApart = false
  }

  for (const part of parts) {
    const words = writePart(part)
    // Reasons stand apart from what they are reasons for.
    if (part.kind === 'quote' && hasPicture && !isApart) {
      flushText()
      isApart = true
      hasPicture = false
    }
    if (part.kind === 'text' && part.button !== undefined) {
      flushText()
      lines = [words ?? '']
      placed.push({ component: toSection(takeText(), toButton(part.button, toCustomId)) })
    } else if (words !== undefined) lines.push(words)
    else if (part.kind === 'picture' && part.picture.isSmall === true && lines.length > 0)
      placed.push({ component: toSection(takeText(), toThumbnail(part.picture)) })
    else {
      flushText()
      hasPicture ||= part.kind === 'picture'
      placed.push(...toBlocks(part, toCustomId).map((component) => ({ component })))
    }
  }
  flushText()
  return placed
}

type SectionComponent = Extract<Component, { type: ComponentType.Section }>

/** Text with a button or a small picture beside it. */
const toSection = (
  components: SectionComponent['components'],
  accessory: SectionComponent['accessory'],
): SectionComponent => ({ type: ComponentType.Section, components, accessory })

/** With a line before what stands apart, before the first of several lines with buttons, and before text that follows controls. */
function withSeparators(placed: readonly Placed[]): Component[] {
  return placed.flatMap(({ component, isApart = false }, i) => {
    const before = placed[i - 1]?.component
    const isSeparate =
      isApart ||
      (isLine(component) && !isLine(before)) ||
      (component.type === ComponentType.TextDisplay && before?.type === ComponentType.ActionRow)
    return isSeparate && before !== undefined
      ? [{ type: ComponentType.Separator, divider: true, spacing: 1 }, component]
      : [component]
  })
}

const isLine = (component: Component | undefined): boolean =>
  component?.type === ComponentType.Section && component.accessory.type === ComponentType.Button

/** Drops rows of controls from the end until there are few enough components. */
function dropExcessRows(components: Component[], most: number): Component[] {
  const last = components.findLastIndex(({ type }) => type === ComponentType.ActionRow)
  return countComponents(components) <= most || last < 0
    ? components
    : dropExcessRows(components.toSpliced(last, 1), most)
}

const countComponents = (components: readonly Component[]): number =>
  components.reduce(
    (size, one) =>
      size + 1 + ('components' in one ? one.components.length : 0) + ('accessory' in one ? 1 : 0),
    0,
  )

/** The components of a part that isn't text. */
function toBlocks(part: Part, toCustomId: ToCustomId): readonly Component[] {
  switch (part.kind) {
    case 'picture':
      return [{ type: ComponentType.MediaGallery, items: [toMedia(part.picture)] }]
    case 'file':
      return [{ type: ComponentType.File, file: { url: `attachment://${toFileName(part.name)}` } }]
    case 'buttons':
      return toButtonRows(part.buttons, toCustomId)
    case 'choices':
      return part.choices.length === 0 ? [] : [toSelect(part, toCustomId)]
    default:
      return []
  }
}

const toThumbnail = (picture: Picture) => ({ type: ComponentType.Thumbnail as const, ...toMedia(picture) })

const toMedia = (picture: Picture) => ({
  media: { url: `attachment://${toPictureName(picture)}` },
  description: truncate(picture.alt, limits.description),
})

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

/** The body without its pictures. Its text includes the tally, so it is still a whole message. */
export function withoutPictures({ components, files }: MessageBody): MessageBody {
  return {
    components: components.map((container) => ({
      ...container,
      components: container.components.flatMap(withoutPicture),
    })),
    files: files.filter((file) => !('picture' in file)),
  }
}

function withoutPicture(component: Component): readonly Component[] {
  if (component.type === ComponentType.MediaGallery) return []
  const isThumbnail =
    component.type === ComponentType.Section && component.accessory.type === ComponentType.Thumbnail
  return isThumbnail ? component.components : [component]
}
