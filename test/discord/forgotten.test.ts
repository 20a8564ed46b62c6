import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { until } from '../until.ts'
import { connectedInProcess } from './open-discord.ts'
import { storyOf } from './storyteller.ts'

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
  const why = 'Zq7words, half sent'
  expect(await story.told(people.submit(ada, form, { approach: '0', why }))).toContain('lacks an answer')
  const isKept = async () => {
    const files = [table.database, `${table.database}-wal`].map((path) =>
      readFile(path, 'latin1').catch(() => ''),
    )
    return (await Promise.all(files)).some((text) => text.includes(why))
  }
  expect(await isKept()).toBe(true)
  await people.answered(people.slash(ada, 'forget-me', { sure: true }))
  await until(async () => !(await isKept()))
  story.isClean()
})
