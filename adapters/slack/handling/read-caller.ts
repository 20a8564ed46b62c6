import type { Caller, Rank } from '../../../src/chat/caller.ts'
import { UserError } from '../../../src/chat/user-error.ts'
import type { Addressee } from '../../shared/control-store.ts'
import type { Conversation, Conversations } from '../client/conversations.ts'
import { toPersonId, toSpaceId } from '../client/ids.ts'
import type { Profiles } from '../client/profiles.ts'
import type { Workspace } from '../client/workspace.ts'
import type { SlackActor } from './read.ts'

/** Where somebody is who looks at the App Home: in the workspace, in none of its channels. */
const atHome = 'home'

/** Who asks and where, as the bot knows them. */
export function createCallerReader(profiles: Profiles, conversations: Conversations) {
  return {
    async readCaller(workspace: Workspace, actor: SlackActor): Promise<Caller> {
      const { user, handle, about } = actor
      const { channel, thread } = about ?? actor
      const hasNoChannel = channel === undefined || channel === atHome
      const [{ name, isAdmin }, where] = await Promise.all([
        profiles.find(workspace, user, handle),
        hasNoChannel ? undefined : conversations.find(workspace, channel),
      ])
      const { team } = workspace
      return {
        person: { id: toPersonId(team, user), name },
        place: {
          platform: 'slack',
          space: toSpaceId(team, where === undefined || where.isOpen ? undefined : channel),
          channel: channel ?? atHome,
          ...(thread !== undefined && { thread }),
        },
        rank: rankOf(user, isAdmin, where),
      }
    },

    /**
     * To be asked before anything is posted for everyone, so that there are no half-made polls.
     *
     * @throws UserError saying what is missing, and what to type.
     */
    async requireMayPost(workspace: Workspace, { channel }: SlackActor): Promise<void> {
      if (channel === undefined)
        throw new UserError(
          'That is for a channel; nothing was posted.',
          'Write /grid and the same words in a channel that I am in.',
        )
      const where = await conversations.find(workspace, channel, { isFresh: true })
      if (where.isArchived)
        throw new UserError(
          'This channel is archived; nothing was posted.',
          'Unarchive it, or use another channel.',
        )
      if (!where.isMember)
        throw new UserError(
          "I'm not in this conversation, so I can't post here; nothing was posted.",
          `Type “/invite @${await profiles.botName(workspace)}” in the channel, then try again.`,
        )
    },
  }
}

export type CallerReader = ReturnType<typeof createCallerReader>

/** Who runs a direct conversation is whoever is in it. */
function rankOf(user: string, isAdmin: boolean, where: Conversation | undefined): Rank {
  if (isAdmin || where?.isDirect === true) return 'admin'
  return where?.creator === user ? 'manager' : 'member'
}

/** For what can be pressed in an answer: it is about the same place as what was asked. */
export const toAddressee = ({ team }: Workspace, { user, about }: SlackActor): Addressee | undefined =>
  about && { person: toPersonId(team, user), place: about }
