import { z } from 'zod'
import { baseOf, jsonType, type PaperMetadata, type Source, textOf } from '../source.ts'

const Answer = z.object({
  data: z.object({
    attributes: z.object({
      titles: z.array(z.object({ title: z.string() })).default([]),
      creators: z
        .array(
          z.object({
            name: z.string(),
            givenName: z.string().nullish(),
            familyName: z.string().nullish(),
          }),
        )
        .default([]),
      publicationYear: z.number().nullish(),
    }),
  }),
})

/** DataCite: DOIs that Crossref doesn't have, among them arXiv's. */
const datacite: Source = {
  name: 'datacite',
  kinds: ['arxiv', 'doi'],
  rateLimit: () => ({ intervalMs: 200, maxConcurrent: 1 }),
  open({ send, settings }) {
    const { base, isTrusted } = baseOf(settings, 'DATACITE_API_URL', 'https://api.datacite.org')
    return async (kind, value) => {
      const doi = kind === 'arxiv' ? `10.48550/arxiv.${value}` : value
      const url = `${base}/dois/${encodeURIComponent(doi).replaceAll('%2F', '/')}`
      const text = textOf(await send(() => ({ url, isTrusted, accept: jsonType })))
      return text === undefined ? undefined : readDois(JSON.parse(text))
    }
  },
}
export default datacite

function readDois(body: unknown): PaperMetadata | undefined {
  const { titles, creators, publicationYear } = Answer.parse(body).data.attributes
  return titles[0] === undefined
    ? undefined
    : {
        title: titles[0].title,
        authors: creators.map(({ name, givenName, familyName }) =>
          givenName && familyName ? `${givenName} ${familyName}` : name,
        ),
        ...(typeof publicationYear === 'number' && { year: publicationYear }),
      }
}
