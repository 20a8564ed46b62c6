import type { Caller, Rank } from '../../../src/chat/caller.ts'
import { UserError } from '../../../src/chat/user-error.ts'
import type { Addressee } from '../../shared/control-store.ts'
import type { Conversation, Conversations } from '../client/conversations.ts'
import { personOf, spaceOf } from '../client/ids.ts'
import type { People } from '../client/people.ts'
import type { Workspace } from '../client/workspace.ts'
import type { Asked } from './read.ts'

/** Where somebody is who looks at the App Home: in the workspace, in none of its channels. */
const atHome = 'home'

/** Who asks and where, as the bot knows them. */
export function createCallers(people: People, conversations: Conversations) {
  return {
    async callerOf(workspace: Workspace, asked: Asked): Promise<Caller> {
      const { user, handle, about } = asked
      const { channel, thread } = about ?? asked
      const isNowhere = channel === undefined || channel === atHome
      const [{ name, isAdmin }, where] = await Promise.all([
        people.find(workspace, user, handle),
        isNowhere ? undefined : conversations.find(workspace, channel),
      ])
      const { team } = workspace
      return {
        person: { id: personOf(team, user), name },
        place: {
          platform: 'slack',
          space: spaceOf(team, where === undefined || where.isOpen ? undefined : channel),
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
    async demandPost(workspace: Workspace, { channel }: Asked): Promise<void> {
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
          `Type “/invite @${await people.botName(workspace)}” in the channel, then try again.`,
        )
    },
  }
}

export type Callers = ReturnType<typeof createCallers>

/** Who runs a direct conversation is whoever is in it. */
function rankOf(user: string, isAdmin: boolean, where: Conversation | undefined): Rank {
  if (isAdmin || where?.isDirect === true) return 'admin'
  return where?.creator === user ? 'manager' : 'member'
}

/** For what can be pressed in an answer: it is about the same place as what was asked. */
export const meantBy = ({ team }: Workspace, { user, about }: Asked): Addressee | undefined =>
  about && { person: personOf(team, user), place: about }
