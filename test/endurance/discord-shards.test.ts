import { expect, test } from 'vitest'
import { connected } from '../discord/open-discord.ts'
import { storyOf } from '../discord/storyteller.ts'
import { token } from '../platforms/discord/world.ts'
import { startCruxgrid } from '../running.ts'

test('Cruxgrid works in several processes that share one store, each with its shards', async () => {
  await using table = await connected({ DISCORD_SHARDS: '0/2' })
  const { discord } = table
  const story = storyOf(table)
  const env = { DISCORD_TOKEN: token, DISCORD_API_URL: discord.api, DISCORD_SHARDS: '1/2' }
  const other = await startCruxgrid(table.database, env)
  await discord.gateway.identified(2)
  const ours = discord.people.slash(discord.ada, 'poll', { paper: 'Shared here' })
  await discord.people.answered(ours)
  const [board] = story.posted()
  if (board === undefined) throw new Error('Nothing was posted')
  await story.told(discord.people.press(discord.ben, 'Cog · Worst', board))
  await story.says(board, '1 vote')
  const channel = discord.openDirect(discord.ben)
  await discord.people.answered(discord.people.slash(discord.ben, 'poll', { paper: 'By the other' }, channel))
  expect(story.posted(channel)).toHaveLength(1)
  await other.end('SIGTERM')
  story.isClean()
})
