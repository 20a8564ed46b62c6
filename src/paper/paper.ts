import { z } from 'zod'

/** `kind:value`, one for each paper however it was linked: `arxiv:2204.05862`, `doi:10.1145/…`, `title:…`. */
export const PaperId = z
  .string()
  .regex(/^[a-z0-9-]+:\S{1,300}$/)
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

/** "arXiv:2204.05862", "doi:10.1145/…"; nothing for a title in words. */
export function sourceLabel({ id }: Paper): string | undefined {
  if (id.startsWith('title:')) return undefined
  return id.startsWith('arxiv:') ? id.replace('arxiv:', 'arXiv:') : id
}
