import { createHash } from 'node:crypto'
import { z } from 'zod'

const maxValueLength = 480
/** Of a page's address whose end is replaced. */
const keptLength = 400

/** `kind:value`, the same for every link to a paper: `arxiv:2204.05862`, `doi:10.1145/…`, `title:…`. */
export const PaperId = z
  .string()
  .regex(/^[a-z0-9-]+:\S{1,480}$/)
  .brand<'PaperId'>()
export type PaperId = z.infer<typeof PaperId>

export const Paper = z
  .object({
    id: PaperId,
    /** The source's title; until it is known, the typed text or a label of the id. Hostile until rendered. */
    title: z.string(),
    authors: z.array(z.string()).readonly(),
    year: z.int().optional(),
    url: z.url({ protocol: /^https$/ }).optional(),
  })
  .readonly()
export type Paper = z.infer<typeof Paper>

/**
 * The id of a paper, or `undefined` if the value can't be one. Addresses of pages may have any length: the end of a
 * long one is replaced by `#` and a hash, which no other address of a page has.
 */
export function toPaperId(kind: string, value: string): PaperId | undefined {
  const isLong = kind === 'url' && value.length > maxValueLength
  const hash = isLong ? createHash('sha256').update(value).digest('base64url').slice(0, 22) : ''
  return PaperId.safeParse(`${kind}:${isLong ? `${value.slice(0, keptLength)}#${hash}` : value}`).data
}

/** Whether the value is a page's address without its end, so that it leads nowhere. */
export const isShortened = (value: string): boolean => value.includes('#')

/** Splits a paper's id into its kind and its value. */
export function partsOf(id: PaperId): { readonly kind: string; readonly value: string } {
  const at = id.indexOf(':')
  return { kind: id.slice(0, at), value: id.slice(at + 1) }
}

const sites: Readonly<Record<string, string>> = {
  openreview: 'OpenReview',
  acl: 'ACL Anthology',
  s2: 'Semantic Scholar',
  lesswrong: 'LessWrong',
  eaforum: 'EA Forum',
  'transformer-circuits': 'Transformer Circuits',
  distill: 'Distill',
}

/** "arXiv:2204.05862", "doi:10.1145/…", "LessWrong", "openai.com"; `undefined` for a title in words. */
export function sourceLabel({ id }: Pick<Paper, 'id'>): string | undefined {
  const { kind, value } = partsOf(id)
  if (kind === 'title') return undefined
  if (kind === 'arxiv') return `arXiv:${value}`
  if (kind === 'url') return value.split(/[/?]/, 1)[0]
  return sites[kind] ?? id
}

/** The label shown for a linked paper until its title is known. */
export function labelOf(id: PaperId): string {
  const { kind, value } = partsOf(id)
  if (kind === 'arxiv') return `arXiv:${value}`
  return kind === 'url' ? value.replace(/#.*/, '…') : id
}

/**
 * The title's words in lower case, joined by hyphens: the same for all spellings of case and punctuation. Short enough
 * for an id.
 */
export const slugOf = (title: string): string =>
  (
    title
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu)
      ?.join('-') ?? ''
  )
    .slice(0, maxValueLength)
    // A cut may leave half a character, or a hyphen.
    .replace(/[\ud800-\udbff-]+$/, '')

/** Whether the paper's title is the typed text or a label, and neither a source's nor an edited one. */
export function hasTypedTitle({ id, title }: Paper): boolean {
  const { kind, value } = partsOf(id)
  return kind === 'title' ? slugOf(title) === value : title === labelOf(id)
}
