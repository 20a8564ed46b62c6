import { LRUCache } from 'lru-cache'
import type { Clock } from '../../time/clock.ts'

/** A host's limits on requests. */
export interface Pace {
  /** Minimum time between the starts of two requests, in ms. */
  readonly intervalMs: number
  /** Maximum number of requests in flight. */
  readonly maxConcurrent: number
}

/** The pace of a named source, which holds for every request to its host. */
export interface HostPace extends Pace {
  /** As `URL` has it: with a port, if it is not the default one. */
  readonly host: string
}

/** The parts of an answer that decide whether its host rests. */
export interface Answered {
  readonly status: number
  /** The pause that the host asks for, by the header Retry-After. */
  readonly retryAfterMs?: number
}

/** Runs a function when there is room for it, such as p-limit does. */
export type Limit = <Result>(run: () => Promise<Result>) => Promise<Result>

const defaultPace: Pace = { intervalMs: 1000, maxConcurrent: 2 }
/** Without a pace of their own; the least recently used is forgotten. */
const maxHosts = 10_000
/** The rest of a host that answers 429 without Retry-After. */
const defaultRestMs = 60_000
const maxRestMs = 10 * 60_000
const hourMs = 3_600_000
/** The rest of a host that has asked for this many within an hour is the hour. */
const maxRests = 3

/** The host rests for longer than a request waits. */
export class HostRests extends Error {
  constructor(host: string) {
    super(`Not asked for: ${host.slice(0, 100)} has asked for a rest`)
    this.name = 'HostRests'
  }
}

interface Deps {
  readonly clock: Clock
  /** Rejects the requests that are waiting. */
  readonly signal: AbortSignal
  /** If a host is named twice, both hold. */
  readonly paces: readonly HostPace[]
}

/**
 * Runs requests at the pace of the host that answers them: in the order of arrival, two in flight and one a second, or
 * at the pace that the host is known to want. A host that answers 429 or Retry-After rests, for at most 10 minutes, and
 * for an hour from the third time within an hour. No request waits for another host.
 */
export function createHosts({ clock, signal, paces }: Deps) {
  const named = new Map<string, Host>()
  for (const { host } of paces) {
    const own = paces.filter((pace) => pace.host === host)
    const pace = {
      intervalMs: Math.max(...own.map(({ intervalMs }) => intervalMs)),
      maxConcurrent: Math.min(...own.map(({ maxConcurrent }) => maxConcurrent)),
    }
    named.set(host, createHost(host, pace, clock, signal))
  }
  const others = new LRUCache<string, Host>({ max: maxHosts })

  function hostOf(url: URL): Host {
    const name = url.host.replace(/\.(?=:|$)/, '')
    const known = named.get(name) ?? others.get(name)
    if (known !== undefined) return known
    const created = createHost(name, defaultPace, clock, signal)
    others.set(name, created)
    return created
  }

  return {
    /**
     * Sends a request at its host's turn, and lets the host rest if the answer asks for it.
     *
     * @param limit Taken only while the request is in flight, never while it waits for its host.
     * @throws HostRests if the host rests for more than 10 minutes.
     */
    send: <Answer extends Answered>(
      url: URL,
      request: () => Promise<Answer>,
      limit: Limit,
    ): Promise<Answer> => hostOf(url).send(request, limit),
  }
}

export type Hosts = ReturnType<typeof createHosts>
type Host = ReturnType<typeof createHost>

function createHost(name: string, { intervalMs, maxConcurrent }: Pace, clock: Clock, signal: AbortSignal) {
  let nextAt = 0
  let restsUntil = 0
  /** The starts of its rests within the last hour, in ms since 1970. */
  let rests: readonly number[] = []
  let turn: Promise<unknown> = Promise.resolve()
  let open = 0
  let slotFreed = Promise.withResolvers<void>()

  async function waitForTurn(): Promise<void> {
    while (open >= maxConcurrent) await slotFreed.promise
    for (;;) {
      signal.throwIfAborted()
      const now = clock.now()
      if (restsUntil - now > maxRestMs) throw new HostRests(name)
      const ms = Math.max(nextAt, restsUntil) - now
      if (ms <= 0) return
      await clock.pause(ms, signal)
    }
  }

  function rest(ms: number): void {
    const now = clock.now()
    rests = [...rests.filter((at) => at > now - hourMs), now].slice(-maxRests)
    restsUntil = Math.max(restsUntil, now + (rests.length < maxRests ? Math.min(ms, maxRestMs) : hourMs))
  }

  return {
    async send<Answer extends Answered>(request: () => Promise<Answer>, limit: Limit): Promise<Answer> {
      const started = Promise.withResolvers<void>()
      const before = turn
      turn = started.promise
      let isOpen = false
      try {
        await before
        await waitForTurn()
        isOpen = true
        open += 1
        const answer = await limit(() => {
          nextAt = clock.now() + intervalMs
          started.resolve()
          return request()
        })
        const { status, retryAfterMs = 0 } = answer
        if (status === 429) rest(retryAfterMs > 0 ? retryAfterMs : defaultRestMs)
        else if (retryAfterMs > 0) rest(retryAfterMs)
        return answer
      } finally {
        // A request that failed while waiting must not stop those behind it.
        started.resolve()
        if (isOpen) {
          open -= 1
          slotFreed.resolve()
          slotFreed = Promise.withResolvers()
        }
      }
    },
  }
}
