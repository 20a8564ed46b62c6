import { z } from 'zod'
import { webUrl } from './elements.ts'

const style = z
  .strictObject({
    bold: z.boolean().optional(),
    italic: z.boolean().optional(),
    strike: z.boolean().optional(),
    code: z.boolean().optional(),
    underline: z.boolean().optional(),
  })
  .optional()

const dateTokens =
  /^(?:[^{}]|\{(?:date|time|date_num|date_short|date_long|date_pretty|date_short_pretty|date_long_pretty|time_secs|ago|day_divider_pretty)\})+$/

const isPlausible = (seconds: number) => seconds >= 1_577_836_800 && seconds <= 4_102_444_800

/** A format of a date: only tokens that Slack knows, and text. */
export const isDateFormat = (format: string) => dateTokens.test(format) && format.includes('{')

/** A time of this century in seconds; ms would be thousands of years away. */
export const isDateStamp = (seconds: number) => Number.isInteger(seconds) && isPlausible(seconds)

const Text = z.strictObject({ type: z.literal('text'), text: z.string().min(1), style })
const Link = z.strictObject({
  type: z.literal('link'),
  url: webUrl,
  text: z.string().min(1).optional(),
  unsafe: z.boolean().optional(),
  style,
})

const Piece = z.discriminatedUnion('type', [
  Text,
  Link,
  z.strictObject({
    type: z.literal('date'),
    timestamp: z.int().refine(isDateStamp, 'a time that is not of this century'),
    format: z.string().refine(isDateFormat, 'a format with a token that Slack doesn’t know'),
    url: webUrl.optional(),
    fallback: z.string().min(1),
    style,
  }),
  z.strictObject({
    type: z.literal('emoji'),
    name: z.string().min(1),
    unicode: z.string().optional(),
    style,
  }),
  z.strictObject({ type: z.literal('user'), user_id: z.string(), style }),
  z.strictObject({ type: z.literal('channel'), channel_id: z.string(), style }),
  z.strictObject({ type: z.literal('usergroup'), usergroup_id: z.string(), style }),
  z.strictObject({ type: z.literal('broadcast'), range: z.enum(['here', 'channel', 'everyone']), style }),
])
export type Piece = z.infer<typeof Piece>

const border = z.int().min(0).max(1).optional()

const Section = z.strictObject({ type: z.literal('rich_text_section'), elements: z.array(Piece).min(1) })

const Group = z.discriminatedUnion('type', [
  Section,
  z.strictObject({
    type: z.literal('rich_text_list'),
    style: z.enum(['bullet', 'ordered']),
    elements: z.array(Section).min(1),
    indent: z.int().min(0).max(8).optional(),
    offset: z.int().min(0).optional(),
    border,
  }),
  z.strictObject({ type: z.literal('rich_text_quote'), elements: z.array(Piece).min(1), border }),
  z.strictObject({
    type: z.literal('rich_text_preformatted'),
    elements: z.array(z.discriminatedUnion('type', [Text, Link])).min(1),
    border,
    language: z.string().optional(),
  }),
])
export type Group = z.infer<typeof Group>

/** Formatted text in pieces, in which nothing needs escaping. */
export const RichText = z.strictObject({
  type: z.literal('rich_text'),
  block_id: z.string().min(1).max(255).optional(),
  elements: z.array(Group).min(1),
})
export type RichText = z.infer<typeof RichText>
