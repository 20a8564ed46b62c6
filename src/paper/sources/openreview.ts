import { z } from 'zod'
import { readArxivId } from '../arxiv-id.ts'
import { readDoi } from '../doi.ts'
import type { Identifier } from '../identifier.ts'
import { PaperId } from '../paper.ts'
import { baseOf, jsonType, type PaperMetadata, type Source, textOf } from '../source.ts'

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

/** OpenReview: notes by the id of their forum. */
const openreview: Source = {
  name: 'openreview',
  kinds: ['openreview'],
  rateLimit: () => ({ intervalMs: 1000, maxConcurrent: 1 }),
  open({ send, settings }) {
    const newer = baseOf(settings, 'OPENREVIEW_API_URL', 'https://api2.openreview.net')
    const older = newer.isTrusted ? undefined : { base: 'https://api.openreview.net', isTrusted: false }

    async function requestFrom(
      { base, isTrusted }: typeof newer,
      id: string,
    ): Promise<PaperMetadata | undefined> {
      const url = `${base}/notes?id=${encodeURIComponent(id)}`
      const text = textOf(await send(() => ({ url, isTrusted, accept: jsonType })), [400, 404])
      return text === undefined ? undefined : readNotes(JSON.parse(text))
    }

    return async (_, id) => (await requestFrom(newer, id)) ?? (older && (await requestFrom(older, id)))
  },
}
export default openreview

function readNotes(body: unknown): PaperMetadata | undefined {
  const [note] = Notes.parse(body).notes
  const title = note?.content.title?.value
  if (note === undefined || title === undefined) return undefined
  const at = note.pdate ?? note.cdate
  const sameAs = (note.externalIds ?? []).flatMap((id) => {
    const found = readExternalId(id)
    return found === undefined ? [] : [PaperId.parse(`${found.kind}:${found.value}`)]
  })
  return {
    title,
    authors: note.content.authors?.value ?? [],
    ...(typeof at === 'number' && { year: new Date(at).getUTCFullYear() }),
    ...(sameAs.length > 0 && { sameAs }),
  }
}

function readExternalId(text: string): Identifier | undefined {
  const { kind, id } = /^(?<kind>arxiv|doi):(?<id>.+)$/i.exec(text)?.groups ?? {}
  if (id === undefined) return undefined
  return kind?.toLowerCase() === 'arxiv' ? readArxivId(id) : readDoi(id)
}
