import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { web } from '../../adapters/web/index.ts'
import type { View } from '../../src/chat/view.ts'
import { openStore } from '../../src/store/store.ts'
import { openInProcess } from '../contracts/in-process.ts'
import { startCruxgrid } from '../running.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'
import { startTestBot } from '../test-bot.ts'
import { until } from '../until.ts'
import { buttonsOf, textOf } from '../view-text.ts'
import { bodyOf, enter, formWith, hello as greeting, openWeb, secret } from './open-web.ts'

/** Stands in everything that is sent, and must stand in no log. */
const marker = 'Zq7Typed'
const hello = { ...greeting, text: marker }

describe('what others don’t see', () => {
  test('a reminder is pushed to those who are expected, and to nobody else', async () => {
    await using playground = await openWeb()
    await using ben = await playground.as('Ben').listen()
    await using eve = await playground.as('Eve').listen()
    await playground.as('Ada').type('/grid poll AI Control expect:@Ben')
    await playground.as('Ada').type('/grid remind')
    await playground.as('Ada').type('That was the reminder.')
    for (const { heard } of [ben, eve])
      await until(() => heard.some(({ data }) => data.includes('That was the reminder.')))
    const nudges = ({ heard }: typeof ben) =>
      heard.filter(({ data }) => data.includes('is waiting for your vote'))
    expect(nudges(ben)).toHaveLength(1)
    expect(nudges(eve)).toEqual([])
    expect((await playground.as('Ada').sees()).filter(({ for: one }) => one !== undefined)).toEqual([])
  })

  test('what is refused is not logged', async () => {
    await using directory = await temporaryDirectory()
    const cruxgrid = await startCruxgrid(join(directory.path, 'refused.db'), { LOG_LEVEL: 'trace' })
    const send = async (body: string) => {
      const headers = { 'content-type': 'application/json', origin: cruxgrid.address }
      return (await fetch(`${cruxgrid.address}/api/call`, { method: 'POST', headers, body })).status
    }
    expect(await send(`{"text": "${marker}`)).toBe(400)
    expect(await send(JSON.stringify({ ...hello, channel: marker }))).toBe(400)
    expect(await send(JSON.stringify({ ...hello, person: marker }))).toBe(400)
    expect(await send(JSON.stringify([marker]))).toBe(400)
    expect(await send(JSON.stringify({ ...hello, text: marker.repeat(40_000) }))).toBe(413)
    expect(await cruxgrid.end('SIGTERM')).toBe(0)
    expect(cruxgrid.log.join('\n')).not.toContain(marker)
  })
})

test('neither the secret nor a session is logged', async () => {
  await using directory = await temporaryDirectory()
  const file = join(directory.path, 'door.db')
  const door = await openInProcess(web, file, { WEB_SECRET: secret, LOG_LEVEL: 'trace' })
  const send = (path: string, body: string, headers = {}) =>
    fetch(`${door.address}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: door.address, ...headers },
      body,
      redirect: 'manual',
    })
  const cookie = (await send('/login', formWith(secret))).headers.get('set-cookie')?.split(';', 1)[0] ?? ''
  // What can’t be read is refused, and may be quoted by what reads it.
  await send('/api/call', `{"${marker}`, { cookie, 'content-type': 'application/json' })
  await send('/logout', '', { cookie })
  await door.end('SIGTERM')
  for (const hidden of [secret, cookie.replace(/^.*=/, ''), marker])
    expect(door.log.join('\n')).not.toContain(hidden)
  expect(cookie).toMatch(/=[\w-]{43}$/)
})

describe('who is let in', () => {
  test('nothing is posted by a request that does not say where it comes from', async () => {
    await using playground = await openWeb()
    const { status } = await fetch(`${playground.address}/api/call`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(hello),
    })
    expect(status).toBe(403)
    expect(await playground.as('Ada', 'general').sees()).toEqual([])
  })

  test('a poll’s page is not there without the secret, whether there is a poll or not', async () => {
    await using playground = await openWeb({ WEB_SECRET: secret })
    const entered = await enter(playground, secret)
    const cookie = entered.headers.get('set-cookie')?.split(';', 1)[0] ?? ''
    await playground.post('/api/call', { ...hello, text: '/grid poll AI Control' }, { cookie })
    const query = 'person=web:ada&channel=general'
    const messages = playground.get(`/api/messages?${query}`, { cookie })
    const [, board] = await bodyOf<readonly { view?: View }[]>(messages)
    const poll = pollOf(board?.view)
    const over = (await enter(playground, secret)).headers.get('set-cookie')?.split(';', 1)[0] ?? ''
    await playground.post('/logout', '', { cookie: over })
    /** All that is answered, except when. */
    const answerTo = async (path: string, headers = {}) => {
      const answer = await playground.get(path, headers)
      const { date: _, ...rest } = Object.fromEntries(answer.headers)
      return { status: answer.status, text: await answer.text(), headers: rest }
    }
    const pathsOf = (id: string | undefined) => [
      `/p/${id}`,
      `/p/${id}.png`,
      `/p/${id}.png?theme=dark`,
      `/%70/${id}`,
      `/p/${id}/`,
      `/api/page/${id}`,
      `/api/page/${id}?cookie`,
    ]
    for (const headers of [{}, { cookie: over }, { cookie: 'cruxgrid=' }])
      for (const [at, path] of pathsOf(poll).entries()) {
        const answer = await answerTo(path, headers)
        expect(answer.status, path).toBe(404)
        expect(await answerTo(pathsOf('p_aaaaaaaaaa')[at] ?? '', headers), path).toEqual(answer)
      }
    expect((await playground.get(`/p/${poll}.png`, { cookie })).status).toBe(200)
    const page = await bodyOf<View>(playground.get(`/api/page/${poll}`, { cookie }))
    expect(textOf(page)).toContain('AI Control')
    expect((await playground.get(`/api/messages?${query}`)).status).toBe(401)
  })

  test('a poll of another platform has no page, for whoever is inside', async () => {
    await using directory = await temporaryDirectory()
    const database = join(directory.path, 'shared.db')
    const table = await startTestBot({ database })
    await table.as('Ada').type('/grid poll AI Control')
    const elsewhere = pollOf(table.last().views.at(-1))
    await table.leave()
    const store = await openStore(`sqlite:${database}`)
    const playground = await openWeb({}, undefined, store)
    await playground.as('Ada').type('/grid poll AI Control')
    const here = pollOf((await playground.as('Ada').sees()).at(-1)?.view)
    for (const [poll, status] of [
      [here, 200],
      [elsewhere, 404],
    ] as const)
      for (const query of ['', '?person=web:ada']) {
        expect((await playground.get(`/api/page/${poll}${query}`)).status).toBe(status)
        expect((await playground.get(`/p/${poll}.png${query}`)).status).toBe(status)
      }
    await playground[Symbol.asyncDispose]()
    await store.close()
  })
})

const pollOf = (view: View | undefined) => view && buttonsOf(view)[0]?.call.args.poll
