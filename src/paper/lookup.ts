import type { Logger } from '../log.ts'
import { backoff } from '../time/backoff.ts'
import type { Clock } from '../time/clock.ts'
import { cleanTitle } from './clean-title.ts'
import { AddressRefused } from './http/address-check.ts'
import { createRateLimiter } from './http/rate-limit.ts'
import { BadAnswer, type Web, type WebRequest, type WebResponse } from './http/web.ts'
import type { KnownPapers } from './known-papers.ts'
import { type Paper, type PaperId, partsOf, slugOf } from './paper.ts'
import type { PaperMetadata, Source, SourceSettings } from './source.ts'

const maxAuthors = 200
const maxTries = 3
const retryPauseMs = backoff({ minMs: 1000, maxMs: 4000 })
const maxRetryAfterMs = 10 * 60_000

interface Deps {
  readonly sources: readonly Source[]
  readonly settings: SourceSettings
  readonly known: KnownPapers
  readonly web: Pick<Web, 'send'>
  readonly clock: Clock
  readonly log: Logger
}

/** The result of a look-up. */
export type LookupOutcome =
  | { readonly kind: 'found'; readonly paper: Paper }
  /** No source knows the paper. */
  | { readonly kind: 'unknown' }
  /** No source found the paper and at least one failed, so that a later look-up may find it. */
  | { readonly kind: 'unavailable' }

/**
 * Looks up the title, authors and year of papers: within each source's rate limit, without duplicate requests for a
 * paper, and from the cache where possible.
 */
export function createLookup({ sources, settings, known, web, clock, log }: Deps) {
  const inFlight = new Map<PaperId, Promise<LookupOutcome>>()
  const stopping = new AbortController()

  const openedSources = sources.map((source) => {
    const limiter = createRateLimiter(source.rateLimit(settings), clock, stopping.signal)

    /** Sends a request, and retries it after transient failures. */
    async function send(createRequest: () => WebRequest): Promise<WebResponse> {
      let request: WebRequest | undefined
      for (let tries = 1; ; tries += 1) {
        try {
          const answer = await limiter.run(() => {
            request ??= createRequest()
            return web.send(request, stopping.signal)
          })
          if (answer.retryAfterMs !== undefined)
            limiter.pauseFor(Math.min(answer.retryAfterMs, maxRetryAfterMs))
          if (!isTransient(answer.status) || tries === maxTries) return answer
        } catch (fault) {
          const isFinal = fault instanceof AddressRefused || fault instanceof BadAnswer
          if (isFinal || tries === maxTries || stopping.signal.aborted) throw fault
        }
        await clock.pause(retryPauseMs(tries), stopping.signal)
      }
    }

    return { ...source, find: source.open({ settings, send }) }
  })

  async function lookUp(id: PaperId): Promise<LookupOutcome> {
    const { kind, value } = partsOf(id)
    let hasFailed = false
    for (const source of openedSources.filter(({ kinds }) => kinds.includes(kind))) {
      try {
        const metadata = await source.find(kind, value)
        if (metadata !== undefined) return await saveFindings(id, metadata)
      } catch (fault) {
        if (stopping.signal.aborted) throw fault
        hasFailed = true
        log.info({ fault, source: source.name }, 'a source of papers could not say')
      }
    }
    const outcome = hasFailed ? 'unavailable' : 'unknown'
    await known.saveMiss(id, outcome)
    return { kind: outcome }
  }

  async function saveFindings(id: PaperId, metadata: PaperMetadata): Promise<LookupOutcome> {
    const paper = cleanMetadata(metadata)
    const { kind, value } = partsOf(id)
    const isMatch = paper.title !== '' && (kind !== 'title' || value === slugOf(paper.title))
    if (isMatch) return { kind: 'found', paper: await known.saveFound(id, paper, metadata.sameAs ?? []) }
    await known.saveMiss(id, 'unknown')
    return { kind: 'unknown' }
  }

  return {
    /** Looks up a paper, unless its result is cached. Rejects only after `stop`. */
    async find(id: PaperId): Promise<LookupOutcome> {
      const paper = await known.recall(id)
      if (paper !== undefined) return { kind: 'found', paper }
      const missing = await known.findMiss(id)
      if (missing !== undefined) return { kind: missing }
      const running = inFlight.get(id)
      if (running !== undefined) return running
      const started = lookUp(id).finally(() => inFlight.delete(id))
      inFlight.set(id, started)
      return started
    },

    /** Aborts the look-ups in flight and rejects later ones that need a request. */
    stop(): void {
      stopping.abort()
    },
  }
}

const isTransient = (status: number): boolean => status === 429 || status >= 500

function cleanMetadata({ title, authors, year }: PaperMetadata): Pick<Paper, 'title' | 'authors' | 'year'> {
  const names = authors
    .slice(0, maxAuthors)
    .map(cleanTitle)
    .filter((name) => name !== '')
  return { title: cleanTitle(title), authors: names, ...(year !== undefined && { year }) }
}
