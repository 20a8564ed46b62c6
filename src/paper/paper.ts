import { z } from 'zod'

/** `kind:value`, one for each paper however it was linked: `arxiv:2204.05862`, `doi:10.1145/…`, `title:…`. */
export const PaperId = z
  .string()
  .regex(/^[a-z0-9-]+:\S{1,480}$/)
  .brand<'PaperId'>()
export type PaperId = z.infer<typeof PaperId>

export const Paper = z
  .object({
    id: PaperId,
    /** From the source once it has answered; until then what was typed. Hostile until rendered. */
    title: z.string(),
    authors: z.array(z.string()).readonly(),
    year: z.int().optional(),
    url: z.url({ protocol: /^https$/ }).optional(),
  })
  .readonly()
export type Paper = z.infer<typeof Paper>

/** A paper's id in two: what kind it is of, and the rest. */
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

/** Where a paper is: "arXiv:2204.05862", "doi:10.1145/…", "LessWrong", "openai.com"; nothing for a title in words. */
export function sourceLabel({ id }: Pick<Paper, 'id'>): string | undefined {
  const { kind, value } = partsOf(id)
  if (kind === 'title') return undefined
  if (kind === 'arxiv') return `arXiv:${value}`
  if (kind === 'url') return value.split(/[/?]/, 1)[0]
  return sites[kind] ?? id
}

/** What stands for a linked paper's title until it is known. */
export function labelOf(id: PaperId): string {
  const { kind, value } = partsOf(id)
  if (kind === 'arxiv') return `arXiv:${value}`
  return kind === 'url' ? value : id
}

/** A title's words without their clothes: what is the same title however it is typed. */
export const slugOf = (title: string): string =>
  title
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu)
    ?.join('-') ?? ''

/** Whether a paper goes by what was typed, and not by a title that a source or somebody gave it. */
export function hasTypedTitle({ id, title }: Paper): boolean {
  const { kind, value } = partsOf(id)
  return kind === 'title' ? slugOf(title) === value : title === labelOf(id)
}
