import type { Logger } from '../log.ts'
import type { Clock } from '../time/clock.ts'
import { AddressRefused } from './address-check.ts'
import { cleanTitle } from './clean-title.ts'
import type { KnownPapers } from './known-papers.ts'
import { createPace } from './pace.ts'
import { type Paper, type PaperId, partsOf, slugOf } from './paper.ts'
import type { Findings, Source, SourceSettings } from './source.ts'
import { BadAnswer, type Question, type Web, type WebAnswer } from './web.ts'

const mostAuthors = 200
const mostTries = 3
const pauseMs = 1000
const longestRestMs = 10 * 60_000

interface Needs {
  readonly sources: readonly Source[]
  readonly settings: SourceSettings
  readonly known: KnownPapers
  readonly web: Pick<Web, 'ask'>
  readonly clock: Clock
  readonly log: Logger
}

/** What came of a look-up. */
export type Outcome =
  | { readonly kind: 'found'; readonly paper: Paper }
  /** No source knows it. */
  | { readonly kind: 'unknown' }
  /** A source could not say; it may another time. */
  | { readonly kind: 'unavailable' }

/**
 * Asks the sources what a paper is called and who wrote it: politely, one question at a time for each paper, and not
 * again for what was answered lately.
 */
export function createLookup({ sources, settings, known, web, clock, log }: Needs) {
  const underWay = new Map<PaperId, Promise<Outcome>>()
  const stopping = new AbortController()

  const opened = sources.map((source) => {
    const pace = createPace(source.etiquette(settings), clock, stopping.signal)

    /** Tries again, with a pause, what may go better another time. */
    async function ask(make: () => Question): Promise<WebAnswer> {
      let question: Question | undefined
      for (let tried = 1; ; tried += 1) {
        try {
          const answer = await pace.run(() => {
            question ??= make()
            return web.ask(question, stopping.signal)
          })
          if (answer.retryAfterMs !== undefined) pace.rest(Math.min(answer.retryAfterMs, longestRestMs))
          if (!isPassing(answer.status) || tried === mostTries) return answer
        } catch (fault) {
          const isFinal = fault instanceof AddressRefused || fault instanceof BadAnswer
          if (isFinal || tried === mostTries || stopping.signal.aborted) throw fault
        }
        await clock.pause(pauseMs * 2 ** tried, stopping.signal)
      }
    }

    return { ...source, find: source.open({ settings, ask }) }
  })

  async function lookUp(id: PaperId): Promise<Outcome> {
    const { kind, value } = partsOf(id)
    let isUnavailable = false
    for (const source of opened.filter(({ kinds }) => kinds.includes(kind))) {
      try {
        const findings = await source.find(kind, value)
        if (findings !== undefined) return await remembered(id, findings)
      } catch (fault) {
        if (stopping.signal.aborted) throw fault
        isUnavailable = true
        log.info({ fault, source: source.name }, 'a source of papers could not say')
      }
    }
    const outcome = isUnavailable ? 'unavailable' : 'unknown'
    await known.missed(id, outcome)
    return { kind: outcome }
  }

  async function remembered(id: PaperId, findings: Findings): Promise<Outcome> {
    const paper = cleaned(findings)
    const { kind, value } = partsOf(id)
    const isMeant = paper.title !== '' && (kind !== 'title' || value === slugOf(paper.title))
    if (isMeant) return { kind: 'found', paper: await known.found(id, paper, findings.sameAs ?? []) }
    await known.missed(id, 'unknown')
    return { kind: 'unknown' }
  }

  return {
    /** Asks the sources, unless they have answered lately. Rejects only once it is stopped. */
    async find(id: PaperId): Promise<Outcome> {
      const paper = await known.recall(id)
      if (paper !== undefined) return { kind: 'found', paper }
      const missing = await known.missing(id)
      if (missing !== undefined) return { kind: missing }
      const asked = underWay.get(id)
      if (asked !== undefined) return asked
      const asking = lookUp(id).finally(() => underWay.delete(id))
      underWay.set(id, asking)
      return asking
    },

    /** Asks nobody any more. */
    stop(): void {
      stopping.abort()
    },
  }
}

const isPassing = (status: number): boolean => status === 429 || status >= 500

function cleaned({ title, authors, year }: Findings): Pick<Paper, 'title' | 'authors' | 'year'> {
  const names = authors
    .slice(0, mostAuthors)
    .map(cleanTitle)
    .filter((name) => name !== '')
  return { title: cleanTitle(title), authors: names, ...(year !== undefined && { year }) }
}
