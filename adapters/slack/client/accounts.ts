import { z } from 'zod'
import type { Rank } from '../../../src/chat/caller.ts'
import type { Clock } from '../../../src/time/clock.ts'
import { Zone } from '../../../src/time/local-time.ts'
import { createMemory, keptMs } from '../../shared/memory.ts'
import { isUserGone } from './faults.ts'
import type { Workspace } from './workspace.ts'

const maxRemembered = 3000

const UserInfo = z.object({
  user: z.object({
    name: z.string().optional(),
    real_name: z.string().optional(),
    team_id: z.string().optional(),
    is_admin: z.boolean().optional(),
    is_owner: z.boolean().optional(),
    is_restricted: z.boolean().optional(),
    is_ultra_restricted: z.boolean().optional(),
    is_stranger: z.boolean().optional(),
    deleted: z.boolean().optional(),
    tz: Zone.optional().catch(undefined),
    enterprise_user: z.object({ teams: z.array(z.string()).optional() }).optional(),
    profile: z.object({ display_name: z.string().optional(), real_name: z.string().optional() }).optional(),
  }),
})
type User = z.infer<typeof UserInfo>['user']

/** A user as the workspace knows them. */
export interface Account {
  /** The name that others see. */
  readonly name: string | undefined
  /** Their time zone, an IANA name. */
  readonly zone: string | undefined
  /** Their rank in the workspace; `false` if the account is deactivated or unknown. */
  readonly rank: Exclude<Rank, 'manager'> | false
  /** Whether they are let in from another organisation. */
  readonly isStranger: boolean
}

const unknown: Account = { name: undefined, zone: undefined, rank: false, isStranger: false }

/** Looks up the accounts of users. They give rights, so they are remembered for a minute only. */
export function createAccounts(clock: Clock) {
  const memory = createMemory<Account>(clock.now, maxRemembered, ({ rank }) =>
    rank === false ? keptMs.denied : keptMs.granted,
  )
  return {
    /** @throws the fault if Slack can't say. */
    find: (workspace: Workspace, user: string): Promise<Account> =>
      memory.find(workspace.team, user, () => lookUp(workspace, user)),
    forgetTeam: memory.forgetSpace,
  }
}

export type Accounts = ReturnType<typeof createAccounts>

async function lookUp(workspace: Workspace, id: string): Promise<Account> {
  try {
    const found = await workspace.callOnce('users.info', (client) => client.users.info({ user: id }))
    const { user } = UserInfo.parse(found)
    const { profile, real_name, name } = user
    return {
      name: profile?.display_name || profile?.real_name || real_name || name,
      zone: user.tz,
      rank: user.deleted === true ? false : rankOf(user, workspace.team),
      isStranger: isStranger(user, workspace.team),
    }
  } catch (fault) {
    if (isUserGone(fault)) return unknown
    throw fault
  }
}

/** A user from outside is a guest, whatever they are at home. */
function rankOf(user: User, team: string): Exclude<Rank, 'manager'> {
  const { team_id, is_admin, is_owner, is_restricted, is_ultra_restricted } = user
  if (is_restricted === true || is_ultra_restricted === true || isStranger(user, team)) return 'guest'
  // An admin of another workspace of the organisation isn't one here.
  const isOfTeam = team_id === undefined || team_id === team
  return isOfTeam && (is_admin === true || is_owner === true) ? 'admin' : 'member'
}

/** In an Enterprise organisation, people are members of several workspaces, one of which is their own. */
const isStranger = ({ team_id, is_stranger, enterprise_user }: User, team: string): boolean =>
  is_stranger === true ||
  (team_id !== undefined && team_id !== team && enterprise_user?.teams?.includes(team) !== true)
