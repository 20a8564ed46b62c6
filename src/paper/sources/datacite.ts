import { z } from 'zod'
import {
  askAbout,
  baseOf,
  type DescribedPaper,
  jsonType,
  type Source,
  type SourceSettings,
} from '../source.ts'

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

const baseFor = (settings: SourceSettings) => baseOf(settings, 'DATACITE_API_URL', 'https://api.datacite.org')

/** DataCite: DOIs that Crossref doesn't have, among them arXiv's. */
const datacite: Source = {
  name: 'datacite',
  kinds: ['arxiv', 'doi'],
  own: ['doi'],
  paces: (settings) => [{ ...baseFor(settings), intervalMs: 200, maxConcurrent: 1 }],
  read: (text) => readDois(JSON.parse(text)),
  open(deps) {
    const { base, isTrusted } = baseFor(deps.settings)
    return async (kind, value) => {
      const doi = kind === 'arxiv' ? `10.48550/arxiv.${value}` : value
      const url = `${base}/dois/${encodeURIComponent(doi).replaceAll('%2F', '/')}`
      return askAbout(deps, { url, isTrusted, accept: jsonType })
    }
  },
}
export default datacite

function readDois(body: unknown): readonly DescribedPaper[] {
  const { titles, creators, publicationYear } = Answer.parse(body).data.attributes
  if (titles[0] === undefined) return []
  const authors = creators.map(({ name, givenName, familyName }) =>
    givenName && familyName ? `${givenName} ${familyName}` : name,
  )
  const year = typeof publicationYear === 'number' && { year: publicationYear }
  return [{ title: titles[0].title, authors, ...year }]
}
