import { PermissionFlagsBits } from 'discord.js'
import { expect, test } from 'vitest'
import { channelId, guildId } from '../platforms/discord/world.ts'
import { seated } from './at-table.ts'
import { give, look, main, overwrite } from './looking.ts'
import { personOf, startPort } from './port-alone.ts'

const { ManageMessages, ViewChannel } = PermissionFlagsBits

test('a lost role counts for a minute at most', async () => {
  await using table = await seated()
  const { ben } = table.discord
  const role = await give(table, ben, ManageMessages)
  expect(await look(table, ben)).toBe('manager')
  ben.roles.delete(role.id)
  table.world.pass(59_000)
  expect(await look(table, ben)).toBe('manager')
  table.world.pass(2000)
  expect(await look(table, ben)).toBe('member')
})

test.each([
  { what: 'lost', before: 'manager', after: 'member' },
  { what: 'given', before: 'member', after: 'manager' },
] as const)('a role that was $what counts at once where its holder does something', async (row) => {
  await using table = await seated()
  const { discord, world } = table
  const { ben } = discord
  const role = await give(table, ben, ManageMessages)
  if (row.what === 'given') ben.roles.delete(role.id)
  expect(await look(table, ben)).toBe(row.before)
  if (row.what === 'given') ben.roles.add(role.id)
  else ben.roles.delete(role.id)
  await discord.people.answered(discord.people.control(ben, 'help', world.say(ben, channelId)))
  expect(await look(table, ben)).toBe(row.after)
  expect(table.asked('GET', /members/)).toHaveLength(1)
  // What was proven is remembered like an answer of Discord.
  world.pass(61_000)
  await look(table, ben)
  expect(table.asked('GET', /members/)).toHaveLength(2)
})

test('what somebody does proves no role of another server', async () => {
  await using table = await seated()
  const { discord, world } = table
  const { ben } = discord
  const other = '200000000000000002'
  await table.hear(['GUILD_CREATE', { ...world.guild(other), channels: [], threads: [] }])
  const role = await give(table, ben, ManageMessages)
  expect(await look(table, ben)).toBe('manager')
  ben.roles.delete(role.id)
  const pressed = discord.people.controlElsewhere(ben, 'help', world.say(ben, channelId), other)
  await discord.people.answered(pressed)
  expect(await look(table, ben)).toBe('manager')
})

test('who left is seen for a minute at most, and who comes back after ten seconds', async () => {
  await using table = await seated()
  const { ben } = table.discord
  expect(await look(table, ben)).toBe('member')
  table.world.people.delete(ben.id)
  expect(await look(table, ben)).toBe('member')
  table.world.pass(61_000)
  expect(await look(table, ben)).toBe(false)
  table.world.people.set(ben.id, ben)
  table.world.pass(9000)
  expect(await look(table, ben)).toBe(false)
  table.world.pass(2000)
  expect(await look(table, ben)).toBe('member')
})

test('what a role or a channel permits counts at once, without another look at the person', async () => {
  await using table = await seated()
  const { ben } = table.discord
  const role = await give(table, ben, ManageMessages)
  expect(await look(table, ben)).toBe('manager')
  role.permissions = 0n
  await table.hear(['GUILD_ROLE_UPDATE', { guild_id: guildId, role: table.world.role(role) }])
  expect(await look(table, ben)).toBe('member')
  await overwrite(table, main(table), { of: role, deny: ViewChannel })
  expect(await look(table, ben)).toBe(false)
  expect(table.asked('GET', /members/)).toHaveLength(1)
})

test('many places of a server cost one look at the person', async () => {
  await using table = await seated()
  const { ben } = table.discord
  const channels = [channelId, table.forum.id, channelId]
  expect(await Promise.all(channels.map((channel) => look(table, ben, { channel })))).toEqual(
    channels.map(() => 'member'),
  )
  expect(table.asked('GET', /members/)).toHaveLength(1)
})

test('while Discord fails it is a fault, and nothing is remembered of it', async () => {
  await using table = await seated()
  const { ben } = table.discord
  table.rest.makeTrouble((_, path) => (path.includes('/members/') ? { status: 500 } : undefined))
  await expect(look(table, ben)).rejects.toMatchObject({ status: 500 })
  table.rest.makeTrouble(() => undefined)
  expect(await look(table, ben)).toBe('member')
})

test('a process that doesn’t serve the server asks Discord, and may be a minute late', async () => {
  await using table = await seated()
  const { discord, place, world, where } = table
  const { ada, ben } = discord
  const channel = main(table)
  channel.overwrites = [{ of: ben, allow: ManageMessages }]
  const other = await startPort(
    { ...where, database: `${where.database}.other`, shards: { ids: [1], count: 2 } },
    world.now,
  )
  try {
    expect(await other.port.canSee(personOf(ada), place)).toBe('admin')
    expect(await other.port.canSee(personOf(ben), place)).toBe('manager')
    channel.overwrites = [{ of: ben, deny: ViewChannel }]
    world.pass(61_000)
    expect(await other.port.canSee(personOf(ben), place)).toBe(false)
    world.servers.delete(guildId)
    world.pass(61_000)
    expect(await other.port.canSee(personOf(ada), place)).toBe(false)
  } finally {
    await other.stop()
  }
})
