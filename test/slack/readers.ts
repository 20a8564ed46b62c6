import { z } from 'zod'
import {
  readPress,
  readShortcut,
  readSlash,
  readSubmission,
  readSuggestion,
} from '../../adapters/slack/handling/read.ts'
import {
  readContext,
  readHomeOpened,
  readLinks,
  readMessage,
} from '../../adapters/slack/handling/read-event.ts'
import type { Keyed } from '../platforms/changed-keys.ts'

const Payload = z.looseObject({
  type: z.string().optional(),
  command: z.string().optional(),
  event: z.looseObject({ type: z.string() }).optional(),
  payload: z.looseObject({}).optional(),
})

/** What reads a payload, and the keys that its documentation never leaves out, with those of lists as `*`. */
export interface Reader {
  readonly read: (payload: Keyed) => unknown
  readonly required: readonly string[]
}

const pressed = ['user', 'user.id', 'channel.id', 'actions', 'actions.*', 'type']
const chosen = ['actions.*.selected_option.value', 'view.id', 'view.type']
const listed = [
  'view',
  'view.id',
  'view.title',
  'view.title.text',
  'view.state.values',
  'type',
  'user',
  'user.id',
]

const interactions: Readonly<Record<string, Reader>> = {
  block_actions: { read: readPress, required: [...pressed, ...chosen] },
  message_action: {
    read: readShortcut,
    required: ['type', 'callback_id', 'trigger_id', 'user', 'user.id', 'channel.id'],
  },
  shortcut: { read: readShortcut, required: ['type', 'callback_id', 'trigger_id', 'user', 'user.id'] },
  view_submission: {
    read: readSubmission,
    required: [
      ...listed,
      'view.blocks.*.type',
      'view.state.values.*.*.type',
      'view.state.values.*.*.selected_option.value',
      'view.blocks.*.text.text',
      'view.blocks.*.hint.text',
      'response_urls.*.response_url',
    ],
  },
  block_suggestion: { read: readSuggestion, required: ['type', 'user', 'user.id', 'block_id'] },
}

/** The bot, which is the first to be mentioned in these payloads: its own mention is no word. */
const botOf = (payload: Keyed): string => /<@(U[A-Z0-9]+)>/.exec(JSON.stringify(payload))?.[1] ?? 'U0NOBODY00'

const events: Readonly<Record<string, Reader>> = {
  app_mention: messageReader(),
  message: messageReader(),
  app_home_opened: { read: readHomeOpened, required: ['type', 'user'] },
  app_context_changed: { read: readContext, required: ['type'] },
  link_shared: { read: readLinks, required: ['type', 'user', 'channel'] },
}

function messageReader(): Reader {
  return { read: (event) => readMessage(event, botOf(event), false), required: ['type', 'channel'] }
}

/** The reader of a payload; `undefined` for what the bot doesn't listen to. */
export function readerOf(given: Keyed): Reader | undefined {
  const { type = '', command, event, payload } = Payload.parse(given)
  if (command !== undefined)
    return { read: readSlash, required: ['command', 'user_id', 'channel_id', 'trigger_id', 'response_url'] }
  if (payload !== undefined) return within('payload', readerOf(payload))
  if (event !== undefined) return within('event', events[event.type])
  return interactions[type] ?? events[type]
}

const within = (key: string, reader: Reader | undefined): Reader | undefined =>
  reader && {
    read: (payload) => reader.read(z.looseObject({}).parse(payload[key])),
    required: [key, ...reader.required.map((one) => `${key}.${one}`)],
  }
