import { z } from 'zod'
import type { Rank } from '../../../src/chat/caller.ts'
import { Zone } from '../../../src/time/local-time.ts'

/** A user as `users.info` and `users.list` describe them. */
export const User = z.object({
  name: z.string().optional(),
  real_name: z.string().optional(),
  team_id: z.string().optional(),
  is_admin: z.boolean().optional(),
  is_owner: z.boolean().optional(),
  is_restricted: z.boolean().optional(),
  is_ultra_restricted: z.boolean().optional(),
  is_stranger: z.boolean().optional(),
  is_bot: z.boolean().optional(),
  deleted: z.boolean().optional(),
  tz: Zone.optional().catch(undefined),
  enterprise_user: z.object({ teams: z.array(z.string()).optional() }).nullish(),
  profile: z.object({ display_name: z.string().optional(), real_name: z.string().optional() }).optional(),
})
type User = z.infer<typeof User>

const UserInfo = z.object({ user: User })

export const AccountKind = z.enum(['member', 'guest', 'stranger', 'bot', 'deactivated', 'unknown'])
/** A `stranger` is let in from another organisation; nobody has the id of one that is `unknown`. */
export type AccountKind = z.infer<typeof AccountKind>

/** A user as the workspace knows them. */
export interface Account {
  readonly kind: AccountKind
  /** The name that others see. */
  readonly name: string | undefined
  /** Their time zone, an IANA name. */
  readonly zone: string | undefined
  /** Their rank in the workspace; `false` if the account is deactivated or unknown. */
  readonly rank: Exclude<Rank, 'manager'> | false
  /** Whether they are let in from another organisation. */
  readonly isStranger: boolean
}

export const unknownAccount: Account = {
  kind: 'unknown',
  name: undefined,
  zone: undefined,
  rank: false,
  isStranger: false,
}

/** The account in Slack's answer to `users.info`. */
export const readAccount = (answer: unknown, team: string): Account =>
  toAccount(UserInfo.parse(answer).user, team)

/** @param team The workspace that describes the user. */
export function toAccount(user: User, team: string): Account {
  const { profile, real_name, name, deleted } = user
  const isOutside = isStranger(user, team)
  return {
    kind: kindOf(user, isOutside),
    name: profile?.display_name || profile?.real_name || real_name || name,
    zone: user.tz,
    rank: deleted === true ? false : rankOf(user, team),
    isStranger: isOutside,
  }
}

function kindOf({ deleted, is_bot, is_restricted, is_ultra_restricted }: User, isOutside: boolean) {
  if (deleted === true) return 'deactivated'
  if (is_bot === true) return 'bot'
  if (isOutside) return 'stranger'
  return is_restricted === true || is_ultra_restricted === true ? 'guest' : 'member'
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
