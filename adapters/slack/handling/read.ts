import { z } from 'zod'
import type { Place } from '../../../src/chat/caller.ts'

/** Somebody who asks for something, where they are, and what they can be answered through. */
export interface SlackActor {
  readonly user: string
  /** Their name as Slack sends it along: not always the one that others see. */
  readonly handle?: string | undefined
  /** Nowhere in particular: from the App Home, or from a menu that hangs on no message. */
  readonly channel?: string | undefined
  readonly thread?: string | undefined
  /** What place it is about, where that isn't the one that they are in. */
  readonly about?: Place | undefined
  /** Opens one form, within 3 s. */
  readonly trigger?: string | undefined
  /** Takes five answers within half an hour, also where the bot is no member. */
  readonly responseUrl?: string | undefined
  /** Written to the bot alone, where an answer can stay. */
  readonly isDirect?: boolean
  /** Pressed on a note that only they can see, which the answer replaces. */
  readonly onNote?: boolean
  /** Pressed in a form or in the App Home. */
  readonly view?: { readonly id: string; readonly isHome: boolean } | undefined
  /** Begun in the App Home, whatever was opened since: whoever asks looks there, not at a channel. */
  readonly fromHome?: boolean
}

const Id = z.string().regex(/^[A-Z0-9]{2,30}$/)
const Ts = z.string().regex(/^\d{1,12}\.\d{1,8}$/)
const User = z.object({ id: Id, name: z.string().optional(), username: z.string().optional() })
const Channel = z.object({ id: Id })

const Slash = z.object({
  user_id: Id,
  user_name: z.string().optional(),
  channel_id: Id,
  text: z.string().default(''),
  trigger_id: z.string(),
  response_url: z.string(),
})

/** `/grid …` */
export function readSlash(body: unknown): { readonly actor: SlackActor; readonly words: string } {
  const { user_id, user_name, channel_id, text, trigger_id, response_url } = Slash.parse(body)
  return {
    actor: {
      user: user_id,
      handle: user_name,
      channel: channel_id,
      trigger: trigger_id,
      responseUrl: response_url,
    },
    words: unwrapLinks(text),
  }
}

const Press = z.object({
  user: User,
  channel: Channel.optional(),
  trigger_id: z.string().optional(),
  response_url: z.string().optional(),
  container: z
    .object({ is_ephemeral: z.boolean().optional(), thread_ts: Ts.optional(), channel_id: Id.optional() })
    .optional(),
  message: z.object({ thread_ts: Ts.optional() }).optional(),
  view: z.object({ id: z.string(), type: z.string(), private_metadata: z.string().default('') }).optional(),
  actions: z
    .array(
      z.object({
        value: z.string().optional(),
        selected_option: z.object({ value: z.string() }).nullish(),
      }),
    )
    .min(1),
})

/** A button, or an entry of a select. `control` is what it carries. */
export function readPress(body: unknown): {
  readonly actor: SlackActor
  readonly control: string
  readonly metadata: string
} {
  const { user, channel, trigger_id, response_url, container, message, view, actions } = Press.parse(body)
  const [action] = actions
  const isHome = view?.type === 'home'
  return {
    actor: {
      user: user.id,
      handle: user.name ?? user.username,
      channel: channel?.id ?? container?.channel_id,
      thread: container?.thread_ts ?? message?.thread_ts,
      trigger: trigger_id,
      responseUrl: response_url,
      onNote: container?.is_ephemeral === true,
      view: view && { id: view.id, isHome },
      fromHome: isHome,
    },
    control: action?.selected_option?.value ?? action?.value ?? '',
    metadata: view?.private_metadata ?? '',
  }
}

const Shortcut = z.object({
  user: User,
  callback_id: z.string(),
  trigger_id: z.string(),
  response_url: z.string().optional(),
  channel: Channel.optional(),
  message: z.object({ text: z.string().default(''), thread_ts: Ts.optional() }).optional(),
})

/** An entry of a menu: of a message's, with what the message says, or of the global one. */
export function readShortcut(body: unknown): {
  readonly actor: SlackActor
  readonly name: string
  readonly text: string
} {
  const { user, callback_id, trigger_id, response_url, channel, message } = Shortcut.parse(body)
  return {
    actor: {
      user: user.id,
      handle: user.name ?? user.username,
      channel: channel?.id,
      thread: message?.thread_ts,
      trigger: trigger_id,
      responseUrl: response_url,
    },
    name: callback_id,
    text: decodeText(message?.text ?? ''),
  }
}

const Element = z.object({
  type: z.string(),
  value: z.string().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
  selected_options: z.array(z.object({ value: z.string() })).nullish(),
  selected_users: z.array(Id).nullish(),
  selected_conversation: Id.nullish(),
})
/** One field of a form, as it was sent. */
export type Element = z.infer<typeof Element>

const Submission = z.object({
  user: User,
  trigger_id: z.string().optional(),
  view: z.object({
    id: z.string(),
    title: z.object({ text: z.string() }),
    private_metadata: z.string().default(''),
    blocks: z.array(z.object({ type: z.string(), block_id: z.string().default('') })).default([]),
    state: z.object({ values: z.record(z.string(), z.record(z.string(), Element)) }),
  }),
  response_urls: z.array(z.object({ response_url: z.string() })).default([]),
})

/** A form that was sent: block id → what was filled in. */
export function readSubmission(body: unknown): {
  readonly actor: SlackActor
  readonly title: string
  readonly metadata: string
  readonly filled: ReadonlyMap<string, Element>
  /** Ids of the blocks that ask for something: mistakes can stand beside these. */
  readonly inputs: readonly string[]
} {
  const { user, trigger_id, view, response_urls } = Submission.parse(body)
  const filled = Object.entries(view.state.values).flatMap(([block, elements]) => {
    const [element] = Object.values(elements)
    return element === undefined ? [] : [[block, element] as const]
  })
  return {
    actor: {
      user: user.id,
      handle: user.name ?? user.username,
      trigger: trigger_id,
      responseUrl: response_urls[0]?.response_url,
      view: { id: view.id, isHome: false },
    },
    title: view.title.text,
    metadata: view.private_metadata,
    filled: new Map(filled),
    inputs: view.blocks.flatMap(({ type, block_id }) => (type === 'input' ? [block_id] : [])),
  }
}

const Suggestion = z.object({
  user: User,
  block_id: z.string(),
  value: z.string().default(''),
  view: z.object({ private_metadata: z.string().default('') }).optional(),
})

/** What somebody types into a field that suggests. */
export function readSuggestion(body: unknown) {
  const { user, block_id, value, view } = Suggestion.parse(body)
  return {
    actor: { user: user.id, handle: user.name ?? user.username } satisfies SlackActor,
    option: block_id,
    typed: value,
    metadata: view?.private_metadata ?? '',
  }
}

const WrittenMessage = z.object({
  user: Id.optional(),
  text: z.string().default(''),
  channel: Id,
  thread_ts: Ts.optional(),
  bot_id: z.string().optional(),
  subtype: z.string().optional(),
  channel_type: z.string().optional(),
})

/**
 * What was written to the bot, without the mention of it.
 *
 * @returns nothing for what isn't somebody's own words: edits, joins, other bots.
 */
export function readMessage(event: unknown, botUser: string) {
  const { user, text, channel, thread_ts, bot_id, subtype, channel_type } = WrittenMessage.parse(event)
  const isPerson = bot_id === undefined && (subtype === undefined || subtype === 'file_share')
  if (!isPerson || user === undefined) return undefined
  const words = text.replaceAll(new RegExp(`<@${botUser}(?:\\|[^>]*)?>`, 'g'), ' ')
  return {
    actor: { user, channel, thread: thread_ts, isDirect: channel_type === 'im' } satisfies SlackActor,
    words: decodeText(words).trim(),
  }
}

const HomeOpened = z.object({ user: Id, tab: z.string().optional() })

/** Who looks at the App Home; nothing for its other tab. */
export function readHomeOpened(event: unknown): SlackActor | undefined {
  const { user, tab } = HomeOpened.parse(event)
  return tab === 'home' ? { user } : undefined
}

/**
 * Typed text with links as they were typed: Slack sets them in angle brackets. Quotes that a keyboard bent are
 * straightened where they hold an option's words together.
 */
const unwrapLinks = (text: string): string =>
  text.replaceAll(/<(https?:\/\/[^>|]+)(?:\|[^>]*)?>/g, '$1').replaceAll(/(\w:)[“”]([^“”]*)[“”]/g, '$1"$2"')

const entities: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' }

/** What was written in a message, where Slack escapes what is typed and marks up what it knows. */
const decodeText = (text: string): string =>
  unwrapLinks(text)
    .replaceAll(/<#\w+\|([^>]*)>/g, '#$1')
    .replaceAll(/<!(channel|here|everyone)(?:\|[^>]*)?>/g, '@$1')
    .replaceAll(/&(?:amp|lt|gt);/g, (entity) => entities[entity] ?? entity)
