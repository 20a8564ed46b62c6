import { z } from 'zod'
import { readAclId } from '../link/acl-id.ts'
import { readArxivId } from '../link/arxiv-id.ts'
import { readDoi } from '../link/doi.ts'
import { PaperId } from '../paper.ts'
import {
  askAbout,
  baseOf,
  type DescribedPaper,
  jsonType,
  type Source,
  type SourceSettings,
} from '../source.ts'

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

const baseFor = (settings: SourceSettings) =>
  baseOf(settings, 'SEMANTIC_SCHOLAR_API_URL', 'https://api.semanticscholar.org')

/** Semantic Scholar: its own papers, and papers by their title in words. */
const semanticScholar: Source = {
  name: 'semantic-scholar',
  kinds: ['s2', 'title'],
  own: ['s2', 'title'],
  // All users without an API key share one rate limit.
  paces: (settings) => [{ ...baseFor(settings), intervalMs: 3000, maxConcurrent: 1 }],
  read: (text) => readAnswer(JSON.parse(text)),
  open(deps) {
    const { base, isTrusted } = baseFor(deps.settings)
    return async (kind, value) => {
      const path =
        kind === 'title'
          ? `search/match?query=${encodeURIComponent(value.replaceAll('-', ' '))}&fields=${fields}`
          : `${encodeURIComponent(value).replaceAll('%3A', ':')}?fields=${fields}`
      const url = `${base}/graph/v1/paper/${path}`
      return askAbout(deps, { url, isTrusted, accept: jsonType })
    }
  },
}
export default semanticScholar

function readAnswer(body: unknown): readonly DescribedPaper[] {
  const parsed = z.union([Match, Paper]).parse(body)
  const paper = 'data' in parsed ? parsed.data[0] : parsed
  if (!paper?.title) return []
  const { ArXiv, DOI, ACL } = paper.externalIds ?? {}
  const same = [readArxivId(ArXiv ?? ''), readDoi(DOI ?? ''), readAclId(ACL ?? '')].flatMap((found) =>
    found === undefined ? [] : [PaperId.parse(`${found.kind}:${found.value}`)],
  )
  const own = /^[0-9a-f]{40}$/.test(paper.paperId ?? '') ? [PaperId.parse(`s2:${paper.paperId}`)] : []
  return [
    {
      title: paper.title,
      authors: paper.authors.flatMap(({ name }) => name ?? []),
      ...(typeof paper.year === 'number' && { year: paper.year }),
      sameAs: [...new Set([...same, ...own])],
    },
  ]
}
