import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { ChannelType } from 'discord.js'
import { describe, expect, test } from 'vitest'
import { readSettings } from '../../adapters/discord/setup/settings.ts'
import { connectedInProcess } from '../discord/open-discord.ts'
import { storyOf } from '../discord/storyteller.ts'
import { startDiscord } from '../platforms/discord/loopback.ts'
import { guildId, token } from '../platforms/discord/world.ts'
import { refusalOf } from '../refusal.ts'
import { startCruxgrid } from '../running.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'

/** `npm run register`, to its end. */
async function register(env: Readonly<Record<string, string>>, ...platforms: readonly string[]) {
  const script = join(import.meta.dirname, '../../adapters/register.ts')
  const child = spawn(process.execPath, [script, ...platforms], {
    env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE, ...env },
  })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  return { out, err, code }
}

describe('npm run register', () => {
  test('tells Discord the commands, and the same again when it is run again', async () => {
    const discord = await startDiscord()
    const env = { DISCORD_TOKEN: token, DISCORD_API_URL: discord.api }
    const { out, err, code } = await register(env)
    expect({ err, code }).toEqual({ err: '', code: 0 })
    // Of Slack, nothing is configured.
    expect(out).toBe(
      "discord: Registered 3 commands for every server. The application can now be added to people's accounts.\n",
    )
    const first = structuredClone(discord.rest.commands)
    // Its permissions alone say who manages a channel.
    expect(JSON.stringify(first)).toContain('"name":"audit"')
    expect(JSON.stringify(first)).not.toContain('"name":"managers"')
    const again = await register(env, 'discord')
    expect(again.out).toBe('discord: Registered 3 commands for every server.\n')
    expect(discord.rest.commands).toEqual(first)
    expect(discord.rest.requests.filter(({ method }) => method === 'PATCH')).toHaveLength(1)
    expect(discord.world.installs).toEqual({
      0: {},
      1: { oauth2_install_params: { scopes: ['applications.commands'], permissions: '0' } },
    })
    expect(discord.violations).toEqual([])
    await discord.close()
  })

  test('tells one server alone where that is asked for', async () => {
    const discord = await startDiscord()
    const { out } = await register({
      DISCORD_TOKEN: token,
      DISCORD_API_URL: discord.api,
      DISCORD_GUILD_ID: '200000000000000001',
    })
    expect(out).toContain('discord: Registered 2 commands for server 200000000000000001.')
    // Contexts work on commands for every server only.
    expect(discord.rest.commands.map(({ name }) => name)).toEqual(['grid', 'Place this paper'])
    expect(JSON.stringify(discord.rest.commands)).not.toContain('contexts')
    expect(discord.violations).toEqual([])
    expect(discord.rest.requests.map(({ path }) => path)).toContainEqual(
      expect.stringMatching(/\/guilds\/200000000000000001\/commands$/),
    )
    await discord.close()
  })
})

test.each([
  ['nothing', {}],
  ['only what has a default', { SLACK_LINK_OFFERS: 'true', DISCORD_SHARDS: '2' }],
])('nothing is registered where %s is set and no platform is named', async (_, env) => {
  const { out, code } = await register(env)
  expect(code).toBe(0)
  expect(out).toBe('Nothing is configured. Set DISCORD_TOKEN, or write `npm run register -- slack`.\n')
})

describe('the settings', () => {
  test.each([
    ['auto', {}],
    ['4', { count: 4 }],
    ['0,1/4', { ids: [0, 1], count: 4 }],
  ])('read the shards %s', (DISCORD_SHARDS, expected) => {
    expect(readSettings({ DISCORD_SHARDS }).DISCORD_SHARDS).toEqual(expected)
  })

  test.each([
    { DISCORD_TOKEN: 'not-a-token' },
    { DISCORD_SHARDS: '5/4' },
    { DISCORD_SHARDS: 'zz9' },
    { DISCORD_API_URL: 'ftp://x' },
    { DISCORD_GUILD_ID: 'zz9' },
  ])('name what is wrong, and never a value: %j', (env) => {
    const [name = '', value = ''] = Object.entries(env)[0] ?? []
    const fault = refusalOf(() => readSettings(env))
    expect(fault).toContain(`${name}: expected`)
    expect(fault).not.toContain(value)
  })

  test('a token that Discord refuses ends the start with a sentence', async () => {
    await using directory = await temporaryDirectory()
    const discord = await startDiscord()
    const env = { DISCORD_TOKEN: 'AAAA.BBBB.CCCC', DISCORD_API_URL: discord.api }
    await expect(startCruxgrid(join(directory.path, 'x.db'), env)).rejects.toThrow(
      'DISCORD_TOKEN: Discord rejected it.',
    )
    await discord.close()
  })
})

describe('Cruxgrid works', () => {
  test('in several shards of one process', async () => {
    await using table = await connectedInProcess({ DISCORD_SHARDS: '2' })
    const { discord } = table
    const story = storyOf(table)
    await discord.gateway.identified(2)
    await discord.people.answered(discord.people.slash(discord.ada, 'poll', { paper: 'Sharded here' }))
    const [board] = story.posted()
    if (board === undefined) throw new Error('Nothing was posted')
    await story.told(discord.people.press(discord.ben, 'Cog · Worst', board))
    await story.says(board, '1 vote')
    story.isClean()
  })

  test('in a direct conversation, where the report is posted without a thread', async () => {
    await using table = await connectedInProcess()
    const { discord } = table
    const story = storyOf(table)
    const channel = discord.openDirect(discord.ben)
    await discord.people.answered(discord.people.slash(discord.ben, 'poll', { paper: 'Alone here' }, channel))
    const [board] = story.posted(channel)
    if (board === undefined) throw new Error('Nothing was posted')
    await story.told(discord.people.press(discord.ben, 'Cog · Worst', board))
    await story.says(board, '1 vote')
    await discord.people.answered(discord.people.slash(discord.ben, 'close', {}, channel))
    expect(discord.textOf(await story.appears('Round 1 is closed.', channel))).toContain('1 vote')
    story.isClean()
  })

  test('in a direct conversation, where words are enough and answers are given at once', async () => {
    await using table = await connectedInProcess()
    const { discord } = table
    const story = storyOf(table)
    const channel = discord.openDirect(discord.ben)
    discord.people.write(discord.ben, 'what is AI control?', channel)
    expect(discord.textOf(await story.appears('AI control', channel))).toContain('Behaviorist science')
    discord.people.write(discord.ben, 'poll https://arxiv.org/abs/2312.06942', channel)
    await story.appears('[Cog · Worst]', channel)
    discord.people.write(discord.ben, 'sing me a song', channel)
    await story.appears("I didn't understand that.", channel)
    story.isClean()
  })

  test('on where it was removed from a server: that one’s boards are let go', async () => {
    await using table = await connectedInProcess()
    const { discord, cruxgrid } = table
    const story = storyOf(table)
    await discord.people.answered(discord.people.slash(discord.ada, 'poll', { paper: 'Goodbye here' }))
    const [board] = story.posted()
    if (board === undefined) throw new Error('Nothing was posted')
    discord.rest.makeTrouble((method, path) =>
      method === 'PATCH' && path.endsWith(board.id) ? 'refuse' : undefined,
    )
    await story.told(discord.people.press(discord.ben, 'Cog · Worst', board))
    discord.world.own = 0n
    discord.gateway.send('GUILD_DELETE', { id: guildId })
    discord.rest.makeTrouble(() => undefined)
    const refused = () => discord.rest.requests.filter(({ status }) => status === 403).length
    await discord.rest.until(() => refused() > 0)
    const channel = discord.openDirect(discord.ben)
    await discord.people.answered(discord.people.slash(discord.ben, 'poll', { paper: 'Still here' }, channel))
    expect(await cruxgrid.end('SIGTERM')).toBe(0)
    expect(refused()).toBe(1)
    story.isClean()
  })

  test.each([
    ['a post of a forum', ChannelType.GuildForum],
    ['a thread of an announcement channel', ChannelType.GuildAnnouncement],
  ])('in %s, where everything stays together', async (_, type) => {
    await using table = await connectedInProcess()
    const { discord } = table
    const story = storyOf(table)
    const post = discord.world.openThread('A post', discord.world.openChannel('place', type).id)
    discord.gateway.send('THREAD_CREATE', { ...discord.world.channel(post), newly_created: true })
    await discord.people.answered(discord.people.slash(discord.ada, 'poll', { paper: 'In a post' }, post.id))
    const [board] = story.posted(post.id)
    if (board === undefined) throw new Error('Nothing was posted')
    await story.told(discord.people.press(discord.ben, 'Cog · Worst', board))
    await discord.people.answered(discord.people.slash(discord.ada, 'close', {}, post.id))
    await story.appears('Round 1 is closed.', post.id)
    await story.appears('closed round 1 on', post.id)
    expect(story.posted(post.id)).toHaveLength(3)
    story.isClean()
  })

  test('again after a restart: boards catch up, buttons of before work', async () => {
    await using directory = await temporaryDirectory()
    const discord = await startDiscord()
    const story = storyOf({ discord })
    const env = { DISCORD_TOKEN: token, DISCORD_API_URL: discord.api }
    const database = join(directory.path, 'again.db')
    const first = await startCruxgrid(database, env)
    await discord.rest.until(() => discord.rest.commands.length > 0)
    await discord.people.answered(discord.people.slash(discord.ada, 'poll', { paper: 'Before here' }))
    const [board] = story.posted()
    if (board === undefined) throw new Error('Nothing was posted')
    discord.rest.makeTrouble((method, path) =>
      method === 'PATCH' && path.endsWith(board.id) ? 'refuse' : undefined,
    )
    await story.told(discord.people.press(discord.ben, 'Cog · Worst', board))
    await first.end('SIGKILL')
    expect(discord.textOf(board)).toContain('No votes yet.')
    discord.rest.makeTrouble(() => undefined)
    const second = await startCruxgrid(database, env)
    await story.says(board, '1 vote')
    expect(await story.told(discord.people.press(discord.cleo, 'Eng · Avg', board))).toContain(
      'Your vote: Engineering',
    )
    await story.says(board, '2 votes')
    await second.end('SIGTERM')
    story.isClean()
    await discord.close()
  })
})
