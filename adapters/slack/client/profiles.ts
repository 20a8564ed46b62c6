import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import { inTime } from '../../../src/chat/in-time.ts'
import type { Logger } from '../../../src/log.ts'
import type { Clock } from '../../../src/time/clock.ts'
import type { Accounts } from './accounts.ts'
import { isUserGone } from './faults.ts'
import type { Workspace } from './workspace.ts'

const hourMs = 3_600_000
const maxCached = 5000
/** A poll keeps the name of its opener, so a late answer is better than a handle. */
const maxLookUpMs = 10_000

const UserInfo = z.object({ user: z.object({ deleted: z.boolean().optional() }) })

/** The name and time zone in a user's profile. */
interface Profile {
  readonly name: string
  /** Their time zone, an IANA name. */
  readonly zone?: string
}

/**
 * Looks up the names and time zones of users, each once an hour. They decide nothing. If Slack doesn't answer in time,
 * the name is the one that came with the delivery, and the zone is unknown.
 */
export function createProfiles(accounts: Accounts, clock: Clock, log: Logger) {
  const cache = new LRUCache<string, Profile, { workspace: Workspace; user: string }>({
    max: maxCached,
    ttl: hourMs,
    fetchMethod: async (_, __, { context: { workspace, user } }) => {
      const { name, zone } = await accounts.find(workspace, user)
      return name === undefined ? undefined : { name, ...(zone !== undefined && { zone }) }
    },
  })

  /** @param handle The name that Slack sent with the delivery, if any. */
  async function find(workspace: Workspace, user: string, handle: string | undefined): Promise<Profile> {
    const unknown = { name: handle ?? user }
    try {
      const finding = cache.fetch(`${workspace.team} ${user}`, { context: { workspace, user } })
      return (await inTime(finding, maxLookUpMs, clock)) ?? unknown
    } catch (fault) {
      log.debug({ fault }, 'could not look up a person in Slack')
      return unknown
    }
  }

  const nameOf = async (workspace: Workspace, user: string, handle: string | undefined): Promise<string> =>
    (await find(workspace, user, handle)).name

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
    nameOf,
    isAbsent,
    /** The bot's name in the workspace. */
    botName: (workspace: Workspace): Promise<string> => nameOf(workspace, workspace.botUser, 'Cruxgrid'),
  }
}

export type Profiles = ReturnType<typeof createProfiles>
