import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anchorOf } from '../../adapters/pages/atlas-table.ts'
import { aliasKind } from '../../src/paper/known-papers.ts'
import type { PaperId } from '../../src/paper/paper.ts'
import { withGroup } from '../reading/test-group.ts'
import { buttonsIn, startTestBot } from '../test-bot.ts'
import { placeAddress } from './link-page.ts'
import { publicUrl, servePages } from './open-pages.ts'
import { placePolls } from './place-polls.ts'

const dayMs = 86_400_000
const joined = 'doi:10.1000/joined' as PaperId
const anchor = anchorOf({ paper: { id: joined, title: '', authors: [] } })

/** A page, as a client asks for it that has the one with that ETag. */
async function read({ get }: ReturnType<typeof servePages>, path: string, etag?: string) {
  const response = await get(path, etag === undefined ? {} : { 'if-none-match': etag })
  return {
    status: response.status,
    etag: response.headers.get('etag') ?? '',
    text: await response.text(),
  }
}

/** Two processes on one database, with a page of counts and a full page of a channel. */
async function withTwoProcesses() {
  const chat = { address: 'https://chat.example/' }
  const options = { publicUrl, linkTo: async ({ id }: { id: string }) => chat.address + id, hasGuests: false }
  const first = await startTestBot(options)
  const second = await startTestBot({ ...options, database: first.file })
  const mona = first.as('Mona', 'manager')
  const ids = await placePolls(first, [
    { paper: '2312.06942', votes: { 8: 3 }, isOpen: true },
    { paper: '2401.00001', votes: { 0: 3, 8: 3 } },
    { paper: 'Typed with a slip', votes: { 8: 5 }, isOpen: true },
    { paper: 'To be deleted', votes: { 4: 5 } },
    { paper: 'Held elsewhere', votes: { 4: 5 }, channel: 'other' },
  ])
  const link = async (kind: string) => {
    const args = { of: 'channel', kind, term: 'none', sure: 'yes' }
    const made = await mona.ask({ command: 'link-page', args })
    return placeAddress.exec(JSON.stringify(made))?.[1] ?? ''
  }
  const paths = { counts: `${await link('counts')}?in=*`, full: `${await link('full')}?in=*&view=table` }
  const served = [servePages(first), servePages(second)] as const
  const tables = [first, second] as const
  const pass = (ms: number) => {
    first.clock.advance(ms)
    second.clock.advance(first.clock.now() - second.clock.now())
  }
  return {
    ...{ first, mona, ids, paths, chat, tables, pass },
    /** The same page of each process. */
    read: (path: string, etag?: string) => Promise.all(served.map((one) => read(one, path, etag))),
    async [Symbol.asyncDispose]() {
      for (const { [Symbol.asyncDispose]: close } of [...served, second, first]) await close()
    },
  }
}

type Two = Awaited<ReturnType<typeof withTwoProcesses>>

/** Changes, one after another, and what a page that has changed shows from then on. */
const changes: readonly (readonly [
  what: string,
  act: (two: Two) => unknown,
  shown: { readonly counts?: RegExp; readonly full?: RegExp },
])[] = [
  [
    'a vote',
    ({ first, ids }) => first.as('Zoe').ask({ command: 'vote', args: { poll: ids[0] ?? '', answer: '0' } }),
    { full: /AI Control.*?<td>4<\/td>/s },
  ],
  [
    'a vote that moves the paper',
    async ({ first, ids }) => {
      for (const name of ['Yan', 'Xia'])
        await first.as(name).ask({ command: 'vote', args: { poll: ids[0] ?? '', answer: '0' } })
    },
    { counts: /Engineering, Average-case: 2 papers/, full: /AI Control.*?<td>6<\/td><td>split/s },
  ],
  [
    'a close',
    ({ first, ids }) => first.as('Ada').ask({ command: 'close', args: { paper: ids[0] ?? '' } }),
    { counts: /Latest outcomes.*AI Control/s, full: /Latest outcomes.*AI Control/s },
  ],
  [
    'another round',
    async ({ first, ids }) => {
      await first.as('Ada').ask({ command: 'revote', args: { paper: ids[0] ?? '' } })
      for (const name of ['Ben', 'Cleo', 'Dan'])
        await first.as(name).ask({ command: 'vote', args: { poll: ids[0] ?? '', answer: '7' } })
      await first.as('Ada').ask({ command: 'close', args: { paper: ids[0] ?? '' } })
    },
    { counts: /Cognitivist, Pessimistic-case: 1 paper/, full: /AI Control.*?<td>3<\/td>/s },
  ],
  [
    'a title',
    ({ first, ids }) =>
      first
        .as('Ada')
        .ask({ command: 'amend', args: { poll: ids[2] ?? '', title: 'Typed well', closes: 'never' } }),
    { counts: /Typed well/, full: /Typed well/ },
  ],
  [
    'a link of a poll',
    ({ mona, ids }) =>
      mona.ask({ command: 'link', args: { poll: ids[2] ?? '', kind: 'counts', term: 'none' } }),
    {
      counts: /href="\/p\/[0-9a-z]{26}" title="Typed well"/,
      full: /href="\/p\/[0-9a-z]{26}"><span dir="auto">Typed well/,
    },
  ],
  [
    'an erased voter',
    ({ first }) => first.as('Voter4').ask({ command: 'forget-me', args: { sure: 'yes', votes: 'yes' } }),
    { full: /Typed well.*?<td>4<\/td>/s },
  ],
  [
    'a deleted poll',
    ({ first, ids }) =>
      first.as('Ada').ask({ command: 'delete', args: { paper: ids[3] ?? '', sure: 'yes' } }),
    { counts: /^(?!.*To be deleted)/s, full: /^(?!.*To be deleted)/s },
  ],
  [
    'another id of a paper',
    ({ first }) => first.store.collection(aliasKind).set('arxiv:2401.00001', joined),
    { counts: new RegExp(`#${anchor}"`), full: new RegExp(`id="${anchor}"`) },
  ],
  [
    'a channel that fewer people see',
    ({ tables }) => {
      for (const { conversations } of tables) conversations.set('other', 'for-some')
    },
    { counts: /^(?!.*Held elsewhere)/s, full: /^(?!.*Held elsewhere)/s },
  ],
  [
    'another address of messages',
    ({ chat }) => {
      chat.address = 'https://moved.example/'
    },
    { full: /https:\/\/moved\.example\// },
  ],
  [
    'a group of the channel',
    async ({ first }) => {
      const ada = first.as('Ada', 'manager')
      await ada.press(await ada.type('reading schedule wed 17:00 UTC'), 'Confirm')
    },
    { counts: /^(?!.*<h1 dir="auto">#main)/s, full: /^(?!.*<h1 dir="auto">#main)/s },
  ],
  [
    'a week',
    ({ pass }) => pass(8 * dayMs),
    { counts: /^(?!.*<b><bdi>Greenblatt)/s, full: /Typed well.*?1 December 2026/s },
  ],
  [
    'a new paper',
    ({ first }) => placePolls(first, [{ paper: 'A newer one', votes: { 2: 3 } }]),
    { counts: /<b><bdi>A newer one/s, full: /Latest outcomes.*A newer one/s },
  ],
  [
    'an atlas for everyone',
    async ({ first, pass }) => {
      pass(60_000)
      await first.as('Ada').ask({ command: 'atlas', args: { share: 'yes' } })
    },
    { counts: /^(?!.*<b><bdi>A newer one)/s },
  ],
]

describe('a page about many papers that has not changed', () => {
  let two: Two
  beforeAll(async () => {
    two = await withTwoProcesses()
  })
  afterAll(() => two?.[Symbol.asyncDispose]())

  test.each(changes)('is sent again in each process after %s', async (_, act, shown) => {
    // Only so many requests a minute are answered.
    two.pass(60_000)
    const before = { counts: await two.read(two.paths.counts), full: await two.read(two.paths.full) }
    for (const kind of ['counts', 'full'] as const)
      for (const { etag } of before[kind])
        expect((await two.read(two.paths[kind], etag)).map(({ status }) => status)).toEqual([304, 304])
    await act(two)
    for (const kind of ['counts', 'full'] as const) {
      const words = shown[kind]
      if (words === undefined) continue
      for (const [i, { text, etag: old }] of before[kind].entries()) {
        expect(text).not.toMatch(words)
        const after = (await two.read(two.paths[kind], old))[i]
        expect(after?.status).toBe(200)
        expect(after?.text).toMatch(words)
      }
      const [again] = await two.read(two.paths[kind])
      const known = await two.read(two.paths[kind], again?.etag)
      expect(known.map(({ status }) => status)).toEqual([304, 304])
    }
  })

  test('is gone in each process once its link is withdrawn', async () => {
    two.pass(60_000)
    const [{ etag } = { etag: '' }] = await two.read(two.paths.counts)
    const listed = await two.mona.type('links')
    const buttons = buttonsIn(listed).filter(({ label }) => label === 'Withdraw')
    for (const { call } of buttons) await two.mona.ask(call)
    expect((await two.read(two.paths.counts, etag)).map(({ status }) => status)).toEqual([404, 404])
  })
})

test('the full page of a season is sent again once its leader hides on pages', async () => {
  await using group = await withGroup({ publicUrl })
  const { ada, ben, goTo, post, table } = group
  await using served = servePages(table)
  await ada.type('reading facilitators order:table:ben')
  await ben.type('reading add AI Control')
  await goTo('2026-11-25T17:01:00Z')
  const poll = post('Open, votes hidden')
  await ben.press(poll, 'Cog · Worst')
  await goTo('2026-11-26T17:05:00Z')
  const offered = buttonsIn(await ada.ask({ command: 'link-page', args: {} }))
  const season = offered.find(({ call }) => call.args.of === 'season')?.call.args
  const made = await ada.ask({
    command: 'link-page',
    args: { ...season, kind: 'full', term: 'none', sure: 'yes' },
  })
  const path = placeAddress.exec(JSON.stringify(made))?.[1] ?? ''
  const { text, etag } = await read(served, path)
  expect(text).toContain('<bdi>ben</bdi>')
  expect((await read(served, path, etag)).status).toBe(304)
  const id = /p_[a-z0-9]{10}/.exec(JSON.stringify(poll.views))?.[0] ?? ''
  await ben.ask({ command: 'hide-me', args: { poll: id } })
  const after = await read(served, path, etag)
  expect(after.status).toBe(200)
  expect(after.text).not.toMatch(/\bben\b/i)
})
