import { z } from 'zod'
import type { SlackActor } from './actor.ts'
import { Id, Ts } from './read.ts'
import { decodeText } from './typed-text.ts'

const WrittenMessage = z.object({
  user: Id.optional(),
  text: z.string().default(''),
  channel: Id,
  ts: Ts.nullish(),
  thread_ts: Ts.nullish(),
  bot_id: z.string().nullish(),
  subtype: z.string().nullish(),
  channel_type: z.string().nullish(),
})

/** Slack itself: it writes in direct conversations, too, with no sign that it is no user. */
const slackItself = ['USLACK', 'USLACKBOT']

/**
 * A message written to the bot, without the mention of the bot.
 *
 * @returns `undefined` if a user hasn't written it: for edits, joins, messages of other bots and of Slack itself.
 */
export function readMessage(event: unknown, botUser: string) {
  const { user, text, channel, ts, thread_ts, bot_id, subtype, channel_type } = WrittenMessage.parse(event)
  const isDirect = channel_type === 'im'
  const isPerson = bot_id == null && (subtype == null || subtype === 'file_share')
  if (!isPerson || user === undefined || slackItself.includes(user)) return undefined
  const words = text.replaceAll(new RegExp(`<@${botUser}(?:\\|[^>]*)?>`, 'g'), ' ')
  return {
    actor: {
      user,
      channel,
      origin: channel,
      thread: thread_ts ?? undefined,
      mention: isDirect ? undefined : (thread_ts ?? ts ?? undefined),
      isDirect,
    } satisfies SlackActor,
    words: decodeText(words).trim(),
  }
}

const HomeOpened = z.object({ user: Id, tab: z.string().optional() })

/** The user who opened the App Home; `undefined` for its other tabs. */
export function readHomeOpened(event: unknown): SlackActor | undefined {
  const { user, tab } = HomeOpened.parse(event)
  return tab === 'home' ? { user } : undefined
}
