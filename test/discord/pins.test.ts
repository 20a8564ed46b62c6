// discord.js sends files through whichever undici came first; in the process that people run it is Node's own.
import 'node:http'
import { PermissionFlagsBits } from 'discord.js'
import { expect, test } from 'vitest'
import { startDiscord } from '../platforms/discord/loopback.ts'
import { connectedInProcess } from './open-discord.ts'
import { storyOf } from './storyteller.ts'

/** The boards of reading groups are posted in two channels, one after the other. @param right What the bot may, as it hears. */
async function withBoards(right: bigint, deny = 0n) {
  const discord = await startDiscord()
  const { world, people, ada, rest } = discord
  world.own |= right
  const table = await connectedInProcess({}, undefined, discord)
  // Not heard of yet.
  world.own &= ~deny
  const story = storyOf(table)
  const pins = () => rest.requests.filter(({ method, path }) => method === 'PUT' && path.includes('/pins/'))
  return {
    ...{ world, pins, story, until: rest.until },
    async start(name: string) {
      await story.told(people.slash(ada, 'reading schedule', { rule: 'wed 17:00 UTC', name }))
      await people.answered(people.press(ada, 'Confirm', story.note(ada)))
      return story.appears(name)
    },
    /** Everything that came before has been done when it resolves. */
    done: () => story.told(people.slash(ada, 'reading list', { group: 'One' })),
    [Symbol.asyncDispose]: () => table[Symbol.asyncDispose](),
  }
}

test('the board of a reading group is pinned where that is permitted', async () => {
  await using table = await withBoards(PermissionFlagsBits.PinMessages)
  const board = await table.start('One')
  await table.until(() => table.pins().length > 0)
  expect([...table.world.pins]).toEqual([board.id])
  table.story.isClean()
})

test('where it isn’t permitted, no pin is tried', async () => {
  await using table = await withBoards(0n)
  await table.start('One')
  await table.done()
  expect(table.pins()).toEqual([])
  table.story.isClean()
})

test('where that shows only when it is tried, it is tried once', async () => {
  await using table = await withBoards(PermissionFlagsBits.PinMessages, PermissionFlagsBits.PinMessages)
  await table.start('One')
  await table.until(() => table.pins().length > 0)
  await table.start('Two')
  await table.done()
  expect(table.pins()).toHaveLength(1)
  table.story.isClean()
})
