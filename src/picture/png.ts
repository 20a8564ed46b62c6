import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { z } from 'zod'
import type { Picture } from '../chat/view.ts'
import type { Clock } from '../time/clock.ts'
import type { PngRequest } from './png-worker.ts'
import type { Theme } from './theme.ts'

const maxWaiting = 200
const maxCached = 64
/** A picture that ends its worker twice is not tried again. */
const maxTries = 2
/** A worker ends after this many ms without a picture, and its fonts and outlines with it. */
const idleMs = 60_000

const Reply = z.union([z.instanceof(Uint8Array), z.instanceof(Error)])

/** Of the environment, which has secrets, pictures need nothing; only what was compiled before needn't be again. */
const { NODE_COMPILE_CACHE } = process.env
const workerEnv = NODE_COMPILE_CACHE === undefined ? {} : { NODE_COMPILE_CACHE }

/** A request with its caller, waiting or in flight. */
interface Order extends PngRequest {
  tries: number
  readonly resolve: (png: Buffer) => void
  readonly reject: (fault: Error) => void
}

interface PngRendererOptions {
  /** Maximum number of workers; each makes one picture at a time and needs about 80 MB meanwhile. */
  readonly workers?: number
  readonly clock?: Pick<Clock, 'pause'>
  /** Called for each picture that was made. */
  readonly onMade?: (seconds: number) => void
}

/** Doesn't keep the process alive. */
const background: Pick<Clock, 'pause'> = {
  async pause(ms, signal) {
    // It rejects when the signal aborts, which ends the pause as it should.
    await Promise.allSettled([setTimeout(ms, undefined, { ref: false, ...(signal && { signal }) })])
  },
}

/**
 * Rasterises pictures to PNGs in worker processes, one picture per worker at a time. Recent PNGs are cached, and
 * concurrent requests for the same picture share one. Workers start when there is a picture to make, end after a minute
 * without one, when the cache is cleared, too, and keep this process alive only while they work. They are processes and
 * not threads because the memory of a thread that has ended is kept for the next one, and is as much as a bot at rest
 * may have for everything that it has ever done.
 */
export function createPngRenderer({ workers = 1, clock = background, onMade }: PngRendererOptions = {}) {
  const cache = new Map<string, Promise<Buffer>>()
  const waiting: Order[] = []
  /** The workers, each with the order in flight; `undefined` if it is idle. */
  const pool = new Map<ChildProcess, Order | undefined>()
  /** All whose process is there, also of those that were dropped. */
  const living = new Set<ChildProcess>()
  let isClosed = false
  /** The pause before idle workers end; the next picture ends it. */
  let resting = new AbortController()

  function startWorker(): ChildProcess {
    const worker = fork(join(import.meta.dirname, 'png-worker.ts'), {
      serialization: 'advanced',
      env: workerEnv,
    })
    living.add(worker)
    worker.once('close', () => living.delete(worker))
    worker.on('message', (message: unknown) => {
      const reply = Reply.parse(message)
      if (reply instanceof Error) return dropWorker(worker, reply)
      pool.get(worker)?.resolve(Buffer.from(reply.buffer, reply.byteOffset, reply.byteLength))
      if (pool.has(worker)) pool.set(worker, undefined)
      unref(worker)
      startNext()
      if ([...pool.values()].every((order) => order === undefined)) void endWhenIdle()
    })
    worker.on('error', (fault) => dropWorker(worker, fault))
    worker.on('exit', (code, signal) =>
      dropWorker(worker, new Error(`The picture worker ended with ${code ?? signal}`)),
    )
    return worker
  }

  /** Ends all workers unless a picture is ordered in the next minute. */
  async function endWhenIdle(): Promise<void> {
    resting.abort()
    resting = new AbortController()
    if (!(await staysIdle(clock, resting.signal))) return
    cache.clear()
    const leaving = [...pool.keys()]
    pool.clear()
    await Promise.all(leaving.map(endWorker))
  }

  /** Ends a worker that has failed. Called for its error and again for its exit; only the first call has an effect. */
  function dropWorker(worker: ChildProcess, fault: unknown): void {
    const order = pool.get(worker)
    if (!pool.delete(worker)) return
    worker.kill('SIGKILL')
    if (order !== undefined && order.tries < maxTries) waiting.unshift(order)
    else order?.reject(new Error('A picture could not be made', { cause: fault }))
    startNext()
  }

  function startNext(): void {
    const idle = [...pool].find(([, order]) => order === undefined)?.[0]
    if (idle === undefined && pool.size >= workers) return
    const order = waiting.shift()
    if (order === undefined) return
    order.tries += 1
    const worker = idle ?? startWorker()
    pool.set(worker, order)
    worker.ref()
    worker.channel?.ref()
    const { picture, theme, scale } = order
    worker.send({ picture, theme, scale } satisfies PngRequest)
  }

  function enqueue(request: PngRequest): Promise<Buffer> {
    if (isClosed) return Promise.reject(new Error('The picture renderer is closed'))
    if (waiting.length >= maxWaiting) return Promise.reject(new Error('Too many pictures are waiting'))
    resting.abort()
    const orderedAt = performance.now()
    return new Promise((resolve, reject) => {
      const resolveAndTell = (png: Buffer): void => {
        onMade?.((performance.now() - orderedAt) / 1000)
        resolve(png)
      }
      waiting.push({ ...request, tries: 0, resolve: resolveAndTell, reject })
      startNext()
    })
  }

  return {
    /** @param scale Pixels per drawing unit. @throws Error if it can't be made or too many pictures are waiting. */
    png({ key: pictureKey, drawing, width, height, alt }: Picture, theme: Theme, scale = 2): Promise<Buffer> {
      const key = `${pictureKey} ${theme} ${scale}`
      const cached = cache.get(key)
      if (cached !== undefined) {
        cache.delete(key)
        cache.set(key, cached)
        return cached
      }
      const png = enqueue({ picture: { drawing, width, height, alt }, theme, scale })
      cache.set(key, png)
      png.catch(() => {
        if (cache.get(key) === png) cache.delete(key)
      })
      const oldest = cache.size > maxCached ? cache.keys().next().value : undefined
      if (oldest !== undefined) cache.delete(oldest)
      return png
    },

    /** The number of pictures that haven't begun. */
    waiting: (): number => waiting.length,

    /** Ends the workers, and resolves when they are gone; pictures that aren't finished are rejected. */
    async close(): Promise<void> {
      isClosed = true
      resting.abort()
      const leaving = [...pool.values()]
      pool.clear()
      for (const order of [...leaving, ...waiting.splice(0)])
        order?.reject(new Error('The picture renderer is closed'))
      await Promise.all([...living].map(endWorker))
    },
  }
}

export type PngRenderer = ReturnType<typeof createPngRenderer>

/** Whether no picture is ordered for a minute; the signal says that one is. */
async function staysIdle(clock: Pick<Clock, 'pause'>, signal: AbortSignal): Promise<boolean> {
  await clock.pause(idleMs, signal)
  return !signal.aborted
}

/** Lets this process end while the worker has nothing to do. */
function unref(worker: ChildProcess): void {
  worker.unref()
  worker.channel?.unref()
}

/** Resolves when it is gone. */
async function endWorker(worker: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => worker.once('close', resolve))
  worker.ref()
  worker.kill('SIGKILL')
  await gone
}
