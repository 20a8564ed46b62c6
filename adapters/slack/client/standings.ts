import type { PersonId, Place, Rank } from '../../../src/chat/caller.ts'
import type { ConversationState } from '../../../src/chat/port.ts'
import type { Accounts } from './accounts.ts'
import type { Conversation, Conversations } from './conversations.ts'
import { isTokenRefused } from './faults.ts'
import { atHome, toTeamId, toUserId } from './ids.ts'
import type { Memberships } from './memberships.ts'
import type { Workspace } from './workspace.ts'
import type { Workspaces } from './workspaces.ts'

interface Deps {
  readonly workspaces: Workspaces
  readonly accounts: Accounts
  readonly conversations: Conversations
  readonly memberships: Memberships
}

/** Which rank a user has in a conversation. */
interface Question<Channel> {
  readonly user: string
  readonly channel: Channel
  /** Aborts when the caller stops waiting. */
  readonly signal: AbortSignal | undefined
}

/** Who sees which conversation, with which rank. */
export function createStandings(deps: Deps) {
  const { workspaces, accounts, conversations, memberships } = deps
  return {
    /** As in `ChatPort`. @throws the fault if Slack can't say. */
    async canSee(
      person: PersonId,
      { platform, space, channel }: Place,
      signal?: AbortSignal,
    ): Promise<Rank | false> {
      const team = toTeamId(space)
      const user = toUserId(team, person)
      if (platform !== 'slack' || user === undefined) return false
      try {
        const workspace = await workspaces.find(team)
        return workspace === undefined ? false : await rankIn(deps, workspace, { user, channel, signal })
      } catch (fault) {
        if (!isTokenRefused(fault)) throw fault
        await workspaces.forget(team)
        return false
      }
    },

    /** As in `ChatPort`: Slack hides what is deleted in the same words as what is private. @throws the fault if Slack can't say. */
    async stateOf({ space, channel }: Place): Promise<ConversationState> {
      const workspace = channel === atHome ? undefined : await workspaces.find(toTeamId(space))
      if (workspace === undefined) return 'unknown'
      const { isHidden, isDirect, isOpen } = await conversations.describe(workspace, channel)
      // A direct conversation can't be deleted.
      if (isHidden === true || isDirect) return 'unknown'
      return isOpen ? 'for-all' : 'for-some'
    },

    /** As in `ChatPort`. @throws the fault if Slack can't say. */
    async isSpaceAdmin(person: PersonId, { space }: Place): Promise<boolean> {
      const team = toTeamId(space)
      const [user, workspace] = [toUserId(team, person), await workspaces.find(team)]
      if (workspace === undefined || user === undefined) return false
      return (await accounts.find(workspace, user)).rank === 'admin'
    },

    /** As in `ChatPort`. @throws the fault if Slack can't say. */
    async isIn(person: PersonId, { space, channel }: Place): Promise<boolean> {
      const team = toTeamId(space)
      const [user, workspace] = [toUserId(team, person), await workspaces.find(team)]
      if (workspace === undefined || user === undefined) return false
      return memberships.isIn(workspace, user, channel, false)
    },

    /** Whether the user is a bot, as apps are that post. @throws the fault if Slack can't say. */
    isBot: async (workspace: Workspace, user: string): Promise<boolean> =>
      (await accounts.find(workspace, user)).kind === 'bot',

    /**
     * The rank of a user in the conversation that their delivery came from, which proves that they see it.
     *
     * @param question Without a channel in the App Home, and in menus outside a channel.
     * @throws the fault if Slack can't say.
     */
    async rankHere(
      workspace: Workspace,
      { user, channel, signal }: Question<string | undefined>,
    ): Promise<Rank> {
      const where = channel === undefined ? undefined : await conversations.find(workspace, channel)
      if (where?.isDirect === true) return 'admin'
      const { rank } = await accounts.find(workspace, user, { urgency: 'asked', signal })
      const isManager =
        rank === 'member' &&
        channel !== undefined &&
        (await isCreatorInside(deps, workspace, user, channel, where))
      return isManager ? 'manager' : rank || 'guest'
    },

    /** A user has just done something in a conversation. */
    prove: memberships.prove,

    /** A user has left a conversation, or was taken out of it: that takes effect at once. */
    leave(team: string, user: string, channel: string): void {
      memberships.forget(team, user, channel)
      // It may be the bot that has left.
      conversations.forget(team, channel)
    },

    /** A conversation was deleted. @returns who saw it, as Slack described it last. */
    async delete(team: string, channel: string): Promise<'for-all' | 'for-some'> {
      const known = await conversations.findStored(team, channel)
      conversations.forget(team, channel)
      memberships.forgetTeam(team)
      return known?.isOpen === false ? 'for-some' : 'for-all'
    },

    /** The app was removed from a workspace. */
    forgetTeam(team: string): void {
      for (const part of [accounts, conversations, memberships]) part.forgetTeam(team)
    },
  }
}

export type Standings = ReturnType<typeof createStandings>

async function rankIn(
  deps: Deps,
  workspace: Workspace,
  { user, channel, signal }: Question<string>,
): Promise<Rank | false> {
  const { accounts, conversations, memberships } = deps
  const [{ rank, isStranger }, where] = await Promise.all([
    accounts.find(workspace, user, { urgency: 'asked', signal }),
    channel === atHome ? undefined : conversations.describe(workspace, channel),
  ])
  if (rank === false) return false
  if (where === undefined) return !isStranger && rank
  // Slack doesn't list it, so only users who were there a moment ago are known to see it.
  if (where.isHidden === true) return memberships.isProven(workspace, user, channel) && rank
  if (where.isDirect) return where.person === user && 'admin'
  // Only shared channels have strangers. Asking who is in one takes a call for each 500 people.
  if (isStranger && where.isOpen) return false
  const isOpenToAll = where.isOpen && rank !== 'guest'
  const isIn =
    isOpenToAll ||
    memberships.isProven(workspace, user, channel) ||
    (await memberships.isIn(workspace, user, channel, isStranger))
  if (!isIn) return false
  return rank === 'member' && (await isCreatorInside(deps, workspace, user, channel, where))
    ? 'manager'
    : rank
}

/** Whether a user has made the channel and has not left it since. */
const isCreatorInside = async (
  { memberships }: Deps,
  workspace: Workspace,
  user: string,
  channel: string,
  where: Conversation | undefined,
): Promise<boolean> => where?.creator === user && (await memberships.isIn(workspace, user, channel, false))
