import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import type { Kind } from '../../../src/store/record.ts'
import type { Store } from '../../../src/store/store.ts'
import { errorCodeOf, isTransient } from './faults.ts'
import type { Workspace } from './workspace.ts'

const maxCached = 5000
const ttlMs = 10 * 60_000

const ConversationInfo = z.object({
  channel: z.object({
    creator: z.string().optional(),
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
    creator: z.string().optional(),
    isMember: z.boolean(),
    isArchived: z.boolean(),
  })
  .readonly()
/** A channel or other conversation, as Slack describes it to the bot. */
export type Conversation = z.infer<typeof Conversation>

export const conversations: Kind<Conversation> = { name: 'slack-conversation', schema: Conversation }

/** A conversation that Slack hides from the bot: a private one that the bot is not in. */
const hidden: Conversation = { v: 1, isOpen: false, isDirect: false, isMember: false, isArchived: false }

/**
 * Looks up conversations. The result is stored, since the space of a conversation must be known also while Slack can't
 * be reached: without it, votes would be lost.
 */
export function createConversations(store: Store) {
  const cache = new LRUCache<string, Conversation, { workspace: Workspace; channel: string }>({
    max: maxCached,
    ttl: ttlMs,
    fetchMethod: (_, __, { context: { workspace, channel } }) => lookUp(workspace, channel),
  })

  async function lookUp(workspace: Workspace, channel: string): Promise<Conversation> {
    const records = store.collection(conversations, workspace.team)
    try {
      const found = await fetchConversation(workspace, channel)
      await records.set(channel, found)
      return found
    } catch (fault) {
      const stored = isTransient(fault) ? await records.get(channel) : undefined
      if (stored !== undefined) return stored
      throw fault
    }
  }

  return {
    /** @param isFresh Whether to bypass the cache: the bot may have been invited a moment ago. */
    async find(workspace: Workspace, channel: string, { isFresh = false } = {}): Promise<Conversation> {
      const context = { workspace, channel }
      const found = await cache.fetch(`${workspace.team} ${channel}`, { context, forceRefresh: isFresh })
      if (found === undefined) throw new Error('A conversation was looked up in vain')
      return found
    },
  }
}

export type Conversations = ReturnType<typeof createConversations>

async function fetchConversation(workspace: Workspace, channel: string): Promise<Conversation> {
  try {
    const found = await workspace.call(
      'conversations.info',
      (client) => client.conversations.info({ channel }),
      { retries: 2 },
    )
    const { creator, is_im, is_mpim, is_private, is_ext_shared, is_member, is_archived } =
      ConversationInfo.parse(found).channel
    return {
      v: 1,
      isOpen: ![is_im, is_mpim, is_private, is_ext_shared].includes(true),
      isDirect: is_im === true,
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
