import { setTimeout } from 'node:timers/promises'
import { webApi } from '@slack/bolt'
import pLimit, { type LimitFunction } from 'p-limit'
import type { Metrics } from '../../../src/metrics.ts'
import { backoff } from '../../../src/time/backoff.ts'
import type { Clock } from '../../../src/time/clock.ts'
import { withWholeBody } from '../../shared/whole-body.ts'
import { isTransient, retryAfterOf } from './faults.ts'
import type { SlackLogger } from './slack-logger.ts'

const timeoutMs = 10_000
const pauseMsAfter = backoff({ minMs: 300, maxMs: 20_000 })
const maxConcurrency = 8

/** The bot of a workspace, with its token. */
export interface Identity {
  /** The workspace's id: `T…`. */
  readonly team: string
  readonly botToken: string
  readonly botId: string
  readonly botUser: string
}

/** Dependencies of every call. */
export interface Calling {
  readonly logger: SlackLogger
  readonly clock: Clock
  readonly metrics: Metrics
}

const platform = 'slack'

interface RetryOptions {
  /** Maximum retries. Six take up to about a minute. */
  readonly retries?: number
}

/**
 * Slack's Web API for the bot of one workspace. Calls that fail for the moment are retried with growing pauses. After a
 * rate limit, a method isn't called before its wait is over.
 */
export function createWorkspace(
  identity: Identity,
  slackApiUrl: string,
  { logger, clock, metrics }: Calling,
) {
  const { team, botToken } = identity
  const client = new webApi.WebClient(botToken, {
    slackApiUrl,
    logger,
    teamId: team,
    fetch: async (url, request) => fetch(url, request && (await withWholeBody(request))),
    timeout: timeoutMs,
    // The client would also retry calls that must run once, such as posting, and pause all methods for one.
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  })
  /** The end of a method's rate limit, in ms since 1970. */
  const blockedUntil = new Map<string, number>()
  const limiters = new Map<string, LimitFunction>()

  const remainingWaitMs = (method: string): number => (blockedUntil.get(method) ?? 0) - clock.now()

  /** Limits the concurrent calls of a method, so that few are in flight when Slack limits its rate. */
  function limitConcurrency<Result>(method: string, run: () => Promise<Result>): Promise<Result> {
    const limit = limiters.get(method) ?? pLimit(maxConcurrency)
    limiters.set(method, limit)
    return limit(run)
  }

  function callOnce<Result>(
    method: string,
    run: (client: webApi.WebClient) => Promise<Result>,
  ): Promise<Result> {
    return limitConcurrency(method, async () => {
      const restMs = remainingWaitMs(method)
      if (restMs > 0) throw new webApi.WebAPIRateLimitedError(restMs / 1000)
      try {
        return await run(client)
      } catch (fault) {
        const waitMs = retryAfterOf(fault)
        if (waitMs !== undefined) {
          blockedUntil.set(method, clock.now() + waitMs)
          metrics.rateLimits.inc({ platform })
        }
        throw fault
      }
    })
  }

  return {
    ...identity,

    /** Calls without retry. @throws the fault; a rate limit also without a call, until its wait is over. */
    callOnce,

    /**
     * Calls with retries. For calls that may run twice.
     *
     * @param method The name under which Slack limits the rate.
     * @throws the fault of the last attempt.
     */
    async call<Result>(
      method: string,
      run: (client: webApi.WebClient) => Promise<Result>,
      { retries = 6 }: RetryOptions = {},
    ): Promise<Result> {
      for (let attempt = 0; ; attempt += 1) {
        try {
          return await callOnce(method, run)
        } catch (fault) {
          if (attempt >= retries || !isTransient(fault)) throw fault
          metrics.retries.inc({ platform })
          await setTimeout(retryAfterOf(fault) ?? pauseMsAfter(attempt + 1))
        }
      }
    },
  }
}

export type Workspace = ReturnType<typeof createWorkspace>
