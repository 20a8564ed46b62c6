import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { isAmong, type Keyed, pathsOf, withoutKey, withUnknownKeys } from '../platforms/changed-keys.ts'
import { isRecordedHere, readRecorded } from '../platforms/recorded.ts'
import type { Channel } from '../platforms/slack/entities.ts'
import { messagePayload } from '../platforms/slack/messages.ts'
import { enveloped } from '../platforms/slack/payloads.ts'
import { payloads } from './payloads.ts'
import { readerOf } from './readers.ts'
import { recordedAsNothing, recordedReadings } from './recorded-readings.ts'
import { seatedInProcess } from './table.ts'

const Keys = z.looseObject({})

/** Every recorded payload that something reads. */
const recordedPayloads = [...readRecorded('slack')].filter(([, payload]) => readerOf(payload) !== undefined)

function checkReading(payload: Keyed): void {
  const reader = readerOf(payload)
  if (reader === undefined) throw new Error('Nothing reads this')
  const read = reader.read(payload)
  expect(reader.read(Keys.parse(withUnknownKeys(payload)))).toEqual(read)
  for (const path of pathsOf(payload)) {
    if (isAmong(path, reader.required)) continue
    expect(() => reader.read(withoutKey(payload, path)), `without ${path.join('.')}`).not.toThrow()
  }
}

describe('a payload is read, also with keys that nobody knows and without any that may be left out', () => {
  test.each(Object.entries(payloads))('%s', (_, payload) => {
    checkReading(payload)
  })

  describe.skipIf(!isRecordedHere)(
    'as Slack sent it (skipped where no folder shared/reference/payloads lies around the project)',
    () => {
      test.each(recordedPayloads)('%s', (_, payload) => {
        checkReading(payload)
      })

      test.each(recordedPayloads)('%s says who did it, where, and what it is about', (name, payload) => {
        const read = readerOf(payload)?.read(payload)
        if (recordedAsNothing.includes(name)) expect(read).toBeUndefined()
        else expect(read).toMatchObject(recordedReadings[name] ?? { actor: 'somebody else' })
      })

      test('in every file', () => {
        const expected = [...Object.keys(recordedReadings), ...recordedAsNothing]
        expect(recordedPayloads.map(([name]) => name).toSorted()).toEqual(expected.toSorted())
      })
    },
  )
})

describe('what is read of', () => {
  test.each([
    [
      'a press in a channel',
      { user: 'U0OWNUSER01', handle: 'own.user', channel: 'C0OWNCHAN01', thread: undefined, onNote: false },
    ],
    ['a press in a thread', { thread: '1790000000.000100', onNote: false }],
    ['a press on what only they see', { thread: '1790000000.000100', onNote: true }],
    [
      'a press in the App Home',
      { channel: undefined, view: { id: 'V0OWNHOME01', isHome: true }, fromHome: true },
    ],
    ['the menu of a message', { channel: 'C0OWNCHAN01', thread: undefined }],
    ['the global menu', { user: 'W0OWNUSER02', handle: 'own.user', channel: undefined }],
    ['a form with a channel', { responseUrl: 'https://hooks.slack.com/app/T0OWNTEAM01/2/recorded' }],
    ['a command', { user: 'U0OWNUSER01', handle: 'own.user', channel: 'C0OWNCHAN01' }],
    ['a mention', { channel: 'C0OWNCHAN01', thread: undefined, isDirect: false }],
    ['a mention in a thread', { thread: '1790000000.000100' }],
    ['a direct message', { channel: 'D0OWNDIRECT', isDirect: true }],
  ] as const)('%s says who did it, and where', (name, actor) => {
    const payload: Keyed = payloads[name]
    expect(readerOf(payload)?.read(payload)).toMatchObject({ actor })
  })

  test.each([
    ['a press in a channel', { control: 'vote?poll=p_aaaaaaaaaa&answer=8' }],
    ['a press on a button without a value', { control: '' }],
    ['a choice in a menu', { control: 'vote?poll=p_aaaaaaaaaa&answer=unsure' }],
    [
      'a form',
      {
        title: 'Start a poll',
        under: new Map([['paper', 'a link & its title']]),
        inputs: ['paper', 'closes'],
      },
    ],
    ['a field that looks for its options', { option: 'paper', typed: 'AI con' }],
    ['a command', { words: 'poll https://arxiv.org/abs/2312.06942 closes fri 17:00' }],
    ['a mention', { words: 'poll https://arxiv.org/abs/2312.06942' }],
  ] as const)('%s says what it is about', (name, content) => {
    const payload: Keyed = payloads[name]
    expect(readerOf(payload)?.read(payload)).toMatchObject(content)
  })

  test.each([
    [
      'the Messages tab',
      { tab: 'messages', actor: { channel: 'D0OWNDIRECT', isDirect: true, looksAt: 'C0OWNCHAN01' } },
    ],
    ['a look at a channel', { user: 'U0OWNUSER01', channel: 'C0OWNCHAN01' }],
    ['a look at nothing', { user: 'U0OWNUSER01', channel: undefined }],
    ['a direct message beside a message', { actor: { isDirect: true, looksAt: 'C0OWNCHAN01' } }],
    [
      'links that were posted',
      {
        actor: { user: 'U0OWNUSER01', channel: 'C0OWNCHAN01', thread: '1790000000.000100' },
        links: 'https://arxiv.org/abs/2312.06942\nhttps://www.lesswrong.com/posts/aaaaaaaaaaaaaaaaa/a-post',
      },
    ],
  ] as const)('%s says where the person is, and what they look at', (name, content) => {
    const payload: Keyed = payloads[name]
    expect(readerOf(payload)?.read(payload)).toMatchObject(content)
  })

  test.each([
    ['where the bot isn’t', { is_bot_user_member: false }],
    ['in direct messages', { channel: 'D0OWNDIRECT' }],
    ['from nowhere known', { source: undefined }],
  ])('links %s are nothing', (_, more) => {
    const payload = { ...payloads['links that were posted'].event, ...more }
    expect(readerOf(payload)?.read(payload)).toBeUndefined()
  })

  test.each(['an edit of a message', 'an own echo', 'links that are being typed'] as const)(
    '%s is nothing',
    (name) => {
      expect(readerOf(payloads[name])?.read(payloads[name])).toBeUndefined()
    },
  )
})

describe('with Slack,', () => {
  test('the same words that come as two events are answered once, in a channel and alone with the bot', async () => {
    await using table = await seatedInProcess('http')
    const { slack } = table
    const { home, people } = slack
    slack.subscribed.add('message.channels')
    const mention = people.mention(home.ben, 'results')
    await people.answered(mention)
    const direct = people.direct(home.ben, 'results')
    await people.answered(direct)
    const { message } = direct
    if (message === undefined) throw new Error('Nothing was written')
    const event = { ...messagePayload(home, message), type: 'app_mention', channel: message.channel }
    const again = people.tell({
      ...{ kind: 'event', type: 'events_api', person: home.ben, workspace: home },
      payload: () => enveloped(home, 'Ev0OWNEVENT2', event),
    })
    await people.acknowledged(again)
    // It is answered after what came before it.
    await people.answered(people.slash(home.ada, 'help'))
    const answersIn = ({ id }: Channel) =>
      [...home.messages.values()].filter(
        ({ by, channel, seenBy }) => by === home.bot.user && channel === id && seenBy !== home.ada.id,
      )
    expect(answersIn(home.general)).toHaveLength(1)
    expect(answersIn(home.directOf(home.ben))).toHaveLength(1)
  })

  test('what Slack itself writes to the bot is left alone, and so is what the bot doesn’t listen to', async () => {
    await using table = await seatedInProcess('http')
    const { cruxgrid, slack } = table
    const { home, people } = slack
    const direct = home.directOf(home.ben)
    const before = slack.requests.length
    const events = [
      {
        type: 'message',
        user: 'USLACK',
        text: 'archived the channel',
        ts: '1790000010.000100',
        channel_type: 'im',
      },
      { type: 'reaction_added', user: home.ben.id, reaction: '+1', item: { type: 'message' } },
      { type: 'assistant_thread_started', assistant_thread: { user_id: home.ben.id } },
      { type: 'app_context_changed', user: home.ben.id, context: { entities: [] } },
      {
        type: 'function_executed',
        function: { callback_id: 'hello' },
        function_execution_id: 'Fx0OWNSTEP01',
        bot_access_token: 'xwfp-own',
      },
      { type: 'member_joined_channel', user: home.bot.user, channel_type: 'C' },
      { type: 'link_shared', user: home.ben.id, links: [] },
    ]
    for (const [i, event] of events.entries())
      await people.acknowledged(
        people.tell({
          ...{ kind: 'event', type: 'events_api', person: home.ben, workspace: home },
          payload: () =>
            enveloped(home, `Ev0OWNOTHER${i}`, {
              ...event,
              channel: direct.id,
              event_ts: '1790000010.000100',
            }),
        }),
      )
    await people.answered(people.slash(home.ada, 'help'))
    expect(home.shownIn(direct)).toEqual([])
    expect(slack.requests.slice(before).filter(({ method }) => method?.startsWith('chat.'))).toEqual([])
    expect(cruxgrid.log.filter((line) => /"level":[456]0/.test(line))).toEqual([])
  })
})
