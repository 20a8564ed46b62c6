import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { until } from '../until.ts'
import { connectedInProcess } from './open-discord.ts'
import { storyOf } from './storyteller.ts'

const marker = 'Zq7words'

/** Whether the database's files hold the marker. */
async function isKept(database: string): Promise<boolean> {
  const files = [database, `${database}-wal`].map((path) => readFile(path, 'latin1').catch(() => ''))
  return (await Promise.all(files)).some((text) => text.includes(marker))
}

test('what somebody typed for a poll that was asked about goes with them', async () => {
  await using table = await connectedInProcess()
  const { people, ada } = table.discord
  const story = storyOf(table)
  const note = `${marker}, ${'and more '.repeat(20)}`
  expect(await story.told(people.slash(ada, 'poll', { paper: 'asdf', note }))).toContain(
    'Is “asdf” the title',
  )
  expect(await isKept(table.database)).toBe(true)
  await people.answered(people.slash(ada, 'forget-me', { sure: true }))
  await until(async () => !(await isKept(table.database)))
  story.isClean()
})

test('a form that somebody filled in in part goes with them', async () => {
  await using table = await connectedInProcess()
  const { people, ada } = table.discord
  const story = storyOf(table)
  await people.answered(people.slash(ada, 'poll', { paper: 'A poll to vote on' }))
  const [poll] = story.posted()
  if (poll === undefined) throw new Error('Nothing was posted')
  const form = people.press(ada, 'Full ballot…', poll)
  await people.answered(form)
  // Without a case focus it is refused, and kept so that it can be mended.
  const why = `${marker}, half sent`
  expect(await story.told(people.submit(ada, form, { approach: '0', why }))).toContain('lacks an answer')
  expect(await isKept(table.database)).toBe(true)
  await people.answered(people.slash(ada, 'forget-me', { sure: true }))
  await until(async () => !(await isKept(table.database)))
  story.isClean()
})
