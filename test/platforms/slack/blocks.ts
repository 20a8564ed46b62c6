import { z } from 'zod'
import {
  Button,
  Control,
  type Element,
  hasOneSource,
  Input,
  mrkdwn,
  oneSource,
  Picture,
  pictured,
  plain,
  words,
} from './elements.ts'
import { RichText } from './rich-text.ts'

const block_id = z.string().min(1).max(255).optional()

const Section = z
  .strictObject({
    type: z.literal('section'),
    block_id,
    text: words(3000).optional(),
    fields: z.array(words(2000)).min(1).max(10).optional(),
    accessory: z.discriminatedUnion('type', [...Control.options, Picture]).optional(),
    expand: z.boolean().optional(),
  })
  .refine(
    ({ text, fields }) => text !== undefined || fields !== undefined,
    'a section without text or fields',
  )

const Image = z
  .strictObject({ type: z.literal('image'), block_id, ...pictured, title: plain(2000).optional() })
  .refine(hasOneSource, oneSource)

const Cell = z.discriminatedUnion('type', [
  RichText,
  z.strictObject({ type: z.literal('raw_text'), text: z.string().min(1) }),
  z.strictObject({ type: z.literal('raw_number'), value: z.number(), text: z.string().min(1) }),
])
export type Cell = z.infer<typeof Cell>

const Table = z.strictObject({
  type: z.literal('table'),
  block_id,
  rows: z.array(z.array(Cell).min(1).max(20)).min(1).max(100),
  column_settings: z
    .array(
      z.strictObject({
        align: z.enum(['left', 'center', 'right']).optional(),
        is_wrapped: z.boolean().optional(),
      }),
    )
    .max(20)
    .optional(),
})

/** Slack's reference of the data table block: 1 to 100 rows below the header, whose cells have no formatting. */
const DataTable = z
  .strictObject({
    type: z.literal('data_table'),
    block_id,
    caption: z.string().min(1),
    rows: z.array(z.array(Cell).min(1).max(20)).min(2).max(101),
    page_size: z.int().min(1).max(100).optional(),
    row_header_column_index: z.int().min(0).optional(),
  })
  .refine(
    ({ rows: [head = []] }) => head.every(({ type }) => type !== 'rich_text'),
    'a header with formatting',
  )
  .refine(
    ({ rows: [head = []], row_header_column_index: column = 0 }) => column < head.length,
    'a row header in a column that is not there',
  )

/** Slack's reference of the card block. */
const Card = z
  .strictObject({
    type: z.literal('card'),
    block_id,
    hero_image: Picture.optional(),
    icon: Picture.optional(),
    title: mrkdwn(150).optional(),
    subtitle: mrkdwn(150).optional(),
    body: mrkdwn(200).optional(),
    actions: z.array(Button).min(1).optional(),
  })
  .refine(
    ({ hero_image, title, body, actions }) =>
      [hero_image, title, body, actions].some((part) => part !== undefined),
    'a card of nothing',
  )

const InputBlock = z.strictObject({
  type: z.literal('input'),
  block_id,
  label: plain(2000),
  hint: plain(2000).optional(),
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
  element: Input,
})

const everywhere = [
  Section,
  Card,
  Image,
  RichText,
  z.strictObject({ type: z.literal('header'), block_id, text: plain(150) }),
  z.strictObject({
    type: z.literal('context'),
    block_id,
    elements: z
      .array(z.discriminatedUnion('type', [...words(2000).options, Picture]))
      .min(1)
      .max(10),
  }),
  z.strictObject({ type: z.literal('divider'), block_id }),
  z.strictObject({ type: z.literal('actions'), block_id, elements: z.array(Control).min(1).max(25) }),
] as const

export const Block = z.discriminatedUnion('type', [...everywhere, Table, DataTable, InputBlock])
export type Block = z.infer<typeof Block>

/** Which blocks Slack shows where. */
export const surfaces = {
  message: z.array(z.discriminatedUnion('type', [...everywhere, Table, DataTable])).max(50),
  modal: z.array(z.discriminatedUnion('type', [...everywhere, InputBlock])).max(100),
  home: z.array(z.discriminatedUnion('type', [...everywhere, InputBlock])).max(100),
}

/** Each control and input of a block. */
export function elementsOf(block: Block): readonly Element[] {
  switch (block.type) {
    case 'actions':
      return block.elements
    case 'card':
      return block.actions ?? []
    case 'input':
      return [block.element]
    case 'section':
      return block.accessory === undefined || block.accessory.type === 'image' ? [] : [block.accessory]
    default:
      return []
  }
}

const shared = {
  blocks: z.unknown(),
  private_metadata: z.string().max(3000).optional(),
  callback_id: z.string().max(255).optional(),
  external_id: z.string().max(255).optional(),
}

const Modal = z.strictObject({
  ...shared,
  type: z.literal('modal'),
  title: plain(24),
  submit: plain(24).optional(),
  close: plain(24).optional(),
  clear_on_close: z.boolean().optional(),
  notify_on_close: z.boolean().optional(),
})

const Home = z.strictObject({ ...shared, type: z.literal('home') })

/** A view as it is sent, its blocks unread. */
export const View = z.discriminatedUnion('type', [Modal, Home])
