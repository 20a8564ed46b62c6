import { setTimeout } from 'node:timers/promises'
import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import type { Logger } from '../../../src/log.ts'
import { isUserGone } from './faults.ts'
import type { Workspace } from './workspace.ts'

const hourMs = 3_600_000
const maxCached = 5000
/** Whoever pressed waits for it. */
const maxLookUpMs = 1500

const UserInfo = z.object({
  user: z.object({
    name: z.string().optional(),
    real_name: z.string().optional(),
    team_id: z.string().optional(),
    is_admin: z.boolean().optional(),
    is_owner: z.boolean().optional(),
    deleted: z.boolean().optional(),
    profile: z.object({ display_name: z.string().optional(), real_name: z.string().optional() }).optional(),
  }),
})

/** What a workspace tells of somebody. */
export interface Profile {
  /** As others see it there. */
  readonly name: string
  /** Whether they run the workspace. */
  readonly isAdmin: boolean
}

/**
 * Who people are. Looked up once an hour; where Slack doesn't tell in time, they are members by the name that came with
 * what they did.
 */
export function createProfiles(log: Logger) {
  const cache = new LRUCache<string, Profile, { workspace: Workspace; user: string }>({
    max: maxCached,
    ttl: hourMs,
    fetchMethod: (_, __, { context: { workspace, user } }) => lookUp(workspace, user),
  })

  async function lookUp(workspace: Workspace, user: string): Promise<Profile> {
    const found = await workspace.callOnce('users.info', (client) => client.users.info({ user }))
    const { profile, real_name, name, team_id, is_admin, is_owner } = UserInfo.parse(found).user
    return {
      name: profile?.display_name || profile?.real_name || real_name || name || user,
      // Who runs another workspace doesn't run this one.
      isAdmin:
        (team_id === undefined || team_id === workspace.team) && (is_admin === true || is_owner === true),
    }
  }

  /** @param handle The name that Slack sends along. */
  async function find(workspace: Workspace, user: string, handle: string | undefined): Promise<Profile> {
    const unknown = { name: handle ?? user, isAdmin: false }
    try {
      const found = cache.fetch(`${workspace.team} ${user}`, { context: { workspace, user } })
      return (await Promise.race([found, setTimeout(maxLookUpMs, undefined, { ref: false })])) ?? unknown
    } catch (fault) {
      log.debug({ fault }, 'Slack did not say who somebody is')
      return unknown
    }
  }

  /** Whether Slack knows nobody by that id, or their account is closed. Asks anew each time. */
  async function isAbsent(workspace: Workspace, user: string): Promise<boolean> {
    try {
      const found = await workspace.callOnce('users.info', (client) => client.users.info({ user }))
      return UserInfo.parse(found).user.deleted === true
    } catch (fault) {
      if (isUserGone(fault)) return true
      throw fault
    }
  }

  return {
    find,
    isAbsent,
    /** What the bot is called in that workspace. */
    botName: async (workspace: Workspace): Promise<string> =>
      (await find(workspace, workspace.botUser, 'Cruxgrid')).name,
  }
}

export type Profiles = ReturnType<typeof createProfiles>
