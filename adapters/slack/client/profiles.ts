import { setTimeout } from 'node:timers/promises'
import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import type { Logger } from '../../../src/log.ts'
import { isUserGone } from './faults.ts'
import type { Workspace } from './workspace.ts'

const hourMs = 3_600_000
const maxCached = 5000
/** The user waits for an answer meanwhile. */
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

/** A user as their workspace shows them. */
export interface Profile {
  /** The name that others see. */
  readonly name: string
  /** Whether they are an admin or owner of the workspace. */
  readonly isAdmin: boolean
}

/**
 * Looks up users, each once an hour. If Slack doesn't answer in time, the user counts as a member, under the name that
 * came with the delivery.
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
      // An admin of another workspace isn't one here.
      isAdmin:
        (team_id === undefined || team_id === workspace.team) && (is_admin === true || is_owner === true),
    }
  }

  /** @param handle The name that Slack sent with the delivery, if any. */
  async function find(workspace: Workspace, user: string, handle: string | undefined): Promise<Profile> {
    const unknown = { name: handle ?? user, isAdmin: false }
    try {
      const finding = cache.fetch(`${workspace.team} ${user}`, { context: { workspace, user } })
      return (await Promise.race([finding, setTimeout(maxLookUpMs, undefined, { ref: false })])) ?? unknown
    } catch (fault) {
      log.debug({ fault }, 'Slack did not say who somebody is')
      return unknown
    }
  }

  /** Whether the user doesn't exist or is deactivated. Not cached. */
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
    /** The bot's name in the workspace. */
    botName: async (workspace: Workspace): Promise<string> =>
      (await find(workspace, workspace.botUser, 'Cruxgrid')).name,
  }
}

export type Profiles = ReturnType<typeof createProfiles>
