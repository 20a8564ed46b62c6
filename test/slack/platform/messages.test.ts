import { describe, expect, test } from 'vitest'
import { type Slack, startSlack } from '../../platforms/slack/loopback.ts'
import { long, many, plain } from './blocks.ts'
import { clientOf, errorOf, inChannel } from './clients.ts'
import { png } from './pictures.ts'

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
