import { z } from 'zod'
import type { SlackActor } from './actor.ts'
import { Id, Ts } from './read.ts'
import { decodeText } from './typed-text.ts'

/** Private channels that are old, and group messages, begin with G; direct messages with D. */
const ChannelId = Id.regex(/^[CG]/)
const Entity = z.object({ type: z.string(), value: z.unknown() }).nullable().catch(null)
const AppContext = z
  .object({ entities: z.array(Entity).nullish() })
  .nullish()
  .catch(null)
const MessageInView = z.object({ channel_id: ChannelId })

const WrittenMessage = z.object({
  user: Id.optional(),
  text: z.string().default(''),
  channel: Id,
  ts: Ts.nullish(),
  thread_ts: Ts.nullish(),
  bot_id: z.string().nullish(),
  subtype: z.string().nullish(),
  channel_type: z.string().nullish(),
  app_context: AppContext,
})

/** Slack itself: it writes in direct conversations, too, with no sign that it is no user. */
const slackItself = ['USLACK', 'USLACKBOT']

/** The channel that a user looks at beside the bot, as Slack describes it: the most relevant comes first. */
function channelIn(context: z.infer<typeof AppContext>): string | undefined {
  const channels = (context?.entities ?? []).map((entity) => {
    if (entity?.type === 'slack#/types/channel_id') return ChannelId.safeParse(entity.value).data
    return entity?.type === 'slack#/types/message_context'
      ? MessageInView.safeParse(entity.value).data?.channel_id
      : undefined
  })
  return channels.find((channel) => channel !== undefined)
}

/**
 * A message written to the bot, without the mention of the bot.
 *
 * @param isAgent Whether direct messages have Slack's view for agents, in which each message begins a thread.
 * @returns `undefined` if a user hasn't written it: for edits, joins, messages of other bots and of Slack itself.
 */
export function readMessage(event: unknown, botUser: string, isAgent: boolean) {
  const { user, text, channel, ts, thread_ts, bot_id, subtype, channel_type, app_context } =
    WrittenMessage.parse(event)
  const isDirect = channel_type === 'im'
  const isPerson = bot_id == null && (subtype == null || subtype === 'file_share')
  if (!isPerson || user === undefined || slackItself.includes(user)) return undefined
  const words = text.replaceAll(new RegExp(`<@${botUser}(?:\\|[^>]*)?>`, 'g'), ' ')
  return {
    actor: {
      user,
      channel,
      origin: channel,
      thread: thread_ts ?? (isAgent && isDirect ? (ts ?? undefined) : undefined),
      looksAt: channelIn(app_context),
      mention: isDirect ? undefined : (thread_ts ?? ts ?? undefined),
      isDirect,
    } satisfies SlackActor,
    words: decodeText(words).trim(),
  }
}

const HomeOpened = z.object({
  user: Id,
  tab: z.string().optional(),
  channel: Id.nullish(),
  context: AppContext,
})

/** The user who opened the App Home, or its tab of direct messages, whose channel is read too; `undefined` for others. */
export function readHomeOpened(
  event: unknown,
):
  | { readonly tab: 'home'; readonly actor: SlackActor }
  | { readonly tab: 'messages'; readonly actor: SlackActor & { readonly channel: string } }
  | undefined {
  const { user, tab, channel, context } = HomeOpened.parse(event)
  if (tab === 'home') return { tab, actor: { user } }
  if (tab !== 'messages' || channel == null) return undefined
  return { tab, actor: { user, channel, origin: channel, isDirect: true, looksAt: channelIn(context) } }
}

const ContextChanged = z.object({ user: Id.nullish(), context: AppContext })

/** The user who looks at something else beside the bot, and its channel; `undefined` if Slack doesn't say who. */
export function readContext(
  event: unknown,
): { readonly user: string; readonly channel: string | undefined } | undefined {
  const { user, context } = ContextChanged.parse(event)
  return user == null ? undefined : { user, channel: channelIn(context) }
}

const LinkShared = z.object({
  user: z.string(),
  channel: z.string(),
  source: z.string().nullish(),
  is_bot_user_member: z.boolean().nullish(),
  thread_ts: Ts.nullish(),
  message_ts: z.string().nullish(),
  links: z.array(z.object({ url: z.string().catch('') }).catch({ url: '' })).default([]),
})

/**
 * The links that a user has posted, and where.
 *
 * @returns `undefined` while they are being typed, in direct messages, and where the bot isn't a member: Slack sends the
 *   links of every conversation.
 */
export function readLinks(
  event: unknown,
): { readonly actor: SlackActor & { readonly channel: string }; readonly links: string } | undefined {
  const { user, channel, source, is_bot_user_member, thread_ts, message_ts, links } = LinkShared.parse(event)
  const isInChannel = ChannelId.safeParse(channel).success && is_bot_user_member !== false
  if (source !== 'conversations_history' || !isInChannel || !Id.safeParse(user).success) return undefined
  // The first message of a thread is in the channel.
  const thread = thread_ts == null || thread_ts === message_ts ? undefined : thread_ts
  return { actor: { user, channel, origin: channel, thread }, links: links.map(({ url }) => url).join('\n') }
}

const Unfurlable = z.object({
  unfurl_id: z.string(),
  source: z.enum(['composer', 'conversations_history']),
  links: LinkShared.shape.links,
})

/** Links in a message that is posted or typed, with what Slack needs to show their previews. */
export interface SharedLinks {
  readonly unfurlId: string
  readonly source: 'composer' | 'conversations_history'
  readonly urls: readonly string[]
}

/** The links whose previews Slack asks for; `undefined` if it doesn't say where they are to be shown. */
export function readUnfurlable(event: unknown): SharedLinks | undefined {
  const { data } = Unfurlable.safeParse(event)
  return data && { unfurlId: data.unfurl_id, source: data.source, urls: data.links.map(({ url }) => url) }
}
