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
  message: z.object({
    title: z.array(z.string()).default([]),
    author: z
      .array(
        z.object({
          given: z.string().optional(),
          family: z.string().optional(),
          name: z.string().optional(),
        }),
      )
      .default([]),
    issued: z.object({ 'date-parts': z.array(z.array(z.number().nullable())) }).optional(),
  }),
})

const baseFor = (settings: SourceSettings) => baseOf(settings, 'CROSSREF_API_URL', 'https://api.crossref.org')

/** Crossref: works by their DOI. */
const crossref: Source = {
  name: 'crossref',
  kinds: ['doi'],
  own: ['doi'],
  // By its headers in June 2026: 5 requests per second and 1 at a time; 10 and 3 with a contact address.
  paces: (settings) => [
    settings.mailto === undefined
      ? { ...baseFor(settings), intervalMs: 200, maxConcurrent: 1 }
      : { ...baseFor(settings), intervalMs: 100, maxConcurrent: 3 },
  ],
  read: (text) => readWork(JSON.parse(text)),
  open(deps) {
    const { settings } = deps
    const { base, isTrusted } = baseFor(settings)
    const { mailto } = settings
    const contact = mailto === undefined ? '' : `?mailto=${encodeURIComponent(mailto)}`
    return async (_, doi) => {
      const url = `${base}/works/${encodeURIComponent(doi).replaceAll('%2F', '/')}${contact}`
      return askAbout(deps, { url, isTrusted, accept: jsonType })
    }
  },
}
export default crossref

function readWork(body: unknown): readonly DescribedPaper[] {
  const { title, author, issued } = Work.parse(body).message
  const year = issued?.['date-parts'][0]?.[0]
  if (title[0] === undefined) return []
  const authors = author.map(({ given, family, name }) => name ?? [given, family].filter(Boolean).join(' '))
  return [{ title: title[0], authors, ...(typeof year === 'number' && { year }) }]
}
