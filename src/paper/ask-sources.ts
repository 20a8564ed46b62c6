import pLimit from 'p-limit'
import type { Logger } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import { backoff } from '../time/backoff.ts'
import type { Clock } from '../time/clock.ts'
import { AddressRefused } from './http/address-check.ts'
import { BadAnswer } from './http/bad-answer.ts'
import { createHosts, HostRests, type Hosts, type Limit } from './http/hosts.ts'
import type { Web, WebRequest, WebResponse } from './http/web.ts'
import { type PaperId, partsOf } from './paper.ts'
import type { DescribedPaper, PaperMetadata, Source, SourceSettings } from './source.ts'

const maxTries = 3
const retryPauseMs = backoff({ minMs: 1000, maxMs: 4000 })
/** Answers of one source that are fetched or read at a time, where the source doesn't say it. */
const maxConcurrent = 8

export interface SourcesDeps {
  readonly sources: readonly Source[]
  readonly settings: SourceSettings
  readonly web: Pick<Web, 'send'>
  readonly documents: {
    /** Reads an answer as the source of that name does. */
    readonly read: (source: string, answer: WebResponse) => Promise<readonly DescribedPaper[]>
  }
  readonly clock: Clock
  readonly log: Logger
  readonly metrics: Metrics
}

/** The answers of the sources about an id. */
export type Said =
  | {
      readonly kind: 'found'
      readonly metadata: PaperMetadata
      /** The name of the source. */
      readonly source: string
      /** Whether it is the id's own source. */
      readonly isOwn: boolean
      /** Whether another source could not be reached. */
      readonly hasFailed: boolean
    }
  /** No source knows the paper. */
  | { readonly kind: 'unknown' }
  /** No source found the paper and at least one failed. */
  | { readonly kind: 'unavailable' }

/**
 * Asks the sources that know papers' titles, at the pace of their hosts. An id's own sources come first; others replace
 * them while they can't be reached.
 *
 * @param signal Aborts the requests in flight and rejects later ones.
 */
export function createSources(deps: SourcesDeps, signal: AbortSignal) {
  const { sources, settings, clock, log, metrics } = deps
  const paces = sources.flatMap(({ paces }) =>
    (paces?.(settings) ?? []).map(({ base, ...pace }) => ({ ...pace, host: new URL(base).host })),
  )
  const hosts = createHosts({ clock, signal, paces })
  const opened = sources.map((source) => {
    const limit = pLimit(source.maxConcurrent ?? maxConcurrent)
    const find = source.open({
      settings,
      send: createSend(deps, hosts, { limit, signal }),
      read: (answer) => limit(() => deps.documents.read(source.name, answer)),
    })
    return { source, find }
  })

  /** @throws the signal's reason once it is aborted. */
  async function ask(id: PaperId): Promise<Said> {
    const { kind, value } = partsOf(id)
    let hasFailed = false
    const able = opened.filter(({ source }) => source.kinds.includes(kind))
    const isOwn = ({ source }: (typeof able)[number]) => source.own.includes(kind)
    for (const one of [...able.filter(isOwn), ...able.filter((one) => !isOwn(one))]) {
      const { source, find } = one
      if (!isOwn(one) && !hasFailed && source.isLastResort !== true) continue
      try {
        const metadata = await find(kind, value)
        metrics.lookUps.inc({ source: source.name, outcome: metadata === undefined ? 'unknown' : 'found' })
        if (metadata !== undefined)
          return { kind: 'found', metadata, source: source.name, isOwn: isOwn(one), hasFailed }
      } catch (fault) {
        if (signal.aborted) throw fault
        hasFailed = true
        metrics.lookUps.inc({ source: source.name, outcome: 'failed' })
        log.info({ fault, source: source.name }, 'a paper source did not answer')
      }
    }
    return { kind: hasFailed ? 'unavailable' : 'unknown' }
  }

  return {
    ask,
    /** Whether the source of that name is the id's own. */
    isOwnOf: (name: string, id: PaperId): boolean =>
      sources.some((source) => source.name === name && source.own.includes(partsOf(id).kind)),
  }
}

interface Sending {
  /** Taken while a request is in flight. */
  readonly limit: Limit
  readonly signal: AbortSignal
}

/** @returns a function that sends a request, and repeats it after transient failures. */
function createSend(
  { web, clock }: SourcesDeps,
  hosts: Hosts,
  { limit, signal }: Sending,
): (request: WebRequest) => Promise<WebResponse> {
  return async function send(request) {
    for (let tries = 1; ; tries += 1) {
      try {
        const answer = await web.send(request, signal, (url, run) => hosts.send(url, run, limit))
        if (!isTransient(answer.status) || tries === maxTries) return answer
      } catch (fault) {
        if (isFinal(fault) || tries === maxTries || signal.aborted) throw fault
      }
      await clock.pause(retryPauseMs(tries), signal)
    }
  }
}

const isTransient = (status: number): boolean => status === 429 || status >= 500

const isFinal = (fault: unknown): boolean =>
  fault instanceof AddressRefused || fault instanceof BadAnswer || fault instanceof HostRests
