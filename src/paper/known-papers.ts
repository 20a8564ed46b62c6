import { z } from 'zod'
import type { Kind } from '../store/record.ts'
import type { Store } from '../store/store.ts'
import { linkOf } from './link/link-of.ts'
import { type Paper, PaperId, partsOf } from './paper.ts'

const dayMs = 86_400_000
const foundTtlMs = 30 * dayMs
const missTtlMs = 3_600_000
const maxReplaced = 8
/** The ids of one read. */
const chunkSize = 200

const Found = z
  .object({
    v: z.literal(1),
    kind: z.literal('found'),
    title: z.string(),
    authors: z.array(z.string()).readonly(),
    year: z.int().exactOptional(),
    /** The source that each field came from. Entries of earlier versions don't say it, and are asked about again. */
    from: z
      .object({ title: z.string(), authors: z.string(), year: z.string().exactOptional() })
      .readonly()
      .exactOptional(),
    /** Whether that is the id's own source, and not a substitute. */
    isOwn: z.boolean().exactOptional(),
    /** Other ids that the own source says are the same paper. */
    sameAs: z.array(PaperId).readonly().exactOptional(),
    /** Titles from substitute sources, oldest first, which the own source's title replaces. */
    replaced: z.array(z.string()).readonly().exactOptional(),
    /** When to query sources again, in ms since 1970, because one of them could not be reached. */
    askAgainAt: z.int().exactOptional(),
  })
  .readonly()
/** A source's answer about a paper, stored under its id. */
export type Found = z.infer<typeof Found>

const Known = z.discriminatedUnion('kind', [
  Found,
  /** No source knows the paper, or a source failed. */
  z.object({ v: z.literal(1), kind: z.enum(['unknown', 'unavailable']) }).readonly(),
])
/** The cached result of a look-up. */
export type Known = z.infer<typeof Known>

export const answers: Kind<Known> = { name: 'paper', schema: Known }
export const aliasKind: Kind<PaperId> = { name: 'paper-joined', schema: PaperId }

/** The known data of a paper, under the id that it goes by. */
export interface Recalled {
  readonly paper: Paper
  readonly entry: Found
}

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

  /** The id, and those that it leads on to, up to the one that the paper goes by. */
  async function chainOf(id: PaperId): Promise<readonly [PaperId, ...PaperId[]]> {
    const chain: [PaperId, ...PaperId[]] = [id]
    // Terminates, because each alias points to an id earlier in the order.
    for (let next = await aliases.get(id); next !== undefined; next = await aliases.get(next))
      chain.push(next)
    return chain
  }

  /** The id that the paper goes by. */
  const toCanonical = async (id: PaperId): Promise<PaperId> => (await chainOf(id)).at(-1) ?? id

  /** The ids that papers go by, of those that go by another. */
  async function findCanonical(ids: readonly PaperId[]): Promise<ReadonlyMap<PaperId, PaperId>> {
    const asked = [...new Set(ids)]
    const found = new Map<PaperId, PaperId>()
    for (let at = 0; at < asked.length; at += chunkSize) {
      const chunk = asked.slice(at, at + chunkSize)
      for (const [i, next] of (await aliases.getMany(chunk)).entries()) {
        const id = chunk[i]
        if (id !== undefined && next !== undefined) found.set(id, await toCanonical(next))
      }
    }
    return found
  }

  /** The cached answer under this very id, or `undefined`. */
  const find = (id: PaperId): Promise<Known | undefined> => stored.get(id)

  return {
    toCanonical,
    findCanonical,
    find,

    /** The cached paper, by what is known of the id that it goes by, else of an id that leads there. */
    async recall(id: PaperId): Promise<Recalled | undefined> {
      const chain = await chainOf(id)
      const canonical = chain.at(-1) ?? id
      for (const one of chain.toReversed()) {
        const entry = await find(one)
        if (entry?.kind === 'found') return { entry, paper: toPaper(canonical, entry) }
      }
      return undefined
    },

    /** Caches what a source says of the id. The own source's word keeps the titles that it replaces. */
    async saveFound(id: PaperId, entry: Found): Promise<Found> {
      const before = await find(id)
      const titles =
        before?.kind !== 'found' ? [] : [...(before.replaced ?? []), ...(before.isOwn ? [] : [before.title])]
      const replaced = [...new Set(titles)].filter((title) => title !== entry.title).slice(-maxReplaced)
      const next = { ...entry, ...(replaced.length > 0 && { replaced }) }
      await stored.set(id, next, foundTtlMs)
      return next
    },

    /** Caches that nothing was found. */
    async saveMiss(id: PaperId, kind: 'unknown' | 'unavailable'): Promise<void> {
      await stored.set(id, { v: 1, kind }, missTtlMs)
    },

    /** Makes two ids one paper, which goes by the first of them. The data of both is left unchanged. */
    async join(id: PaperId, other: PaperId): Promise<void> {
      const [first, second] = [await toCanonical(id), await toCanonical(other)].toSorted(byRank)
      if (first !== undefined && second !== undefined && first !== second) await aliases.set(second, first)
    },
  }
}

export type KnownPapers = ReturnType<typeof createKnownPapers>

/** A paper named by its title in words has no link. */
function toPaper(id: PaperId, { title, authors, year }: Found): Paper {
  const { kind, value } = partsOf(id)
  return {
    id,
    title,
    authors,
    ...(year !== undefined && { year }),
    ...(kind !== 'title' && { url: linkOf({ kind, value }) }),
  }
}
