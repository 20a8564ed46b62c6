import { z } from 'zod'
import { readArxivId } from '../arxiv-id.ts'
import { readDoi } from '../doi.ts'
import type { Found } from '../found.ts'
import { PaperId } from '../paper.ts'
import { baseOf, type Findings, json, type Source, textOf } from '../source.ts'

/** The newer API wraps each value, the older one doesn't. */
const wrapped = <Schema extends z.ZodType>(schema: Schema) =>
  z.union([z.object({ value: schema }), schema.transform((value) => ({ value }))])

const Notes = z.object({
  notes: z.array(
    z.object({
      content: z.object({
        title: wrapped(z.string()).optional(),
        authors: wrapped(z.array(z.string())).optional(),
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
  etiquette: () => ({ everyMs: 1000, atOnce: 1 }),
  open({ ask, settings }) {
    const newer = baseOf(settings, 'OPENREVIEW_API_URL', 'https://api2.openreview.net')
    const older = newer.isTrusted ? undefined : { base: 'https://api.openreview.net', isTrusted: false }

    async function askAt({ base, isTrusted }: typeof newer, id: string): Promise<Findings | undefined> {
      const url = `${base}/notes?id=${encodeURIComponent(id)}`
      const text = textOf(await ask(() => ({ url, isTrusted, accept: json })), [400, 404])
      return text === undefined ? undefined : readNotes(JSON.parse(text))
    }

    return async (_, id) => (await askAt(newer, id)) ?? (older && (await askAt(older, id)))
  },
}
export default openreview

function readNotes(body: unknown): Findings | undefined {
  const [note] = Notes.parse(body).notes
  const title = note?.content.title?.value
  if (note === undefined || title === undefined) return undefined
  const at = note.pdate ?? note.cdate
  const sameAs = (note.externalIds ?? []).flatMap((id) => {
    const found = externalId(id)
    return found === undefined ? [] : [PaperId.parse(`${found.kind}:${found.value}`)]
  })
  return {
    title,
    authors: note.content.authors?.value ?? [],
    ...(typeof at === 'number' && { year: new Date(at).getUTCFullYear() }),
    ...(sameAs.length > 0 && { sameAs }),
  }
}

function externalId(text: string): Found | undefined {
  const { kind, id } = /^(?<kind>arxiv|doi):(?<id>.+)$/i.exec(text)?.groups ?? {}
  if (id === undefined) return undefined
  return kind?.toLowerCase() === 'arxiv' ? readArxivId(id) : readDoi(id)
}
