import { z } from 'zod'
import {
  askAbout,
  baseOf,
  type DescribedPaper,
  jsonType,
  type Source,
  type SourceSettings,
} from '../source.ts'

const Work = z.object({
  display_name: z.string().nullish(),
  title: z.string().nullish(),
  publication_year: z.number().nullish(),
  authorships: z
    .array(
      z.object({
        author: z.object({ display_name: z.string().nullish() }),
        raw_author_name: z.string().nullish(),
      }),
    )
    .default([]),
})

const baseFor = (settings: SourceSettings) => baseOf(settings, 'OPENALEX_API_URL', 'https://api.openalex.org')

/** OpenAlex: DOIs that neither Crossref nor DataCite has, such as those of other agencies. */
const openalex: Source = {
  name: 'openalex',
  kinds: ['doi'],
  own: [],
  isLastResort: true,
  paces: (settings) => [{ ...baseFor(settings), intervalMs: 200, maxConcurrent: 1 }],
  read: (text) => readWork(JSON.parse(text)),
  open(deps) {
    const { settings } = deps
    const { base, isTrusted } = baseFor(settings)
    const { mailto } = settings
    const contact = mailto === undefined ? '' : `?mailto=${encodeURIComponent(mailto)}`
    return async (_, doi) => {
      const url = `${base}/works/doi:${encodeURIComponent(doi).replaceAll('%2F', '/')}${contact}`
      return askAbout(deps, { url, isTrusted, accept: jsonType })
    }
  },
}
export default openalex

function readWork(body: unknown): readonly DescribedPaper[] {
  const { display_name, title, publication_year, authorships } = Work.parse(body)
  const name = display_name ?? title
  if (!name) return []
  const authors = authorships.flatMap(
    ({ author, raw_author_name }) => author.display_name ?? raw_author_name ?? [],
  )
  return [{ title: name, authors, ...(typeof publication_year === 'number' && { year: publication_year }) }]
}
