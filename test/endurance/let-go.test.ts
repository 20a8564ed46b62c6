import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startDiscord } from '../platforms/discord/loopback.ts'
import { token } from '../platforms/discord/world.ts'
import { startSlack } from '../platforms/slack/loopback.ts'
import { startCruxgrid } from '../running.ts'
import { settingsFor } from '../slack/open-slack.ts'
import { storyOf } from '../slack/storyteller.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'

test('a stop lets go of every timer, socket, file and worker, on all platforms', async () => {
  await using directory = await temporaryDirectory()
  const [discord, slack] = await Promise.all([startDiscord(), startSlack()])
  const cruxgrid = await startCruxgrid(join(directory.path, 'x.db'), {
    DISCORD_TOKEN: token,
    DISCORD_API_URL: discord.api,
    ...settingsFor(slack, 'socket'),
    PAPERS_OFFLINE: 'false',
    ARXIV_API_URL: 'http://127.0.0.1:9',
    NODE_OPTIONS: `--import ${join(import.meta.dirname, 'held-process.ts')}`,
  })
  await slack.sockets.waitFor(2)
  await discord.rest.until(() => discord.rest.commands.length > 0)
  const { people, ada } = discord
  await people.answered(people.slash(ada, 'poll', { paper: 'arXiv:2204.05862' }))
  const board = await storyOf({ slack, workspace: slack.home }).opens(slack.home.ada, 'poll A paper')
  await slack.people.answered(slack.people.press(slack.home.ben, 'Cog · Worst', board))
  const events = await fetch(`${cruxgrid.address}/api/events?person=web:ada`)
  expect(events.status).toBe(200)
  // Looked up again and again, after longer and longer pauses.
  const isLookUp = (method: string) => method === 'users.info'
  slack.makeTrouble((method) => (isLookUp(method) ? { error: 'internal_error' } : undefined))
  const newcomer = slack.home.join('Newcomer')
  slack.home.general.members.add(newcomer.id)
  slack.people.press(newcomer, 'Cog · Worst', board)
  const lookUps = () =>
    slack.requests.filter(({ method, args }) => isLookUp(method) && args.user === newcomer.id).length
  await slack.until(() => lookUps() >= 3)
  // Not waited for: they are still being answered when it is told to stop.
  const { home } = slack
  for (const [who, cell] of [
    [home.ada, 'Eng · Avg'],
    [home.ben, 'Eng · Avg'],
    [home.ada, 'Cog · Avg'],
  ] as const)
    slack.people.press(who, cell, board)
  expect(await cruxgrid.end('SIGTERM')).toBe(0)
  await Promise.all([discord.close(), slack.close()])
  const said = cruxgrid.log.findLast((line) => line.startsWith('{"held"')) ?? ''
  expect(JSON.parse(said)).toEqual({ held: [] })
})
