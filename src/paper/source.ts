import type { Pace } from './http/hosts.ts'
import type { WebRequest, WebResponse } from './http/web.ts'
import type { PaperId } from './paper.ts'

/** A source's answer about a paper. */
export interface PaperMetadata {
  readonly title: string
  readonly authors: readonly string[]
  readonly year?: number
  /** Other ids that the source says are the same paper. */
  readonly sameAs?: readonly PaperId[]
}

/** A paper as an answer describes it. */
export interface DescribedPaper extends PaperMetadata {
  /** The value of its id, in answers about several papers. */
  readonly value?: string
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
  /** Sends a request at its host's pace and retries transient failures. */
  readonly send: (request: WebRequest) => Promise<WebResponse>
  /**
   * Reads a successful answer with the source's own `read`, on another thread and within bounds. Titles and names are
   * cleaned.
   *
   * @throws BadAnswer if the document exceeds the bounds.
   */
  readonly read: (answer: WebResponse) => Promise<readonly DescribedPaper[]>
}

/** A service that knows papers' titles and authors. */
export interface Source {
  readonly name: string
  /** The kinds of ids that it can look up. */
  readonly kinds: readonly string[]
  /** The kinds whose own source it is: its answer about them counts, and others are substitutes. */
  readonly own: readonly string[]
  /** Asked even if the own sources that could be asked know nothing, because an id may belong to yet another one. */
  readonly isLastResort?: boolean
  /** The hosts that it asks, and their paces. Without it, its hosts have the ordinary pace. */
  readonly paces?: (settings: SourceSettings) => readonly SourcePace[]
  /** Maximum number of its requests in flight, to all hosts together. */
  readonly maxConcurrent?: number
  /** Reads the text of an answer. Pure. The text may be hostile. @throws Error if it is not of the source's form. */
  readonly read: (text: string) => readonly DescribedPaper[]
  /** @returns a function that looks up an id: `undefined` if the source doesn't know it; throws if the source fails. */
  readonly open: (deps: SourceDeps) => (kind: string, value: string) => Promise<PaperMetadata | undefined>
}

/** The pace of the host of a source's base address. */
export interface SourcePace extends Pace {
  readonly base: string
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

/** The answer if it is a success; `undefined` for a status in `unknown`. @throws Unavailable for other ones. */
export function successOf(
  answer: WebResponse,
  unknown: readonly number[] = [404, 410],
): WebResponse | undefined {
  const { status } = answer
  if (status >= 200 && status < 300) return answer
  if (unknown.includes(status)) return undefined
  throw new Unavailable(`a source answered ${status}`)
}

/**
 * Asks about one paper.
 *
 * @param unknown The statuses by which the source says that it doesn't know the paper.
 * @returns `undefined` if it doesn't. @throws Error if the source fails.
 */
export async function askAbout(
  { send, read }: SourceDeps,
  request: WebRequest,
  unknown?: readonly number[],
): Promise<DescribedPaper | undefined> {
  const answer = successOf(await send(request), unknown)
  return answer && (await read(answer))[0]
}

export const jsonType = /^application\/(?:[\w.-]+\+)?json\b/i
