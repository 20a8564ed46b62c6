import { expect, test } from 'vitest'
import { discord as platform } from '../../adapters/discord/index.ts'
import { encodeCall } from '../../src/chat/call.ts'
import { openInProcess } from '../contracts/in-process.ts'
import { createFakeClock } from '../fake-clock.ts'
import { channelId, guildId, token } from '../platforms/discord/world.ts'
import { rowsOf } from '../store/rows.ts'
import { until } from '../until.ts'
import { connectedInProcess } from './open-discord.ts'
import { storyOf } from './storyteller.ts'

const dayMs = 86_400_000

/** A server in which something of every kind is stored, and a conversation beside it with a poll of its own. */
async function inUse() {
  const clock = createFakeClock(new Date().toISOString())
  const table = await connectedInProcess({}, clock)
  const { discord, database } = table
  const { people, ada, ben } = discord
  const story = storyOf(table)
  const slash = (...asked: Parameters<typeof people.slash>) => people.answered(people.slash(...asked))
  const control = async (call: string) => {
    const [board] = story.posted()
    if (board === undefined) throw new Error('Nothing was posted')
    await people.answered(people.control(ada, call, board))
  }

  await slash(ada, 'poll', { paper: 'Here with names', closes: '60d UTC' })
  const [board] = story.posted()
  if (board === undefined) throw new Error('Nothing was posted')
  await people.answered(people.press(ben, 'Cog · Worst', board))
  await slash(ada, 'poll', { paper: 'Here without names', visibility: 'anonymous' })
  const poll = /poll=(p_\w+)/.exec(JSON.stringify(board.components))?.[1] ?? ''
  await control(
    'settings-save?visibility=names&closes=never&closers=opener&zone=UTC&language=en-GB&shown-from=6',
  )
  await control(encodeCall({ command: 'settings-deny', args: { add: `discord:${ben.id}` } }))
  await slash(ada, 'reading schedule', { rule: 'wed 17:00 UTC' })
  await people.answered(people.press(ada, 'Confirm', story.note(ada)))
  const form = people.press(ada, 'Full ballot…', board)
  await people.answered(form)
  await story.told(people.submit(ada, form, { approach: '0', why: 'Half sent' }))

  const direct = discord.openDirect(ada)
  await slash(ada, 'poll', { paper: 'Elsewhere alone', closes: 'never' }, direct)

  const rows = () => rowsOf(database)
  /** The records of what is outside the server, but those that change or go by themselves. */
  const elsewhere = () =>
    rows().filter(
      (row) =>
        (row.includes(direct) || row.includes('Elsewhere')) && !/^(?:board\/|discord-request )/.test(row),
    )
  const here = () => rows().filter((row) => row.includes(guildId) || row.includes(poll))
  return {
    ...table,
    clock,
    poll,
    elsewhere,
    here,
    controls: () => rows().filter((row) => /^discord-(call|form) /.test(row)),
    isLeft: () => rows().some((row) => row.startsWith(`left discord:${guildId}`)),
    isClean: story.isClean,
  }
}

test('what is stored of a server goes 30 days after the bot was removed from it, its controls at once', async () => {
  await using table = await inUse()
  const { discord, clock, here, elsewhere, controls, isLeft } = table
  for (const kind of [
    'poll/',
    'polls/',
    'ballot/',
    'settings/',
    'denied/',
    'audit/',
    'group/',
    'board/',
    'job/',
  ])
    expect(
      here().some((row) => row.startsWith(kind)),
      kind,
    ).toBe(true)
  expect(controls().some((row) => row.includes('Half sent'))).toBe(true)
  const before = elsewhere()
  expect(before.length).toBeGreaterThan(3)

  discord.world.own = 0n
  discord.gateway.send('GUILD_DELETE', { id: guildId })
  await until(isLeft)
  await until(() => controls().every((row) => !row.includes(guildId)))
  expect(here().some((row) => row.startsWith('ballot/'))).toBe(true)
  clock.advance(29 * dayMs)
  clock.advance(2 * dayMs)
  await until(() => !isLeft())
  await until(() => here().length === 0)
  expect(here()).toEqual([])
  expect(elsewhere()).toEqual(before)
})

test('a server that is only unavailable is not left', async () => {
  await using table = await inUse()
  const { discord, clock, here, isLeft } = table
  discord.gateway.send('GUILD_DELETE', { id: guildId, unavailable: true })
  discord.gateway.send('GUILD_CREATE', discord.world.guild())
  await discord.people.answered(discord.people.slash(discord.ada, 'help'))
  clock.advance(31 * dayMs)
  await discord.people.answered(discord.people.slash(discord.ada, 'help'))
  expect(isLeft()).toBe(false)
  expect(here().some((row) => row.startsWith('ballot/'))).toBe(true)
})

test('a server that the bot comes back to keeps everything, and its boards are kept true again', async () => {
  await using table = await inUse()
  const { discord, clock, here, isLeft, poll } = table
  discord.gateway.send('GUILD_DELETE', { id: guildId })
  await until(isLeft)
  clock.advance(20 * dayMs)
  discord.gateway.send('GUILD_CREATE', discord.world.guild())
  await until(() => !isLeft())
  clock.advance(20 * dayMs)
  const told = discord.people.slash(discord.ada, 'results', { paper: poll })
  await discord.people.answered(told)
  expect(here().some((row) => row.startsWith(`ballot/${poll}/1`))).toBe(true)
  const [board] = storyOf(table).posted(channelId)
  if (board === undefined) throw new Error('Nothing was posted')
  await discord.people.answered(discord.people.press(discord.ada, 'Cog · Worst', board))
  await until(() => {
    clock.advance(500)
    return discord.textOf(board).includes('2 votes')
  })
})

test('a server that the bot was removed from while it was away is noticed when it is back', async () => {
  await using table = await connectedInProcess()
  const { discord, cruxgrid, database } = table
  const { people, ada, world, gateway } = discord
  const other = '200000000000000002'
  const isLeft = (server: string) => rowsOf(database).some((row) => row.startsWith(`left discord:${server}`))
  await people.answered(people.slash(ada, 'poll', { paper: 'Here alone' }))
  gateway.send('GUILD_CREATE', { ...world.guild(other), channels: [], threads: [] })
  const [board] = storyOf(table).posted()
  if (board === undefined) throw new Error('Nothing was posted')
  const save =
    'settings-save?visibility=names&closes=never&closers=opener&zone=UTC&language=en-GB&shown-from=6'
  await people.answered(people.controlElsewhere(ada, save, board, other))
  expect(rowsOf(database).some((row) => row.startsWith(`settings/discord:${other}`))).toBe(true)
  await cruxgrid.end('SIGTERM')
  const again = await openInProcess(platform, database, {
    DISCORD_TOKEN: token,
    DISCORD_API_URL: discord.api,
  })
  await until(() => isLeft(other))
  expect(isLeft(guildId)).toBe(false)
  await again.end('SIGTERM')
})
