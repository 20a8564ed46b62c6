import { expect, test } from 'vitest'
import { withGroup } from '../reading/test-group.ts'
import { latest, wordsOf } from '../test-bot.ts'
import { textOf } from '../view-text.ts'
import { openPages, pathIn, publicUrl } from './open-pages.ts'

test('with links:always every new poll has a link with counts only, and its messages lead there', async () => {
  await using pages = await openPages()
  const { ada, ben, mona, table } = pages
  await ada.type('close')
  await table.quiet()
  expect(textOf(latest(pages.poll))).not.toContain('Open page')

  const saved = await mona.submit(await mona.type('settings links:always'), {})
  expect(wordsOf(saved)).toContain('every new poll gets one')
  await ada.type('poll 1906.01820')
  const poll = table.last()
  await ben.press(poll, 'Cog · Worst')
  await ada.type('close 1906.01820')
  table.clock.advance(2000)
  await table.quiet()
  expect(textOf(latest(poll))).toContain('[Open page]')
  const path = pathIn(latest(poll))
  const page = await (await pages.get(path)).text()
  expect(page).toContain('<td>1</td>')
  expect(page).not.toContain('Ben')
  expect(pathIn(await ben.type('results 1906.01820'))).toBe(path)

  const listed = await mona.type('links')
  expect(pathIn(listed)).toBe(path)
  await mona.press(listed, 'Withdraw')
  table.clock.advance(2000)
  await table.quiet()
  expect((await pages.get(path)).status).toBe(404)
  expect(textOf(latest(poll))).not.toContain('Open page')
})

test('who leads sessions of a group may make links with counts only to its polls, as long as openers may', async () => {
  await using group = await withGroup({ publicUrl })
  const { ada, ben, cleo, goTo, post, table } = group
  await ada.type('reading facilitators order:table:ben')
  await ben.type('reading add AI Control')
  await goTo('2026-11-25T17:01:00Z')
  const [poll = ''] = /p_[a-z0-9]{10}/.exec(JSON.stringify(latest(post('Open, votes hidden')))) ?? []
  const ask = (who: typeof ben, kind: string) =>
    who.ask({ command: 'link', args: { poll, kind, sure: 'yes' } })
  expect(pathIn(await ask(ben, 'counts'))).toMatch(/^\/p\//)
  expect(wordsOf(await ask(ben, 'full'))).toContain('Only a manager of this channel')
  expect(wordsOf(await ask(cleo, 'counts'))).toContain('Only ')
  const mona = table.as('Mona', 'manager', { channel: group.board.message.place.channel })
  await mona.submit(await mona.type('settings links:managers'), {})
  expect(wordsOf(await ask(ben, 'counts'))).toContain('Only a manager of this channel')
})
