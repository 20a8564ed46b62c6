import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import type { Picture } from '../chat/view.ts'
import type { PngOrder } from './png-worker.ts'
import type { Theme } from './theme.ts'

const maxWaiting = 200
const maxKept = 64
/** A picture that kills its worker twice is not tried again. */
const maxTries = 2

const Png = z.instanceof(Uint8Array)

interface Order extends PngOrder {
  tries: number
  readonly resolve: (png: Buffer) => void
  readonly reject: (fault: Error) => void
}

interface PngRendererOptions {
  /** How many pictures are made at once; each needs a thread and several megabytes. */
  readonly workers?: number
}

/**
 * Makes pictures into PNGs on worker threads, each of which makes one at a time. A picture made lately is not made
 * again; one asked for twice at once is made once. Threads start with the first picture, and keep the process alive
 * only while they make one.
 */
export function createPngRenderer({ workers = 1 }: PngRendererOptions = {}) {
  const kept = new Map<string, Promise<Buffer>>()
  const waiting: Order[] = []
  /** Every worker with what it is making. */
  const pool = new Map<Worker, Order | undefined>()
  let isClosed = false

  function startWorker(): Worker {
    const worker = new Worker(join(import.meta.dirname, 'png-worker.ts'))
    worker.on('message', (message: unknown) => {
      const { buffer, byteOffset, byteLength } = Png.parse(message)
      pool.get(worker)?.resolve(Buffer.from(buffer, byteOffset, byteLength))
      if (pool.has(worker)) pool.set(worker, undefined)
      worker.unref()
      next()
    })
    worker.on('error', (fault) => replace(worker, fault))
    worker.on('exit', (code) => replace(worker, new Error(`The picture worker ended with ${code}`)))
    return worker
  }

  /** After an error comes an exit; the first of them counts. */
  function replace(deadWorker: Worker, fault: unknown): void {
    const order = pool.get(deadWorker)
    if (!pool.delete(deadWorker)) return
    if (order !== undefined && order.tries < maxTries) waiting.unshift(order)
    else order?.reject(new Error('A picture could not be made', { cause: fault }))
    next()
  }

  function next(): void {
    const idle = [...pool].find(([, order]) => order === undefined)?.[0]
    if (idle === undefined && pool.size >= workers) return
    const order = waiting.shift()
    if (order === undefined) return
    order.tries += 1
    const worker = idle ?? startWorker()
    pool.set(worker, order)
    worker.ref()
    const { picture, theme, scale } = order
    worker.postMessage({ picture, theme, scale } satisfies PngOrder)
  }

  function make(order: PngOrder): Promise<Buffer> {
    if (isClosed) return Promise.reject(new Error('The picture renderer is closed'))
    if (waiting.length >= maxWaiting) return Promise.reject(new Error('Too many pictures are waiting'))
    return new Promise((resolve, reject) => {
      waiting.push({ ...order, tries: 0, resolve, reject })
      next()
    })
  }

  return {
    /** @param scale Pixels per drawing unit. @throws Error when it can't be made or too many are waiting. */
    png({ key: of, drawing, width, height, alt }: Picture, theme: Theme, scale = 2): Promise<Buffer> {
      const key = `${of} ${theme} ${scale}`
      const known = kept.get(key)
      if (known !== undefined) {
        kept.delete(key)
        kept.set(key, known)
        return known
      }
      const made = make({ picture: { drawing, width, height, alt }, theme, scale })
      kept.set(key, made)
      made.catch(() => {
        if (kept.get(key) === made) kept.delete(key)
      })
      const oldest = kept.size > maxKept ? kept.keys().next().value : undefined
      if (oldest !== undefined) kept.delete(oldest)
      return made
    },

    /** Ends the threads; pictures that are still waited for are refused. */
    async close(): Promise<void> {
      isClosed = true
      const leaving = [...pool]
      pool.clear()
      for (const order of [...leaving.map(([, order]) => order), ...waiting.splice(0)])
        order?.reject(new Error('The picture renderer is closed'))
      await Promise.all(leaving.map(([worker]) => worker.terminate()))
    },
  }
}

export type PngRenderer = ReturnType<typeof createPngRenderer>
