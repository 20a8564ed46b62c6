import { z } from 'zod'
import { PersonId } from '../chat/caller.ts'
import { attachmentRefused } from './after-errors.ts'
import { maxLinkLength, readWhere } from './where.ts'

/** Kinds of links that are attached to sessions: values and labels. */
export const attachmentKinds = {
  recording: 'Recording',
  slides: 'Slides',
  notes: 'Notes',
  other: 'Link',
} as const

export const Attachment = z
  .object({
    kind: z.enum(['recording', 'slides', 'notes', 'other']),
    /** An https address. It is never fetched. */
    url: z.string().max(maxLinkLength),
    /** Who added it; absent once that person was erased. */
    by: PersonId.optional(),
    /** In ms since 1970; no two of a session are the same. */
    at: z.int(),
  })
  .readonly()
/** A link that was added to a session once it had begun. */
export type Attachment = z.infer<typeof Attachment>

export const maxAttachments = 8

/** Reads the address of an attachment. @throws UserError unless the words are one https address. */
export function readAttachmentUrl(words: string): string {
  const read = readWhere(words, new Map())
  if ('refused' in read) throw attachmentRefused(read.refused)
  const url = read.link === undefined || read.text !== undefined ? null : URL.parse(read.link)
  if (url === null) throw attachmentRefused('link')
  if (url.href.length > maxLinkLength) throw attachmentRefused('link length')
  return url.href
}

/** With one more attachment; the same address again takes the place of the one before. */
export function addAttachment(
  attachments: readonly Attachment[],
  added: Omit<Attachment, 'at'>,
  now: number,
): readonly Attachment[] {
  const others = attachments.filter(({ url }) => url !== added.url)
  const at = Math.max(now, ...attachments.map((one) => one.at + 1))
  return [...others, { ...added, at }]
}

/** A session whose attachments no longer say that a person added them. */
export const withoutAttacher = (
  attachments: readonly Attachment[] | undefined,
  isErased: (person: PersonId) => boolean,
): { readonly attachments?: Attachment[] } =>
  attachments === undefined
    ? {}
    : {
        attachments: attachments.map(({ by, ...rest }) =>
          by === undefined || isErased(by) ? rest : { ...rest, by },
        ),
      }
