import { webApi } from '@slack/bolt'
import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import type { Logger } from '../../../src/log.ts'
import { botTokenRefused } from './errors.ts'
import { isTokenRefused } from './faults.ts'
import type { Installs } from './installs.ts'
import type { SlackLogger } from './slack-logger.ts'
import { createWorkspace, type Workspace } from './workspace.ts'

const maxCached = 500

const AuthTest = z.object({ team_id: z.string(), user_id: z.string(), bot_id: z.string() })

/** The workspaces that the app is installed in. */
export interface Workspaces {
  /** The workspace of a delivery or a message; `undefined` if the app isn't installed there. */
  find(team: string): Promise<Workspace | undefined>
  /** Deletes the installation of a workspace, unless Slack accepts its token, as after a new installation. */
  forget(team: string): Promise<void>
  /** @throws UserError when Slack doesn't accept the token. */
  check(): Promise<void>
}

/** The one workspace whose token is in the settings. */
export function createOneWorkspace(
  botToken: string,
  slackApiUrl: string,
  logger: SlackLogger,
  log: Logger,
): Workspaces {
  let fetched: Promise<Workspace> | undefined

  async function fetchWorkspace(): Promise<Workspace> {
    const client = new webApi.WebClient(botToken, {
      slackApiUrl,
      logger,
      timeout: 10_000,
      retryConfig: { retries: 0 },
    })
    const { team_id: team, user_id: botUser, bot_id: botId } = AuthTest.parse(await client.auth.test())
    return createWorkspace({ team, botToken, botId, botUser }, slackApiUrl, logger)
  }

  /** Fetched once; again after a failure. */
  function get(): Promise<Workspace> {
    fetched ??= fetchWorkspace()
    fetched.catch(() => {
      fetched = undefined
    })
    return fetched
  }

  return {
    async find(team) {
      const workspace = await get()
      return workspace.team === team ? workspace : undefined
    },
    forget: async () => {},
    async check() {
      try {
        await get()
      } catch (fault) {
        // Fetched again with the first delivery.
        if (!isTokenRefused(fault)) return log.warn({ fault }, 'Slack can’t be reached')
        throw botTokenRefused()
      }
    },
  }
}

/** All workspaces that installed the app, each with its own client and token. */
export function createManyWorkspaces(
  installs: Installs,
  slackApiUrl: string,
  logger: SlackLogger,
): Workspaces {
  const byToken = new LRUCache<string, Workspace>({ max: maxCached })
  return {
    async find(team) {
      const identity = await installs.find(team)
      if (identity === undefined) return undefined
      const { team: id, botToken, botId, botUser } = identity
      const workspace =
        byToken.get(botToken) ?? createWorkspace({ team: id, botToken, botId, botUser }, slackApiUrl, logger)
      byToken.set(botToken, workspace)
      return workspace
    },
    async forget(team) {
      const workspace = await this.find(team)
      if (workspace === undefined) return
      try {
        await workspace.call('auth.test', (client) => client.auth.test())
      } catch (fault) {
        if (!isTokenRefused(fault)) throw fault
        await installs.remove(team, workspace.botToken)
      }
    },
    check: async () => {},
  }
}
