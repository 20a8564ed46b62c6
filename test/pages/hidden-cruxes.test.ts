import { expect, test } from 'vitest'
import { posted, sevenVotes } from '../poll/seven-votes.ts'
import { openPages } from './open-pages.ts'

/** Both lines are answered by both sides; Ada's, which comes first, is the shared one. */
async function sharedCruxes() {
  const pages = await openPages('blind')
  await sevenVotes(pages)
  await pages.ada.type('reveal')
  const list = await posted(pages, 'poll/')
  const report = await posted(pages, 'revealed/')
  for (const who of [pages.ben, pages.dan, pages.eve, pages.table.as('Gil'), pages.table.as('Hal')])
    await who.press(await who.press(list, 'Would these move you too?'), 'Mine too')
  await pages.table.until(report, 'To settle: “If the red-teaming were the contribution.”')
  const path = await pages.link('full')
  return { ...pages, read: async () => (await pages.get(path)).text() }
}

test('a page without the writer of the shared crux says of no other that it is the one, nor that none is shared', async () => {
  await using pages = await sharedCruxes()
  expect(await pages.read()).toContain('If the red-teaming were the contribution.” It would move')
  await pages.ada.ask({ command: 'hide-me', args: { poll: pages.pollId } })
  const page = await pages.read()
  expect(page).not.toContain('If the red-teaming')
  expect(page).toContain('If they had studied when models collude.')
  expect(page).not.toContain('No crux is shared by two sides.')
  expect(page).toContain('If it worked and nobody knew why')
})

test('a page without the writer of another crux still has the shared one', async () => {
  await using pages = await sharedCruxes()
  await pages.cleo.ask({ command: 'hide-me', args: { poll: pages.pollId } })
  const page = await pages.read()
  expect(page).not.toContain('If they had studied')
  expect(page).toContain('If the red-teaming were the contribution.” It would move')
})
