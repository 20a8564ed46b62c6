import { ChannelType, GuildScheduledEventEntityType, PermissionFlagsBits } from 'discord.js'
import { describe, expect, test } from 'vitest'
import type { UpcomingEntry, Venue } from '../../src/chat/port.ts'
import type { Overwrite } from '../platforms/discord/world.ts'
import { type Seated, seated, toldOf } from './at-table.ts'
import { everyone, give, main, open, overwrite } from './looking.ts'
import { saying } from './port-alone.ts'

const { Connect, CreateEvents, ManageChannels, MoveMembers, MuteMembers, ViewChannel } = PermissionFlagsBits
const { StageInstance, Voice } = GuildScheduledEventEntityType
const everyRight = [CreateEvents, Connect, ManageChannels, MuteMembers, MoveMembers]
const hourMs = 3_600_000

const kinds = {
  voice: { type: ChannelType.GuildVoice, entity: Voice },
  stage: { type: ChannelType.GuildStageVoice, entity: StageInstance },
} as const

/** A table whose bot may make any event, with a channel to talk in and something to come there. */
async function planned(kind: Venue['kind'], ...overwrites: readonly Overwrite[]) {
  const table = await seated()
  for (const right of everyRight) table.world.own |= right
  await table.forbid()
  const message = await table.port.post(table.place, saying('On Friday'), 'friday')
  const { id: channel } = await open(table, kinds[kind].type, ...overwrites)
  const start = table.world.now() + 24 * hourMs
  const venue: Venue = { kind, channel }
  const coming: UpcomingEntry = {
    ...{ title: 'Reading', start, end: start + hourMs, message, zone: 'UTC', description: 'AI Control' },
    venue,
  }
  return Object.assign(table, { coming, venue })
}

const eventsOf = ({ world }: Seated) => [...world.events.values()]
const show = ({ port }: Seated, ...what: Parameters<NonNullable<Seated['port']['showUpcoming']>>) =>
  port.showUpcoming?.(...what) ?? Promise.reject(new Error('Discord has no calendar'))
const portOf = ({ port }: Seated) => {
  if (port.events === undefined) throw new Error('Discord has no events')
  return port.events
}

describe.each(['voice', 'stage'] as const)('an event in a %s channel', (kind) => {
  test('is of that kind, becomes external without its channel, and comes back', async () => {
    await using table = await planned(kind)
    const { coming, venue } = table
    const id = await show(table, coming)
    const inChannel = { id, venue: { type: kinds[kind].entity, channel: venue.channel }, location: '' }
    expect(eventsOf(table)).toMatchObject([inChannel])
    const { venue: _, ...external } = coming
    expect(await show(table, { ...external, where: 'Room 4.12' }, id)).toBe(id)
    expect(eventsOf(table)).toMatchObject([{ id, location: 'Room 4.12' }])
    expect(eventsOf(table)[0]).not.toHaveProperty('venue')
    expect(await show(table, coming, id)).toBe(id)
    expect(eventsOf(table)).toMatchObject([inChannel])
  })

  test('is started and ended, each as often as one likes, and left alone where somebody has done either', async () => {
    await using table = await planned(kind)
    const id = (await show(table, table.coming)) ?? ''
    const event = { space: table.place.space, id }
    const { start, end } = portOf(table)
    expect([await start(event), await start(event)]).toEqual([true, true])
    expect(eventsOf(table)).toMatchObject([{ state: 'on' }])
    expect([await end(event), await end(event), await start(event)]).toEqual([true, false, false])
    expect(eventsOf(table)).toMatchObject([{ state: 'over' }])
    table.world.events.clear()
    expect([await start(event), await end(event)]).toEqual([false, false])
  })
})

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
    await using table = await planned(kind)
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
  await using table = await planned('voice')
  const { whyNot } = portOf(table)
  expect(await whyNot(table.place, undefined)).toBeUndefined()
  await table.forbid(CreateEvents)
  expect((await whyNot(table.place, undefined))?.happened).toContain('“Create Events” in this server')
})

test('a server with 100 events takes no more, and a refusal for any other reason is one', async () => {
  await using table = await planned('voice')
  const [id = ''] = [await show(table, table.coming)]
  const [event] = eventsOf(table)
  if (event === undefined) throw new Error('There is no event')
  for (let i = 0; i < 99; i++) table.world.events.set(`1${i}`, { ...event, id: `1${i}`, description: '' })
  const message = await table.port.post(table.place, saying('Another'), 'another')
  expect(await toldOf(show(table, { ...table.coming, message }))).toContain('100 upcoming events')
  table.rest.makeTrouble((method) => (method === 'PATCH' ? { status: 400, code: 50035 } : undefined))
  expect(await toldOf(show(table, table.coming, id))).toContain("Discord doesn't let me")
})

describe('an event in a channel is seen by people who don’t see the group’s channel', () => {
  const isSeenByOthers = (table: Awaited<ReturnType<typeof planned>>) =>
    portOf(table).isSeenByOthers(table.place, table.venue)

  test('unless everyone sees that', async () => {
    await using table = await planned('voice')
    expect(await isSeenByOthers(table)).toBe(false)
  })

  test('if that is for a role and it is for everyone', async () => {
    await using table = await planned('voice')
    const role = await give(table, table.discord.cleo)
    const hidden = { of: everyone(table), deny: ViewChannel }
    await overwrite(table, main(table), hidden, { of: role, allow: ViewChannel })
    expect(await isSeenByOthers(table)).toBe(true)
  })

  test('unless both are for the same role', async () => {
    await using table = await planned('voice')
    const role = await give(table, table.discord.cleo)
    const overwrites = [
      { of: everyone(table), deny: ViewChannel },
      { of: role, allow: ViewChannel },
    ]
    await overwrite(table, main(table), ...overwrites)
    const venue = table.world.channels.get(table.venue.channel)
    if (venue === undefined) throw new Error('The channel is gone')
    await overwrite(table, venue, ...overwrites)
    expect(await isSeenByOthers(table)).toBe(false)
    const another = await give(table, table.discord.ben)
    await overwrite(table, venue, ...overwrites, { of: another, allow: ViewChannel })
    expect(await isSeenByOthers(table)).toBe(true)
    await overwrite(table, venue, ...overwrites, { of: table.discord.ben, allow: ViewChannel })
    expect(await isSeenByOthers(table)).toBe(true)
  })

  test('if another role is shut out of the group’s channel', async () => {
    await using table = await planned('voice')
    const [role, muted] = [await give(table, table.discord.cleo), await give(table, table.discord.cleo)]
    const shown = { of: role, allow: ViewChannel }
    await overwrite(table, main(table), { of: everyone(table), deny: ViewChannel }, shown)
    const venue = table.world.channels.get(table.venue.channel)
    if (venue === undefined) throw new Error('The channel is gone')
    await overwrite(table, venue, { of: everyone(table), deny: ViewChannel }, shown)
    expect(await isSeenByOthers(table)).toBe(false)
    const noHistory = { of: muted, deny: PermissionFlagsBits.ReadMessageHistory }
    await overwrite(table, main(table), { of: everyone(table), deny: ViewChannel }, shown, noHistory)
    expect(await isSeenByOthers(table)).toBe(true)
  })
})

test('the people who are interested are read 100 at a time', async () => {
  await using table = await planned('voice')
  const id = (await show(table, table.coming)) ?? ''
  const people = Array.from({ length: 250 }, (_, i) => table.world.join(`Reader ${i}`))
  for (const person of people) table.discord.people.interest(person, id)
  const event = { space: table.place.space, id }
  const found = await portOf(table).interestedIn(event)
  expect(found).toEqual(people.map((person) => `discord:${person.id}`))
  expect(table.asked('GET', /\/users$/)).toHaveLength(3)
  table.world.events.clear()
  expect(await portOf(table).interestedIn(event)).toBeUndefined()
})
