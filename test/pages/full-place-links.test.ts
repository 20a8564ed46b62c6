import { expect, test } from 'vitest'
import { withGroup } from '../reading/test-group.ts'
import { buttonsIn, latest, wordsOf } from '../test-bot.ts'
import { until } from '../until.ts'
import { textOf } from '../view-text.ts'
import { linkPage, placeAddress } from './link-page.ts'
import { openPages, publicUrl, servePages } from './open-pages.ts'
import { placePolls } from './place-polls.ts'

/** A page of a paper on which Ben and Cleo voted by name, Ben with a reason, and Zoe in another open channel. */
async function withVotes() {
  const pages = await openPages()
  const { ben, cleo, table, pollId: poll } = pages
  await ben.ask({ command: 'cast', args: { poll, approach: '2', case: '2', why: 'Because of Ben' } })
  await cleo.ask({ command: 'vote', args: { poll, answer: '8' } })
  const line = () => table.said.find(({ key }) => key.startsWith('link-line/'))
  return { ...pages, id: poll, line }
}

const full = (poll: string) => ({ command: 'link-page', args: { of: 'paper', poll, kind: 'full' } })

test('the full page of a paper is linked only after the question what it shows, and the channel reads that it exists', async () => {
  await using pages = await withVotes()
  const { mona, id: poll, line } = pages
  const offered = await mona.ask({ command: 'link-page', args: { of: 'paper', poll } })
  const question = await mona.press(offered, 'Full paper page')
  expect(wordsOf(question)).toContain('Anyone with this link sees 2 names and 1 reason.')
  expect(buttonsIn(question).map(({ label }) => label)).toEqual([
    ...['Make the link', 'Make the link, 7 days', 'Make the link, 30 days', 'Cancel'],
  ])
  expect(line()).toBeUndefined()
  const [, path = ''] =
    placeAddress.exec(JSON.stringify(await mona.press(question, 'Make the link, 7 days'))) ?? []
  const page = await (await pages.get(path)).text()
  expect(page).toContain('Because of Ben')
  await until(() => line() !== undefined)
  const said = line()
  expect(said && textOf(latest(said))).toMatch(
    /^Mona made a link to the page about “.+” with names and reasons\.$/,
  )
  expect(said?.message.place.thread).toBeUndefined()
})

test('the line about a full page follows its link and forgets its maker', async () => {
  await using pages = await withVotes()
  const { mona, root, id: poll, line, table } = pages
  await mona.ask({ ...full(poll), args: { ...full(poll).args, term: 'none', sure: 'yes' } })
  await until(() => line() !== undefined)
  await mona.ask({ command: 'forget-me', args: { sure: 'yes' } })
  const shown = () => textOf(latest(line() ?? table.last()))
  await until(() => shown() === 'A link to a full page of this channel was withdrawn.')
  await root.ask({ command: 'link-page', args: { of: 'channel', kind: 'full', term: 'none', sure: 'yes' } })
  const second = () => table.said.filter(({ key }) => key.startsWith('link-line/'))[1]
  await until(() => second() !== undefined)
  expect(textOf(latest(second() ?? table.last()))).toBe(
    'Root made a link to the page of this channel with links to its polls.',
  )
  const listed = await root.type('links')
  expect(wordsOf(listed)).toContain('Full group page')
  expect(wordsOf(await root.press(listed, 'Withdraw'))).toContain(
    'The link to the full group page no longer works.',
  )
  table.clock.advance(5000)
  await until(() => textOf(latest(second() ?? table.last())).includes('was withdrawn'))
})

test('a full page leaves out voters who hide on pages, and what is said in other channels', async () => {
  await using pages = await withVotes()
  const { ben, cleo, mona, id: poll, table } = pages
  const path = await linkPage(pages, 'paper', { poll, kind: 'full', sure: 'yes' })
  await placePolls(table, [{ paper: 'A paper of its own', votes: { 8: 3 }, channel: 'other' }])
  const before = await (await pages.get(path)).text()
  expect(before).toContain('Because of Ben')
  await ben.ask({ command: 'hide-me', args: { poll } })
  const data = await (await pages.get(`${path}.json`)).text()
  const after = (await (await pages.get(path)).text()) + data
  expect(after).not.toContain('Because of Ben')
  expect(after).not.toMatch(/\bBen\b/)
  expect(after).toContain('Cleo')
  expect(wordsOf(await mona.ask(full(poll)))).toContain('Anyone with this link sees 1 name.')
  await cleo.ask({ command: 'forget-me', args: { sure: 'yes', votes: 'yes' } })
  expect(await (await pages.get(`${path}.json`)).text()).not.toContain('Cleo')
})

test('polls of other open channels are on a full page with their counts alone, where links are allowed', async () => {
  await using pages = await openPages('', { hasGuests: false })
  const { mona, pollId: poll, table } = pages
  const paper = /arXiv:[\d.]+/.exec(JSON.stringify(latest(pages.poll)))?.[0] ?? ''
  await placePolls(table, [{ paper, votes: { 8: 7 }, channel: 'other' }])
  const path = await linkPage(pages, 'paper', { poll, kind: 'full', sure: 'yes' })
  const page = await (await pages.get(path)).text()
  expect(page).toContain('#other')
  expect(page).toContain('7 votes')
  expect(page + (await (await pages.get(`${path}.json`)).text())).not.toContain('Voter')
  const group = await linkPage(pages, 'channel')
  const get = async (query: string) => (await pages.get(group + query)).text()
  const atlas = async (query: string) => (await get(query)).match(/Cognitivist, Worst-case: (\d) paper/)?.[1]
  expect([await atlas(''), await atlas('?in=other'), await atlas('?in=*')]).toEqual([undefined, '1', '1'])
  expect(await get('')).toContain('<option  value="other">#other</option>')
  const keeper = table.as('Keeper', 'admin', { channel: 'other' })
  await keeper.submit(await keeper.type('settings links:managers'), {})
  expect(await (await pages.get(path)).text()).not.toContain('#other')
  expect([await atlas('?in=other'), await atlas('?in=*')]).toEqual([undefined, undefined])
  table.conversations.set('other', 'for-some')
  expect(await get('')).not.toContain('#other')
  expect(mona.caller.rank).toBe('manager')
})

test('full pages of a paper and of a season have who led, what they noted and who nominated', async () => {
  await using group = await withGroup({ publicUrl, linkTo: async ({ id }) => `https://chat.example/${id}` })
  const { ada, ben, cleo, goTo, post, table } = group
  await using served = servePages(table)
  await ada.type('reading facilitators order:table:dan')
  await ben.type('reading add AI Control why:"everyone cites it"')
  await goTo('2026-11-25T17:01:00Z')
  const poll = post('Open, votes hidden')
  for (const one of [ada, ben, cleo]) await one.press(poll, 'Cog · Worst')
  await goTo('2026-11-26T17:05:00Z')
  const recap = post('Recap: ')
  await ada.submit(await ada.press(recap, 'Add notes…'), { notes: 'We read the tables' })
  await ada.type('reading attach https://videos.example/zq7 as:recording')
  await ada.type('reading attach https://slides.example/zq7 as:slides')
  const link = async (args: Readonly<Record<string, string>>) => {
    const answer = await ada.ask({ command: 'link-page', args: { term: 'none', sure: 'yes', ...args } })
    const [, path = ''] = placeAddress.exec(JSON.stringify(answer)) ?? []
    return (await served.get(path)).text()
  }
  const id = /p_[a-z0-9]{10}/.exec(JSON.stringify(poll.views))?.[0] ?? ''
  const seasonArgs = buttonsIn(await ada.ask({ command: 'link-page', args: {} })).find(
    ({ call }) => call.args.of === 'season',
  )?.call.args
  const season = { of: 'season', group: seasonArgs?.group ?? '', season: seasonArgs?.season ?? '' }
  const ofPaper = await link({ of: 'paper', poll: id, kind: 'full' })
  expect(ofPaper).toMatch(/Sessions.*25 November 2026.*dan.*>3<.*Recap/s)
  const kept =
    /href="https:\/\/videos.example\/zq7"[^>]*>Recording<.*"https:\/\/slides.example\/zq7"[^>]*>Slides</
  expect(ofPaper).toMatch(kept)
  const answer = await ben.ask({ command: 'paper', args: { paper: id } })
  expect(JSON.stringify(answer)).toContain('{"link":"Recording","url":"https://videos.example/zq7"}')
  expect(JSON.stringify(answer)).toContain('{"link":"Slides","url":"https://slides.example/zq7"}')
  expect(ofPaper).toMatch(/We read the tables/)
  expect(ofPaper).toMatch(/Nominated by <bdi>Ben<\/bdi>: “everyone cites it”/)
  const ofSeason = await link({ ...season, kind: 'full' })
  expect(ofSeason).toMatch(/Led by.*25 November 2026.*dan.*We read the tables/s)
  expect(ofSeason).toMatch(kept)
  // Nobody voted in the second round.
  expect(ofSeason).toMatch(/<td>3 votes, all at Cognitivist × Worst-case/)
  for (const counts of [await link({ of: 'paper', poll: id }), await link(season)]) {
    for (const hidden of ['dan', 'Cleo', 'Ben', 'We read', 'everyone cites', 'chat.example', '/zq7'])
      expect(counts).not.toContain(hidden)
    expect(counts).toContain('AI Control')
  }
  expect(
    wordsOf(await ada.ask({ command: 'link-page', args: { of: 'paper', poll: id, kind: 'full' } })),
  ).toContain('Anyone with this link sees 4 names, 1 reason and 1 note.')
})
