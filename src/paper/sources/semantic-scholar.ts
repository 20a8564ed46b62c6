import { z } from 'zod'
import { readAclId } from '../acl-id.ts'
import { readArxivId } from '../arxiv-id.ts'
import { readDoi } from '../doi.ts'
import { PaperId } from '../paper.ts'
import { baseOf, jsonType, type PaperMetadata, type Source, textOf } from '../source.ts'

const Paper = z.object({
  paperId: z.string().nullish(),
  title: z.string().nullish(),
  year: z.number().nullish(),
  authors: z.array(z.object({ name: z.string().nullish() })).default([]),
  externalIds: z
    .object({
      ArXiv: z.string().nullish(),
      DOI: z.string().nullish(),
      ACL: z.string().nullish(),
    })
    .nullish(),
})
const Match = z.object({ data: z.array(Paper) })

const fields = 'title,authors,year,externalIds'

/** Semantic Scholar: its own papers, and papers by their title in words. */
const semanticScholar: Source = {
  name: 'semantic-scholar',
  kinds: ['s2', 'title'],
  // All users without an API key share one rate limit.
  rateLimit: () => ({ intervalMs: 3000, maxConcurrent: 1 }),
  open({ send, settings }) {
    const { base, isTrusted } = baseOf(
      settings,
      'SEMANTIC_SCHOLAR_API_URL',
      'https://api.semanticscholar.org',
    )
    return async (kind, value) => {
      const path =
        kind === 'title'
          ? `search/match?query=${encodeURIComponent(value.replaceAll('-', ' '))}&fields=${fields}`
          : `${encodeURIComponent(value).replaceAll('%3A', ':')}?fields=${fields}`
      const url = `${base}/graph/v1/paper/${path}`
      const text = textOf(await send(() => ({ url, isTrusted, accept: jsonType })))
      if (text === undefined) return undefined
      const body: unknown = JSON.parse(text)
      return readPaper(kind === 'title' ? Match.parse(body).data[0] : Paper.parse(body))
    }
  },
}
export default semanticScholar

function readPaper(paper: z.infer<typeof Paper> | undefined): PaperMetadata | undefined {
  if (!paper?.title) return undefined
  const { ArXiv, DOI, ACL } = paper.externalIds ?? {}
  const same = [readArxivId(ArXiv ?? ''), readDoi(DOI ?? ''), readAclId(ACL ?? '')].flatMap((found) =>
    found === undefined ? [] : [PaperId.parse(`${found.kind}:${found.value}`)],
  )
  const own = /^[0-9a-f]{40}$/.test(paper.paperId ?? '') ? [PaperId.parse(`s2:${paper.paperId}`)] : []
  return {
    title: paper.title,
    authors: paper.authors.flatMap(({ name }) => name ?? []),
    ...(typeof paper.year === 'number' && { year: paper.year }),
    sameAs: [...new Set([...same, ...own])],
  }
}
