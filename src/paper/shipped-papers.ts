import { z } from 'zod'
import { linkOf } from './link/link-of.ts'
import { type Paper, PaperId, partsOf } from './paper.ts'
import content from './shipped-papers.json' with { type: 'json' }

const Shipped = z.object({
  papers: z.array(
    z
      .object({ id: PaperId, title: z.string(), authors: z.array(z.string()).min(1), year: z.int() })
      .readonly(),
  ),
})

const byId = new Map(Shipped.parse(content).papers.map((paper) => [paper.id, paper]))

/**
 * A well-known paper, as the program comes with it, so that it has its title where no source can be asked. Only its
 * first authors are named ("Greenblatt et al."), so it proves nothing about other ids; what a source says replaces it.
 */
export function findShipped(id: PaperId): Paper | undefined {
  const shipped = byId.get(id)
  return shipped && { ...shipped, url: linkOf(partsOf(id)) }
}
