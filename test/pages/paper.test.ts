import { expect, test } from 'vitest'
import { withGroup } from '../reading/test-group.ts'
import { latest, wordsOf } from '../test-bot.ts'
import { linkPage, placeAddress } from './link-page.ts'
import { openPages, publicUrl, servePages } from './open-pages.ts'
import { placePolls } from './place-polls.ts'

const faking = 'arXiv:2412.14093'

test('the page of a paper has each poll on it and what changed in one, never added up', async () => {
  await using pages = await openPages()
  const [first = '', other = ''] = await placePolls(pages.table, [
    { paper: faking, votes: { 8: 3, 5: 2 } },
    { paper: faking, votes: { 5: 5 }, thread: 'open-one' },
    { paper: 'A neighbour', votes: { 5: 4 } },
    { paper: 'Far away', votes: { 0: 4 } },
    { paper: faking, votes: { 0: 7 }, channel: 'hidden' },
    { paper: faking, votes: { 1: 6 }, thread: 'private' },
  ])
  for (const place of ['hidden', 'private']) pages.table.conversations.set(place, 'for-some')
  await pages.ada.ask({ command: 'revote', args: { paper: first } })
  for (let i = 0; i < 5; i += 1)
    await pages.table.as(`Voter${i}`).ask({ command: 'vote', args: { poll: first, answer: '5' } })
  await pages.ada.ask({ command: 'close', args: { paper: first } })
  const path = await linkPage(pages, 'paper', { poll: first })
  const page = await (await pages.get(path)).text()
  expect(page).toContain('Alignment faking in large language models')
  expect(page).toContain('Placed 2 times since November 2026. Last: Behaviorist × Worst-case.')
  expect(page.match(/class="tile"/g)).toHaveLength(3)
  expect(page).toContain('aria-label="Behaviorist × Worst-case: 2, Cognitivist × Worst-case: 3"')
  expect(page).toMatch(/What changed.*Since round 1, 3 of the 5 who voted in both rounds changed their vote/s)
  expect(page).toMatch(/Nearby in the atlas.*A neighbour.*Behaviorist × Worst-case · 4 votes/s)
  for (const hidden of ['Far away', 'Voter', 'Ada', '7 votes', '6 votes']) expect(page).not.toContain(hidden)
  const data: unknown = JSON.parse(await (await pages.get(`${path}.json`)).text())
  expect(JSON.stringify(data)).not.toMatch(/Voter\d|Ada/)
  for (const ending of ['.csv', '.md', '.svg', '.png', '/card.png'])
    expect((await pages.get(path + ending)).status, ending).toBe(200)
  for (const poll of [first, other])
    await pages.table
      .as('Root', 'admin', poll === other ? { thread: 'open-one' } : {})
      .ask({ command: 'delete', args: { paper: poll, sure: 'yes' } })
  expect((await pages.get(path)).status).toBe(404)
})

test('the page of a season has its sessions and no other poll of the channel', async () => {
  await using group = await withGroup({ publicUrl })
  const { ada, ben, cleo, goTo, post, table } = group
  await using served = servePages(table)
  await ben.type('reading add AI Control why:because')
  await cleo.type('poll Not of the season')
  await goTo('2026-11-25T17:01:00Z')
  const poll = post('Open, votes hidden')
  for (const one of [ada, ben, cleo]) await one.press(poll, 'Cog · Worst')
  await goTo('2026-11-26T17:05:00Z')
  const question = await ada.ask({ command: 'link-page', args: {} })
  expect(wordsOf(question)).toContain('[Season page: Season 1]')
  const [, path = ''] =
    placeAddress.exec(JSON.stringify(await ada.press(question, 'Season page: Season 1'))) ?? []
  const page = await (await served.get(path)).text()
  expect(page).toContain('Reading group: Season 1')
  expect(page).toMatch(/Sessions.*AI Control.*2026-11-25.*3 votes, all at Cognitivist × Worst-case/s)
  expect(page).not.toContain('Not of the season')
  expect(page).not.toContain('because')
  expect(JSON.stringify(latest(poll))).toContain('AI Control')
})
