// discord.js sends files through whichever undici came first; in the process that people run it is Node's own.
import 'node:http'
import { ChannelType, PermissionFlagsBits } from 'discord.js'
import { expect, test } from 'vitest'
import { createFakeClock } from '../fake-clock.ts'
import { type Channel, guildId } from '../platforms/discord/world.ts'
import { rowsOf } from '../store/rows.ts'
import { until } from '../until.ts'
import { connectedInProcess } from './open-discord.ts'
import { storyOf } from './storyteller.ts'

const dayMs = 86_400_000

/** A channel that only Ben and admins see, one for everybody, and a private thread of that, each with a poll. */
async function inUse() {
  const clock = createFakeClock(new Date().toISOString())
  const table = await connectedInProcess({}, clock)
  const { world, gateway, people, ada, ben } = table.discord
  const story = storyOf(table)
  const closed = world.openChannel('closed', ChannelType.GuildText)
  const everyone = world.roles.get(guildId)
  if (everyone === undefined) throw new Error('There is no @everyone')
  const { ViewChannel } = PermissionFlagsBits
  closed.overwrites = [
    { of: everyone, deny: ViewChannel },
    { of: ben, allow: ViewChannel },
  ]
  const open = world.openChannel('open', ChannelType.GuildText)
  for (const channel of [closed, open]) gateway.send('CHANNEL_CREATE', world.channel(channel))
  const aside = world.openPrivateThread('Two of us', open.id)
  for (const person of [ada, ben]) aside.members.add(person.id)
  gateway.send('THREAD_CREATE', world.channel(aside))
  for (const channel of [closed, open, aside]) {
    await people.answered(people.slash(ben, 'poll', { paper: `In ${channel.name}` }, channel.id))
    const board = await story.appears(`In ${channel.name}`, channel.id)
    await people.answered(people.press(ben, 'Cog · Worst', board))
  }
  const rows = ({ name }: Channel) => rowsOf(table.database).filter((row) => row.includes(`In ${name}`))
  return {
    ...table,
    ...{ clock, story, closed, open, aside },
    isKept: (channel: Channel) => rows(channel).length > 0,
    isMarked({ id }: Channel): boolean {
      const marked = new RegExp(`^place/\\S+ (?:\\d+/)?${id} .*"deletedAt"`)
      return rowsOf(table.database).some((row) => marked.test(row))
    },
    /** Deletes a channel or thread, and what is in it. */
    remove({ id }: Channel): void {
      for (const channel of [...world.channels.values()])
        if (channel.parent === id) world.channels.delete(channel.id)
      world.channels.delete(id)
    },
  }
}

test('what was in a channel that not everybody saw goes 30 days after it was deleted', async () => {
  await using table = await inUse()
  const { discord, clock, closed, open, aside, isKept, isMarked, remove } = table
  const event = discord.world.channel(closed)
  remove(closed)
  discord.gateway.send('CHANNEL_DELETE', event)
  await until(() => isMarked(closed))
  clock.advance(31 * dayMs)
  await until(() => !isKept(closed))
  expect([open, aside].every(isKept)).toBe(true)
})

test('what was in a channel that everybody saw stays for admins, what was in its private threads goes', async () => {
  await using table = await inUse()
  const { discord, clock, story, open, aside, isKept, isMarked, remove } = table
  const { people, ada, ben } = discord
  clock.advance(dayMs)
  const event = discord.world.channel(open)
  await until(() => rowsOf(table.database).some((row) => row.startsWith('place/') && row.includes(aside.id)))
  remove(open)
  discord.gateway.send('CHANNEL_DELETE', event)
  await until(() => isMarked(open) && isMarked(aside))
  clock.advance(31 * dayMs)
  await until(() => !isKept(aside))
  expect(isKept(open)).toBe(true)
  const poll =
    /"(p_\w+)"/.exec(
      rowsOf(table.database).find((row) => row.startsWith('poll/') && row.includes('In open')) ?? '',
    )?.[1] ?? ''
  expect(await story.told(people.slash(ben, 'results', { paper: poll }))).toContain("I can't find that")
  expect(await story.told(people.slash(ada, 'results', { paper: poll }))).toContain('1 vote')
})

test('channels and threads that were deleted while nobody listened are found', async () => {
  await using table = await inUse()
  const { discord, clock, closed, open, aside, isKept, isMarked, remove } = table
  clock.advance(dayMs)
  await until(() => rowsOf(table.database).filter((row) => row.startsWith('place/')).length >= 3)
  for (const channel of [closed, aside]) remove(channel)
  discord.gateway.drop({ forgets: true })
  await discord.gateway.identified(2)
  await until(() => discord.gateway.isConnected())
  await discord.people.answered(discord.people.slash(discord.ada, 'help'))
  clock.advance(dayMs)
  await until(() => isMarked(closed) && isMarked(aside))
  expect(isMarked(open)).toBe(false)
  clock.advance(31 * dayMs)
  await until(() => !isKept(closed) && !isKept(aside))
  expect(isKept(open)).toBe(true)
})

test('what was in a public thread goes as that of its channel does', async () => {
  await using table = await inUse()
  const { discord, clock, story, closed, open, isKept, isMarked, remove } = table
  const { world, gateway, people, ada, ben } = discord
  const threads = [closed, open].map((channel) => world.openThread(`Talk in ${channel.name}`, channel.id))
  for (const thread of threads) {
    gateway.send('THREAD_CREATE', world.channel(thread))
    await people.answered(people.slash(ben, 'poll', { paper: `In ${thread.name}` }, thread.id))
    await people.answered(
      people.press(ben, 'Cog · Worst', await story.appears(`In ${thread.name}`, thread.id)),
    )
  }
  const [secret, known] = threads
  if (secret === undefined || known === undefined) throw new Error('There are no threads')
  for (const thread of threads) {
    const event = world.channel(thread)
    remove(thread)
    gateway.send('THREAD_DELETE', event)
    await until(() => isMarked(thread))
  }
  clock.advance(31 * dayMs)
  await until(() => !isKept(secret))
  expect([closed, open, known].every(isKept)).toBe(true)
  const poll =
    /"(p_\w+)"/.exec(
      rowsOf(table.database).find((row) => row.startsWith('poll/') && row.includes(known.name)) ?? '',
    )?.[1] ?? ''
  expect(await story.told(people.slash(ben, 'results', { paper: poll }))).toContain("I can't find that")
  expect(await story.told(people.slash(ada, 'results', { paper: poll }))).toContain('1 vote')
})
