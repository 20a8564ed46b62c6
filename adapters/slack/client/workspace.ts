import { setTimeout } from 'node:timers/promises'
import { webApi } from '@slack/bolt'
import pLimit, { type LimitFunction } from 'p-limit'
import { isTransient, retryAfterOf } from './faults.ts'
import type { SlackLogger } from './slack-logger.ts'

const timeoutMs = 10_000
const maxPauseMs = 20_000
const maxConcurrency = 8

/** Which bot speaks in a workspace, and with what token. */
export interface Identity {
  /** The workspace's id: `T…`. */
  readonly team: string
  readonly botToken: string
  readonly botId: string
  readonly botUser: string
}

interface RetryOptions {
  /** How often it is tried again. With 6 for about a minute. */
  readonly retries?: number
}

/**
 * Slack's Web API as one workspace's bot uses it. What Slack can't do at the moment is tried again, more and more
 * slowly; a method that Slack asks to leave alone for a while is left alone.
 */
export function createWorkspace(identity: Identity, slackApiUrl: string, logger: SlackLogger) {
  const { team, botToken } = identity
  const client = new webApi.WebClient(botToken, {
    slackApiUrl,
    logger,
    teamId: team,
    timeout: timeoutMs,
    // The client would repeat what must not be repeated, such as a message, and hold up every call for one method.
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  })
  /** Until when which method is left alone, in ms since the process started. */
  const blockedUntil = new Map<string, number>()
  const limiters = new Map<string, LimitFunction>()

  const remainingWaitMs = (method: string): number => (blockedUntil.get(method) ?? 0) - performance.now()

  /** In its turn, so that few calls are on their way when Slack asks to leave the method alone. */
  function inTurn<Result>(method: string, run: () => Promise<Result>): Promise<Result> {
    const limit = limiters.get(method) ?? pLimit(maxConcurrency)
    limiters.set(method, limit)
    return limit(run)
  }

  /** @throws what went wrong; nothing is asked for while Slack asks to wait. */
  function callOnce<Result>(
    method: string,
    run: (client: webApi.WebClient) => Promise<Result>,
  ): Promise<Result> {
    return inTurn(method, async () => {
      const restMs = remainingWaitMs(method)
      if (restMs > 0) throw new webApi.WebAPIRateLimitedError(restMs / 1000)
      try {
        return await run(client)
      } catch (fault) {
        const waitMs = retryAfterOf(fault)
        if (waitMs !== undefined) blockedUntil.set(method, performance.now() + waitMs)
        throw fault
      }
    })
  }

  return {
    ...identity,

    /** Calls once, at once. @throws what went wrong; nothing is asked for while Slack asks to wait. */
    callOnce,

    /**
     * Calls for what may be done twice.
     *
     * @param method What Slack limits the rate of.
     * @throws what the last try threw.
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
          await setTimeout(retryAfterOf(fault) ?? Math.min(300 * 2 ** attempt, maxPauseMs))
        }
      }
    },
  }
}

export type Workspace = ReturnType<typeof createWorkspace>
