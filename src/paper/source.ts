import type { PaperId } from './paper.ts'
import type { RateLimit } from './rate-limit.ts'
import type { WebRequest, WebResponse } from './web.ts'

/** What a source knows of a paper. Texts are as the source has them. */
export interface PaperMetadata {
  readonly title: string
  readonly authors: readonly string[]
  readonly year?: number
  /** Other ids that the source says are the same paper. */
  readonly sameAs?: readonly PaperId[]
}

/** The variables that name a base instead of the public one. */
export type BaseVariable =
  `${'ARXIV' | 'CROSSREF' | 'DATACITE' | 'OPENALEX' | 'OPENREVIEW' | 'LESSWRONG' | 'EAFORUM' | 'SEMANTIC_SCHOLAR'}_API_URL`

/** What the operator has set for paper sources. */
export interface SourceSettings {
  readonly bases: Readonly<Partial<Record<BaseVariable, string | undefined>>>
  /** Whom a source may write to, as its etiquette asks. */
  readonly mailto?: string
}

/** How a source is asked. */
export interface SourceDeps {
  readonly settings: SourceSettings
  /** Asks in its turn, no faster than the source wants, and again where it could not say. @param request Made when its turn comes. */
  readonly ask: (request: () => WebRequest) => Promise<WebResponse>
}

/** Somewhere that papers are known. */
export interface Source {
  readonly name: string
  /** The kinds of ids that it knows. */
  readonly kinds: readonly string[]
  readonly rateLimit: (settings: SourceSettings) => RateLimit
  /** @returns what finds a paper by its id; that gives nothing for one that the source doesn't know, and throws when it can't say. */
  readonly open: (deps: SourceDeps) => (kind: string, value: string) => Promise<PaperMetadata | undefined>
}

/** A source's base address: the operator's, which is trusted, or the public one. */
export function baseOf(
  { bases }: SourceSettings,
  variable: BaseVariable,
  defaultUrl: string,
): { readonly base: string; readonly isTrusted: boolean } {
  const set = bases[variable]
  return { base: (set ?? defaultUrl).replace(/\/+$/, ''), isTrusted: set !== undefined }
}

/** What a source answers with when it can't be used at the moment. */
class Unavailable extends Error {
  constructor(why: string) {
    super(why)
    this.name = 'Unavailable'
  }
}

/** @returns the text of a good answer; nothing where the source says that there is no such paper. @throws Unavailable */
export function textOf(
  { status, text }: WebResponse,
  unknown: readonly number[] = [404, 410],
): string | undefined {
  if (status >= 200 && status < 300) return text
  if (unknown.includes(status)) return undefined
  throw new Unavailable(`a source answered ${status}`)
}

export const jsonType = /^application\/(?:[\w.-]+\+)?json\b/i
