// discord.js sends files through whichever undici came first; in the process that people run it is Node's own.
import 'node:http'
import { PermissionFlagsBits } from 'discord.js'
import { expect, test } from 'vitest'
import { connectedInProcess } from './open-discord.ts'
import { storyOf } from './storyteller.ts'

test.each([
  ['is pinned where that is permitted', PermissionFlagsBits.PinMessages, 1],
  ['is there without a pin where it isn’t', 0n, 0],
])('the board of a reading group %s', async (_, right, pinned) => {
  await using table = await connectedInProcess()
  const { ada, people, world, rest } = table.discord
  world.own |= right
  const story = storyOf(table)
  await story.told(people.slash(ada, 'reading schedule', { rule: 'wed 17:00 UTC' }))
  await people.answered(people.press(ada, 'Confirm', story.note(ada)))
  const board = await story.appears('No papers yet. Press Nominate to add one.')
  await expect
    .poll(() =>
      rest.requests.filter(({ method, path }) => method === 'PUT' && path.endsWith(`/pins/${board.id}`)),
    )
    .toHaveLength(1)
  expect([...world.pins]).toEqual(pinned === 0 ? [] : [board.id])
})
