import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import type { Picture } from '../chat/view.ts'
import { toSvg } from './svg.ts'
import type { Theme } from './theme.ts'

const mostWaiting = 200
const mostKept = 64
/** A picture that kills its worker twice is not tried again. */
const mostTries = 2

const Made = z.object({ id: z.int(), png: z.instanceof(Uint8Array) })

interface Order {
  readonly id: number
  readonly svg: string
  readonly scale: number
  tries: number
  readonly resolve: (png: Uint8Array) => void
  readonly reject: (fault: Error) => void
}

/**
 * Makes pictures into PNGs on a worker thread, one at a time, because each takes several megabytes while it is made.
 * A picture made lately is not made again; one asked for twice at once is made once.
 */
export function createPngRenderer() {
  const kept = new Map<string, Promise<Uint8Array>>()
  const waiting: Order[] = []
  let under: Order | undefined
  let worker: Worker | undefined
  let count = 0

  function hire(): Worker {
    const hired = new Worker(join(import.meta.dirname, 'png-worker.ts'))
    hired.unref()
    hired.on('message', (message: unknown) => {
      const { id, png } = Made.parse(message)
      if (under?.id === id) under.resolve(png)
      next()
    })
    hired.on('error', (fault) => replace(hired, fault))
    hired.on('exit', (code) => replace(hired, new Error(`The picture worker ended with ${code}`)))
    return hired
  }

  function replace(gone: Worker, fault: unknown): void {
    if (worker !== gone) return
    worker = undefined
    const order = under
    if (order !== undefined && order.tries < mostTries) waiting.unshift(order)
    else order?.reject(new Error('A picture could not be made', { cause: fault }))
    next()
  }

  function next(): void {
    under = waiting.shift()
    if (under === undefined) return
    under.tries += 1
    worker ??= hire()
    worker.postMessage({ id: under.id, svg: under.svg, scale: under.scale })
  }

  function order(svg: string, scale: number): Promise<Uint8Array> {
    if (waiting.length >= mostWaiting) return Promise.reject(new Error('Too many pictures are waiting'))
    count += 1
    const id = count
    return new Promise((resolve, reject) => {
      waiting.push({ id, svg, scale, tries: 0, resolve, reject })
      if (under === undefined) next()
    })
  }

  return {
    /** @param scale Pixels per drawing unit. @throws Error when it can't be made or too many are waiting. */
    png(picture: Picture, theme: Theme, scale = 2): Promise<Uint8Array> {
      const key = `${picture.key} ${theme} ${scale}`
      const known = kept.get(key)
      if (known !== undefined) {
        kept.delete(key)
        kept.set(key, known)
        return known
      }
      const made = order(toSvg(picture, theme), scale)
      kept.set(key, made)
      made.catch(() => kept.delete(key))
      const oldest = kept.size > mostKept ? kept.keys().next().value : undefined
      if (oldest !== undefined) kept.delete(oldest)
      return made
    },

    async close(): Promise<void> {
      const last = worker
      worker = undefined
      await last?.terminate()
    },
  }
}

export type PngRenderer = ReturnType<typeof createPngRenderer>
