import { expect, test } from 'vitest'
import { until } from '../until.ts'
import { connectedInProcess } from './open-discord.ts'
import { storyOf } from './storyteller.ts'

test('a poll whose message was deleted is not put back by itself; its results offer to post it again', async () => {
  await using table = await connectedInProcess()
  const { people, world, rest, ada, ben } = table.discord
  const story = storyOf(table)
  await people.answered(people.slash(ada, 'poll', { paper: 'A paper' }))
  const poll = await story.appears('A paper')
  expect(await story.told(people.slash(ada, 'results'))).not.toContain('Post it again here')
  const stale = { ...poll }
  world.messages.delete(poll.id)
  await people.answered(people.press(ben, 'Cog · Worst', stale))
  await rest.until(() => rest.requests.some(({ path, status }) => path.endsWith(poll.id) && status === 404))
  expect(story.posted()).toEqual([])
  await until(async () => (await story.told(people.slash(ada, 'results'))).includes('[Post it again here]'))
  await people.answered(people.press(ada, 'Post it again here', story.note(ada)))
  await story.appears('A paper')
  expect(story.posted()).toHaveLength(1)
  expect(await story.told(people.slash(ada, 'results'))).not.toContain('Post it again here')
  story.isClean()
})
