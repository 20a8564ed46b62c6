import { webApi } from '@slack/bolt'
import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import type { Membership } from '../../../src/bot/bot.ts'
import type { Logger } from '../../../src/log.ts'
import { botTokenRefused } from './errors.ts'
import { isTokenRefused } from './faults.ts'
import { toSpaceId } from './ids.ts'
import type { Installs } from './installs.ts'
import { type Calling, createWorkspace, type Workspace } from './workspace.ts'

const maxCached = 500

const AuthTest = z.object({ team_id: z.string(), user_id: z.string(), bot_id: z.string() })

/** The workspaces that the app is installed in. */
export interface Workspaces {
  /** The page on which a workspace installs the app; missing with one workspace, whose token is in the settings. */
  readonly installUrl?: string
  /** The workspace of a delivery or a message; `undefined` if the app isn't installed there. */
  find(team: string): Promise<Workspace | undefined>
  /** Deletes the installation of a workspace, unless Slack accepts its token, as after a new installation. */
  forget(team: string): Promise<void>
  /** Whether the app was removed from a workspace. */
  isRemoved(team: string): Promise<boolean>
  /**
   * Finds the workspaces that the app was removed from, or has come back to, while this process wasn't running.
   *
   * @throws UserError when Slack doesn't accept the token of the settings.
   */
  check(membership: Membership): Promise<void>
}

/** Called when the app is found to be removed from a workspace, before its installation is deleted. */
type OnRemoved = (team: string) => Promise<void>

/** The one workspace whose token is in the settings. */
export function createOneWorkspace(
  botToken: string,
  slackApiUrl: string,
  { log, ...calling }: Calling & { readonly log: Logger },
  onRemoved: OnRemoved,
): Workspaces {
  let fetched: Promise<Workspace> | undefined

  async function fetchWorkspace(): Promise<Workspace> {
    const client = new webApi.WebClient(botToken, {
      slackApiUrl,
      logger: calling.logger,
      timeout: 10_000,
      retryConfig: { retries: 0 },
    })
    const { team_id: team, user_id: botUser, bot_id: botId } = AuthTest.parse(await client.auth.test())
    return createWorkspace({ team, botToken, botId, botUser }, slackApiUrl, calling)
  }

  /** Fetched once; again after a failure. */
  function get(): Promise<Workspace> {
    fetched ??= fetchWorkspace()
    fetched.catch(() => {
      fetched = undefined
    })
    return fetched
  }

  async function isRemoved(team: string): Promise<boolean> {
    const workspace = await get()
    return workspace.team === team && !(await isAccepted(workspace))
  }

  return {
    async find(team) {
      const workspace = await get()
      return workspace.team === team ? workspace : undefined
    },
    isRemoved,
    async forget(team) {
      if (await isRemoved(team)) await onRemoved(team)
    },
    async check({ onBack }) {
      try {
        const { team } = await get()
        await onBack(toSpaceId(team))
      } catch (fault) {
        // Fetched again with the first delivery.
        if (!isTokenRefused(fault)) return log.warn({ fault }, "can't reach Slack")
        throw botTokenRefused()
      }
    },
  }
}

/** All workspaces that installed the app, each with its own client and token. */
export function createManyWorkspaces(
  installs: Installs,
  slackApiUrl: string,
  calling: Calling,
  onRemoved: OnRemoved,
): Workspaces {
  const byToken = new LRUCache<string, Workspace>({ max: maxCached })
  return {
    async find(team) {
      const identity = await installs.find(team)
      if (identity === undefined) return undefined
      const { team: id, botToken, botId, botUser } = identity
      const workspace =
        byToken.get(botToken) ?? createWorkspace({ team: id, botToken, botId, botUser }, slackApiUrl, calling)
      byToken.set(botToken, workspace)
      return workspace
    },
    async forget(team) {
      const workspace = await this.find(team)
      if (workspace === undefined || (await isAccepted(workspace))) return
      // It may be installed again meanwhile, or its removal noted already.
      if ((await installs.find(team))?.botToken !== workspace.botToken) return
      // Noted first: after a crash between the two, the next use of the token finds it refused again.
      await onRemoved(team)
      await installs.remove(team, workspace.botToken)
    },
    isRemoved: async (team) => (await installs.find(team)) === undefined,
    check: ({ check }) => check('slack'),
  }
}

/** Whether Slack accepts the token. @throws the fault if Slack doesn't say. */
async function isAccepted(workspace: Workspace): Promise<boolean> {
  try {
    await workspace.call('auth.test', (client) => client.auth.test())
    return true
  } catch (fault) {
    if (!isTokenRefused(fault)) throw fault
    return false
  }
}
