import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { discord as platform } from '../../adapters/discord/index.ts'
import { openInProcess } from '../contracts/in-process.ts'
import { channelId, type Sent, token } from '../platforms/discord/world.ts'
import { connectedInProcess } from './open-discord.ts'
import { storyOf } from './storyteller.ts'

/** A poll of Ada's on Discord, and what Ben alone sees in its channel. */
async function withPoll() {
  const table = await connectedInProcess()
  const { people, world, ada, ben, textOf } = table.discord
  const story = storyOf(table)
  await people.answered(people.slash(ada, 'poll', { paper: 'A paper' }))
  const poll = await story.appears('A paper')
  const notes = (): readonly Sent[] => [...world.messages.values()].filter(({ seenBy }) => seenBy === ben.id)
  return {
    ...{ story, people, world, ada, ben, poll, notes, textOf },
    ...{ rest: table.discord.rest, api: table.discord.api, isConnected: table.discord.gateway.isConnected },
    ...{ cruxgrid: table.cruxgrid, database: table.database },
    press: async (label: string, on: Sent = poll) => {
      const asked = people.press(ben, label, on)
      await people.answered(asked)
      return asked
    },
    /** What Ben sees, in words. */
    seen: () => notes().map((note) => textOf(note).split('\n')[0]),
    [Symbol.asyncDispose]: () => table[Symbol.asyncDispose](),
  }
}

type Table = Awaited<ReturnType<typeof withPoll>>

test('twenty presses on a poll leave one receipt, which says the last', async () => {
  await using table = await withPoll()
  const first = await table.press('Cog · Worst')
  expect(first.type).toBe(6)
  const [receipt] = table.notes()
  for (const label of Array.from({ length: 19 }, (_, i) => (i % 2 === 0 ? 'Eng · Avg' : 'Cog · Worst')))
    await table.press(label)
  expect(table.notes()).toEqual([receipt])
  expect(table.seen()[0]).toContain('to Engineering × Average-case')
  expect(table.textOf(table.poll)).toContain('[Cog · Worst]')
  table.story.isClean()
})

test('presses that come at once share one receipt', async () => {
  await using table = await withPoll()
  const { people, ben, poll } = table
  const asked = ['Cog · Worst', 'Eng · Avg', 'More…'].map((label) => people.press(ben, label, poll))
  for (const one of asked) await people.answered(one)
  expect(table.notes()).toHaveLength(1)
  table.story.isClean()
})

test('a receipt with a newer message below it is replaced by a new one', async () => {
  await using table = await withPoll()
  await table.press('Cog · Worst')
  const [receipt] = table.notes()
  await table.people.answered(table.people.slash(table.ada, 'poll', { paper: 'Another paper' }))
  await table.story.appears('Another paper')
  await table.press('Eng · Avg')
  expect(table.notes()).toHaveLength(1)
  expect(table.notes()[0]).not.toBe(receipt)
  expect(table.seen()[0]).toContain('to Engineering × Average-case')
  table.story.isClean()
})

test('a receipt that was dismissed is followed by a new one', async () => {
  await using table = await withPoll()
  await table.press('Cog · Worst')
  table.world.messages.delete(table.notes()[0]?.id ?? '')
  await table.press('Eng · Avg')
  expect(table.seen()).toEqual([expect.stringContaining('to Engineering × Average-case')])
  table.story.isClean()
})

test('a receipt whose token has ended stays, and a new one follows, which is tried from then on', async () => {
  await using table = await withPoll()
  const first = await table.press('Cog · Worst')
  first.pastMs = 16 * 60_000
  await table.press('Eng · Avg')
  expect(table.notes()).toHaveLength(2)
  await table.press('Cog · Worst')
  expect(table.notes()).toHaveLength(2)
  const tried = table.rest.requests.filter(({ path }) => path.includes(first.token))
  expect(tried.filter(({ status }) => status === 401)).toHaveLength(1)
  table.story.isClean()
})

test('a refusal takes the receipt’s place', async () => {
  await using table = await withPoll()
  await table.press('Cog · Worst')
  const [receipt] = table.notes()
  const stale = { ...table.poll, components: [...table.poll.components] }
  await table.people.answered(table.people.slash(table.ada, 'close', {}, channelId))
  await table.story.appears('Round 1 is closed.', table.poll.id)
  await table.story.says(table.poll, 'Closed')
  // The line about the close stands below the receipt, or is about to.
  await table.story.appears('closed round 1 on')
  await table.press('Eng · Avg', { ...stale, id: table.poll.id })
  expect(table.notes()).toHaveLength(1)
  expect(table.notes()[0]).not.toBe(receipt)
  expect(table.seen()[0]).toContain('Not counted: round 1 is closed.')
  table.story.isClean()
})

test('a press on the receipt’s own buttons changes it in place, and the next one on the poll, too', async () => {
  await using table = await withPoll()
  const first = await table.press('Cog · Worst')
  const [receipt] = table.notes()
  if (receipt === undefined) throw new Error('There is no receipt')
  await table.press('Withdraw', receipt)
  expect(table.seen()).toEqual([expect.stringContaining('has been withdrawn')])
  first.pastMs = 16 * 60_000
  await table.press('Eng · Avg')
  expect(table.notes()).toEqual([receipt])
  expect(table.seen()[0]).toContain('Your vote: Engineering × Average-case')
  table.story.isClean()
})

test('each person has a receipt of their own, for each poll', async () => {
  await using table = await withPoll()
  const { people, ada, story } = table
  await table.press('Cog · Worst')
  await story.told(people.press(ada, 'Eng · Avg', table.poll))
  expect(table.seen()).toEqual([expect.stringContaining('Your vote: Cognitivist science × Worst-case')])
  await people.answered(people.slash(ada, 'poll', { paper: 'Another paper' }))
  await table.press('Unsure', await story.appears('Another paper'))
  expect(table.notes()).toHaveLength(2)
  story.isClean()
})

test('a poll that is posted again in its channel still has one receipt for each person', async () => {
  await using table = await withPoll()
  const { people, ada, story, poll } = table
  await table.press('Cog · Worst')
  await people.answered(people.slash(ada, 'poll', { paper: 'A paper' }))
  await people.answered(people.press(ada, 'Post it here again', story.note(ada)))
  await table.rest.until(() => story.posted().length === 2)
  const again = story.posted().at(-1) ?? poll
  await table.press('Eng · Avg', again)
  expect(table.seen()).toEqual([expect.stringContaining('to Engineering × Average-case')])
  await table.press('Unsure')
  expect(table.notes()).toHaveLength(1)
  story.isClean()
})

test.each([
  ['with messages in between', ({ world, ada }: Table) => void world.say(ada, channelId)],
  [
    'after the person has dismissed it each time',
    ({ world, notes }: Table) => {
      for (const { id } of notes()) world.messages.delete(id)
    },
  ],
])('twenty presses leave one receipt in view, %s', async (_, between) => {
  await using table = await withPoll()
  for (const label of Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? 'Eng · Avg' : 'Cog · Worst'))) {
    between(table)
    await table.press(label)
    expect(table.notes()).toHaveLength(1)
  }
  expect(table.seen()[0]).toContain('to Cognitivist science × Worst-case')
  table.story.isClean()
})

test('twenty presses after the token has ended leave one receipt besides the old one', async () => {
  await using table = await withPoll()
  const first = await table.press('Cog · Worst')
  first.pastMs = 16 * 60_000
  for (const label of Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? 'Eng · Avg' : 'Cog · Worst')))
    await table.press(label)
  expect(table.notes()).toHaveLength(2)
  table.story.isClean()
})

test('after a restart the next press makes a new receipt, and no token was stored', async () => {
  await using table = await withPoll()
  const first = await table.press('Cog · Worst')
  await table.press('Eng · Avg')
  await table.cruxgrid.end('SIGTERM')
  const stored = await readFile(table.database)
  expect(stored.includes(first.token)).toBe(false)
  expect(table.cruxgrid.log.join('\n')).not.toContain(first.token)
  const env = { DISCORD_TOKEN: token, DISCORD_API_URL: table.api }
  const again = await openInProcess(platform, table.database, env)
  await table.rest.until(() => table.isConnected())
  await table.press('Cog · Worst')
  for (let press = 0; press < 20; press++) await table.press('Unsure')
  // The one from before can't be reached any more.
  expect(table.notes()).toHaveLength(2)
  expect(table.seen()[1]).toContain('Your vote is unchanged')
  table.story.isClean()
  await again.end('SIGTERM')
})
