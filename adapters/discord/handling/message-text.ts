import { z } from 'zod'
import { type MessageText, toMessageText } from '../../shared/message-text.ts'

/** Components are nested three deep at most; what is deeper is no message of Discord's. */
const maxDepth = 6

const words = z.string().nullish().catch(undefined)

const Field = z.object({ name: words, value: words })
const Fields = z.array(Field.catch({})).catch([]).default([])
const Components = z.array(z.unknown()).catch([]).default([])

const Embed = z.object({ url: words, title: words, description: words, fields: Fields })
const Embeds = z
  .array(Embed.catch({ fields: [] }))
  .catch([])
  .default([])

/** Of a file whose name Discord changed, `title` is how the person called it, without the ending. */
const Attachment = z.object({ filename: words, title: words })
type Attachment = z.infer<typeof Attachment>
const Attachments = z.array(Attachment.catch({})).catch([]).default([])

const Content = z.object({
  content: words,
  embeds: Embeds,
  attachments: Attachments,
  components: Components,
})
type Content = z.infer<typeof Content>

const Snapshot = z.object({ message: Content })

/** A message as Discord describes it in the payload of its menu; what it forwards is in its snapshots. */
export const MenuMessage = Content.extend({
  message_snapshots: z
    .array(Snapshot.catch({ message: { embeds: [], attachments: [], components: [] } }))
    .catch([])
    .default([]),
})

/**
 * Reads where a paper may be named, in the order in which people see it: content, embeds, attachments, forwarded messages,
 * components. Pure.
 */
export function readMessageText({
  content,
  embeds,
  attachments,
  message_snapshots,
  components,
}: z.infer<typeof MenuMessage>): MessageText {
  const forwarded = message_snapshots.map(({ message }) => message)
  const files = [...attachments, ...forwarded.flatMap((message) => message.attachments)]
  return toMessageText(
    [
      ...wordsOf({ content, embeds, attachments, components: [] }),
      ...forwarded.flatMap(wordsOf),
      ...components.flatMap((component) => wordsIn(component)),
    ],
    files.map(nameOf),
  )
}

const wordsOf = ({ content, embeds, attachments, components }: Content): readonly string[] => [
  content ?? '',
  ...embeds.flatMap(wordsOfEmbed),
  ...attachments.flatMap(({ title, filename }) => [title ?? '', filename ?? '']),
  ...components.flatMap((component) => wordsIn(component)),
]

const wordsOfEmbed = ({ url, title, description, fields }: z.infer<typeof Embed>): readonly string[] => [
  ...[url, title, description, ...fields.flatMap(({ name, value }) => [name, value])].map((one) => one ?? ''),
]

/** Discord writes `_` for the blanks in the name of a file. */
const nameOf = ({ title, filename }: Attachment): string => title || (filename ?? '').replaceAll('_', ' ')

const Component = z.object({
  content: z.string().catch(''),
  url: z.string().catch(''),
  label: z.string().catch(''),
  description: z.string().catch(''),
  components: Components,
  accessory: z.unknown().optional(),
  items: Components,
})

/** The words and links in a component and in what it contains, in reading order. */
function wordsIn(component: unknown, depth = 0): readonly string[] {
  const read = Component.safeParse(component).data
  if (read === undefined || depth > maxDepth) return []
  const { content, url, label, description, components, accessory, items } = read
  return [
    ...[content, label, description, url],
    ...[...components, accessory, ...items].flatMap((one) => wordsIn(one, depth + 1)),
  ]
}
