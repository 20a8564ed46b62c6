import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buttonsIn, wordsOf } from '../test-bot.ts'
import { linkPage, placeAddress } from './link-page.ts'
import { openPages } from './open-pages.ts'
import { placePolls } from './place-polls.ts'

describe('the page of a group', () => {
  let pages: Awaited<ReturnType<typeof openPages>>
  let path: string
  const get = async (suffix = '') => (await pages.get(path + suffix)).text()
  beforeAll(async () => {
    pages = await openPages()
    await pages.ada.type('close')
    await placePolls(pages.table, [
      { paper: 'Settled here', votes: { 8: 5 } },
      { paper: 'Split between two', votes: { 0: 3, 8: 3 } },
      { paper: 'Mostly applications', votes: { neither: 4, 0: 1 } },
      { paper: 'Too few of them', votes: { 0: 2 } },
      { paper: 'Nobody agrees', votes: { 0: 1, 2: 1, 4: 1, 6: 1 } },
      { paper: 'Secret elsewhere', votes: { 8: 5 }, channel: 'other' },
      { paper: 'In a thread', votes: { 4: 5 }, thread: 'open-thread' },
      { paper: 'In a private thread', votes: { 4: 5 }, thread: 'private' },
      { paper: 'Blind one', votes: { 1: 5 }, words: 'blind', isOpen: true },
    ])
    pages.table.conversations.set('private', 'for-some')
    path = await linkPage(pages, 'channel')
  })
  afterAll(() => pages[Symbol.asyncDispose]())

  const cell = (page: string, name: string) => {
    const [, inside = ''] = page.split(`aria-label="${name}`)
    return inside.split('</section>', 1)[0] ?? ''
  }

  test('lists each paper in its cell, a split one in both, and the others below', async () => {
    const page = await get()
    expect(cell(page, 'Cognitivist, Worst-case: 2 papers')).toContain('Settled here')
    expect(cell(page, 'Cognitivist, Worst-case: 2 papers')).toContain('Split between two')
    expect(cell(page, 'Engineering, Average-case: 1 paper')).toContain('split: in both places')
    expect(cell(page, 'Behaviorist, Pessimistic-case: 1 paper')).toContain('In a thread')
    expect(cell(page, 'Engineering, Worst-case')).toContain('none yet')
    expect(page).toMatch(/class="tray".*Mostly applications/s)
    expect(page).toMatch(/No shared place: .*Nobody agrees/s)
    expect(page).toContain('Too few votes: 1')
    expect(page).toContain('<strong>3 papers</strong> on the grid')
  })

  test('has the contested ones, agreement, open questions and the latest outcomes', async () => {
    const page = await get()
    expect(page).toMatch(/Most contested.*Split between two.*Approach: split 3–3/s)
    expect(page).toContain('not enough papers yet (5 of 10)')
    expect(page).toMatch(/Questions still open.*Split between two/s)
    expect(page).toMatch(/Latest outcomes.*In a thread/s)
  })

  test('is about what those see who see the channel, and shows nobody', async () => {
    for (const suffix of ['', '?view=table', '?in=*', '.json', '.csv', '.md', '.svg']) {
      const text = await get(suffix)
      expect(text, suffix).toContain('Settled here'.slice(0, 7))
      for (const hidden of ['Secret elsewhere', 'private thread', 'Ada', 'Voter', 'Mona'])
        expect(text, suffix).not.toContain(hidden)
      expect(text, suffix).not.toMatch(/Blind one.*\b5\b/)
    }
  })

  test('shows the results of some days, and as a table', async () => {
    const table = await get('?view=table')
    expect(table).toMatch(
      /<table class="papers">.*Settled here.*Cognitivist × Worst-case.*<td>5<\/td>.*settled/s,
    )
    expect(await get('?from=2026-11-20&to=2026-11-30')).toContain('Settled here')
    expect(await get('?to=2026-11-01')).toContain('No papers placed yet.')
    expect(await get('?from=2027-01-01')).toContain('No papers placed yet.')
    expect(await get('?from=yesterday')).toContain('Settled here')
  })

  test('leads to pages of polls and papers that have a link of their own, and to no other', async () => {
    expect(await get()).not.toMatch(/href="\/[pa]\//)
    const opened = await pages.ada.type('poll With a page of its own')
    const [poll = ''] = /p_[a-z0-9]{10}/.exec(JSON.stringify(opened)) ?? []
    for (const name of ['Ben', 'Cleo', 'Dan'])
      await pages.table.as(name).ask({ command: 'vote', args: { poll, answer: '2' } })
    await pages.mona.ask({ command: 'link', args: { poll, kind: 'full', sure: 'yes' } })
    expect(await get()).not.toMatch(/href="\/p\//)
    const link = await pages.mona.ask({ command: 'link', args: { poll, kind: 'counts' } })
    const [, own] = /grid\.example(\/p\/[0-9a-z]{26})/.exec(JSON.stringify(link)) ?? []
    expect(cell(await get(), 'Engineering, Worst-case: 1 paper')).toContain(`href="${own}"`)
    await pages.ada.ask({ command: 'delete', args: { paper: poll, sure: 'yes' } })
    expect(await get()).not.toContain('With a page')
  })

  test('has previews with its title and the number of papers', async () => {
    const page = await get()
    expect(page).toContain('property="og:description" content="3 papers on the grid."')
    expect((await pages.get(`${path}/card.png`)).headers.get('content-type')).toBe('image/png')
    const etag = (await pages.get(path)).headers.get('etag') ?? ''
    expect((await pages.get(path, { 'if-none-match': etag })).status).toBe(304)
    expect((await pages.get(path)).headers.get('x-robots-tag')).toContain('noindex')
  })

  test('names the channel only while every member sees it, and ends once fewer do', async () => {
    expect(await get()).toContain('#main')
    pages.table.conversations.set('main', 'for-some')
    expect((await pages.get(path)).status).toBe(404)
    const narrow = await linkPage(pages, 'channel')
    expect(await (await pages.get(narrow)).text()).not.toContain('#main')
    pages.table.conversations.delete('main')
  })
})

describe('links to pages of a channel', () => {
  test('are made and withdrawn by managers under `links`, and by nobody else', async () => {
    await using pages = await openPages()
    const { ada, mona } = pages
    expect(buttonsIn(await ada.type('links')).map(({ label }) => label)).not.toContain('New link…')
    expect(wordsOf(await ada.ask({ command: 'link-page', args: { of: 'channel', term: 'none' } }))).toContain(
      'Only someone who leads a reading group here or a manager of this channel',
    )
    const question = await mona.press(await mona.type('links'), 'New link…')
    expect(wordsOf(question)).toContain('No names, no reasons.')
    const [, path = ''] =
      placeAddress.exec(JSON.stringify(await mona.press(question, 'Group page, 7 days'))) ?? []
    expect((await pages.get(path)).status).toBe(200)
    const listed = await mona.type('links')
    expect(wordsOf(listed)).toContain('Group page')
    expect(wordsOf(await mona.press(listed, 'Withdraw'))).toContain(
      'The link to the group page no longer works.',
    )
    expect((await pages.get(path)).status).toBe(404)
    const again = await linkPage(pages, 'channel', { term: '7' })
    pages.table.clock.advance(7 * 86_400_000)
    expect((await pages.get(again)).status).toBe(404)
  })

  test('end with their maker, and with the bot’s leaving', async () => {
    await using pages = await openPages()
    const [first, feed] = [await linkPage(pages, 'channel'), await linkPage(pages, 'outcomes')]
    expect(JSON.stringify(await pages.mona.type('my-data'))).toContain('outcomes')
    await pages.mona.ask({ command: 'forget-me', args: { sure: 'yes' } })
    for (const path of [first, feed]) expect((await pages.get(path)).status).toBe(404)
    const root = await pages.root.ask({ command: 'link-page', args: { of: 'channel', term: 'none' } })
    const [, later = ''] = placeAddress.exec(JSON.stringify(root)) ?? []
    expect((await pages.get(later)).status).toBe(200)
    await pages.table.app.bot.membership.onLeft(pages.ada.caller.place.space)
    expect((await pages.get(later)).status).toBe(404)
  })

  test('open what they are of and nothing else', async () => {
    await using pages = await openPages()
    const token = (await linkPage(pages, 'channel')).slice(3)
    for (const path of [`/p/${token}`, `/a/${token}`, `/s/${token}`, `/feeds/${token}/outcomes.atom`])
      expect(await (await pages.get(path)).text()).toBe(
        'There is nothing here. The link may have been withdrawn.',
      )
  })
})

test('the feed of a channel has its closed rounds with their counts, newest first', async () => {
  await using pages = await openPages()
  await pages.ada.type('close')
  await placePolls(pages.table, [
    { paper: 'First <one>', votes: { 8: 3 } },
    { paper: '2312.06942', votes: { 0: 3, 8: 3 } },
    { paper: 'Still open', votes: { 8: 3 }, isOpen: true },
    { paper: 'Anonymous few', votes: { 8: 4 }, words: 'anonymous sure' },
  ])
  const path = await linkPage(pages, 'outcomes')
  const response = await pages.get(path)
  expect(response.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8')
  const feed = await response.text()
  const titles = [...feed.matchAll(/<title>([^<]*)<\/title>/g)].map(([, title]) => title)
  expect(titles.slice(1)).toEqual([
    'AI Control: Improving Safety Despite Intentional Subversion',
    'First &lt;one&gt;',
  ])
  expect(feed).toMatch(/<link href="https:\/\/arxiv\.org\/abs\/2312\.06942"\/>/)
  expect(feed).toMatch(/6 votes\. .*Approach: split 3–3.*To settle: .*\n6 votes/s)
  expect(new Set([...feed.matchAll(/<id>(urn:cruxgrid:[\w-]{26})<\/id>/g)].map(([, id]) => id)).size).toBe(3)
  for (const hidden of ['Voter', 'Ada', 'p_', path.slice(7, 33)]) expect(feed).not.toContain(hidden)
  await pages.ada.type('reopen First')
  expect(await (await pages.get(path)).text()).not.toContain('First')
})
