import type { Logger } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import type { Store } from '../store/store.ts'
import type { Clock } from '../time/clock.ts'
import type { SourcesDeps } from './ask-sources.ts'
import { createKnownPapers } from './known-papers.ts'
import { linkOf } from './link/link-of.ts'
import { createLookup, type LookupOutcome } from './lookup.ts'
import { labelOf, type Paper, type PaperId, partsOf } from './paper.ts'
import { findShipped } from './shipped-papers.ts'
import type { Source, SourceSettings } from './source.ts'

interface Deps {
  readonly store: Store
  readonly clock: Clock
  readonly log: Logger
  readonly metrics: Metrics
  readonly sources: readonly Source[]
  readonly settings: SourceSettings
  /** The clients that send requests and read answers; `undefined` turns look-ups off. */
  readonly online: Pick<SourcesDeps, 'web' | 'documents'> | undefined
}

/** Cached papers, and looking up others. */
export function createPapers({ store, clock, log, metrics, sources, settings, online }: Deps) {
  const known = createKnownPapers(store)
  const lookup = online && createLookup({ ...online, sources, settings, known, clock, log, metrics })

  return {
    /**
     * The paper under the id that it goes by, with its cached metadata, else that which the program comes with, if any,
     * and whether its own source sent it.
     */
    async recall(paper: Paper): Promise<{ readonly paper: Paper; readonly hasOfficialTitle: boolean }> {
      const recalled = await known.recall(paper.id)
      if (recalled !== undefined)
        return { paper: recalled.paper, hasOfficialTitle: recalled.entry.isOwn === true }
      const id = await known.toCanonical(paper.id)
      const untitled = id === paper.id ? paper : toUntitledPaper(id)
      return { paper: findShipped(id) ?? untitled, hasOfficialTitle: false }
    },

    /** The ids that papers go by, of those that go by another than their own. */
    findCanonical: known.findCanonical,

    /** Looks the paper up. May take minutes, so no reply to a user may wait for it. */
    async find(id: PaperId): Promise<LookupOutcome> {
      const outcome = (await lookup?.find(id)) ?? { kind: 'unknown' }
      const shipped = findShipped(id)
      if (outcome.kind !== 'found' || shipped === undefined) return outcome
      return { ...outcome, replaced: [...outcome.replaced, shipped.title] }
    },

    /** Aborts the look-ups in flight and rejects later ones that need a request. */
    stop: (): void => lookup?.stop(),
  }
}

export type Papers = ReturnType<typeof createPapers>

const toUntitledPaper = (id: PaperId): Paper => ({
  id,
  title: labelOf(id),
  authors: [],
  url: linkOf(partsOf(id)),
})
