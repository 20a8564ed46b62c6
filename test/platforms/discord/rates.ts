import type { Reply } from './reading-back.ts'

/** What a bot may request at most, in any span of `ms`. */
interface Rate {
  readonly max: number
  readonly ms: number
}

/** Of all requests with the bot's token; interactions and their webhooks are not bound by it (topics/rate-limits). */
const global: Rate = { max: 50, ms: 1000 }

/** Discord tells the limit of a route only in the headers of its answers; these are what it usually tells. */
const routes: readonly (readonly [RegExp, Rate])[] = [
  [/^(?:POST|PATCH) \/channels\/\d+\/messages/, { max: 5, ms: 5000 }],
  [/^POST \/channels\/\d+(?:\/messages\/\d+)?\/threads/, { max: 5, ms: 5000 }],
  [/^GET \/guilds\/\d+\/members\//, { max: 5, ms: 1000 }],
  [/^GET /, { max: 10, ms: 1000 }],
]

/** Counts a request, with what is told of the limits in its answer, and the answer of one that came too early. */
export interface Rates {
  count(
    method: string,
    path: string,
  ): { readonly headers: Readonly<Record<string, string>>; readonly refusal?: Reply } | undefined
}

/** @param now In ms since 1970. */
export function createRates(now: () => number): Rates {
  const past = new Map<string, readonly number[]>()

  /** @returns how many more there may be, and when the first of them is forgotten; in ms. */
  function use(bucket: string, { max, ms }: Rate) {
    const kept = (past.get(bucket) ?? []).filter((at) => at > now() - ms)
    const resetMs = (kept[0] ?? now()) + ms - now()
    if (kept.length < max) past.set(bucket, [...kept, now()])
    return { left: max - kept.length - 1, resetMs }
  }

  return {
    count(method, path) {
      if (/^\/(?:interactions|webhooks)\//.test(path)) return undefined
      const rate = routes.find(([route]) => route.test(`${method} ${path}`))?.[1] ?? global
      const [, resource = ''] = /^\/(\w+\/\d+)/.exec(path) ?? []
      const bucket = `${method} ${resource} ${rate.max}`
      const all = use('global', global)
      const one = all.left < 0 ? all : use(bucket, rate)
      const headers = {
        'x-ratelimit-limit': String(rate.max),
        'x-ratelimit-remaining': String(Math.max(0, one.left)),
        'x-ratelimit-reset-after': String(one.resetMs / 1000),
        'x-ratelimit-bucket': Buffer.from(bucket).toString('hex').slice(0, 32),
      }
      if (one.left >= 0) return { headers }
      const isGlobal = all.left < 0
      return {
        headers,
        refusal: {
          status: 429,
          body: {
            message: 'You are being rate limited.',
            retry_after: one.resetMs / 1000,
            global: isGlobal,
          },
          headers: {
            ...headers,
            'retry-after': String(Math.ceil(one.resetMs / 1000)),
            'x-ratelimit-scope': isGlobal ? 'global' : 'user',
            ...(isGlobal && { 'x-ratelimit-global': 'true' }),
          },
        },
      }
    },
  }
}
