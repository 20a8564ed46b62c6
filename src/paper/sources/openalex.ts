import { z } from 'zod'
import { baseOf, jsonType, type Source, textOf } from '../source.ts'

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

/** OpenAlex: DOIs that neither Crossref nor DataCite has. */
const openalex: Source = {
  name: 'openalex',
  kinds: ['doi'],
  rateLimit: () => ({ intervalMs: 200, maxConcurrent: 1 }),
  open({ send, settings }) {
    const { base, isTrusted } = baseOf(settings, 'OPENALEX_API_URL', 'https://api.openalex.org')
    const { mailto } = settings
    const contact = mailto === undefined ? '' : `?mailto=${encodeURIComponent(mailto)}`
    return async (_, doi) => {
      const url = `${base}/works/doi:${encodeURIComponent(doi).replaceAll('%2F', '/')}${contact}`
      const text = textOf(await send(() => ({ url, isTrusted, accept: jsonType })))
      if (text === undefined) return undefined
      const { display_name, title, publication_year, authorships } = Work.parse(JSON.parse(text))
      const name = display_name ?? title
      return name
        ? {
            title: name,
            authors: authorships.flatMap(
              ({ author, raw_author_name }) => author.display_name ?? raw_author_name ?? [],
            ),
            ...(typeof publication_year === 'number' && { year: publication_year }),
          }
        : undefined
    }
  },
}
export default openalex
