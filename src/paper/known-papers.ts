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
  /** No source knows the paper, or a source failed. */
  z.object({ v: z.literal(1), kind: z.enum(['unknown', 'unavailable']) }).readonly(),
])
/** The cached result of a look-up. */
export type Known = z.infer<typeof Known>

export const answers: Kind<Known> = { name: 'paper', schema: Known }
export const aliasKind: Kind<PaperId> = { name: 'paper-joined', schema: PaperId }

/** A paper with several ids goes by the first of these kinds. */
const order = ['arxiv', 'doi', 'acl', 'openreview', 'lesswrong', 'eaforum', 's2']
const rankOf = (id: PaperId): number => {
  const rank = order.indexOf(id.slice(0, id.indexOf(':')))
  return rank < 0 ? order.length : rank
}

/** A total order, so that aliases never form a circle. */
const byRank = (a: PaperId, b: PaperId): number => rankOf(a) - rankOf(b) || (a < b ? -1 : 1)

/** Caches the results of look-ups: found papers for 30 days, misses for an hour. */
export function createKnownPapers(store: Store) {
  const stored = store.collection(answers)
  const aliases = store.collection(aliasKind)

  /** The id that the paper goes by. */
  async function toCanonical(id: PaperId): Promise<PaperId> {
    let first = id
    // Terminates, because each alias points to an id earlier in the order.
    for (let next = await aliases.get(first); next !== undefined; next = await aliases.get(first))
      first = next
    return first
  }

  return {
    toCanonical,

    /** The cached miss, or `undefined`. */
    async findMiss(id: PaperId): Promise<'unknown' | 'unavailable' | undefined> {
      const answer = await stored.get(id)
      return answer?.kind === 'found' ? undefined : answer?.kind
    },

    /** The cached paper, under the id that it goes by, or `undefined`. */
    async recall(id: PaperId): Promise<Paper | undefined> {
      const first = await toCanonical(id)
      const answer = await stored.get(first)
      return answer?.kind === 'found' ? toPaper(first, answer) : undefined
    },

    /** Caches a found paper under the first of its ids, and makes the others aliases of it. */
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

/** A paper named by its title in words has no link. */
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
