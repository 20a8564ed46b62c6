import { expect, test } from 'vitest'
import { discord as platform } from '../../adapters/discord/index.ts'
import { openInProcess } from '../contracts/in-process.ts'
import { type Sent, token } from '../platforms/discord/world.ts'
import { connectedInProcess } from './open-discord.ts'
import { storyOf } from './storyteller.ts'

test('a restart edits no open poll that shows what is stored', async () => {
  await using table = await connectedInProcess()
  const { people, rest, gateway, ada, ben, textOf } = table.discord
  const story = storyOf(table)
  const open = async (paper: string) => {
    await people.answered(people.slash(ada, 'poll', { paper }))
    return story.appears(paper)
  }
  const [unchanged, voted] = [await open('A first paper'), await open('A second paper')]
  await people.answered(people.press(ben, 'Cog · Worst', unchanged))
  await rest.until(() => textOf(unchanged).includes('1 vote'))
  await table.cruxgrid.end('SIGTERM')
  const before = rest.requests.length
  const env = { DISCORD_TOKEN: token, DISCORD_API_URL: table.discord.api }
  const again = await openInProcess(platform, table.database, env)
  await rest.until(() => gateway.isConnected())
  await people.answered(people.press(ben, 'Cog · Worst', voted))
  await rest.until(() => textOf(voted).includes('1 vote'))
  await again.end('SIGTERM')
  const editsOf = ({ id }: Sent) =>
    rest.requests.slice(before).filter(({ method, path }) => method === 'PATCH' && path.endsWith(id)).length
  expect([editsOf(unchanged), editsOf(voted)]).toEqual([0, 1])
  story.isClean()
})
