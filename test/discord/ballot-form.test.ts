import { expect, test } from 'vitest'
import { connected } from './open-discord.ts'
import { storyOf } from './storyteller.ts'

test('who sees a vote with names stands under the last field of its form, which keeps its five fields', async () => {
  await using table = await connected()
  const { people, ada, ben } = table.discord
  const story = storyOf(table)
  await people.answered(people.slash(ada, 'poll', { paper: 'A poll with names' }))
  const [poll] = story.posted()
  if (poll === undefined) throw new Error('Nothing was posted')

  const asked = people.press(ben, 'Full ballot…', poll)
  await people.answered(asked)
  const parts = asked.form?.components ?? []
  const names = parts.map(({ component }) => component?.custom_id)
  expect(names).toEqual(['approach', 'case', 'applications', 'confidence', 'why'])
  expect(parts.at(-1)).toMatchObject({ description: 'Your vote is shown with your name to everyone here.' })
  story.isClean()
})
