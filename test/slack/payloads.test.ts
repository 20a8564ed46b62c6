import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { payloads } from './payloads.ts'
import { isAmong, type Keyed, pathsOf, readerOf, withoutKey, withUnknownKeys } from './readers.ts'

const Keys = z.looseObject({})

/** The folder of payloads that Slack has sent, where it lies in or beside a folder around the project. */
function findRecorded(): string | undefined {
  for (let folder = import.meta.dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const recorded = join(folder, 'shared', 'reference', 'payloads')
    try {
      readdirSync(recorded)
      return recorded
    } catch {
      // It isn't here.
    }
  }
  return undefined
}

const recorded = findRecorded()

/** Every payload in the files of Slack, by its file and place in it. */
const recordedPayloads: readonly [name: string, payload: Keyed][] =
  recorded === undefined
    ? []
    : readdirSync(recorded)
        .filter((file) => /^slack-.*\.json$/.test(file))
        .flatMap((file) => {
          const found: unknown = JSON.parse(readFileSync(join(recorded, file), 'utf8'))
          return Object.entries(z.union([z.array(z.unknown()), Keys]).parse(found)).flatMap(
            ([key, value]): [string, Keyed][] => {
              const payload = Keys.safeParse(value)
              return payload.success ? [[`${file} ${key}`, payload.data]] : []
            },
          )
        })
        .filter(([, payload]) => readerOf(payload) !== undefined)

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

  describe.skipIf(recorded === undefined)(
    'as Slack sent it (skipped where no folder shared/reference/payloads lies around the project)',
    () => {
      test.each(recordedPayloads)('%s', (_, payload) => {
        checkReading(payload)
      })

      test('in every file', () => {
        expect(recordedPayloads.length).toBeGreaterThan(40)
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
