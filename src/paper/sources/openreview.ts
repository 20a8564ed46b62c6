import { z } from 'zod'
import { readArxivId } from '../link/arxiv-id.ts'
import { readDoi } from '../link/doi.ts'
import type { Identifier } from '../link/identifier.ts'
import { PaperId } from '../paper.ts'
import {
  askAbout,
  baseOf,
  type DescribedPaper,
  jsonType,
  type PaperMetadata,
  type Source,
  type SourceSettings,
} from '../source.ts'

/** Accepts values as the newer API wraps them, and bare ones of the older API. */
const allowWrapped = <Schema extends z.ZodType>(schema: Schema) =>
  z.union([z.object({ value: schema }), schema.transform((value) => ({ value }))])

const Notes = z.object({
  notes: z.array(
    z.object({
      content: z.object({
        title: allowWrapped(z.string()).optional(),
        authors: allowWrapped(z.array(z.string())).optional(),
      }),
      pdate: z.number().nullish(),
      cdate: z.number().nullish(),
      externalIds: z.array(z.string()).nullish(),
    }),
  ),
})

/** The API of new notes, and that of old ones; the operator's own, if it is set, instead of both. */
function basesFor(settings: SourceSettings) {
  const newer = baseOf(settings, 'OPENREVIEW_API_URL', 'https://api2.openreview.net')
  return newer.isTrusted ? [newer] : [newer, { base: 'https://api.openreview.net', isTrusted: false }]
}

/** OpenReview: notes by the id of their forum. */
const openreview: Source = {
  name: 'openreview',
  kinds: ['openreview'],
  own: ['openreview'],
  paces: (settings) => basesFor(settings).map((base) => ({ ...base, intervalMs: 1000, maxConcurrent: 1 })),
  read: (text) => readNotes(JSON.parse(text)),
  open(deps) {
    const bases = basesFor(deps.settings)
    return async (_, id): Promise<PaperMetadata | undefined> => {
      for (const { base, isTrusted } of bases) {
        const url = `${base}/notes?id=${encodeURIComponent(id)}`
        const found = await askAbout(deps, { url, isTrusted, accept: jsonType }, [400, 404])
        if (found !== undefined) return found
      }
      return undefined
    }
  },
}
export default openreview

function readNotes(body: unknown): readonly DescribedPaper[] {
  const [note] = Notes.parse(body).notes
  const title = note?.content.title?.value
  if (note === undefined || title === undefined) return []
  const at = note.pdate ?? note.cdate
  const sameAs = (note.externalIds ?? []).flatMap((id) => {
    const found = readExternalId(id)
    return found === undefined ? [] : [PaperId.parse(`${found.kind}:${found.value}`)]
  })
  return [
    {
      title,
      authors: note.content.authors?.value ?? [],
      ...(typeof at === 'number' && { year: new Date(at).getUTCFullYear() }),
      ...(sameAs.length > 0 && { sameAs }),
    },
  ]
}

function readExternalId(text: string): Identifier | undefined {
  const { kind, id } = /^(?<kind>arxiv|doi):(?<id>.+)$/i.exec(text)?.groups ?? {}
  if (id === undefined) return undefined
  return kind?.toLowerCase() === 'arxiv' ? readArxivId(id) : readDoi(id)
}
