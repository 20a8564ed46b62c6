import { expect, test } from 'vitest'
import { seated } from './at-table.ts'
import { personOf } from './port-alone.ts'

test('somebody is absent who has left the server', async () => {
  await using table = await seated()
  const { discord, place, world, rest } = table
  const isAbsent = () => table.port.isAbsent?.(personOf(discord.ben), place)
  expect(await isAbsent()).toBe(false)
  world.people.delete(discord.ben.id)
  expect(await isAbsent()).toBe(true)
  expect(rest.requests.some(({ path }) => path.endsWith(`/members/${discord.ben.id}`))).toBe(true)
})
