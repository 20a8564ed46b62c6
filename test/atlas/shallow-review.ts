import { z } from 'zod'

const Given = z.object({
  source: z.string(),
  agendas: z.array(
    z.object({
      agenda: z.string(),
      approach: z.array(z.string()),
      case: z.string(),
      papers: z.array(z.object({ id: z.string() })),
    }),
  ),
})

/**
 * The facts that the product holds of the Shallow Review: which papers it lists under which agenda, and where it put that
 * agenda. Nothing else of the file is kept.
 *
 * @param given The file of placements that was extracted from the review's own tables.
 */
export function toPlacements(given: string): object {
  const { source, agendas } = Given.parse(JSON.parse(given))
  return {
    provenance: `Facts from the Shallow Review of Technical AI Safety 2025: which papers it lists under which agenda, and where it put that agenda. Made by test/atlas/write-shallow-review.ts. Source: ${source}`,
    agendas: agendas.map(({ agenda, approach, case: caseFocus, papers }) => ({
      agenda,
      approach,
      case: caseFocus,
      papers: [...new Set(papers.map(({ id }) => id))],
    })),
  }
}
