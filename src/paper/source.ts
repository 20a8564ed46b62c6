import type { RateLimit } from './http/rate-limit.ts'
import type { WebRequest, WebResponse } from './http/web.ts'
import type { PaperId } from './paper.ts'

/** A source's data about a paper. Texts are not cleaned yet. */
export interface PaperMetadata {
  readonly title: string
  readonly authors: readonly string[]
  readonly year?: number
  /** Other ids that the source says are the same paper. */
  readonly sameAs?: readonly PaperId[]
}

/** The environment variables that replace a source's public base address. */
export type BaseVariable =
  `${'ARXIV' | 'CROSSREF' | 'DATACITE' | 'OPENALEX' | 'OPENREVIEW' | 'LESSWRONG' | 'EAFORUM' | 'SEMANTIC_SCHOLAR'}_API_URL`

/** The operator's settings for paper sources. */
export interface SourceSettings {
  readonly bases: Readonly<Partial<Record<BaseVariable, string | undefined>>>
  /** The contact address that some sources ask for. */
  readonly mailto?: string
}

/** Dependencies of a source. */
export interface SourceDeps {
  readonly settings: SourceSettings
  /** Sends a request within the rate limit and retries transient failures. @param request Called once, at its turn. */
  readonly send: (request: () => WebRequest) => Promise<WebResponse>
}

/** A service that knows papers' titles and authors. */
export interface Source {
  readonly name: string
  /** The kinds of ids that it can look up. */
  readonly kinds: readonly string[]
  readonly rateLimit: (settings: SourceSettings) => RateLimit
  /** @returns a function that looks up an id: `undefined` if the source doesn't know it; throws if the source fails. */
  readonly open: (deps: SourceDeps) => (kind: string, value: string) => Promise<PaperMetadata | undefined>
}

/** A source's base address: the operator's, which is trusted, or the public one. Without a slash at its end. */
export function baseOf(
  { bases }: SourceSettings,
  variable: BaseVariable,
  defaultUrl: string,
): { readonly base: string; readonly isTrusted: boolean } {
  const set = bases[variable]
  return { base: (set ?? defaultUrl).replace(/\/+$/, ''), isTrusted: set !== undefined }
}

/** A source answered with an error. */
class Unavailable extends Error {
  constructor(why: string) {
    super(why)
    this.name = 'Unavailable'
  }
}

/** The text of a successful answer; `undefined` for a status in `unknown`. @throws Unavailable for other ones. */
export function textOf(
  { status, text }: WebResponse,
  unknown: readonly number[] = [404, 410],
): string | undefined {
  if (status >= 200 && status < 300) return text
  if (unknown.includes(status)) return undefined
  throw new Unavailable(`a source answered ${status}`)
}

export const jsonType = /^application\/(?:[\w.-]+\+)?json\b/i
