import { parentPort } from 'node:worker_threads'
import type { DescribedPaper, Source } from '../source.ts'
import { loadSources } from '../sources/index.ts'
import { cleanPaper } from './clean-paper.ts'

/** A document to be read, as it came over the wire. */
export interface DocumentRequest {
  /** The name of the source whose `read` understands it. */
  readonly source: string
  readonly body: Uint8Array
  readonly charset?: string
}

/** The answer of a thread: that it has started, what it has read, or why it can't be read. */
export type DocumentReply =
  | { readonly kind: 'started' }
  | { readonly kind: 'papers'; readonly papers: readonly DescribedPaper[] }
  | { readonly kind: 'fault'; readonly isBad: boolean; readonly why: string }

const maxWhyLength = 200

const sources = new Map((await loadSources()).map((source) => [source.name, source]))

/** Reads one document at a time, off the main thread. */
parentPort?.on('message', (request: DocumentRequest) => reply(read(request)))
reply({ kind: 'started' })

function reply(message: DocumentReply): void {
  parentPort?.postMessage(message)
}

function read({ source, body, charset = 'utf-8' }: DocumentRequest): DocumentReply {
  try {
    const { read } = sources.get(source) as Source
    return { kind: 'papers', papers: read(decoderOf(charset).decode(body)).map(cleanPaper) }
  } catch (fault) {
    const { name, message } = fault instanceof Error ? fault : new Error('unknown')
    return { kind: 'fault', isBad: name === 'BadAnswer', why: message.slice(0, maxWhyLength) }
  }
}

function decoderOf(charset: string) {
  try {
    return new TextDecoder(charset)
  } catch {
    return new TextDecoder()
  }
}
