import { z } from 'zod'
import { baseOf, jsonType, type PaperMetadata, type Source, textOf } from '../source.ts'

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

/** Crossref: works by their DOI. */
const crossref: Source = {
  name: 'crossref',
  kinds: ['doi'],
  // By its headers in June 2026: 5 requests per second and 1 at a time; 10 and 3 with a contact address.
  rateLimit: ({ mailto }) =>
    mailto === undefined ? { intervalMs: 200, maxConcurrent: 1 } : { intervalMs: 100, maxConcurrent: 3 },
  open({ send, settings }) {
    const { base, isTrusted } = baseOf(settings, 'CROSSREF_API_URL', 'https://api.crossref.org')
    const { mailto } = settings
    const contact = mailto === undefined ? '' : `?mailto=${encodeURIComponent(mailto)}`
    return async (_, doi) => {
      const url = `${base}/works/${encodeURIComponent(doi).replaceAll('%2F', '/')}${contact}`
      const text = textOf(await send(() => ({ url, isTrusted, accept: jsonType })))
      return text === undefined ? undefined : readWork(JSON.parse(text))
    }
  },
}
export default crossref

function readWork(body: unknown): PaperMetadata | undefined {
  const { title, author, issued } = Work.parse(body).message
  const year = issued?.['date-parts'][0]?.[0]
  return title[0] === undefined
    ? undefined
    : {
        title: title[0],
        authors: author.map(({ given, family, name }) => name ?? [given, family].filter(Boolean).join(' ')),
        ...(typeof year === 'number' && { year }),
      }
}
