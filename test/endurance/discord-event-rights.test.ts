import { PermissionFlagsBits } from 'discord.js'
import { expect, test } from 'vitest'
import { toldOf } from '../discord/at-table.ts'
import { eventsOf, plannedIn, portOf, show } from '../discord/planned-event.ts'
import { saying } from '../discord/port-alone.ts'

const { Connect, CreateEvents, ManageChannels, MoveMembers, MuteMembers, ViewChannel } = PermissionFlagsBits

const voiceRights = [
  [CreateEvents, 'Create Events'],
  [ViewChannel, 'View Channel'],
  [Connect, 'Connect'],
] as const
const stageRights = [
  [CreateEvents, 'Create Events'],
  [ManageChannels, 'Manage Channels'],
  [MuteMembers, 'Mute Members'],
  [MoveMembers, 'Move Members'],
] as const

test.each([
  ...voiceRights.map(([right, name]) => ({ kind: 'voice' as const, right, name })),
  ...stageRights.map(([right, name]) => ({ kind: 'stage' as const, right, name })),
])(
  'an event in a $kind channel needs $name, known before and after it is tried',
  async ({ kind, right, name }) => {
    await using table = await plannedIn(kind)
    const { coming, venue, place } = table
    expect(await portOf(table).whyNot(place, venue)).toBeUndefined()
    table.world.own &= ~right
    expect(await toldOf(show(table, coming))).toContain('in #another to create events there.')
    await table.hear(
      ['GUILD_ROLE_UPDATE', { guild_id: table.world.guild().id, role: table.world.guild().roles[0] }],
      ...[...table.world.channels.values()]
        .filter(({ parent }) => parent === undefined)
        .map((one) => ['CHANNEL_UPDATE', table.world.channel(one)] as const),
    )
    expect((await portOf(table).whyNot(place, venue))?.happened).toBe(
      `I need the permission “${name}” in #another to create events there.`,
    )
    expect(eventsOf(table)).toEqual([])
  },
)

test('an external event needs Create Events', async () => {
  await using table = await plannedIn('voice')
  const { whyNot } = portOf(table)
  expect(await whyNot(table.place, undefined)).toBeUndefined()
  await table.forbid(CreateEvents)
  expect((await whyNot(table.place, undefined))?.happened).toContain('“Create Events” in this server')
})

test('a server with 100 events takes no more, and a refusal for any other reason is one', async () => {
  await using table = await plannedIn('voice')
  const [id = ''] = [await show(table, table.coming)]
  const [event] = eventsOf(table)
  if (event === undefined) throw new Error('There is no event')
  for (let i = 0; i < 99; i++) table.world.events.set(`1${i}`, { ...event, id: `1${i}`, description: '' })
  const message = await table.port.post(table.place, saying('Another'), 'another')
  expect(await toldOf(show(table, { ...table.coming, message }))).toContain('100 upcoming events')
  table.rest.makeTrouble((method) => (method === 'PATCH' ? { status: 400, code: 50035 } : undefined))
  expect(await toldOf(show(table, table.coming, id))).toContain("Discord doesn't let me")
})
