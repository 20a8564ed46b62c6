import { z } from 'zod'
import { ifReadable } from '../../../src/store/quarantine.ts'
import type { Kind } from '../../../src/store/record.ts'
import type { Store } from '../../../src/store/store.ts'
import type { Clock } from '../../../src/time/clock.ts'
import { createMemory, keptMs } from '../../shared/memory.ts'
import { errorCodeOf, isTransient } from './faults.ts'
import type { Workspace } from './workspace.ts'

const maxRemembered = 2000

const ConversationInfo = z.object({
  channel: z.object({
    name: z.string().optional(),
    creator: z.string().optional(),
    user: z.string().optional(),
    is_im: z.boolean().optional(),
    is_mpim: z.boolean().optional(),
    is_private: z.boolean().optional(),
    is_ext_shared: z.boolean().optional(),
    is_member: z.boolean().optional(),
    is_archived: z.boolean().optional(),
  }),
})

const Conversation = z
  .object({
    v: z.literal(1),
    /** Whether all members of the workspace, and only they, may read it. */
    isOpen: z.boolean(),
    /** Whether it is a user's direct messages with the bot. */
    isDirect: z.boolean(),
    /** Whom the bot talks with in direct messages. */
    person: z.string().optional(),
    /** Whether Slack hides it from the bot, or it doesn't exist. */
    isHidden: z.boolean().optional(),
    creator: z.string().optional(),
    isMember: z.boolean(),
    isArchived: z.boolean(),
  })
  .readonly()
/** A channel or other conversation, as Slack describes it to the bot. */
export type Conversation = z.infer<typeof Conversation>

export const conversations: Kind<Conversation> = { name: 'slack-conversation', schema: Conversation }

/** A conversation that Slack hides from the bot: a private one that the bot is not in. */
const hidden: Conversation = {
  v: 1,
  isOpen: false,
  isDirect: false,
  isHidden: true,
  isMember: false,
  isArchived: false,
}

/**
 * Looks up conversations. The result is stored, since the space of a conversation must be known also while Slack can't
 * be reached: without it, votes would be lost.
 */
export function createConversations(store: Store, clock: Clock) {
  const memory = createMemory<Conversation>(clock.now, maxRemembered, ({ isHidden }) =>
    isHidden === true ? keptMs.denied : keptMs.granted,
  )

  async function lookUp(workspace: Workspace, channel: string): Promise<Conversation> {
    const found = await fetchConversation(workspace, channel)
    await store.collection(conversations, workspace.team).set(channel, found)
    return found
  }

  /** The conversation as Slack described it within the last minute. @throws the fault if Slack can't say. */
  const describe = (workspace: Workspace, channel: string): Promise<Conversation> =>
    memory.find(workspace.team, channel, () => lookUp(workspace, channel))

  return {
    describe,

    /**
     * The conversation as Slack described it last, if Slack can't be reached.
     *
     * @param isFresh Whether to ask again: the bot may have been invited a moment ago.
     */
    async find(workspace: Workspace, channel: string, { isFresh = false } = {}): Promise<Conversation> {
      if (isFresh) memory.forget(workspace.team, channel)
      try {
        return await describe(workspace, channel)
      } catch (fault) {
        const records = store.collection(conversations, workspace.team)
        const stored = isTransient(fault) ? await records.get(channel) : undefined
        if (stored !== undefined) return stored
        throw fault
      }
    },

    /** The conversation as Slack described it last; `undefined` if it never did. */
    findStored: (team: string, channel: string): Promise<Conversation | undefined> =>
      ifReadable(store.collection(conversations, team).get(channel)),

    forget: memory.forget,
    forgetTeam: memory.forgetSpace,
  }
}

export type Conversations = ReturnType<typeof createConversations>

async function requestInfo(workspace: Workspace, channel: string) {
  const found = await workspace.call(
    'conversations.info',
    (client) => client.conversations.info({ channel }),
    { retries: 2 },
  )
  return ConversationInfo.parse(found).channel
}

/** A channel's name; `undefined` for direct and group messages, whose names people don't know. Not stored. */
export async function requestName(workspace: Workspace, channel: string): Promise<string | undefined> {
  const { name, is_im, is_mpim } = await requestInfo(workspace, channel)
  return is_im === true || is_mpim === true ? undefined : name
}

async function fetchConversation(workspace: Workspace, channel: string): Promise<Conversation> {
  try {
    const { creator, user, is_im, is_mpim, is_private, is_ext_shared, is_member, is_archived } =
      await requestInfo(workspace, channel)
    return {
      v: 1,
      isOpen: ![is_im, is_mpim, is_private, is_ext_shared].includes(true),
      isDirect: is_im === true,
      ...(user !== undefined && { person: user }),
      ...(creator !== undefined && { creator }),
      // Slack hides the direct messages of others from the bot, and sends no `is_member` for its own.
      isMember: is_member === true || is_im === true,
      isArchived: is_archived === true,
    }
  } catch (fault) {
    if (errorCodeOf(fault) === 'channel_not_found') return hidden
    throw fault
  }
}
