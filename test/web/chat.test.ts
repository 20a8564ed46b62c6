import { describe, expect, test } from 'vitest'
import { playgroundSpace } from '../../adapters/web/message-store.ts'
import type { Reply, WebState } from '../../adapters/web/wire.ts'
import { PersonId, type Place } from '../../src/chat/caller.ts'
import type { View } from '../../src/chat/view.ts'
import { until } from '../until.ts'
import { buttonsOf, textOf } from '../view-text.ts'
import { bodyOf, openWeb } from './open-web.ts'

const paper = 'https://arxiv.org/abs/2312.06942'
const general: Place = { platform: 'web', space: playgroundSpace, channel: 'general' }
const view = (words: string): View => ({ summary: words, parts: [{ kind: 'text', text: words }] })

describe('typing', () => {
  test('words to the people are shown to everyone as they are', async () => {
    await using playground = await openWeb()
    await playground.as('Ben').type('<b>Shall</b> we read this?')
    const [said] = await playground.as('Ada').sees()
    expect(said).toMatchObject({ author: 'web:ben', text: '<b>Shall</b> we read this?' })
  })

  test.each([`/grid poll ${paper}`, `@Cruxgrid poll ${paper}`, `@cruxgrid, poll ${paper}`])(
    '%s opens a poll that everyone sees, under the words that asked for it',
    async (words) => {
      await using playground = await openWeb()
      expect(await playground.as('Ada').type(words)).toMatchObject({ kind: 'posted' })
      const seen = await playground.as('Eve').sees()
      expect(seen).toMatchObject([{ author: 'web:ada', text: words }, { view: {} }])
    },
  )

  test('a private answer is for who asked alone', async () => {
    await using playground = await openWeb()
    expect(await playground.as('Ada').type('/grid help')).toMatchObject({ kind: 'shown' })
    expect(await playground.as('Ada').sees()).toEqual([])
  })

  test('what the bot does not know is refused politely', async () => {
    await using playground = await openWeb()
    expect(await playground.as('Ada').type('/grid frobnicate')).toMatchObject({ kind: 'refusal' })
    expect(await playground.as('Ada').sees()).toEqual([])
  })

  test('people are named as they are called, and who is not there is named back', async () => {
    await using playground = await openWeb()
    await playground.as('Ada').type(`/grid poll ${paper} expect:@Ben, cleo`)
    const [, board] = await playground.as('Ada').sees()
    expect(textOf(board?.view ?? view(''))).toContain('0 of 2')
    const reply = await playground.as('Ada').type('/grid poll 1906.01820 expect:Zoe')
    expect(reply).toMatchObject({ kind: 'form', intro: [expect.stringContaining('Zoe')] })
  })

  test('a thread holds its own messages, and its message counts them', async () => {
    await using playground = await openWeb()
    const ada = playground.as('Ada')
    await ada.type('What about this one?')
    const [first] = await ada.sees()
    await ada.type('I liked it.', first?.id)
    expect(await ada.sees()).toMatchObject([{ text: 'What about this one?', replies: 1 }])
    expect(await ada.sees(first?.id)).toMatchObject([{ id: first?.id }, { text: 'I liked it.' }])
  })

  test('commands and options are completed', async () => {
    await using playground = await openWeb()
    const suggest = async (text: string) =>
      (await playground.post('/api/suggest', { person: 'web:ada', channel: 'general', text })).json()
    expect(await suggest('/g')).toMatchObject([{ insert: '/grid ' }])
    expect(await suggest('/grid pol')).toMatchObject([{ insert: '/grid poll ', label: 'poll' }])
    expect(await suggest(`/grid poll ${paper} bl`)).toMatchObject([{ insert: `/grid poll ${paper} blind ` }])
    expect(await suggest('Hello')).toEqual([])
  })
})

describe('pressing', () => {
  test('a vote is confirmed to the voter alone and counted for everyone', async () => {
    await using playground = await openWeb()
    const [ada, ben] = [playground.as('Ada'), playground.as('Ben')]
    await ada.type(`/grid poll ${paper}`)
    const board = async () => (await ada.sees()).at(-1)?.view ?? view('')
    const button = buttonsOf(await board()).find(({ label }) => label === 'Cog · Worst')
    if (button === undefined) throw new Error('There is no such button')
    const reply = await ben.press(button.call)
    expect(reply.kind === 'shown' && textOf(reply.view)).toContain(
      'Your vote: Cognitivist science × Worst-case',
    )
    await until(async () => textOf(await board()).includes('1 vote'))
    expect(textOf(await board())).not.toContain('Your vote:')
  })

  test('the rank is the one that is kept, whatever a request says', async () => {
    await using playground = await openWeb()
    const body = { person: 'web:eve', channel: 'general', rank: 'admin', text: '/grid settings' }
    const buttonsFor = async (person: string) => {
      const reply = await bodyOf<Reply>(playground.post('/api/call', { ...body, person }))
      return reply.kind === 'shown' ? buttonsOf(reply.view).map(({ label }) => label) : undefined
    }
    expect(await buttonsFor('web:eve')).toEqual([])
    expect(await buttonsFor('web:ada')).toEqual(['Change…', 'Managers…'])
  })

  test.each([
    ['Asia/Tokyo', ', 17:00 (Tokyo), '],
    ['Middle/Earth', undefined],
    ['+02:00', undefined],
  ])('times are read in the zone of the browser, and asked for unless %s is one', async (zone, closing) => {
    await using playground = await openWeb()
    const body = {
      person: 'web:ada',
      channel: 'reading-group',
      zone,
      text: `/grid poll ${paper} closes:fri 17:00`,
    }
    const reply = await bodyOf<Reply>(playground.post('/api/call', body))
    const [, board] = await playground.as('Ada').sees()
    if (closing === undefined) {
      expect(reply).toMatchObject({ happened: 'To read “fri 17:00” I need your time zone.' })
      expect(board).toBeUndefined()
    } else expect(textOf(board?.view ?? view(''))).toContain(closing)
  })

  test('the page of a poll shows what may be seen, and nothing is there for an unknown one', async () => {
    await using playground = await openWeb()
    await playground.as('Ada').type(`/grid poll ${paper}`)
    const [, board] = await playground.as('Ada').sees()
    const poll = buttonsOf(board?.view ?? view(''))[0]?.call.args.poll
    const page = await bodyOf<View>(playground.get(`/api/page/${poll}`))
    expect(textOf(page)).toContain('2312.06942')
    expect((await playground.get('/api/page/p_00000000')).status).toBe(404)
  })
})

describe('what the bot says by itself', () => {
  test('the same key twice gives one message, also at the same time', async () => {
    await using playground = await openWeb()
    const { port } = playground
    const [first, second] = await Promise.all([
      port.post(general, view('Once'), 'key'),
      port.post(general, view('Once'), 'key'),
    ])
    expect(second).toEqual(first)
    expect(await port.post(general, view('Later'), 'key')).toEqual(first)
    expect(await playground.as('Ada', 'general').sees()).toMatchObject([{ view: { summary: 'Once' } }])
  })

  test('an edit shows in place; what was never posted is gone', async () => {
    await using playground = await openWeb()
    const message = await playground.port.post(general, view('Before'), 'key')
    expect(await playground.port.edit(message, view('After'))).toBe('shown')
    expect(await playground.as('Ada', 'general').sees()).toMatchObject([{ view: { summary: 'After' } }])
    expect(await playground.port.edit({ ...message, id: 'nothing' }, view('After'))).toBe('gone')
  })

  test('what is told to one person is pushed to that person alone', async () => {
    await using playground = await openWeb()
    await using ben = await playground.as('Ben').listen()
    await using eve = await playground.as('Eve').listen()
    await playground.port.sendPrivate(PersonId.parse('web:ben'), general, view('A nudge'), 'nudge')
    await playground.port.post(general, view('For all'), 'all')
    for (const { heard } of [ben, eve]) await until(() => heard.some(({ data }) => data.includes('For all')))
    expect(ben.heard.some(({ data }) => data.includes('A nudge'))).toBe(true)
    expect(eve.heard.some(({ data }) => data.includes('A nudge'))).toBe(false)
    expect(await playground.as('Eve', 'general').sees()).toHaveLength(1)
    expect(await playground.as('Ben', 'general').sees()).toHaveLength(2)
  })
})

describe('people and channels', () => {
  test('somebody new can be spoken as at once, with any name, and everyone hears of it', async () => {
    await using playground = await openWeb()
    await using ada = await playground.as('Ada').listen()
    const added = await (await playground.post('/api/people', { name: 'Élodie 李', rank: 'manager' })).json()
    expect(added).toMatchObject({ name: 'Élodie 李', rank: 'manager' })
    await until(() => ada.heard.some(({ event }) => event === 'people'))
    const { people } = await bodyOf<WebState>(playground.get('/api/state'))
    expect(people).toContainEqual(added)
    const again = await (await playground.post('/api/people', { name: 'élodie 李', rank: 'member' })).json()
    expect(again).toMatchObject({ kind: 'refusal' })
  })

  test('a channel is added once', async () => {
    await using playground = await openWeb()
    await playground.post('/api/channels', { name: 'interpretability' })
    await playground.post('/api/channels', { name: 'interpretability' })
    const { channels } = await bodyOf<WebState>(playground.get('/api/state'))
    expect(channels).toEqual(['reading-group', 'general', 'interpretability'])
  })
})

describe('requests that the page would never make', () => {
  const here = { person: 'web:ada', channel: 'general' }
  test.each([
    ['no JSON', '{"person":'],
    ['no text', here],
    ['too much text', { ...here, text: 'x'.repeat(5000) }],
    ['a channel that is no name', { ...here, channel: '../general', text: 'Hello' }],
    ['a call that is none', { ...here, call: 'Not A Call' }],
    ['a person that is none', { ...here, person: '<script>', text: 'Hello' }],
  ])('%s is refused without being repeated', async (_, body) => {
    await using playground = await openWeb()
    const response = await playground.post('/api/call', body)
    expect(response.status).toBe(400)
    expect(await response.text()).not.toContain('<script>')
    expect(await playground.as('Ada', 'general').sees()).toEqual([])
  })

  test('of too much text it says how much', async () => {
    await using playground = await openWeb()
    const response = await playground.post('/api/call', { ...here, text: 'x'.repeat(5000) })
    expect(await response.json()).toMatchObject({
      kind: 'refusal',
      happened: 'That message is 1000 characters too long (4000 at most).',
    })
  })

  test.each([
    ['a person', { person: 'web:nobody' }],
    ['a channel', { channel: 'nowhere' }],
    ['a thread', { thread: 'nothing' }],
  ])('%s that is not there is refused', async (_, other) => {
    await using playground = await openWeb()
    const response = await playground.post('/api/call', { ...here, text: 'Hello', ...other })
    expect(await response.json()).toMatchObject({ kind: 'refusal' })
  })
})
