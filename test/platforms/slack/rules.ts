import { isDeepStrictEqual } from 'node:util'
import type { z } from 'zod'
import { type Block, elementsOf, surfaces, View } from './blocks.ts'
import type { Element, Option } from './elements.ts'
import { markupFaults } from './markup.ts'

export type Surface = keyof typeof surfaces

/** Blocks as they were read, with all that Slack would refuse and all that it would take but nobody meant. */
export interface ReadBlocks {
  readonly blocks: readonly Block[]
  /** Why Slack refuses them. */
  readonly refusals: readonly string[]
  /** What Slack would carry out, though it should never be asked to. */
  readonly risks: readonly string[]
}

/** Reads blocks for a surface, by Slack's limits. */
export function readBlocks(surface: Surface, given: unknown): ReadBlocks {
  const parsed = surfaces[surface].safeParse(given)
  if (!parsed.success) return { blocks: [], refusals: issuesOf(parsed.error, 'blocks'), risks: [] }
  const blocks: readonly Block[] = parsed.data
  return {
    blocks,
    refusals: [
      ...idFaults(blocks),
      ...blocks.flatMap(tableFaults),
      ...blocks.flatMap(elementFaults),
      ...countFaults(blocks),
    ],
    risks: riskFaults(blocks),
  }
}

/** The characters of all text in blocks together. */
export const lengthOf = (blocks: unknown) =>
  [...objectsIn(blocks)]
    .flatMap(({ text, alt_text }) => [text, alt_text])
    .reduce((sum: number, text) => sum + (typeof text === 'string' ? text.length : 0), 0)

/** Everything that is wrong with a message; `text` is what notifications say. */
export function messageFaults(blocks: unknown, text: string | undefined): readonly string[] {
  const { refusals, risks } = readBlocks('message', blocks)
  return [
    ...refusals,
    ...risks,
    ...textFaults(text ?? ''),
    ...(lengthOf(blocks) > 13_000 ? ['msg_blocks_too_long'] : []),
  ]
}

/** Everything that is wrong with the text of a message. */
export const textFaults = (text: string) => [
  ...(text.length > 4000 ? [`${text.length} characters of text`] : []),
  ...markupFaults(text),
]

/** Everything that is wrong with a modal or a home. */
export function viewFaults(given: unknown): readonly string[] {
  const { refusals, risks } = readView(given)
  return [...refusals, ...risks]
}

/** Reads a view with its blocks; without `view` where it can't be read at all. */
export function readView(given: unknown) {
  const parsed = View.safeParse(given)
  if (!parsed.success) return { refusals: issuesOf(parsed.error), risks: [] }
  const view = parsed.data
  const { blocks, refusals, risks } = readBlocks(view.type, view.blocks)
  const needsSubmit =
    view.type === 'modal' && view.submit === undefined && blocks.some(({ type }) => type === 'input')
  const hasRespondingHome = view.type === 'home' && blocks.flatMap(elementsOf).some(respondsByUrl)
  return {
    view: { ...view, blocks },
    refusals: [
      ...refusals,
      ...(needsSubmit ? ['inputs without a submit button'] : []),
      ...(hasRespondingHome ? ['response_url_enabled outside a modal'] : []),
      ...(lengthOf(blocks) > 200_000 ? ['view_too_large'] : []),
    ],
    risks,
  }
}

const respondsByUrl = (element: Element) =>
  element.type === 'conversations_select' && element.response_url_enabled === true

/** What a schema says, as Slack words it. */
const issuesOf = (error: z.ZodError, ...start: readonly string[]) =>
  error.issues.map(({ message, path }) => `${message} [json-pointer:/${[...start, ...path].join('/')}]`)

/** Every object in a value, outermost first. */
export function* objectsIn(value: unknown): Iterable<Readonly<Record<string, unknown>>> {
  if (Array.isArray(value)) for (const one of value) yield* objectsIn(one)
  else if (typeof value === 'object' && value !== null) {
    const object: Readonly<Record<string, unknown>> = { ...value }
    yield object
    for (const one of Object.values(object)) yield* objectsIn(one)
  }
}

const repeated = (ids: readonly (string | undefined)[]) => {
  const given = ids.filter((id) => id !== undefined)
  return given.filter((id, i) => given.indexOf(id) < i)
}

function idFaults(blocks: readonly Block[]): readonly string[] {
  return [
    ...repeated(blocks.map(({ block_id }) => block_id)).map((id) => `the block_id ${id} twice`),
    ...blocks.flatMap((block) =>
      repeated(elementsOf(block).map(({ action_id }) => action_id)).map(
        (id) => `the action_id ${id} twice in a block`,
      ),
    ),
  ]
}

function countFaults(blocks: readonly Block[]): readonly string[] {
  const focused = blocks
    .flatMap(elementsOf)
    .filter((element) => 'focus_on_load' in element && element.focus_on_load)
  const tables = blocks.filter(({ type }) => type === 'table' || type === 'data_table')
  return [
    ...(lengthOf(tables) > 10_000 ? ['more than 10,000 characters in all tables'] : []),
    ...(blocks.filter(({ type }) => type === 'table').length > 1 ? ['only_one_table_allowed'] : []),
    ...(focused.length > 1 ? ['more than one element with the focus'] : []),
  ]
}

function tableFaults(block: Block): readonly string[] {
  if (block.type !== 'table' && block.type !== 'data_table') return []
  const widths = new Set(block.rows.map(({ length }) => length))
  const settings = (block.type === 'table' ? block.column_settings?.length : undefined) ?? 0
  return [
    ...(widths.size > 1 ? ['rows of a table that are not equally long'] : []),
    ...(settings > Math.max(...widths) ? ['settings for more columns than there are'] : []),
  ]
}

function elementFaults(block: Block): readonly string[] {
  return elementsOf(block).flatMap((element) => {
    switch (element.type) {
      case 'static_select': {
        const { options, option_groups: groups } = element
        if ((options === undefined) === (groups === undefined))
          return ['exactly one of options and option_groups']
        const all = options ?? groups?.flatMap((group) => group.options) ?? []
        return optionFaults(all, element.initial_option === undefined ? [] : [element.initial_option])
      }
      case 'radio_buttons':
        return optionFaults(
          element.options,
          element.initial_option === undefined ? [] : [element.initial_option],
        )
      case 'checkboxes':
        return optionFaults(element.options, element.initial_options ?? [])
      case 'overflow':
        return optionFaults(element.options, [])
      case 'plain_text_input':
        return (element.initial_value ?? '').length > (element.max_length ?? 3000)
          ? ['an initial value above its length']
          : []
      default:
        return []
    }
  })
}

/** What is wrong with options, or with those that are chosen at first: Slack compares them whole. */
export function optionFaults(
  options: readonly Pick<Option, 'value'>[],
  initial: readonly Pick<Option, 'value'>[],
): readonly string[] {
  return [
    ...repeated(options.map(({ value }) => value)).map((value) => `the option ${value} twice`),
    ...initial
      .filter((one) => !options.some((option) => isDeepStrictEqual(option, one)))
      .map(({ value }) => `the initial option ${value}, which is no option exactly`),
  ]
}

/** A channel element is a link, which tells nobody. */
const pings: ReadonlySet<unknown> = new Set(['user', 'usergroup', 'broadcast'])

function riskFaults(blocks: readonly Block[]): readonly string[] {
  return [...objectsIn(blocks)].flatMap(({ type, text }) => {
    if (pings.has(type)) return [`a ${type} element may ping`]
    return type === 'mrkdwn' && typeof text === 'string' ? markupFaults(text) : []
  })
}
