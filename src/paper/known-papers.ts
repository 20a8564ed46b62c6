import { z } from 'zod'
import type { Kind } from '../store/record.ts'
import type { Store } from '../store/store.ts'
import { linkOf } from './link-of.ts'
import { type Paper, PaperId, partsOf } from './paper.ts'

const dayMs = 86_400_000
const foundTtlMs = 30 * dayMs
const missTtlMs = 3_600_000

const Known = z.discriminatedUnion('kind', [
  z
    .object({
      v: z.literal(1),
      kind: z.literal('found'),
      title: z.string(),
      authors: z.array(z.string()).readonly(),
      year: z.int().optional(),
    })
    .readonly(),
  /** No source knows it, or none could say. */
  z.object({ v: z.literal(1), kind: z.enum(['unknown', 'unavailable']) }).readonly(),
])
/** What is known of a paper since its sources were asked. */
export type Known = z.infer<typeof Known>

const answers: Kind<Known> = { name: 'paper', schema: Known }
const aliasKind: Kind<PaperId> = { name: 'paper-joined', schema: PaperId }

/** Papers that are known under several ids go by the first of these. */
const order = ['arxiv', 'doi', 'acl', 'openreview', 'lesswrong', 'eaforum', 's2']
const rankOf = (id: PaperId): number => {
  const rank = order.indexOf(id.slice(0, id.indexOf(':')))
  return rank < 0 ? order.length : rank
}

/** The same for any two of them whenever they are compared, so that joins never go round. */
const byRank = (a: PaperId, b: PaperId): number => rankOf(a) - rankOf(b) || (a < b ? -1 : 1)

/** What the sources have said, for 30 days; that they had nothing to say, for an hour. */
export function createKnownPapers(store: Store) {
  const stored = store.collection(answers)
  const aliases = store.collection(aliasKind)

  /** The id that a paper goes by, whatever it was linked by. */
  async function toCanonical(id: PaperId): Promise<PaperId> {
    let first = id
    // Each goes by one that comes earlier in the order, so that there is an end.
    for (let next = await aliases.get(first); next !== undefined; next = await aliases.get(first))
      first = next
    return first
  }

  return {
    toCanonical,

    /** That the sources had nothing to say of it lately. */
    async findMiss(id: PaperId): Promise<'unknown' | 'unavailable' | undefined> {
      const answer = await stored.get(id)
      return answer?.kind === 'found' ? undefined : answer?.kind
    },

    /** The paper as it was found; nothing where it wasn't lately. */
    async recall(id: PaperId): Promise<Paper | undefined> {
      const first = await toCanonical(id)
      const answer = await stored.get(first)
      return answer?.kind === 'found' ? toPaper(first, answer) : undefined
    },

    /** Remembers what was found, under the first of the ids that the sources say are one paper. */
    async saveFound(
      id: PaperId,
      paper: Pick<Paper, 'title' | 'authors' | 'year'>,
      sameAs: readonly PaperId[],
    ): Promise<Paper> {
      const firsts = await Promise.all([id, ...sameAs].map(toCanonical))
      const ids = [...new Set([...firsts, id, ...sameAs])].toSorted(byRank)
      const first = ids[0] ?? id
      for (const other of ids) if (other !== first) await aliases.set(other, first)
      const { title, authors, year } = paper
      await stored.set(
        first,
        { v: 1, kind: 'found', title, authors, ...(year !== undefined && { year }) },
        foundTtlMs,
      )
      return toPaper(first, paper)
    },

    saveMiss: async (id: PaperId, kind: 'unknown' | 'unavailable'): Promise<void> =>
      stored.set(id, { v: 1, kind }, missTtlMs),
  }
}

export type KnownPapers = ReturnType<typeof createKnownPapers>

/** A title in words has no link. */
function toPaper(id: PaperId, { title, authors, year }: Pick<Paper, 'title' | 'authors' | 'year'>): Paper {
  const { kind, value } = partsOf(id)
  return {
    id,
    title,
    authors,
    ...(year !== undefined && { year }),
    ...(kind !== 'title' && { url: linkOf({ kind, value }) }),
  }
}
