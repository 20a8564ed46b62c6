import { z } from 'zod'
import { type MessageText, toMessageText } from '../../shared/message-text.ts'
import { decodeText } from './typed-text.ts'

/** Blocks are nested four deep at most; what is deeper is no message of Slack's. */
const maxDepth = 8

const File = z.object({
  name: z.string().nullish(),
  title: z.string().nullish(),
  external_url: z.string().nullish(),
  url_private: z.string().nullish(),
  is_external: z.boolean().nullish(),
})
type File = z.infer<typeof File>

const Files = z.array(File.catch({})).catch([]).default([])
const Blocks = z.array(z.unknown()).catch([]).default([])

const Attachment = z.object({
  title_link: z.string().nullish(),
  from_url: z.string().nullish(),
  original_url: z.string().nullish(),
  pretext: z.string().nullish(),
  title: z.string().nullish(),
  text: z.string().nullish(),
  fields: z
    .array(z.object({ title: z.string().nullish(), value: z.string().nullish() }).catch({}))
    .catch([])
    .default([]),
  /** The blocks of a message that is quoted or forwarded. */
  message_blocks: z
    .array(z.object({ message: z.object({ blocks: Blocks }) }).catch({ message: { blocks: [] } }))
    .catch([])
    .default([]),
  blocks: Blocks,
  files: Files,
})

/** A message as Slack describes it in the payload of its menu: which of these it has depends on how it was written. */
export const AnyMessage = z.object({
  text: z.string().nullish(),
  blocks: Blocks,
  attachments: z
    .array(Attachment.catch({ fields: [], message_blocks: [], blocks: [], files: [] }))
    .catch([])
    .default([]),
  files: Files,
})
type AnyMessage = z.infer<typeof AnyMessage>

/** Reads where a paper may be named, in the order in which people see it: text, blocks, attachments, files. Pure. */
export function readMessageText({ text, blocks, attachments, files }: AnyMessage): MessageText {
  const parts = [
    decodeText(text ?? ''),
    ...blocks.flatMap((block) => wordsIn(block)),
    ...attachments.flatMap(wordsOfAttachment),
    ...files.flatMap(wordsOfFile),
  ]
  const allFiles = [...files, ...attachments.flatMap((one) => one.files)]
  return toMessageText(
    parts,
    allFiles.map(({ title, name }) => title || name || ''),
  )
}

const wordsOfAttachment = (attachment: AnyMessage['attachments'][number]): readonly string[] => {
  const { title_link, from_url, original_url, pretext, title, text, fields } = attachment
  return [
    unescapeUrl(title_link ?? ''),
    ...[from_url, original_url].map((url) => (isInArchive(url ?? '') ? '' : unescapeUrl(url ?? ''))),
    ...[pretext, title, text, ...fields.flatMap((field) => [field.title, field.value])].map((words) =>
      decodeText(words ?? ''),
    ),
    ...attachment.message_blocks.flatMap(({ message }) => message.blocks.flatMap((block) => wordsIn(block))),
    ...attachment.blocks.flatMap((block) => wordsIn(block)),
    ...attachment.files.flatMap(wordsOfFile),
  ]
}

/** Names and titles are words; of a file's addresses only those count that lead out of Slack. */
const wordsOfFile = ({ name, title, external_url, url_private, is_external }: File): readonly string[] => [
  title ?? '',
  name ?? '',
  unescapeUrl(external_url ?? ''),
  is_external === true ? unescapeUrl(url_private ?? '') : '',
]

/** The address of a message in Slack, which a link to it or a forwarded one carries. */
const isInArchive = (url: string): boolean => /^https?:\/\/[\w.-]*slack(?:-gov)?\.com\/archives\//i.test(url)

/** The words and links in a block, in reading order: of rich text each link and text, of others each text that has markup. */
function wordsIn(block: unknown, depth = 0): readonly string[] {
  if (Array.isArray(block)) return block.flatMap((part) => wordsIn(part, depth))
  if (typeof block !== 'object' || block === null || depth > maxDepth) return []
  const { type, url, title_url } = Links.parse(block)
  const { text, title, fields, elements, description, body, subtitle, rows } = Parts.parse(block)
  const below = [title, subtitle, typeof text === 'object' ? text : undefined, fields, elements, body, rows]
  return [
    type === 'link' ? unescapeUrl(url) : '',
    unescapeUrl(title_url),
    typeof text === 'string' ? decodeText(text) : '',
    ...[...below, description].flatMap((part) => wordsIn(part, depth + 1)),
  ]
}

const Links = z.object({
  type: z.string().catch(''),
  url: z.string().catch(''),
  title_url: z.string().catch(''),
})

const Parts = z.object({
  text: z.unknown().optional(),
  title: z.unknown().optional(),
  subtitle: z.unknown().optional(),
  fields: z.unknown().optional(),
  elements: z.unknown().optional(),
  body: z.unknown().optional(),
  rows: z.unknown().optional(),
  description: z.unknown().optional(),
})

/** An address without Slack's escapes, which it has once. */
const unescapeUrl = (url: string): string => url.replaceAll('&amp;', '&')
