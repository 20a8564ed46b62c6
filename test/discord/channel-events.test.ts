import { GuildScheduledEventEntityType, PermissionFlagsBits } from 'discord.js'
import { describe, expect, test } from 'vitest'
import { everyone, give, main, overwrite } from './looking.ts'
import { eventsOf, plannedIn, portOf, show } from './planned-event.ts'

const { ViewChannel } = PermissionFlagsBits
const { StageInstance, Voice } = GuildScheduledEventEntityType
const entities = { voice: Voice, stage: StageInstance } as const

describe.each(['voice', 'stage'] as const)('an event in a %s channel', (kind) => {
  test('is of that kind, becomes external without its channel, and comes back', async () => {
    await using table = await plannedIn(kind)
    const { coming, venue } = table
    const id = await show(table, coming)
    const inChannel = { id, venue: { type: entities[kind], channel: venue.channel }, location: '' }
    expect(eventsOf(table)).toMatchObject([inChannel])
    const { venue: _, ...external } = coming
    expect(await show(table, { ...external, where: 'Room 4.12' }, id)).toBe(id)
    expect(eventsOf(table)).toMatchObject([{ id, location: 'Room 4.12' }])
    expect(eventsOf(table)[0]).not.toHaveProperty('venue')
    expect(await show(table, coming, id)).toBe(id)
    expect(eventsOf(table)).toMatchObject([inChannel])
  })

  test('is started and ended, each as often as one likes, and left alone where somebody has done either', async () => {
    await using table = await plannedIn(kind)
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

describe('an event in a channel is seen by people who don’t see the group’s channel', () => {
  const isSeenByOthers = (table: Awaited<ReturnType<typeof plannedIn>>) =>
    portOf(table).isSeenByOthers(table.place, table.venue)

  test('unless everyone sees that', async () => {
    await using table = await plannedIn('voice')
    expect(await isSeenByOthers(table)).toBe(false)
  })

  test('if that is for a role and it is for everyone', async () => {
    await using table = await plannedIn('voice')
    const role = await give(table, table.discord.cleo)
    const hidden = { of: everyone(table), deny: ViewChannel }
    await overwrite(table, main(table), hidden, { of: role, allow: ViewChannel })
    expect(await isSeenByOthers(table)).toBe(true)
  })

  test('unless both are for the same role', async () => {
    await using table = await plannedIn('voice')
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
    await using table = await plannedIn('voice')
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
  await using table = await plannedIn('voice')
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
