import type { Sent } from '../platforms/slack/entities.ts'
import { enveloped, interaction } from '../platforms/slack/payloads.ts'
import type { Json } from './chances.ts'
import { typed, type WithPoll } from './forged-table.ts'

export const button = (value: Json, action_id = 'call.0') => ({
  type: 'button',
  action_id,
  block_id: 'b',
  value,
})

export const radio = (value: Json) => ({ field: { type: 'radio_buttons', selected_option: { value } } })

export const ballot = { approach: radio('2'), case: radio('2') }

const events = ['mention', 'edit', 'opening', 'revocation'] as const
export const kinds = [
  'press',
  'choice',
  'submission',
  'closing',
  'menu',
  'shortcut',
  'suggestion',
  'slash',
  ...events,
] as const

/** What Slack sends when people do what changes nothing, by what they do. */
export function payloads(
  { slack, id }: WithPoll,
  board: Sent,
  {
    number,
    trigger,
    answerTo,
  }: Readonly<Record<'trigger' | 'answerTo', string>> & { readonly number: number },
): Readonly<Record<(typeof kinds)[number], object>> {
  const { home } = slack
  const { cleo, general, bot } = home
  const by = { ...interaction(home, cleo), trigger_id: `${number}.${typed}` }
  const channel = { id: general.id, name: general.name }
  const container = { type: 'message', message_ts: board.ts, channel_id: general.id, is_ephemeral: false }
  const message = { type: 'message', user: bot.user, ts: board.ts, text: typed, thread_ts: board.ts }
  const metadata = { v: 1, team: home.id, call: 'cast?poll=p_aaaaaaaaaa', channel: general.id }
  const view = {
    id: `V0FORGED${number}`,
    type: 'modal',
    hash: typed,
    callback_id: 'form',
    title: { type: 'plain_text', text: 'Your ballot' },
    private_metadata: JSON.stringify(metadata),
    state: { values: { approach: radio('2'), why: { field: { type: 'plain_text_input', value: typed } } } },
  }
  const event = (inner: object) => enveloped(home, `EvFORGED${number}`, inner, general)
  const said = { user: cleo.id, channel: general.id, ts: board.ts, thread_ts: board.ts }
  return {
    press: {
      ...by,
      type: 'block_actions',
      response_url: answerTo,
      channel,
      container,
      message,
      actions: [button(`explain?topic=${typed}&private=yes`)],
    },
    choice: {
      ...by,
      type: 'block_actions',
      response_url: answerTo,
      channel,
      container: { ...container, is_ephemeral: true },
      actions: [
        {
          type: 'static_select',
          action_id: 'choose',
          block_id: 'b',
          selected_option: { text: { type: 'plain_text', text: typed }, value: `results?paper=${id}` },
        },
      ],
    },
    submission: { ...by, type: 'view_submission', view, response_urls: [{ response_url: answerTo }] },
    closing: { ...by, type: 'view_closed', view, is_cleared: false },
    menu: {
      ...by,
      type: 'message_action',
      callback_id: 'place',
      trigger_id: trigger,
      response_url: answerTo,
      channel,
      message,
    },
    shortcut: { ...by, type: 'shortcut', callback_id: 'start', trigger_id: trigger },
    suggestion: {
      ...by,
      type: 'block_suggestion',
      action_id: 'field',
      block_id: 'paper',
      value: typed,
      view: { ...view, private_metadata: JSON.stringify({ ...metadata, call: 'results' }) },
    },
    slash: {
      command: '/grid',
      text: `explain ${typed}`,
      team_id: home.id,
      team_domain: home.domain,
      channel_id: general.id,
      channel_name: general.name,
      user_id: cleo.id,
      user_name: cleo.name,
      trigger_id: trigger,
      response_url: answerTo,
    },
    mention: event({ ...said, type: 'app_mention', text: `<@${bot.user}> explain ${typed}` }),
    edit: event({ ...said, type: 'message', subtype: 'message_changed', channel_type: 'im', message }),
    opening: event({ type: 'app_home_opened', user: cleo.id, channel: general.id, tab: 'home' }),
    revocation: event({ type: 'tokens_revoked', tokens: { oauth: [typed], bot: [] } }),
  }
}

/** How Slack sends it. */
export function requestOf(kind: (typeof kinds)[number], payload: object) {
  const isEvent = events.some((event) => event === kind)
  if (isEvent) return { body: JSON.stringify(payload), type: 'application/json' }
  return {
    body: kind === 'slash' ? queryOf(payload) : bodyOf(payload),
    type: 'application/x-www-form-urlencoded',
  }
}

export const bodyOf = (payload: object): string =>
  new URLSearchParams({ payload: JSON.stringify(payload) }).toString()

const queryOf = (fields: object): string =>
  new URLSearchParams(
    Object.entries(fields).map(([name, value]): [string, string] => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  ).toString()
