import { z } from 'zod'
import type { MessageText } from '../../shared/message-text.ts'
import type { SlackActor } from './actor.ts'
import { AnyMessage, readMessageText } from './message-text.ts'
import { decodeSlash, decodeText } from './typed-text.ts'

export const Id = z.string().regex(/^[A-Z0-9]{2,30}$/)
export const Ts = z.string().regex(/^\d{1,12}\.\d{1,8}$/)
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

/** A slash command: `/grid …`. */
export function readSlash(body: unknown): { readonly actor: SlackActor; readonly words: string } {
  const { user_id, user_name, channel_id, text, trigger_id, response_url } = Slash.parse(body)
  return {
    actor: {
      user: user_id,
      handle: user_name,
      channel: channel_id,
      origin: channel_id,
      trigger: trigger_id,
      responseUrl: response_url,
    },
    words: decodeSlash(text),
  }
}

const Press = z.object({
  user: User,
  channel: Channel.nullish(),
  trigger_id: z.string().nullish(),
  response_url: z.string().nullish(),
  container: z
    .object({ is_ephemeral: z.boolean().nullish(), thread_ts: Ts.nullish(), channel_id: Id.nullish() })
    .nullish(),
  message: z.object({ thread_ts: Ts.nullish() }).nullish(),
  view: z.object({ id: z.string(), type: z.string(), private_metadata: z.string().default('') }).nullish(),
  actions: z
    .array(
      z.object({
        value: z.string().nullish(),
        selected_option: z.object({ value: z.string() }).nullish(),
      }),
    )
    .min(1),
})

/** A press on a button or on an entry of a select. `control` is the text that it carries. */
export function readPress(body: unknown): {
  readonly actor: SlackActor
  readonly control: string
  readonly metadata: string
} {
  const { user, channel, trigger_id, response_url, container, message, view, actions } = Press.parse(body)
  const [action] = actions
  const isHome = view?.type === 'home'
  const origin = channel?.id ?? container?.channel_id ?? undefined
  return {
    actor: {
      user: user.id,
      handle: user.name ?? user.username,
      channel: origin,
      origin,
      thread: container?.thread_ts ?? message?.thread_ts ?? undefined,
      trigger: trigger_id ?? undefined,
      responseUrl: response_url ?? undefined,
      onNote: container?.is_ephemeral === true,
      view: view == null ? undefined : { id: view.id, isHome },
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
  response_url: z.string().nullish(),
  channel: Channel.nullish(),
  message: AnyMessage.extend({ ts: Ts.nullish(), thread_ts: Ts.nullish() }).nullish(),
})

/** An entry of a message's menu, with what the message says, or of the global menu. */
export function readShortcut(body: unknown): {
  readonly actor: SlackActor
  readonly name: string
  readonly message: MessageText
} {
  const { user, callback_id, trigger_id, response_url, channel, message } = Shortcut.parse(body)
  const { ts, thread_ts } = message ?? {}
  return {
    actor: {
      user: user.id,
      handle: user.name ?? user.username,
      channel: channel?.id,
      origin: channel?.id,
      // The first message of a thread is in the channel.
      thread: thread_ts == null || thread_ts === ts ? undefined : thread_ts,
      trigger: trigger_id,
      responseUrl: response_url ?? undefined,
    },
    name: callback_id,
    message: message == null ? { text: '' } : readMessageText(message),
  }
}

const Element = z.object({
  type: z.string(),
  value: z.string().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
  selected_options: z.array(z.object({ value: z.string() })).nullish(),
  selected_users: z.array(Id).nullish(),
  selected_conversation: Id.nullish(),
  /** `2026-12-04` */
  selected_date: z.iso.date().nullish(),
  /** In seconds since 1970. */
  selected_date_time: z.int().min(0).nullish(),
  files: z.array(z.object({ id: Id })).nullish(),
})
/** One field of a form with its value. */
export type Element = z.infer<typeof Element>

const Submission = z.object({
  user: User,
  trigger_id: z.string().nullish(),
  view: z.object({
    id: z.string(),
    title: z.object({ text: z.string() }),
    private_metadata: z.string().default(''),
    blocks: z
      .array(
        z.object({
          type: z.string(),
          block_id: z.string().default(''),
          text: z.object({ text: z.string() }).nullish(),
          hint: z.object({ text: z.string() }).nullish(),
        }),
      )
      .default([]),
    state: z
      .object({ values: z.record(z.string(), z.record(z.string(), Element)).default({}) })
      .default({ values: {} }),
  }),
  response_urls: z.array(z.object({ response_url: z.string() })).nullish(),
})

/** A form that was sent. `filled` is its fields by block id. */
export function readSubmission(body: unknown): {
  readonly actor: SlackActor
  readonly title: string
  /** The paragraphs above the fields. */
  readonly intro: readonly string[]
  /** The text under the fields, by their block ids. */
  readonly under: ReadonlyMap<string, string>
  readonly metadata: string
  readonly filled: ReadonlyMap<string, Element>
  /** The ids of the input blocks: mistakes can be shown at these. */
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
      trigger: trigger_id ?? undefined,
      responseUrl: response_urls?.[0]?.response_url,
      view: { id: view.id, isHome: false },
    },
    title: view.title.text,
    intro: view.blocks.flatMap(({ type, text }) =>
      type === 'section' && text != null ? [decodeText(text.text)] : [],
    ),
    under: new Map(
      view.blocks.flatMap(({ block_id, hint }) => (hint ? [[block_id, decodeText(hint.text)]] : [])),
    ),
    metadata: view.private_metadata,
    filled: new Map(filled),
    inputs: view.blocks.flatMap(({ type, block_id }) => (type === 'input' ? [block_id] : [])),
  }
}

const Suggestion = z.object({
  user: User,
  block_id: z.string(),
  value: z.string().default(''),
  view: z.object({ private_metadata: z.string().default('') }).nullish(),
})

/** The text typed so far into a field with suggestions. */
export function readSuggestion(body: unknown) {
  const { user, block_id, value, view } = Suggestion.parse(body)
  return {
    actor: { user: user.id, handle: user.name ?? user.username } satisfies SlackActor,
    option: block_id,
    typed: value,
    metadata: view?.private_metadata ?? '',
  }
}
