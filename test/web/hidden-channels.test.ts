import { describe, expect, test } from 'vitest'
import type { Reply, WebState } from '../../adapters/web/wire.ts'
import type { View } from '../../src/chat/view.ts'
import { until } from '../until.ts'
import { buttonsOf, textOf, wordsOfRefusal } from '../view-text.ts'
import { bodyOf, openWeb } from './open-web.ts'

const absent = "I can't find that."

/** A channel for Ada, Cleo and Dan, which Cleo manages, with a poll by Ada. */
async function withClosedChannel() {
  const playground = await openWeb()
  await playground.post('/api/channels', {
    name: 'closed',
    people: ['web:ada', 'web:dan'],
    managers: ['web:cleo'],
  })
  const ask = (person: string, text: string, channel = 'general') =>
    bodyOf<Reply>(playground.post('/api/call', { person: `web:${person}`, channel, text: `/grid ${text}` }))
  await ask('dan', 'poll arXiv:2312.06942', 'closed')
  const said = await playground.as('Ada', 'closed').sees()
  const poll = buttonsOf(said.at(-1)?.view as View)[0]?.call.args.poll
  return { playground, ask, poll, [Symbol.asyncDispose]: () => playground[Symbol.asyncDispose]() }
}

const wordsOf = (reply: Reply): string => {
  if (reply.kind === 'refusal') return wordsOfRefusal(reply)
  return reply.kind === 'shown' ? textOf(reply.view) : reply.kind
}

describe('a channel for some people', () => {
  test('is in the list of those, and of nobody else', async () => {
    await using chat = await withClosedChannel()
    const channelsOf = async (query: string) =>
      (await bodyOf<WebState>(chat.playground.get(`/api/state${query}`))).channels
    for (const person of ['ada', 'dan', 'cleo'])
      expect(await channelsOf(`?person=web:${person}`), person).toContain('closed')
    expect(await channelsOf('?person=web:ben')).not.toContain('closed')
    expect(await channelsOf('')).not.toContain('closed')
  })

  test('is not there for others, by its name either', async () => {
    await using chat = await withClosedChannel()
    const unknown = await bodyOf(chat.playground.get('/api/messages?person=web:ben&channel=nowhere'))
    expect(await bodyOf(chat.playground.get('/api/messages?person=web:ben&channel=closed'))).toEqual(unknown)
    expect(wordsOf(await chat.ask('ben', 'results', 'closed'))).toContain('That channel no longer exists.')
    expect(wordsOf(await chat.ask('ada', 'results', 'closed'))).toContain('No votes yet')
  })

  test('pushes what is said there to those who see it', async () => {
    await using chat = await withClosedChannel()
    await using ada = await chat.playground.as('Ada').listen()
    await using ben = await chat.playground.as('Ben').listen()
    await chat.playground.as('Ada', 'closed').type('Between us.')
    await chat.playground.as('Ada').type('For all.')
    for (const { heard } of [ada, ben]) await until(() => heard.some(({ data }) => data.includes('For all.')))
    expect(ada.heard.some(({ data }) => data.includes('Between us.'))).toBe(true)
    expect(ben.heard.some(({ data }) => data.includes('Between us.'))).toBe(false)
  })

  test.each(['results', 'export', 'close', 'delete', 'edit', 'remind'])(
    'has no poll for others: %s by its id',
    async (command) => {
      await using chat = await withClosedChannel()
      expect(wordsOf(await chat.ask('ben', `${command} ${chat.poll}`))).toContain(absent)
      expect(wordsOf(await chat.ask('ada', 'results', 'closed'))).toContain('No votes yet')
    },
  )

  test('has no page and no picture of its poll for others, nor for who says nobody', async () => {
    await using chat = await withClosedChannel()
    const statusOf = async (path: string) => (await chat.playground.get(path)).status
    const absent = await (await chat.playground.get('/api/page/p_0000000000')).text()
    for (const query of ['', '?person=web:ben', '?person=web:nobody']) {
      const page = await chat.playground.get(`/api/page/${chat.poll}${query}`)
      expect([page.status, await page.text()], query).toEqual([404, absent])
      expect(await statusOf(`/p/${chat.poll}.png${query}`), query).toBe(404)
    }
    for (const person of ['ada', 'dan', 'cleo']) {
      const page = bodyOf<View>(chat.playground.get(`/api/page/${chat.poll}?person=web:${person}`))
      expect(textOf(await page), person).toContain('No votes yet.')
      expect(await statusOf(`/p/${chat.poll}.png?person=web:${person}`), person).toBe(200)
    }
  })

  test('has a manager, who is one nowhere else', async () => {
    await using chat = await withClosedChannel()
    await chat.ask('ada', 'poll arXiv:2204.05862')
    expect(wordsOf(await chat.ask('cleo', 'close'))).toMatch(/^Only .* can close this poll\./)
    expect(wordsOf(await chat.ask('cleo', `close ${chat.poll}`))).toContain('Closed round 1')
  })

  test('gives a poll to who sees it, in another channel to them alone, and shares it only there', async () => {
    await using chat = await withClosedChannel()
    const ask = (command: string) =>
      bodyOf<Reply>(
        chat.playground.post('/api/call', {
          person: 'web:ada',
          channel: 'general',
          call: { command, args: { poll: chat.poll } },
        }),
      )
    const shown = await ask('show')
    expect(shown.kind).toBe('shown')
    expect(wordsOf(shown)).toContain('2312.06942')
    expect(await ask('share')).toMatchObject({ kind: 'refusal', where: { channel: 'closed' } })
    expect(await chat.playground.as('Ada', 'general').sees()).toEqual([])
  })
})

test('a guest votes and manages nothing', async () => {
  await using playground = await openWeb()
  const { id } = await bodyOf<{ id: string }>(playground.post('/api/people', { name: 'Gus', rank: 'guest' }))
  await playground.as('Ada').type('/grid poll arXiv:2312.06942')
  const ask = (text: string) =>
    bodyOf<Reply>(
      playground.post('/api/call', { person: id, channel: 'reading-group', text: `/grid ${text}` }),
    )
  expect(wordsOf(await ask('close'))).toMatch(/^Only .* can close this poll\./)
  expect(wordsOf(await ask('export all json'))).toContain('Only a manager')
  expect(wordsOf(await ask('results'))).toContain('No votes yet')
})
