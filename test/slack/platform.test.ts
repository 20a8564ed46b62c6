import { once } from 'node:events'
import { createServer } from 'node:http'
import { App, HTTPReceiver, LogLevel, MemoryInstallationStore, SocketModeReceiver, webApi } from '@slack/bolt'
import { describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { compileFaults } from '../platforms/slack/compiled.ts'
import type { Channel, Sent } from '../platforms/slack/entities.ts'
import { type Slack, startSlack } from '../platforms/slack/loopback.ts'
import { rendered } from '../platforms/slack/rendered.ts'
import { messageFaults, readBlocks, viewFaults } from '../platforms/slack/rules.ts'

const plain = (text: string) => ({ type: 'plain_text' as const, text })
const mrkdwn = (text: string) => ({ type: 'mrkdwn' as const, text })
const section = (text: object) => ({ type: 'section', text })
const button = (action_id: string, more: object = {}) => ({
  type: 'button',
  action_id,
  text: plain('Press'),
  ...more,
})
const actions = (...elements: readonly object[]) => ({ type: 'actions', elements })
const option = (value: string, text = value) => ({ text: plain(text), value })
const select = (more: object) => ({ type: 'static_select', action_id: 's', ...more })
const input = (element: object, more: object = {}) => ({
  type: 'input',
  label: plain('Why'),
  element: { action_id: 'a', ...element },
  ...more,
})
const rich = (...elements: readonly object[]) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements }],
})
const image = (more: object) => ({ type: 'image', alt_text: 'A grid', ...more })
const table = (...rows: readonly (readonly string[])[]) => ({
  type: 'table',
  rows: rows.map((row) => row.map((text) => ({ type: 'raw_text', text }))),
})
const modal = (blocks: readonly object[], more: object = {}) => ({
  type: 'modal',
  title: plain('A form'),
  submit: plain('Send'),
  blocks,
  ...more,
})
const many = <One>(count: number, make: (i: number) => One) =>
  Array.from({ length: count }, (_, i) => make(i))
const long = (length: number) => 'x'.repeat(length)

describe('the rules of the loopback Slack', () => {
  test('take a message and a form that are all right', () => {
    const blocks = [
      section(mrkdwn('*a* &amp; <https://a.org/?b=c&amp;d|here> <!date^1732550000^{date} at {time}|then>')),
      { type: 'header', text: plain('A header') },
      { type: 'context', elements: [plain('a'), image({ image_url: 'https://a.org/b.png' })] },
      { type: 'divider' },
      image({ slack_file: { id: 'F0123' } }),
      actions(
        button('a'),
        select({ options: [option('1')], initial_option: option('1'), placeholder: plain('p') }),
      ),
      rich({ type: 'text', text: '<!channel> & co' }, { type: 'link', url: 'http://a.org', text: 'a' }),
      rich(
        { type: 'date', timestamp: 1_732_550_000, format: '{ago}', fallback: 'then' },
        { type: 'emoji', name: 'x' },
      ),
      table(['a', 'b'], ['c', '–']),
    ]
    expect(messageFaults(blocks, 'a &lt; b')).toEqual([])
    const view = modal([
      input(
        { type: 'plain_text_input', initial_value: 'x', max_length: 1 },
        { hint: plain('h'), optional: true },
      ),
      input({ type: 'radio_buttons', options: [option('1')] }),
      input({ type: 'checkboxes', options: [option('1')], initial_options: [option('1')] }),
      input({ type: 'external_select', initial_option: option('free'), min_query_length: 0 }),
      input({ type: 'multi_users_select', initial_users: ['U1'] }),
      input({
        type: 'conversations_select',
        default_to_current_conversation: true,
        response_url_enabled: true,
      }),
    ])
    expect(viewFaults(view)).toEqual([])
    expect(viewFaults({ type: 'home', blocks: [section(plain('x')), actions(button('a'))] })).toEqual([])
  })

  test.each<[string, readonly object[]]>([
    ['51 blocks', many(51, () => ({ type: 'divider' }))],
    ['a block of no known type', [{ type: 'carousel', elements: [] }]],
    ['an input', [input({ type: 'plain_text_input' })]],
    ['a key that nobody knows', [{ type: 'divider', colour: 'red' }]],
    ['a section of nothing', [{ type: 'section' }]],
    ['a section of 3,001 characters', [section(plain(long(3001)))]],
    ['a section of no character', [section(plain(''))]],
    ['11 fields', [{ type: 'section', fields: many(11, () => plain('x')) }]],
    ['a field of 2,001 characters', [{ type: 'section', fields: [plain(long(2001))] }]],
    ['a header of 151 characters', [{ type: 'header', text: plain(long(151)) }]],
    ['a header with formatting', [{ type: 'header', text: mrkdwn('x') }]],
    ['11 elements of context', [{ type: 'context', elements: many(11, () => plain('x')) }]],
    ['26 buttons in a row', [actions(...many(26, (i) => button(`${i}`)))]],
    ['a row of no buttons', [actions()]],
    [
      'a block_id twice',
      [
        { type: 'divider', block_id: 'a' },
        { type: 'divider', block_id: 'a' },
      ],
    ],
    ['a block_id of 256 characters', [{ type: 'divider', block_id: long(256) }]],
    ['an action_id twice in a block', [actions(button('a'), button('a'))]],
    ['an action_id of 256 characters', [actions(button(long(256)))]],
    ['a button’s text of 76 characters', [actions(button('a', { text: plain(long(76)) }))]],
    ['a button’s text with formatting', [actions(button('a', { text: mrkdwn('x') }))]],
    ['a button’s value of 2,001 characters', [actions(button('a', { value: long(2001) }))]],
    ['a button of an unknown style', [actions(button('a', { style: 'default' }))]],
    ['a button to a script', [actions(button('a', { url: 'javascript:alert(1)' }))]],
    [
      'a placeholder of 151 characters',
      [actions(select({ placeholder: plain(long(151)), options: [option('1')] }))],
    ],
    ['a select of no options', [actions(select({ options: [] }))]],
    ['a select of 101 options', [actions(select({ options: many(101, (i) => option(`${i}`)) }))]],
    ['an option’s text of 76 characters', [actions(select({ options: [option('1', long(76))] }))]],
    ['an option’s value of 151 characters', [actions(select({ options: [option(long(151), 'a')] }))]],
    ['an option twice', [actions(select({ options: [option('1', 'a'), option('1', 'b')] }))]],
    [
      'an initial option in other words',
      [actions(select({ options: [option('1', 'a')], initial_option: option('1', 'b') }))],
    ],
    [
      '11 radio buttons',
      [actions({ type: 'radio_buttons', action_id: 'r', options: many(11, (i) => option(`${i}`)) })],
    ],
    ['an image from nowhere', [image({})]],
    ['an image from two places', [image({ image_url: 'https://a.org/b.png', slack_file: { id: 'F1' } })]],
    ['a file by id and URL', [image({ slack_file: { id: 'F1', url: 'https://a.org/b.png' } })]],
    ['an image without words', [image({ image_url: 'https://a.org/b.png', alt_text: '' })]],
    ['an image with 2,001 characters', [image({ image_url: 'https://a.org/b.png', alt_text: long(2001) })]],
    ['an image from a disk', [image({ image_url: 'file:///etc/passwd' })]],
    ['two tables', [table(['a']), table(['b'])]],
    ['101 rows', [table(...many(101, () => ['a']))]],
    ['21 columns', [table(many(21, () => 'a'))]],
    ['an empty cell', [table(['a', ''])]],
    ['rows of different lengths', [table(['a', 'b'], ['c'])]],
    ['10,001 characters in a table', [table([long(10_001)])]],
    ['rich text of nothing', [rich()]],
    ['an empty piece of rich text', [rich({ type: 'text', text: '' })]],
    ['a link to a script', [rich({ type: 'link', url: 'javascript:alert(1)' })]],
    ['a date in ms', [rich({ type: 'date', timestamp: 1_732_550_000_000, format: '{ago}', fallback: 'x' })]],
    ['a date without fallback', [rich({ type: 'date', timestamp: 1_732_550_000, format: '{ago}' })]],
    [
      'a date with an unknown token',
      [rich({ type: 'date', timestamp: 1_732_550_000, format: '{year}', fallback: 'x' })],
    ],
    ['13,001 characters', many(5, () => section(plain(long(2601))))],
    ['a user in rich text', [rich({ type: 'user', user_id: 'U1' })]],
    ['everyone in rich text', [rich({ type: 'broadcast', range: 'channel' })]],
    ['a group in rich text', [rich({ type: 'usergroup', usergroup_id: 'S1' })]],
    ['everyone in a section', [section(mrkdwn('<!channel>'))]],
    ['a user in a section', [section(mrkdwn('<@U123>'))]],
    ['an & that is not escaped', [section(mrkdwn('a & b'))]],
    ['a < that is not escaped', [section(mrkdwn('a < b'))]],
    ['a > that is not escaped', [section(mrkdwn('a > b'))]],
    ['a masked script', [section(mrkdwn('<javascript:alert(1)|here>'))]],
    ['a date in markup with an unknown token', [section(mrkdwn('<!date^1732550000^{year}|x>'))]],
  ])('refuse %s in a message', (_, blocks) => {
    expect(messageFaults(blocks, 'x')).not.toEqual([])
  })

  test.each([
    ['4,001 characters', long(4001)],
    ['everyone', '<!here>'],
    ['an entity that is none', 'a &nbsp; b'],
  ])('refuse %s in the text of a message', (_, text) => {
    expect(messageFaults([], text)).not.toEqual([])
  })

  test.each([
    ['101 blocks', modal(many(101, () => ({ type: 'divider' })))],
    ['a table', modal([table(['a'])])],
    ['a title of 25 characters', modal([], { title: plain(long(25)) })],
    ['no title', modal([], { title: undefined })],
    ['a submit button of 25 characters', modal([], { submit: plain(long(25)) })],
    ['a close button of 25 characters', modal([], { close: plain(long(25)) })],
    ['3,001 characters of metadata', modal([], { private_metadata: long(3001) })],
    ['a callback_id of 256 characters', modal([], { callback_id: long(256) })],
    ['inputs without a submit button', modal([input({ type: 'plain_text_input' })], { submit: undefined })],
    ['an input of 3,001 characters', modal([input({ type: 'plain_text_input', max_length: 3001 })])],
    [
      'an initial value above its length',
      modal([input({ type: 'plain_text_input', max_length: 1, initial_value: 'xx' })]),
    ],
    [
      'a label of 2,001 characters',
      modal([input({ type: 'plain_text_input' }, { label: plain(long(2001)) })]),
    ],
    ['a hint of 2,001 characters', modal([input({ type: 'plain_text_input' }, { hint: plain(long(2001)) })])],
    ['a button as input', modal([input(button('a'))])],
    ['11 boxes', modal([input({ type: 'checkboxes', options: many(11, (i) => option(`${i}`)) })])],
    [
      'a box that is initial and no option',
      modal([input({ type: 'checkboxes', options: [option('1')], initial_options: [option('2')] })]),
    ],
    ['a key that nobody knows', modal([], { colour: 'red' })],
    ['a title on a home', { type: 'home', title: plain('x'), blocks: [] }],
    ['no blocks', { type: 'home' }],
  ])('refuse %s in a view', (_, view) => {
    expect(viewFaults(view)).not.toEqual([])
  })
})

describe('what people read', () => {
  const shown = (...blocks: readonly object[]) => rendered({ blocks: readBlocks('message', blocks).blocks })

  test('has its formatting carried out and its pings marked', () => {
    expect(
      shown(section(mrkdwn('*Bold* _it_ ~gone~ `code` snake_case_name &lt;b&gt; <https://a.org|a &amp; b>'))),
    ).toBe('Bold it gone code snake_case_name <b> a & b')
    expect(shown(section(mrkdwn('<!channel> and &lt;!channel&gt;')))).toBe('‹<!channel>› and <!channel>')
    expect(
      shown(rich({ type: 'text', text: '*a* <!here>' }, { type: 'link', url: 'https://a.org', text: ' b' })),
    ).toBe('*a* <!here> b')
    expect(shown(rich({ type: 'broadcast', range: 'here' }))).toBe('‹<!here>›')
  })

  test('is a line for each piece', () => {
    const choice = select({ placeholder: plain('Which'), options: [option('1', 'One'), option('2', 'Two')] })
    expect(shown(table(['a', 'b'], ['c', 'd']), actions(button('a'), choice))).toBe(
      'a b\nc d\n[Press] Which: [One] [Two]',
    )
    expect(rendered({ text: 'a &amp; *b*', blocks: [] })).toBe('a & b')
  })
})

const png = Buffer.concat([
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  Buffer.from('rest'),
])

/** Keeps to itself what the clients say of refusals. */
const silent = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
}

const clientOf = (slack: Slack, token = slack.home.bot.token) =>
  new webApi.WebClient(token, {
    slackApiUrl: slack.api,
    retryConfig: { retries: 0 },
    logger: silent,
  })

/** What Slack says no with. */
async function errorOf(call: Promise<unknown>): Promise<string> {
  try {
    await call
    return 'ok'
  } catch (fault) {
    return fault instanceof webApi.WebAPIPlatformError ? fault.data.error : String(fault)
  }
}

const still = { unfurl_links: false, unfurl_media: false }
const inChannel = (slack: Slack, { id: channel }: Channel = slack.home.general) => ({
  channel,
  text: 'x',
  ...still,
})

function lastIn(slack: Slack, channel = slack.home.general): Sent {
  const sent = slack.home.shownIn(channel).at(-1)
  if (sent === undefined) throw new Error('Nothing was posted')
  return sent
}

describe('messages', () => {
  test('are refused where the bot may not write, which is no violation', async () => {
    const slack = await startSlack()
    const { home } = slack
    const { chat } = clientOf(slack)
    const outside = home.openChannel('outside', { kind: 'public', hasBot: false })
    const hidden = home.openChannel('hidden', { kind: 'private', hasBot: false })
    const old = home.openChannel('old', { kind: 'public', isArchived: true })
    expect(await errorOf(chat.postMessage(inChannel(slack, outside)))).toBe('not_in_channel')
    expect(await errorOf(chat.postMessage(inChannel(slack, hidden)))).toBe('channel_not_found')
    expect(await errorOf(chat.postMessage(inChannel(slack, old)))).toBe('is_archived')
    expect(await errorOf(chat.postMessage({ ...inChannel(slack), thread_ts: '1.2' }))).toBe(
      'thread_not_found',
    )
    expect(await errorOf(chat.update({ channel: home.general.id, text: 'x', ts: '1.2', blocks: [] }))).toBe(
      'message_not_found',
    )
    const stranger = slack.stranger('Dana')
    expect(
      await errorOf(chat.postEphemeral({ channel: home.general.id, user: stranger.id, text: 'x' })),
    ).toBe('user_not_in_channel')
    await slack.close()
    expect(slack.violations).toEqual([])
  })

  test.each<[string, (slack: Slack) => Promise<unknown>, string]>([
    [
      'blocks without text',
      (slack) =>
        clientOf(slack).chat.postMessage({ ...inChannel(slack), text: '', blocks: [{ type: 'divider' }] }),
      'ok',
    ],
    [
      'links that may unfurl',
      (slack) =>
        clientOf(slack).chat.postMessage({
          channel: slack.home.general.id,
          text: 'x',
          blocks: [{ type: 'divider' }],
        }),
      'ok',
    ],
    [
      'a reply that is for the channel too, outside a thread',
      (slack) => clientOf(slack).apiCall('chat.postMessage', { ...inChannel(slack), reply_broadcast: true }),
      'ok',
    ],
    [
      'nothing to say',
      (slack) => clientOf(slack).chat.postMessage({ ...inChannel(slack), text: '' }),
      'no_text',
    ],
    [
      'a post to a person',
      (slack) => clientOf(slack).chat.postMessage({ ...inChannel(slack), channel: slack.home.ben.id }),
      'channel_not_found',
    ],
    [
      'metadata of another shape',
      (slack) =>
        clientOf(slack).apiCall('chat.postMessage', { ...inChannel(slack), metadata: { type: 'x' } }),
      'invalid_metadata_format',
    ],
    [
      'blocks that are wrong',
      (slack) =>
        clientOf(slack).apiCall('chat.postMessage', { ...inChannel(slack), blocks: [{ type: 'x' }] }),
      'invalid_blocks',
    ],
    [
      'too much',
      (slack) =>
        clientOf(slack).chat.postMessage({
          ...inChannel(slack),
          blocks: many(5, () => ({ type: 'section' as const, text: plain(long(2601)) })),
        }),
      'msg_blocks_too_long',
    ],
    [
      'an argument that nobody knows',
      (slack) => clientOf(slack).apiCall('chat.postMessage', { ...inChannel(slack), colour: 'red' }),
      'ok',
    ],
    ['a method that nobody knows', (slack) => clientOf(slack).apiCall('chat.shout', {}), 'unknown_method'],
    [
      'a token of the wrong kind',
      (slack) => clientOf(slack, slack.appToken).chat.postMessage(inChannel(slack)),
      'not_allowed_token_type',
    ],
    [
      'somebody else’s message',
      (slack) =>
        clientOf(slack).chat.update({
          channel: slack.home.general.id,
          ts: slack.people.say(slack.home.ben, 'x').ts,
          text: 'y',
          blocks: [{ type: 'divider' }],
        }),
      'cant_update_message',
    ],
    [
      'an upload with alternative text',
      (slack) => clientOf(slack).filesUploadV2({ file: png, filename: 'a.png', alt_text: 'x' }),
      'invalid_arguments',
    ],
    [
      'a view of a trigger that nobody gave',
      (slack) =>
        clientOf(slack).views.open({
          trigger_id: '1.2.3',
          view: { type: 'modal', title: plain('x'), blocks: [] },
        }),
      'invalid_trigger_id',
    ],
    [
      'a longer history than there may be',
      (slack) => clientOf(slack).conversations.history({ channel: slack.home.general.id, limit: 1000 }),
      'invalid_limit',
    ],
  ])('that a correct bot would never send are remembered: %s', async (_, act, error) => {
    const slack = await startSlack()
    expect(await errorOf(act(slack))).toBe(error)
    expect(slack.violations).not.toEqual([])
    await slack.close()
  })

  test('for one person alone are no history and can’t be changed', async () => {
    const slack = await startSlack()
    const { home, people } = slack
    const client = clientOf(slack)
    const { message_ts: ts = '' } = await client.chat.postEphemeral({
      channel: home.general.id,
      user: home.ben.id,
      text: 'psst',
    })
    expect(people.lastHeard(home.ben)?.text).toBe('psst')
    expect(people.lastHeard(home.ada)).toBeUndefined()
    expect((await client.conversations.history({ channel: home.general.id })).messages).toEqual([])
    expect(
      await errorOf(
        client.chat.update({ channel: home.general.id, ts, text: 'y', blocks: [{ type: 'divider' }] }),
      ),
    ).toBe('message_not_found')
    await slack.close()
  })

  test('are found again by what they carry, newest first, and in their threads', async () => {
    const slack = await startSlack()
    const { general } = slack.home
    const client = clientOf(slack)
    const metadata = { event_type: 'job', event_payload: { id: '1' } }
    const { ts = '' } = await client.chat.postMessage({ ...inChannel(slack), metadata })
    await client.chat.postMessage({ ...inChannel(slack), text: 'reply', thread_ts: ts })
    const { ts: later = '' } = await client.chat.postMessage({ ...inChannel(slack), text: 'later' })
    const plainly = await client.conversations.history({ channel: general.id })
    expect(plainly.messages?.map((one) => one.text)).toEqual(['later', 'x'])
    expect(plainly.messages?.[1]?.metadata).toBeUndefined()
    const whole = await client.conversations.history({
      channel: general.id,
      include_all_metadata: true,
      latest: later,
      limit: 1,
    })
    expect(whole.messages?.map((one) => one.metadata)).toEqual([metadata])
    expect((await client.conversations.history({ channel: general.id, oldest: later })).messages).toEqual([])
    expect(
      (await client.conversations.history({ channel: general.id, oldest: later, inclusive: true })).messages,
    ).toHaveLength(1)
    const replies = await client.conversations.replies({ channel: general.id, ts })
    expect(replies.messages?.map((one) => one.text)).toEqual(['x', 'reply'])
    await slack.close()
    expect(slack.violations).toEqual([])
  })

  test('of a thread are shown in the channel too where they are sent so, and still once they are changed', async () => {
    const slack = await startSlack()
    const { general } = slack.home
    const client = clientOf(slack)
    const { ts: thread_ts = '' } = await client.chat.postMessage(inChannel(slack))
    const reply = { ...inChannel(slack), thread_ts }
    await client.chat.postMessage({ ...reply, text: 'among us' })
    const { ts = '' } = await client.chat.postMessage({ ...reply, text: 'for all', reply_broadcast: true })
    const read = async () => {
      const [inThread, inChannel] = await Promise.all([
        client.conversations.replies({ channel: general.id, ts: thread_ts }),
        client.conversations.history({ channel: general.id }),
      ])
      return [inThread, inChannel].map(({ messages = [] }) => messages.map(({ text }) => text))
    }
    expect(await read()).toEqual([
      ['x', 'among us', 'for all'],
      ['for all', 'x'],
    ])
    await client.chat.update({ channel: general.id, ts, text: 'for everyone', blocks: [] })
    expect(await read()).toEqual([
      ['x', 'among us', 'for everyone'],
      ['for everyone', 'x'],
    ])
    const { messages = [] } = await client.conversations.history({ channel: general.id })
    expect(messages.map(({ subtype, thread_ts }) => [subtype, thread_ts])).toEqual([
      ['thread_broadcast', thread_ts],
      [undefined, undefined],
    ])
    await slack.close()
    expect(slack.violations).toEqual([])
  })

  test('with blocks that this Slack doesn’t know yet are refused without blame', async () => {
    const slack = await startSlack()
    slack.refuseBlockTypes.add('table')
    const blocks = [{ type: 'table' as const, rows: [[{ type: 'raw_text' as const, text: 'a' }]] }]
    expect(await errorOf(clientOf(slack).chat.postMessage({ ...inChannel(slack), blocks }))).toBe(
      'invalid_blocks',
    )
    await slack.close()
    expect(slack.violations).toEqual([])
  })
})

describe('tokens', () => {
  test('do only what they were granted', async () => {
    const slack = await startSlack({ scopes: ['chat:write'] })
    const client = clientOf(slack)
    expect(await errorOf(client.chat.postMessage(inChannel(slack)))).toBe('ok')
    expect(await errorOf(client.users.info({ user: slack.home.ben.id }))).toBe('missing_scope')
    expect(await errorOf(client.conversations.info({ channel: slack.home.general.id }))).toBe('missing_scope')
    expect(slack.usedScopes).toEqual(new Set(['chat:write', 'users:read', 'channels:read']))
    expect(slack.violations).toHaveLength(2)
    await slack.close()
  })

  test('say who people are and where the bot is', async () => {
    const slack = await startSlack()
    const { home } = slack
    const client = clientOf(slack)
    const dana = slack.stranger('Dana')
    const shared = home.openChannel('shared', {
      kind: 'private',
      members: [home.ben, dana],
      isExtShared: true,
      creator: home.ben,
    })
    expect((await client.auth.test()).user_id).toBe(home.bot.user)
    expect((await client.users.info({ user: home.ada.id })).user).toMatchObject({
      is_admin: true,
      profile: { display_name: 'Ada' },
    })
    expect((await client.users.info({ user: dana.id })).user).toMatchObject({
      team_id: dana.team_id,
      is_stranger: true,
    })
    expect((await client.users.info({ user: home.bot.user })).user).toMatchObject({ is_bot: true })
    expect((await client.conversations.info({ channel: shared.id })).channel).toMatchObject({
      is_private: true,
      is_ext_shared: true,
      creator: home.ben.id,
    })
    const { channel } = await client.conversations.open({ users: home.cleo.id })
    expect(channel?.id).toBe(home.directOf(home.cleo).id)
    const all = await client.users.conversations({ types: 'public_channel,private_channel,im' })
    expect(all.channels?.map(({ id }) => id)).toEqual([home.general.id, shared.id, channel?.id])
    expect(await errorOf(client.users.info({ user: slack.away.ada.id }))).toBe('user_not_found')
    expect(await errorOf(client.chat.postMessage(inChannel(slack, slack.away.general)))).toBe(
      'channel_not_found',
    )
    expect(await errorOf(clientOf(slack, slack.away.bot.token).auth.test())).toBe('invalid_auth')
    await slack.close()
    expect(slack.violations).toEqual([])
  })
})

describe('trouble', () => {
  test('comes before the work, after it, or instead of it', async () => {
    const slack = await startSlack()
    const { chat } = clientOf(slack)
    slack.makeTrouble((method) => (method === 'chat.postMessage' ? 'refuse' : undefined))
    expect(await errorOf(chat.postMessage(inChannel(slack)))).toContain('fetch failed')
    expect(slack.home.messages.size).toBe(0)
    slack.makeTrouble(() => 'lose')
    expect(await errorOf(chat.postMessage(inChannel(slack)))).toContain('fetch failed')
    expect(slack.home.messages.size).toBe(1)
    slack.makeTrouble(() => ({ error: 'fatal_error' }))
    expect(await errorOf(chat.postMessage(inChannel(slack)))).toBe('fatal_error')
    slack.makeTrouble(() => ({ status: 500 }))
    expect(await errorOf(chat.postMessage(inChannel(slack)))).toContain('500')
    expect(slack.home.messages.size).toBe(1)
    expect(slack.requests.map(({ status, error }) => error ?? status)).toEqual([
      0,
      200,
      'fatal_error',
      'Trouble',
    ])
    await slack.close()
    expect(slack.violations).toEqual([])
  })

  test('of too many calls has to be waited for', async () => {
    const slack = await startSlack()
    const client = new webApi.WebClient(slack.home.bot.token, {
      slackApiUrl: slack.api,
      rejectRateLimitedCalls: true,
    })
    const asked: number[] = []
    slack.makeTrouble(() => (asked.push(asked.length) === 1 ? { status: 429, retryAfter: 1 } : undefined))
    const early = async () =>
      client.chat.postMessage(inChannel(slack)).then(
        () => 'ok',
        (fault) => fault.retryAfter,
      )
    expect(await early()).toBe(1)
    while (slack.violations.length === 0) expect(await early()).toBe(1)
    expect(slack.violations).toEqual(['chat.postMessage was called again before Retry-After'])
    expect(await errorOf(client.auth.test())).toBe('ok')
    await slack.close()
  })
})

const pictured = (id: string) => ({
  text: 'A picture',
  blocks: [{ type: 'image' as const, slack_file: { id }, alt_text: 'A grid' }],
  ...still,
})

async function upload(slack: Slack, more: { readonly channel_id?: string } = {}): Promise<string> {
  const { files } = await clientOf(slack).filesUploadV2({ file: png, filename: 'a.png', ...more })
  return files[0]?.files?.[0]?.id ?? ''
}

describe('files', () => {
  test('can be shown a while after their upload, and are gone once they are deleted', async () => {
    const slack = await startSlack()
    const { general } = slack.home
    const client = clientOf(slack)
    slack.fileReadyAfter = Number.POSITIVE_INFINITY
    slack.mayShowUnready = true
    const never = await upload(slack)
    expect((await client.files.info({ file: never })).file).toMatchObject({ mimetype: '', filetype: '' })
    expect(await errorOf(client.chat.postMessage({ channel: general.id, ...pictured(never) }))).toBe(
      'invalid_blocks',
    )
    slack.fileReadyAfter = 0
    slack.mayShowUnready = false
    const id = await upload(slack)
    await slack.until(() => slack.home.files.get(id)?.isReady === true)
    expect((await client.files.info({ file: id })).file).toMatchObject({
      mimetype: 'image/png',
      filetype: 'png',
    })
    await client.chat.postMessage({ channel: general.id, ...pictured(id) })
    expect(slack.violations).toEqual([])
    await client.files.delete({ file: id })
    expect(slack.violations).toEqual([expect.stringContaining('shows a deleted file')])
    expect(await errorOf(client.chat.postMessage({ channel: general.id, ...pictured(id) }))).toBe(
      'invalid_blocks',
    )
    expect(await errorOf(client.files.info({ file: id }))).toBe('file_deleted')
    await slack.close()
  })

  test('that are shown too early are a violation', async () => {
    const slack = await startSlack()
    slack.fileReadyAfter = Number.POSITIVE_INFINITY
    const id = await upload(slack)
    const { chat } = clientOf(slack)
    expect(await errorOf(chat.postMessage({ channel: slack.home.general.id, ...pictured(id) }))).toBe(
      'invalid_blocks',
    )
    expect(slack.violations).toEqual([expect.stringContaining('before it is ready')])
    await slack.close()
  })

  test('can be shared into a conversation', async () => {
    const slack = await startSlack()
    const direct = slack.home.directOf(slack.home.ben)
    const id = await upload(slack, { channel_id: direct.id })
    await slack.until(() => slack.home.shownIn(direct).length > 0)
    const { file } = await clientOf(slack).files.info({ file: id })
    expect(Object.keys(file?.shares?.private ?? {})).toEqual([direct.id])
    expect(slack.textOf(lastIn(slack, direct))).toBe('a.png')
    expect(await errorOf(upload(slack, { channel_id: slack.home.ben.id }))).toBe('channel_not_found')
    expect(slack.violations).toHaveLength(1)
    await slack.close()
  })

  test.each([
    ['of another length', Buffer.concat([png, png]), 'b.png'],
    ['that are no PNG', Buffer.from('not a png at'), 'b.png'],
  ])('%s are refused', async (_, bytes, filename) => {
    const slack = await startSlack()
    const { files } = clientOf(slack)
    const { upload_url: url = '' } = await files.getUploadURLExternal({ filename, length: png.length })
    expect((await fetch(url, { method: 'POST', body: new Uint8Array(bytes) })).status).toBe(404)
    expect(slack.violations).toHaveLength(1)
    await slack.close()
  })
})

/** What a bot would hear, over a connection on which nothing is acknowledged by itself. */
async function listen(slack: Slack) {
  const { url = '' } = await clientOf(slack, slack.appToken).apps.connections.open()
  const socket = new WebSocket(url)
  const heard: {
    readonly envelope_id: string
    readonly type: string
    readonly payload: { event_id?: string; trigger_id?: string }
    readonly retry_attempt?: number
  }[] = []
  const waiting: (() => void)[] = []
  socket.on('message', (data) => {
    heard.push(JSON.parse(String(data)))
    for (const look of waiting.splice(0)) look()
  })
  await once(socket, 'open')
  return {
    socket,
    heard,
    /** The envelope that came in that place; hello is the first. */
    async at(place: number) {
      while (heard.length <= place) await new Promise<void>((resolve) => waiting.push(resolve))
      const envelope = heard[place]
      if (envelope === undefined) throw new Error('Nothing came')
      return envelope
    },
    acknowledge: ({ envelope_id }: { readonly envelope_id: string }, payload: object = {}) =>
      socket.send(JSON.stringify({ envelope_id, payload })),
  }
}

const answerAt = (url: string | undefined, body: object) =>
  fetch(url ?? '', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

describe('response addresses', () => {
  test('take five answers within half an hour, also where the bot is no member', async () => {
    const slack = await startSlack()
    const { home, people } = slack
    const bot = await listen(slack)
    const hidden = home.openChannel('hidden', { kind: 'private', hasBot: false })
    const asked = people.slash(home.ben, 'help', hidden)
    bot.acknowledge(await bot.at(1))
    for (const text of ['1', '2', '3', '4'])
      expect((await answerAt(asked.responseUrl, { text })).status).toBe(200)
    expect(people.lastHeard(home.ben)?.text).toBe('4')
    expect(asked.isAnswered).toBe(true)
    const refusal = await answerAt(asked.responseUrl, { text: '5', blocks: [{ type: 'x' }] })
    expect([refusal.status, await refusal.text()]).toEqual([404, 'invalid_blocks'])
    await answerAt(asked.responseUrl, { text: 'for all', response_type: 'in_channel' })
    expect(slack.textOf(lastIn(slack, hidden))).toBe('for all')
    expect(await (await answerAt(asked.responseUrl, { text: '6' })).text()).toBe('used_url')
    const late = people.slash(home.ben, 'help')
    bot.acknowledge(await bot.at(2))
    slack.expireResponses()
    expect(await (await answerAt(late.responseUrl, { text: '1' })).text()).toBe('expired_url')
    expect(slack.violations).toEqual([
      expect.stringContaining('/blocks/0/type'),
      expect.stringContaining('sixth'),
    ])
    await slack.close()
  })

  test('take the answer to what was asked, whatever else the person is told meanwhile', async () => {
    const slack = await startSlack()
    const { home, people } = slack
    const bot = await listen(slack)
    const asked = people.slash(home.ben, 'help')
    bot.acknowledge(await bot.at(1))
    const client = clientOf(slack)
    const tell = (text: string) =>
      client.chat.postMessage({ channel: home.directOf(home.ben).id, text, ...still })
    await tell('a notice')
    expect(asked.note).toBeUndefined()
    await answerAt(asked.responseUrl, { text: 'the answer' })
    await tell('another notice')
    expect(people.lastHeard(home.ben)?.text).toBe('another notice')
    expect(asked.note?.text).toBe('the answer')
    expect(slack.violations).toEqual([])
    await slack.close()
  })

  test('replace or delete what was pressed on, and nothing after a command', async () => {
    const slack = await startSlack()
    const { home, people } = slack
    const bot = await listen(slack)
    const asked = people.slash(home.ben, 'help')
    bot.acknowledge(await bot.at(1))
    const blocks = [actions(button('a'))]
    await answerAt(asked.responseUrl, { text: 'note', blocks })
    const note = people.lastHeard(home.ben)
    if (note === undefined) throw new Error('Nothing was said')
    const pressed = people.press(home.ben, 'Press', note)
    const envelope = await bot.at(2)
    expect(envelope.payload).toMatchObject({
      container: { is_ephemeral: true },
      actions: [{ action_id: 'a' }],
    })
    expect(envelope.payload).not.toHaveProperty('message')
    bot.acknowledge(envelope)
    await answerAt(pressed.responseUrl, { text: 'other', replace_original: true })
    expect(note).toMatchObject({ text: 'other', edits: 1 })
    await answerAt(pressed.responseUrl, { delete_original: true })
    expect(people.lastHeard(home.ben)).toBeUndefined()
    expect(slack.violations).toEqual([])
    await answerAt(asked.responseUrl, { text: 'again', replace_original: true })
    expect(slack.violations).toEqual([expect.stringContaining('no original')])
    await slack.close()
  })
})

describe('views', () => {
  async function withForm(view: object = modal([input({ type: 'plain_text_input' }, { block_id: 'why' })])) {
    const slack = await startSlack()
    const bot = await listen(slack)
    const asked = slack.people.slash(slack.home.ben, 'form')
    const envelope = await bot.at(1)
    bot.acknowledge(envelope)
    const client = clientOf(slack)
    const open = () => client.apiCall('views.open', { trigger_id: asked.triggerId, view })
    return { slack, bot, asked, client, open }
  }

  test('open once for each trigger, within three seconds', async () => {
    const { slack, asked, open } = await withForm()
    expect(await errorOf(open())).toBe('ok')
    expect(asked.isAnswered).toBe(true)
    expect(await errorOf(open())).toBe('exchanged_trigger_id')
    expect(slack.violations).toHaveLength(1)
    asked.pastMs += 3001
    expect(await errorOf(open())).toBe('expired_trigger_id')
    expect(slack.violations).toHaveLength(1)
    await slack.close()
  })

  test('that only say to wait are no answer yet', async () => {
    const { slack, asked, open, client } = await withForm(
      modal([section(plain('Loading…'))], { submit: undefined }),
    )
    await open()
    expect(asked.isAnswered).toBe(false)
    const { id = '', hash = '' } = asked.view ?? {}
    const view = { type: 'modal' as const, title: plain('Done'), blocks: [] }
    expect(await errorOf(client.views.update({ view_id: id, hash: 'old', view }))).toBe('hash_conflict')
    await client.views.update({ view_id: id, hash, view })
    expect(asked.isAnswered).toBe(true)
    expect(await errorOf(client.views.update({ view_id: 'V1', view }))).toBe('not_found')
    await slack.close()
    expect(slack.violations).toEqual([])
  })

  test('stack three high', async () => {
    const { slack, bot, open, client } = await withForm(modal([actions(button('more'))]))
    await open()
    for (const [place, error] of [
      [2, 'ok'],
      [3, 'ok'],
      [4, 'push_limit_reached'],
    ] as const) {
      const { home, people } = slack
      const top = people.viewOf(home, home.ben)
      if (top === undefined) throw new Error('No view is open')
      const pressed = people.press(home.ben, 'Press', top)
      bot.acknowledge(await bot.at(place))
      expect(
        await errorOf(
          client.apiCall('views.push', {
            trigger_id: pressed.triggerId,
            view: modal([actions(button('more'))]),
          }),
        ),
      ).toBe(error)
    }
    expect(slack.violations).toHaveLength(1)
    await slack.close()
  })

  test('are sent with all that is filled in, and only where nothing is missing', async () => {
    const fields = [
      input({ type: 'plain_text_input', initial_value: 'x' }, { block_id: 'why' }),
      input(
        { type: 'radio_buttons', options: [option('1', 'One'), option('2', 'Two')] },
        { block_id: 'which' },
      ),
      input({ type: 'checkboxes', options: [option('yes', 'Yes')] }, { block_id: 'flag', optional: true }),
      input({ type: 'multi_users_select' }, { block_id: 'who', optional: true }),
      input({ type: 'external_select' }, { block_id: 'topic', optional: true }),
      input(
        { type: 'conversations_select', default_to_current_conversation: true, response_url_enabled: true },
        { block_id: 'where' },
      ),
    ]
    const { slack, bot, asked, open } = await withForm(modal(fields))
    await open()
    const { home, people } = slack
    const form = asked.view
    if (form === undefined) throw new Error('No form was opened')
    expect(people.submit(home.ben, form, {}).errors).toEqual({
      which: 'Please complete this required field.',
    })

    const looking = people.suggest(home.ben, form, 'topic', 'ai')
    bot.acknowledge(await bot.at(2), { options: [option('t1', 'AI control')] })
    await people.answered(looking)
    const values = { which: '2', flag: 'yes', who: `${home.ada.id},${home.ben.id}`, topic: 't1' }
    const sent = people.submit(home.ben, form, values, looking.options)
    const envelope = await bot.at(3)
    expect(envelope.payload).toMatchObject({
      type: 'view_submission',
      response_urls: [{ block_id: 'where', channel_id: home.general.id }],
      view: {
        state: {
          values: {
            why: { a: { type: 'plain_text_input', value: 'x' } },
            which: { a: { selected_option: { value: '2' } } },
            flag: { a: { selected_options: [{ value: 'yes' }] } },
            who: { a: { selected_users: [home.ada.id, home.ben.id] } },
            topic: { a: { selected_option: { text: { text: 'AI control' } } } },
            where: { a: { selected_conversation: home.general.id } },
          },
        },
      },
    })
    bot.acknowledge(envelope, { response_action: 'errors', errors: { which: 'Think again' } })
    await people.answered(sent)
    expect(sent.errors).toEqual({ which: 'Think again' })
    expect(form.isOpen).toBe(true)
    const again = people.submit(home.ben, form, values)
    bot.acknowledge(await bot.at(4), { response_action: 'errors', errors: { nothing: 'Think again' } })
    await people.acknowledged(again)
    expect(slack.violations).toEqual([expect.stringContaining('no inputs')])
    await slack.close()
  })

  test('of the home are shown to whoever looks', async () => {
    const slack = await startSlack()
    const { home, people } = slack
    const bot = await listen(slack)
    const looking = people.openHome(home.cleo)
    bot.acknowledge(await bot.at(1))
    await clientOf(slack).views.publish({
      user_id: home.cleo.id,
      view: { type: 'home', blocks: [{ type: 'section', text: plain('Hello') }] },
    })
    expect(looking.isAnswered).toBe(true)
    const shown = home.homes.get(home.cleo.id)
    expect(shown && slack.textOf(shown)).toBe('Hello')
    await slack.close()
    expect(slack.violations).toEqual([])
  })
})

describe('deliveries over Socket Mode', () => {
  test('go to each connection in turn, and to none that was asked to go', async () => {
    const slack = await startSlack()
    const { home, people, sockets } = slack
    const [first, second] = [await listen(slack), await listen(slack)]
    await sockets.waitFor(2)
    people.slash(home.ben, 'a')
    people.slash(home.ben, 'b')
    first.acknowledge(await first.at(1))
    second.acknowledge(await second.at(1))
    sockets.refresh()
    expect((await first.at(2)).type).toBe('disconnect')
    const [third, fourth] = [people.slash(home.ben, 'c'), people.slash(home.ben, 'd')]
    second.acknowledge(await second.at(2))
    second.acknowledge(await second.at(3))
    await people.acknowledged(third)
    await people.acknowledged(fourth)
    expect(sockets.count()).toBe(1)
    sockets.drop()
    expect(people.slash(home.ben, 'e').failed).toBe(true)
    await slack.close()
    expect(slack.violations).toEqual([])
  })

  test('are acknowledged once and in time, or it is a violation; events come again', async () => {
    const slack = await startSlack()
    const { home, people } = slack
    const bot = await listen(slack)
    people.slash(home.ben, 'twice')
    const twice = await bot.at(1)
    bot.acknowledge(twice)
    bot.acknowledge(twice)
    await slack.until(() => slack.violations.length === 1)
    slack.patience = 200
    people.slash(home.ben, 'late')
    const late = await bot.at(2)
    people.mention(home.ben, 'hello')
    const [event, again] = [await bot.at(3), await bot.at(4)]
    expect(event.retry_attempt).toBeUndefined()
    expect(again).toMatchObject({ retry_attempt: 1, payload: { event_id: event.payload.event_id } })
    expect(again.envelope_id).not.toBe(event.envelope_id)
    slack.patience = 100
    bot.acknowledge(late)
    await slack.until(() => slack.violations.length === 2)
    slack.patience = Number.POSITIVE_INFINITY
    bot.acknowledge(again)
    people.slash(home.ben, 'never')
    await bot.at(5)
    await slack.until(() => slack.violations.length === 2)
    expect(slack.violations).toEqual([
      expect.stringContaining('twice'),
      expect.stringMatching(/after \d+ ms/),
    ])
    await slack.close()
    expect(slack.violations).toContain('slash of ben was never acknowledged')
  })

  test('that are lost with their connection fail for the person, without blame', async () => {
    const slack = await startSlack()
    const bot = await listen(slack)
    const asked = slack.people.slash(slack.home.ben, 'lost')
    await bot.at(1)
    bot.socket.terminate()
    await slack.until(() => asked.failed === true)
    await slack.close()
    expect(slack.violations).toEqual([])
  })

  test('of the same thing again carry the same payload', async () => {
    const slack = await startSlack()
    const bot = await listen(slack)
    const asked = slack.people.slash(slack.home.ben, 'again')
    const first = await bot.at(1)
    const other = slack.people.deliverAgain(asked)
    const second = await bot.at(2)
    expect(second.payload).toEqual(first.payload)
    for (const envelope of [first, second]) bot.acknowledge(envelope)
    await answerAt(other.responseUrl, { text: 'x' })
    expect(other.isAnswered).toBe(true)
    await slack.close()
  })

  test('of events stop when the bot left, and a command still comes', async () => {
    const slack = await startSlack()
    const { home, people } = slack
    const bot = await listen(slack)
    people.removeBot(home.general)
    people.mention(home.ben, 'are you there?')
    people.slash(home.ben, 'hello')
    const left = { type: 'member_left_channel', user: home.bot.user, channel: home.general.id }
    expect((await bot.at(1)).payload).toMatchObject({ event: left })
    expect((await bot.at(2)).type).toBe('slash_commands')
    people.invite(home.general)
    people.mention(home.ben, 'and now?')
    expect((await bot.at(3)).payload).toMatchObject({ event: { type: 'app_mention' } })
    for (const envelope of bot.heard.slice(1)) bot.acknowledge(envelope)
    await slack.close()
  })
})

describe('what the bot hears', () => {
  test('in direct conversations is also what it said itself, by its own name', async () => {
    const slack = await startSlack()
    const { home, people } = slack
    const bot = await listen(slack)
    const { chat } = clientOf(slack)
    people.direct(home.ben, 'hello <b>')
    const direct = home.directOf(home.ben)
    const said = { channel: direct.id, channel_type: 'im', text: 'hello &lt;b&gt;', user: home.ben.id }
    expect((await bot.at(1)).payload).toMatchObject({ type: 'event_callback', event: said })
    const { ts = '' } = await chat.postMessage(inChannel(slack, direct))
    expect((await bot.at(2)).payload).toMatchObject({ event: { bot_id: home.bot.id, text: 'x' } })
    await chat.update({ channel: direct.id, ts, text: 'y', blocks: [{ type: 'divider' }] })
    expect((await bot.at(3)).payload).toMatchObject({
      event: { subtype: 'message_changed', message: { text: 'y' } },
    })
    for (const envelope of bot.heard.slice(1)) bot.acknowledge(envelope)
    await slack.close()
  })

  test('of menus, shortcuts and closed forms is where they were and what they hang on', async () => {
    const slack = await startSlack()
    const { home, people } = slack
    const bot = await listen(slack)
    const hidden = home.openChannel('hidden', { kind: 'private' })
    const message = people.say(home.ada, `read https://a.org with ${people.at(home.ben)}`, {
      channel: hidden,
    })
    people.menu(home.ben, 'place', message)
    expect((await bot.at(1)).payload).toMatchObject({
      type: 'message_action',
      callback_id: 'place',
      channel: { id: hidden.id, name: 'privategroup' },
      message: { text: `read <https://a.org> with <@${home.ben.id}>`, user: home.ada.id },
    })
    const asked = people.shortcut(home.ben, 'start')
    expect((await bot.at(2)).payload).toMatchObject({ type: 'shortcut', callback_id: 'start' })
    const view = modal([], { notify_on_close: true, private_metadata: 'm' })
    await clientOf(slack).apiCall('views.open', { trigger_id: asked.triggerId, view })
    if (asked.view === undefined) throw new Error('No form was opened')
    const closed = people.closeView(home.ben, asked.view)
    const last = await bot.at(3)
    expect(last.payload).toMatchObject({ type: 'view_closed', view: { private_metadata: 'm' } })
    expect(people.viewOf(home, home.ben)).toBeUndefined()
    for (const envelope of bot.heard.slice(1, 3)) bot.acknowledge(envelope)
    bot.acknowledge(last)
    await people.acknowledged(closed)
    await slack.close()
    expect(slack.violations).toEqual([])
  })
})

describe('deliveries over HTTP', () => {
  test('of events are tried again, by address in turn, and are signed', async () => {
    const slack = await startSlack()
    const requests: { readonly signature: unknown; readonly retry: unknown; readonly body: string }[] = []
    const server = createServer((request, response) => {
      const chunks: string[] = []
      request.on('data', (chunk) => chunks.push(String(chunk)))
      request.on('end', () => {
        const {
          'x-slack-signature': signature,
          'x-slack-retry-num': retry,
          'x-slack-request-timestamp': at,
        } = request.headers
        const body = chunks.join('')
        expect(slack.sign(body, { at: Number(at) })['X-Slack-Signature']).toBe(signature)
        requests.push({ signature, retry, body })
        response.writeHead(requests.length < 3 ? 500 : 200).end()
      })
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : 0
    slack.deliverBy({ kind: 'http', urls: [`http://127.0.0.1:${port}/a`, `http://127.0.0.1:${port}/b`] })
    slack.retryAfter = 0
    const asked = slack.people.mention(slack.home.ben, 'hello')
    await slack.people.acknowledged(asked)
    expect(requests.map(({ retry }) => retry)).toEqual([undefined, '1', '2'])
    expect(new Set(requests.map(({ body }) => body)).size).toBe(1)
    server.close()
    server.closeAllConnections()
    expect(slack.violations).toEqual([])
    const lost = slack.people.slash(slack.home.ben, 'nobody there')
    await slack.until(() => lost.failed === true)
    await slack.close()
    expect(slack.violations).toEqual([])
  })

  test('that somebody forges are refused by the real client', async () => {
    const slack = await startSlack()
    const receiver = new HTTPReceiver({
      signingSecret: slack.signingSecret,
      logLevel: LogLevel.ERROR,
      logger: silent,
    })
    new App({ ...quiet, receiver, token: slack.home.bot.token })
    const server = await receiver.start({ port: 0, host: '127.0.0.1' })
    const address = server.address()
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/slack/events`
    const body = JSON.stringify({ type: 'url_verification', challenge: 'x' })
    const post = async (headers: Readonly<Record<string, string>>) =>
      (
        await fetch(url, {
          method: 'POST',
          body,
          headers: { 'content-type': 'application/json', ...headers },
        })
      ).status
    const minutesAgo = Math.floor(Date.now() / 1000) - 400
    expect(await post(slack.sign(body))).toBe(200)
    expect(await post(slack.sign(body, { secret: 'guessed' }))).toBe(401)
    expect(await post(slack.sign(body, { at: minutesAgo }))).toBe(401)
    server.closeAllConnections()
    await receiver.stop()
    await slack.close()
  })
})

const quiet = { logLevel: LogLevel.ERROR, convoStore: false as const, deferInitialization: true }

/** A bot of a few lines that does one of everything. */
function furnish(app: App): void {
  const board = (line: string) => ({
    text: line.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;'),
    blocks: [
      { type: 'section' as const, text: plain(line) },
      {
        type: 'actions' as const,
        elements: [
          { type: 'button' as const, action_id: 'vote', text: plain('Vote'), value: 'yes' },
          { type: 'button' as const, action_id: 'form', text: plain('Form…') },
        ],
      },
    ],
  })
  app.command('/grid', async ({ ack, command, client }) => {
    await ack()
    const { channel_id: channel, text } = command
    await client.chat.postMessage({ channel, ...board(text), ...still })
  })
  app.action('vote', async ({ ack, body, respond, client }) => {
    await ack()
    if (body.type !== 'block_actions' || body.channel === undefined || body.message === undefined) return
    await respond({ text: 'You voted', response_type: 'ephemeral', replace_original: false })
    await client.chat.update({ channel: body.channel.id, ts: body.message.ts, ...board('1 vote') })
  })
  app.action('form', async ({ ack, body, client }) => {
    await ack()
    if (body.type !== 'block_actions') return
    const element = { type: 'plain_text_input' as const, action_id: 'why', initial_value: 'Because' }
    await client.views.open({
      trigger_id: body.trigger_id,
      view: {
        type: 'modal',
        callback_id: 'form',
        title: plain('A form'),
        submit: plain('Send'),
        blocks: [{ type: 'input', block_id: 'why', label: plain('Why'), element }],
      },
    })
  })
  app.view('form', async ({ ack, view }) => {
    const why = view.state.values.why?.why?.value
    await (why === 'Because' ? ack({ response_action: 'errors', errors: { why: 'Say more' } }) : ack())
  })
  app.event('app_mention', async ({ event, client }) => {
    const { files } = await client.filesUploadV2({ file: png, filename: 'grid.png', title: 'Grid' })
    const id = files[0]?.files?.[0]?.id ?? ''
    while ((await client.files.info({ file: id })).file?.mimetype === '') await new Promise(setImmediate)
    await client.chat.postMessage({ channel: event.channel, ...pictured(id) })
  })
}

async function overSocket(slack: Slack) {
  const clientOptions = () => ({ slackApiUrl: slack.api })
  const receiver = new SocketModeReceiver({
    appToken: slack.appToken,
    installerOptions: { clientOptions: clientOptions() },
    logLevel: LogLevel.ERROR,
  })
  const app = new App({ ...quiet, receiver, token: slack.home.bot.token, clientOptions: clientOptions() })
  await app.init()
  await app.start()
  return { app, stop: () => receiver.client.disconnect() }
}

async function listening(receiver: HTTPReceiver) {
  const server = await receiver.start({ port: 0, host: '127.0.0.1' })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('There is no port')
  return {
    origin: `http://127.0.0.1:${address.port}`,
    async stop() {
      server.closeAllConnections()
      await receiver.stop()
    },
  }
}

async function overHttp(slack: Slack) {
  const receiver = new HTTPReceiver({ signingSecret: slack.signingSecret, logLevel: LogLevel.ERROR })
  const app = new App({
    ...quiet,
    receiver,
    token: slack.home.bot.token,
    clientOptions: { slackApiUrl: slack.api },
  })
  await app.init()
  const { origin, stop } = await listening(receiver)
  slack.deliverBy({ kind: 'http', urls: [`${origin}/slack/events`] })
  return { app, stop }
}

describe.each([
  ['Socket Mode', overSocket],
  ['HTTP', overHttp],
])('the real clients over %s', (_, connect) => {
  test('post, answer, change, ask and show a picture', async () => {
    const slack = await startSlack()
    const { app, stop } = await connect(slack)
    furnish(app)
    const { people, home } = slack
    await people.answered(people.slash(home.ben, 'a & b <!channel>'))
    const board = lastIn(slack)
    expect(slack.textOf(board)).toBe('a & b <!channel>\n[Vote] [Form…]')
    await people.answered(people.press(home.ben, 'Vote', board))
    expect(people.lastHeard(home.ben)?.text).toBe('You voted')
    await slack.until(() => slack.textOf(board).startsWith('1 vote'))

    const pressed = people.press(home.cleo, 'Form…', board)
    await people.answered(pressed)
    const form = pressed.view
    if (form === undefined) throw new Error('No form was opened')
    expect(slack.textOf(form)).toBe('A form\nWhy\nBecause\n[Send]')
    const first = people.submit(home.cleo, form, {})
    await people.answered(first)
    expect(first.errors).toEqual({ why: 'Say more' })
    people.submit(home.cleo, form, { why: 'I read it' })
    await slack.until(() => !form.isOpen)

    const mention = people.mention(home.ben, 'see https://a.org/b?c=1&d=2.')
    await people.answered(mention)
    expect(mention.message?.text).toContain('see <https://a.org/b?c=1&amp;d=2>.')
    expect(slack.textOf(lastIn(slack))).toBe('A grid')
    await stop()
    await slack.close()
    expect(slack.violations).toEqual([])
    expect(await compileFaults(slack.requests)).toEqual([])
  })
})

describe('an installation', () => {
  test('gives the bot a token of the other workspace, until it is removed', async () => {
    const slack = await startSlack()
    const { away, people, clientId, clientSecret, signingSecret } = slack
    const installationStore = new MemoryInstallationStore()
    const receiver = new HTTPReceiver({
      signingSecret,
      clientId,
      clientSecret,
      stateSecret: 'a secret of the bot',
      scopes: ['chat:write', 'commands'],
      installationStore,
      installerOptions: { clientOptions: { slackApiUrl: slack.api }, directInstall: true },
      logLevel: LogLevel.ERROR,
      logger: silent,
    })
    const clientOptions = { slackApiUrl: slack.api }
    const app = new App({ ...quiet, receiver, clientOptions })
    await app.init()
    furnish(app)
    const removed: string[] = []
    app.event('app_uninstalled', async ({ body }) => void removed.push(body.team_id))
    const { origin, stop } = await listening(receiver)
    slack.deliverBy({ kind: 'http', urls: [`${origin}/slack/events`] }, away)

    const install = `${origin}/slack/install`
    expect((await people.install(away, install, { isAllowed: false })).status).toBe(500)
    expect((await people.install(away, install, { state: 'forged' })).status).toBe(400)
    expect((await people.install(away, install, { forgetsCookies: true })).status).toBe(400)
    expect(away.isInstalled).toBe(false)
    expect((await people.install(away, install)).status).toBe(200)
    expect(away.bot.scopes).toEqual(['chat:write', 'commands'])
    await people.answered(people.slash(away.ben, 'hello'))
    expect(away.shownIn(away.general)).toHaveLength(1)
    expect(slack.home.messages.size).toBe(0)

    people.uninstall(away)
    await slack.until(() => removed.length > 0)
    expect(removed).toEqual([away.id])
    expect(await errorOf(clientOf(slack, away.bot.token).auth.test())).toBe('account_inactive')
    await stop()
    await slack.close()
    expect(slack.violations).toEqual([])
  })
})

test('what was sent is compiled against Slack’s own types', async () => {
  const blocks = [{ type: 'section', text: { type: 'plain_text', text: 'x' } }]
  const sent = { channel: 'C1', text: 'x', ...still }
  expect(await compileFaults([{ method: 'chat.postMessage', args: { ...sent, blocks } }])).toEqual([])
  const wrong = [{ type: 'section', words: 'x' }]
  expect(await compileFaults([{ method: 'response', args: { text: 'x', blocks: wrong } }])).toHaveLength(1)
  expect(
    await compileFaults([
      { method: 'views.open', args: { trigger_id: 'x', view: { type: 'modal', blocks } } },
    ]),
  ).not.toEqual([])
})
