import { maxPending } from '../limits.ts'
import { createSources, type Said, type SourcesDeps } from './ask-sources.ts'
import type { Found, Known, KnownPapers, Recalled } from './known-papers.ts'
import { type Paper, type PaperId, partsOf, slugOf } from './paper.ts'
import { isSamePaper } from './same-paper.ts'

const hourMs = 3_600_000

interface Deps extends SourcesDeps {
  readonly known: KnownPapers
}

/** The result of a look-up. */
export type LookupOutcome =
  | {
      readonly kind: 'found'
      readonly paper: Paper
      /** Titles that substitute sources gave before, and that this one replaces. */
      readonly replaced: readonly string[]
      /** Whether a later look-up may say more, because a source could not be reached. */
      readonly isProvisional: boolean
    }
  /** No source knows the paper. */
  | { readonly kind: 'unknown' }
  /** No source found the paper and at least one failed, so that a later look-up may find it. */
  | { readonly kind: 'unavailable' }

/**
 * Looks up the title, authors and year of papers: without duplicate requests for a paper, and from the cache where
 * possible. The data stored under an id is about that very id; ids that prove to be one paper are joined.
 */
export function createLookup({ known, ...deps }: Deps) {
  const { clock } = deps
  const stopping = new AbortController()
  const sources = createSources(deps, stopping.signal)
  const asking = new Map<PaperId, Promise<Known>>()
  const settling = new Map<PaperId, Promise<Known>>()

  /** Asks the sources about an id, and stores what they say under it. */
  const askAbout = (id: PaperId): Promise<Known> =>
    share(asking, id, async () => store(id, await sources.ask(id)))

  async function store(id: PaperId, said: Said): Promise<Known> {
    const now = clock.now()
    const before = await known.find(id)
    if (said.kind === 'found' && isAbout(id, said.metadata.title)) {
      if (before?.kind !== 'found' || before.isOwn !== true || said.isOwn)
        return known.saveFound(id, toEntry(said, now))
      return known.saveFound(id, { ...before, askAgainAt: now + hourMs })
    }
    // The substitute's answer is kept until the own source has answered.
    if (said.kind === 'unavailable' && before?.kind === 'found')
      return known.saveFound(id, { ...before, askAgainAt: now + hourMs })
    const kind = said.kind === 'found' ? 'unknown' : said.kind
    await known.saveMiss(id, kind)
    return { v: 1, kind }
  }

  /** Asks about an id, and joins it to those that prove to be the same paper. */
  const settle = (id: PaperId): Promise<Known> =>
    share(settling, id, async () => {
      const entry = await askAbout(id)
      if (entry.kind !== 'found' || entry.isOwn !== true || entry.sameAs === undefined) return entry
      const isChecked = await joinSame(id, entry)
      const { askAgainAt: _, ...rest } = entry
      return known.saveFound(id, isChecked ? rest : { ...rest, askAgainAt: clock.now() + hourMs })
    })

  /** @returns whether every claim of the entry could be checked. */
  async function joinSame(id: PaperId, { sameAs = [], ...entry }: Found): Promise<boolean> {
    let isChecked = true
    for (const other of sameAs) {
      if (other === id) continue
      if (sources.isOwnOf(entry.from?.title ?? '', other)) {
        await known.join(id, other)
        continue
      }
      const theirs = await ownWordOn(other)
      if (theirs === 'unavailable') isChecked = false
      else if (theirs !== undefined && (await isProven(id, theirs))) await known.join(id, other)
    }
    return isChecked
  }

  /** The answer of an id's own source, which may be cached; `undefined` if it has none. */
  async function ownWordOn(id: PaperId): Promise<Found | 'unavailable' | undefined> {
    const before = await known.find(id)
    const isKnown = before !== undefined && (before.kind !== 'found' || !isDue(before, clock.now()))
    const isOwn = before?.kind === 'found' && before.isOwn === true
    const entry = isKnown || isOwn ? before : await askAbout(id)
    if (entry.kind !== 'found') return entry.kind === 'unavailable' ? 'unavailable' : undefined
    if (entry.isOwn === true) return entry
    return entry.askAgainAt === undefined ? undefined : 'unavailable'
  }

  /**
   * Whether what another id's own source says of it proves that it is the paper of `id`, and the one that `id` has been
   * joined to before: else a source could join two papers of others, one after the other.
   */
  async function isProven(id: PaperId, theirs: Found): Promise<boolean> {
    const recalled = await known.recall(id)
    if (recalled === undefined) return false
    const isJoined = recalled.paper.id !== id
    const saysSame = !isJoined && theirs.sameAs?.includes(id) === true
    return saysSame || isSamePaper(recalled.entry, theirs)
  }

  return {
    /** Looks up a paper, unless its result is cached or too many others are looked up. Rejects only after `stop`. */
    async find(id: PaperId): Promise<LookupOutcome> {
      const recalled = await known.recall(id)
      if (recalled !== undefined && !isDue(recalled.entry, clock.now())) return toOutcome(recalled)
      const canonical = await known.toCanonical(id)
      const before = await known.find(canonical)
      const isMissing = before !== undefined && before.kind !== 'found'
      if (!isMissing && !settling.has(canonical) && settling.size >= maxPending.papers)
        return recalled === undefined ? { kind: 'unavailable' } : toOutcome(recalled)
      const answer = isMissing ? before : await settle(canonical)
      const after = await known.recall(id)
      if (after !== undefined) return toOutcome(after)
      return { kind: answer.kind === 'found' ? 'unavailable' : answer.kind }
    },

    /** Aborts the look-ups in flight and rejects later ones that need a request. */
    stop(): void {
      stopping.abort()
    },
  }
}

/** Runs one call for an id at a time, whose result all callers share. */
function share<Result>(
  running: Map<PaperId, Promise<Result>>,
  id: PaperId,
  run: () => Promise<Result>,
): Promise<Result> {
  const known = running.get(id)
  if (known !== undefined) return known
  const started = run().finally(() => running.delete(id))
  running.set(id, started)
  return started
}

/** Whether a source's title can be that of the id: one in words has to be the same words. */
function isAbout(id: PaperId, title: string): boolean {
  const { kind, value } = partsOf(id)
  return title !== '' && (kind !== 'title' || value === slugOf(title))
}

/** Without `askAgainAt` there is nothing more to be learned. Claims of other ids are still to be checked. */
function toEntry(
  { metadata, source, isOwn, hasFailed }: Extract<Said, { readonly kind: 'found' }>,
  now: number,
): Found {
  const { title, authors, year, sameAs = [] } = metadata
  const hasClaims = isOwn && sameAs.length > 0
  const isStandIn = !isOwn && hasFailed
  return {
    v: 1,
    kind: 'found',
    title,
    authors,
    ...(year !== undefined && { year }),
    from: { title: source, authors: source, ...(year !== undefined && { year: source }) },
    isOwn,
    ...(hasClaims && { sameAs, askAgainAt: now }),
    ...(isStandIn && { askAgainAt: now + hourMs }),
  }
}

/** Entries of earlier versions don't say where they come from. */
const isDue = ({ from, askAgainAt }: Found, now: number): boolean =>
  askAgainAt === undefined ? from === undefined : askAgainAt <= now

const toOutcome = ({ paper, entry: { replaced = [], askAgainAt } }: Recalled): LookupOutcome => ({
  kind: 'found',
  paper,
  replaced,
  isProvisional: askAgainAt !== undefined,
})
