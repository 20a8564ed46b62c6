// discord.js sends files through whichever undici came first; in the process that people run it is Node's own.
import 'node:http'
import { expect, test } from 'vitest'
import { createFakeClock } from '../fake-clock.ts'
import { guildId } from '../platforms/discord/world.ts'
import { rowsOf } from '../store/rows.ts'
import { until } from '../until.ts'
import { connectedInProcess } from './open-discord.ts'
import { storyOf } from './storyteller.ts'

const hourMs = 3_600_000

/** A poll of Ada's that closes in an hour, with a vote of Ben's. */
async function withPoll(paper = 'A paper') {
  const clock = createFakeClock(new Date().toISOString())
  const table = await connectedInProcess({}, clock)
  const { discord, database } = table
  const { people, world, gateway, rest, ada, ben, cleo, textOf } = discord
  const story = storyOf(table)
  await people.answered(people.slash(ada, 'poll', { paper, closes: '1h' }))
  const poll = await story.appears(paper)
  await people.answered(people.press(ben, 'Cog · Worst', poll))
  /** Lets time pass until something holds. */
  const passing = (holds: () => boolean) =>
    until(() => {
      clock.advance(500)
      return holds()
    })
  await passing(() => textOf(poll).includes('1 vote'))
  return {
    ...{ clock, story, people, world, gateway, rest, ada, ben, cleo, poll, textOf, passing },
    edits: () => rest.requests.filter(({ method, path }) => method === 'PATCH' && path.endsWith(poll.id)),
    /** The bot is removed: Discord lets it do nothing there any more. */
    async remove(): Promise<void> {
      world.servers.delete(guildId)
      gateway.send('GUILD_DELETE', { id: guildId })
      await until(() => rowsOf(database).some((row) => row.startsWith(`left discord:${guildId}`)))
    },
    invite(): void {
      world.servers.add(guildId)
      gateway.send('GUILD_CREATE', world.guild())
    },
    /** Resolves when the bot has heard everything so far. */
    hear: () => people.answered(people.slash(ada, 'help', {}, discord.openDirect(ada))),
    /** Looks at the jobs once more, whatever there is. */
    async looksAtJobs(): Promise<void> {
      clock.advance(600_000)
      await this.hear()
    },
    [Symbol.asyncDispose]: () => table[Symbol.asyncDispose](),
  }
}

test('a poll whose deadline passes while the bot is not in the server is closed when it is back, and says so once', async () => {
  await using table = await withPoll()
  const { clock, story, poll, textOf, passing, people, rest } = table
  await table.remove()
  const before = rest.requests.length
  clock.advance(3.5 * hourMs)
  for (let look = 0; look < 3; look++) await table.looksAtJobs()
  expect(textOf(poll)).toContain('Open')
  // Nothing is tried in a server that the bot is not in.
  expect(rest.requests.slice(before).filter(({ status }) => status >= 400)).toEqual([])
  table.invite()
  await passing(() => textOf(poll).includes('Closed'))
  const outcome = await story.appears('Round 1 is closed.', poll.id)
  expect(textOf(outcome)).toContain('1 vote')
  const line = await story.appears("Closed 3 hours late: I wasn't in this server.")
  expect(textOf(line)).toContain('Round 1 on “A paper” has closed: 1 vote.')
  expect(story.posted().filter((one) => textOf(one).includes('late'))).toEqual([line])
  const told = await story.told(people.press(table.cleo, 'More…', poll))
  expect(told).not.toContain('late')
  story.isClean()
})

test('a poll that is still open when the bot is back is edited within a minute, and takes votes', async () => {
  await using table = await withPoll()
  const { clock, poll, textOf, passing, people, story } = table
  await table.remove()
  clock.advance(60_000)
  const before = table.edits().length
  table.invite()
  const from = clock.now()
  await passing(() => table.edits().length > before)
  expect(clock.now() - from).toBeLessThanOrEqual(60_000)
  await people.answered(people.press(table.cleo, 'Eng · Avg', poll))
  await passing(() => textOf(poll).includes('2 votes'))
  expect(story.posted().filter((one) => textOf(one).includes('A paper'))).toEqual([poll])
  story.isClean()
})

test('a vote whose edit was refused because the bot was removed is shown when it is back', async () => {
  await using table = await withPoll()
  const { poll, textOf, passing, people, rest, world } = table
  world.servers.delete(guildId)
  rest.makeTrouble((method, path) =>
    method === 'PATCH' && path.endsWith(poll.id) ? { status: 404, code: 10003 } : undefined,
  )
  await people.answered(people.press(table.cleo, 'Eng · Avg', poll))
  await table.remove()
  await passing(() => table.edits().some(({ status }) => status === 404))
  rest.makeTrouble(() => undefined)
  table.invite()
  await passing(() => textOf(poll).includes('2 votes'))
  table.story.isClean()
})

test('what falls due while a server is unavailable waits until it is there again', async () => {
  await using table = await withPoll()
  const { clock, story, poll, textOf, passing, gateway, world } = table
  gateway.send('GUILD_DELETE', { id: guildId, unavailable: true })
  await table.hear()
  clock.advance(2 * hourMs)
  for (let look = 0; look < 3; look++) await table.looksAtJobs()
  expect(textOf(poll)).toContain('Open')
  gateway.send('GUILD_CREATE', world.guild())
  await passing(() => textOf(poll).includes('Closed'))
  const line = await story.appears('has closed: 1 vote')
  // The bot was in the server all the time.
  expect(textOf(line)).not.toContain('late')
  story.isClean()
})
