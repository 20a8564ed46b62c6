import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import { maxPending } from '../../limits.ts'
import type { Clock } from '../../time/clock.ts'
import { BadAnswer } from '../http/bad-answer.ts'
import type { WebResponse } from '../http/web.ts'
import { PaperId } from '../paper.ts'
import type { DescribedPaper } from '../source.ts'
import type { DocumentRequest } from './document-worker.ts'

const defaultTimeoutMs = 500
/** Of the heap, together 50 MB; what the thread needs by itself is about 11 MB of it. */
const resourceLimits = { maxOldGenerationSizeMb: 42, maxYoungGenerationSizeMb: 8 }

const Reply = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('started') }),
  z.object({
    kind: z.literal('papers'),
    papers: z.array(
      z.object({
        value: z.string().exactOptional(),
        title: z.string(),
        authors: z.array(z.string()),
        year: z.int().exactOptional(),
        sameAs: z.array(PaperId).exactOptional(),
      }),
    ),
  }),
  z.object({ kind: z.literal('fault'), isBad: z.boolean(), why: z.string() }),
])

/** A document with its caller, waiting or being read. */
interface Order {
  readonly request: DocumentRequest
  readonly resolve: (papers: readonly DescribedPaper[]) => void
  readonly reject: (fault: Error) => void
}

interface Thread {
  readonly worker: Worker
  hasStarted: boolean
}

interface Deps {
  readonly clock: Clock
  /** The time that one document may take, once the thread has started. */
  readonly timeoutMs?: number
}

/**
 * Reads documents that may be hostile on a thread of its own, one after the other, each within 500 ms and 50 MB. A
 * thread that exceeds them is ended, and the next document gets another one. The thread starts with the first document
 * and keeps the process alive only while it works.
 */
export function createDocuments({ clock, timeoutMs = defaultTimeoutMs }: Deps) {
  const waiting: Order[] = []
  let thread: Thread | undefined
  let current: (Order & { readonly finished: AbortController }) | undefined
  let isClosed = false

  function startThread(): Thread {
    const worker = new Worker(new URL('./document-worker.ts', import.meta.url), { resourceLimits })
    const started: Thread = { worker, hasStarted: false }
    worker.on('message', (message: unknown) => {
      if (thread !== started) return
      const reply = Reply.safeParse(message)
      if (reply.success) take(started, reply.data)
      else dropThread(started, new Error('A thread answered something else', { cause: reply.error }))
    })
    worker.on('error', (fault: Error) => dropThread(started, toFault(fault)))
    worker.on('exit', (code) => dropThread(started, new Error(`The thread for documents ended with ${code}`)))
    return started
  }

  function take(from: Thread, reply: z.infer<typeof Reply>): void {
    if (reply.kind === 'started') from.hasStarted = true
    else {
      const order = current
      order?.finished.abort()
      current = undefined
      from.worker.unref()
      if (reply.kind === 'papers') order?.resolve(reply.papers)
      else order?.reject(reply.isBad ? new BadAnswer(reply.why) : new Error(reply.why))
    }
    readNext()
  }

  /** Ends a thread. Only the first call for it has an effect. A thread that can't start fails the first document. */
  function dropThread(dead: Thread, fault: Error): void {
    if (thread !== dead) return
    thread = undefined
    current?.finished.abort()
    const order = current ?? waiting.shift()
    current = undefined
    order?.reject(fault)
    void dead.worker.terminate()
    readNext()
  }

  function readNext(): void {
    if (current !== undefined || waiting.length === 0 || isClosed) return
    thread ??= startThread()
    const reader = thread
    reader.worker.ref()
    if (!reader.hasStarted) return
    const order = waiting.shift()
    if (order === undefined) return
    const finished = new AbortController()
    current = { ...order, finished }
    reader.worker.postMessage(order.request)
    void clock.limit(timeoutMs, finished.signal).then(() => {
      if (!finished.signal.aborted)
        dropThread(reader, new BadAnswer(`a document that takes more than ${timeoutMs} ms`))
    })
  }

  return {
    /**
     * Reads an answer as that source does.
     *
     * @throws BadAnswer if it exceeds a bound; Error if it is not of the source's form, or too many documents are waiting.
     */
    read(source: string, { body, charset }: WebResponse): Promise<readonly DescribedPaper[]> {
      if (isClosed) return Promise.reject(new Error('Documents are closed'))
      if (waiting.length >= maxPending.documents)
        return Promise.reject(new Error('Too many documents are waiting'))
      const request = { source, body, ...(charset !== undefined && { charset }) }
      return new Promise((resolve, reject) => {
        waiting.push({ request, resolve, reject })
        readNext()
      })
    },

    /** Ends the thread; documents that aren't read are rejected. */
    async close(): Promise<void> {
      isClosed = true
      const leaving = thread
      thread = undefined
      current?.finished.abort()
      for (const order of [current, ...waiting.splice(0)]) order?.reject(new Error('Documents are closed'))
      current = undefined
      await leaving?.worker.terminate()
    },
  }
}

export type Documents = ReturnType<typeof createDocuments>

const toFault = (fault: Error): Error =>
  'code' in fault && fault.code === 'ERR_WORKER_OUT_OF_MEMORY'
    ? new BadAnswer('a document that takes more than 50 MB')
    : new Error('A document could not be read', { cause: fault })
