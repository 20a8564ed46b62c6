import { ChannelType, PermissionFlagsBits } from 'discord.js'
import { describe, expect, test } from 'vitest'
import type { Place } from '../../src/chat/caller.ts'
import type { UpcomingEntry } from '../../src/chat/port.ts'
import { PaperId } from '../../src/paper/paper.ts'
import { eventCover } from '../../src/picture/cover/event-cover.ts'
import { channelId, guildId } from '../platforms/discord/world.ts'
import { type Seated, seated, toldOf } from './at-table.ts'
import { everyone, give, main, open, openPrivate, overwrite } from './looking.ts'
import { placeIn, saying } from './port-alone.ts'

const hourMs = 60 * 60_000
const title = 'Reading: Concrete problems'
const longLink = `https://meet.example.org/${'x'.repeat(100)}`

/** A table whose server lets the bot make events, with something that is to come. */
async function planned() {
  const table = await seated()
  table.world.own |= PermissionFlagsBits.CreateEvents
  const message = await table.port.post(table.place, saying('On Friday'), 'friday')
  const start = table.world.now() + 24 * hourMs
  const coming: UpcomingEntry = {
    ...{ title, start, end: start + hourMs, message },
    ...{ zone: 'UTC', description: 'Led by Ada' },
  }
  return Object.assign(table, { coming })
}

const mark = (
  { port }: Seated,
  ...what: Parameters<NonNullable<Seated['port']['showUpcoming']>>
): Promise<string | undefined> =>
  port.showUpcoming?.(...what) ?? Promise.reject(new Error('Discord has no calendar'))

const unmark = ({ port, place }: Seated, known = '', where = place): Promise<void> =>
  port.hideUpcoming?.(where, known) ?? Promise.reject(new Error('Discord has no calendar'))

const eventsOf = ({ world }: Seated) => [...world.events.values()]

describe('what is to come is an event of the server', () => {
  test('with its time and a link to the message that tells of it', async () => {
    await using table = await planned()
    const { coming } = table
    const known = await mark(table, coming)
    expect(eventsOf(table)).toEqual([
      {
        id: known,
        name: title,
        start: coming.start,
        end: coming.end,
        location: 'See the announcement',
        description: `Led by Ada\nhttps://discord.com/channels/${guildId}/${channelId}/${coming.message.id}`,
      },
    ])
  })

  test('whose link leads into the thread that the message is in', async () => {
    await using table = await planned()
    const place = { ...table.place, thread: table.thread.id }
    const message = await table.port.post(place, saying('In here'), 'here')
    await mark(table, { ...table.coming, message })
    expect(eventsOf(table)).toMatchObject([
      { description: `Led by Ada\nhttps://discord.com/channels/${guildId}/${table.thread.id}/${message.id}` },
    ])
  })

  test.each([
    ['the place in words', { where: 'Room 4.12', link: 'https://meet.example.org/abc' }, 'Room 4.12'],
    ['the call', { link: 'https://meet.example.org/abc' }, 'https://meet.example.org/abc'],
    ['its announcement, if the link of the call would be cut', { link: longLink }, 'See the announcement'],
  ])('that takes place at %s', async (_, place, location) => {
    await using table = await planned()
    await mark(table, { ...table.coming, ...place })
    expect(eventsOf(table)).toMatchObject([{ location }])
  })

  test('whose name is cut to what Discord takes', async () => {
    await using table = await planned()
    await mark(table, { ...table.coming, title: 'x'.repeat(101) })
    expect(eventsOf(table)).toMatchObject([{ name: `${'x'.repeat(99)}…` }])
  })

  test('that is changed when it is known', async () => {
    await using table = await planned()
    const { coming } = table
    const known = await mark(table, coming)
    const [start, end] = [coming.start + hourMs, coming.end + 2 * hourMs]
    expect(await mark(table, { ...coming, title: 'Later', start, end }, known)).toBe(known)
    expect(eventsOf(table)).toMatchObject([{ id: known, name: 'Later', start, end }])
  })

  test('that isn’t made again when somebody has deleted it', async () => {
    await using table = await planned()
    const known = await mark(table, table.coming)
    table.world.events.clear()
    expect(await mark(table, table.coming, known)).toBeUndefined()
    expect(eventsOf(table)).toEqual([])
  })

  test('that isn’t made again when somebody has called it off', async () => {
    await using table = await planned()
    const known = await mark(table, table.coming)
    const [event] = eventsOf(table)
    if (event !== undefined) table.world.events.set(event.id, { ...event, isOff: true })
    expect(await mark(table, table.coming, known)).toBeUndefined()
    expect(eventsOf(table)).toMatchObject([{ id: known, isOff: true }])
  })

  test.each(['whole', 'for others to see'])(
    'that is found again where Discord stumbles after the work: %s',
    async (kind) => {
      await using table = await planned()
      const coming = { ...table.coming, isSeenByOthers: kind !== 'whole' }
      table.rest.makeTrouble((method, path) =>
        method === 'POST' && path.endsWith('/scheduled-events') ? { doneWith: 502 } : undefined,
      )
      await expect(mark(table, coming)).rejects.toThrow()
      table.rest.makeTrouble(() => undefined)
      const [made] = eventsOf(table)
      expect(await mark(table, coming)).toBe(made?.id)
      expect(eventsOf(table)).toHaveLength(1)
    },
  )

  test('that is taken away, and nothing is wrong where it is gone', async () => {
    await using table = await planned()
    const known = await mark(table, table.coming)
    await unmark(table, known)
    expect(eventsOf(table)).toEqual([])
    await unmark(table, known)
    expect(table.asked('DELETE', /\/scheduled-events\/\d+$/).map(({ status }) => status)).toEqual([204, 404])
  })
})

describe('an event has a cover with the title and the authors of its paper', () => {
  const paper = {
    id: PaperId.parse('arxiv:1606.06565'),
    title: 'Concrete Problems',
    authors: ['Dario Amodei'],
  }
  const cover = eventCover(paper)

  test('of 1600 × 640 pixels and less than 1 MB, which is changed with it and taken away', async () => {
    await using table = await planned()
    if (cover === undefined) throw new Error('There is no cover')
    const { coming } = table
    const known = await mark(table, { ...coming, cover })
    const coverOf = () => eventsOf(table).find(({ id }) => id === known)?.cover
    const first = coverOf()
    expect([first?.readUInt32BE(16), first?.readUInt32BE(20)]).toEqual([1600, 640])
    expect(first?.length).toBeLessThan(1_000_000)
    const other = eventCover({ ...paper, title: 'Other problems' })
    await mark(table, { ...coming, ...(other && { cover: other }) }, known)
    expect(coverOf()).not.toEqual(first)
    await mark(table, coming, known)
    expect(coverOf()).toBeUndefined()
  })

  test('and counts without it, where Discord refuses the picture', async () => {
    await using table = await planned()
    table.rest.makeTrouble((method, path) =>
      method === 'PATCH' && /\/scheduled-events\/\d+$/.test(path) ? { status: 400, code: 50035 } : undefined,
    )
    const known = await mark(table, { ...table.coming, ...(cover && { cover }) })
    expect(eventsOf(table)).toMatchObject([{ id: known, name: title }])
    expect(table.asked('PATCH', /\/scheduled-events\/\d+$/)).toHaveLength(1)
  })
})

describe('an external event would be seen by people who don’t see its channel:', () => {
  const { Connect, ReadMessageHistory, SendMessages, ViewChannel } = PermissionFlagsBits
  const isSeenByOthers = (table: Seated, where: Partial<Place> = {}) =>
    table.port.events?.isSeenByOthers({ ...table.place, ...where }, undefined)
  const role = (table: Seated) => give(table, table.discord.cleo)

  test.each<{
    readonly what: string
    readonly hide: (table: Seated) => Promise<Partial<Place> | undefined>
  }>([
    {
      what: 'it is hidden from everyone but a role',
      async hide(table) {
        const allowed = { of: await role(table), allow: ViewChannel }
        await overwrite(table, main(table), { of: everyone(table), deny: ViewChannel }, allowed)
        return undefined
      },
    },
    {
      what: 'its messages of before are hidden from everyone',
      hide: async (table) =>
        void (await overwrite(table, main(table), { of: everyone(table), deny: ReadMessageHistory })),
    },
    {
      what: 'it is hidden from a role',
      hide: async (table) =>
        void (await overwrite(table, main(table), { of: await role(table), deny: ViewChannel })),
    },
    {
      what: 'it is hidden from one person',
      hide: async (table) =>
        void (await overwrite(table, main(table), { of: table.discord.ben, deny: ViewChannel })),
    },
    {
      what: 'it is a voice channel that not everyone enters',
      async hide(table) {
        const { id } = await open(table, ChannelType.GuildVoice, { of: everyone(table), deny: Connect })
        return { channel: id }
      },
    },
    {
      what: 'the message is in a private thread',
      hide: async (table) => ({ thread: (await openPrivate(table)).id }),
    },
  ])('$what', async ({ hide }) => {
    await using table = await planned()
    expect(await isSeenByOthers(table)).toBe(false)
    expect(await isSeenByOthers(table, await hide(table))).toBe(true)
  })

  test('it counts as seen by others while Discord doesn’t say who sees it', async () => {
    await using table = await planned()
    const { id } = table.world.openThread('Of long ago')
    table.rest.makeTrouble((method, path) =>
      method === 'GET' && path === `/channels/${id}` ? { status: 404 } : undefined,
    )
    expect(await isSeenByOthers(table, { thread: id })).toBe(true)
  })

  test('but not of a channel that some may not write in', async () => {
    await using table = await planned()
    await overwrite(table, main(table), { of: await role(table), deny: SendMessages })
    expect(await isSeenByOthers(table)).toBe(false)
  })

  test('it says nothing of where and leads nowhere', async () => {
    await using table = await planned()
    const link = 'https://meet.example.org/abc'
    await mark(table, { ...table.coming, where: 'Room 4.12', link, isSeenByOthers: true })
    expect(eventsOf(table)).toMatchObject([
      { location: "See the group's channel", description: 'Led by Ada' },
    ])
  })
})

describe('it is said why there is no event:', () => {
  test('the bot may not make events, nor change or delete them', async () => {
    await using table = await planned()
    const known = await mark(table, table.coming)
    await table.forbid(PermissionFlagsBits.CreateEvents)
    for (const attempt of [
      () => mark(table, table.coming),
      () => mark(table, { ...table.coming, title: 'Later' }, known),
      () => unmark(table, known),
    ])
      expect(await toldOf(attempt())).toBe(
        'I need the permission “Create Events” in this server to add sessions to its events. Tick it for my role under Server Settings → Roles. Everything else works without it.',
      )
    expect(eventsOf(table)).toMatchObject([{ id: known, name: title }])
  })

  test('it has begun already; one that is there can still be changed', async () => {
    await using table = await planned()
    const known = await mark(table, table.coming)
    const other = { ...table.coming, message: await table.port.post(table.place, saying('Today'), 'today') }
    table.world.pass(24.5 * hourMs)
    expect(await toldOf(mark(table, other))).toContain("Sessions that have already started can't be added")
    await mark(table, { ...table.coming, where: 'Room 5' }, known)
    expect(eventsOf(table)).toMatchObject([{ id: known, location: 'Room 5', start: table.coming.start }])
  })

  test('a direct conversation has none', async () => {
    await using table = await planned()
    const direct = table.discord.openDirect(table.discord.ben)
    const place = placeIn(`dm.${direct}`, direct)
    const message = await table.port.post(place, saying('On Friday'), 'direct')
    const told = 'Direct messages have no events.'
    expect(await toldOf(mark(table, { ...table.coming, message }))).toContain(told)
    expect(await toldOf(unmark(table, '1', place))).toContain(told)
    expect(table.asked('POST', /\/scheduled-events$/)).toEqual([])
  })
})
