import type { Caller, Rank } from '../../../src/chat/caller.ts'
import type { Addressee } from '../../shared/control-store.ts'
import type { Conversation, Conversations } from '../client/conversations.ts'
import { currentChannelArchived, noChannelGiven, notInCurrentChannel } from '../client/errors.ts'
import { toPersonId, toSpaceId } from '../client/ids.ts'
import type { Profiles } from '../client/profiles.ts'
import type { Workspace } from '../client/workspace.ts'
import type { SlackActor } from './actor.ts'

/** Stands for the channel in places that are in the workspace but in none of its channels. */
const atHome = 'home'

/** Reads the caller of a delivery, with the name and rank that Slack reports. */
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
     * Requires that the bot can post in the actor's channel. Checked before running a command whose answer is for
     * everyone, so that no poll is created without its message.
     *
     * @throws UserError if it can't.
     */
    async requireMayPost(workspace: Workspace, { channel }: SlackActor): Promise<void> {
      if (channel === undefined) throw noChannelGiven()
      const where = await conversations.find(workspace, channel, { isFresh: true })
      if (where.isArchived) throw currentChannelArchived()
      if (!where.isMember) throw notInCurrentChannel(await profiles.botName(workspace))
    },
  }
}

export type CallerReader = ReturnType<typeof createCallerReader>

/** In direct messages the user ranks as an admin. */
function rankOf(user: string, isAdmin: boolean, where: Conversation | undefined): Rank {
  if (isAdmin || where?.isDirect === true) return 'admin'
  return where?.creator === user ? 'manager' : 'member'
}

/** The addressee of an answer's controls, which are about the same place as the call; `undefined` if that is here. */
export const toAddressee = ({ team }: Workspace, { user, about }: SlackActor): Addressee | undefined =>
  about && { person: toPersonId(team, user), place: about }
