import { ChannelType, PermissionFlagsBits } from 'discord.js'
import { describe, expect, test } from 'vitest'
import type { Place } from '../../src/chat/caller.ts'
import { pictured } from '../picture/pictured.ts'
import { channelId } from '../platforms/discord/world.ts'
import { type Seated, seated, toldOf } from './at-table.ts'
import { personOf, saying } from './port-alone.ts'

const { ViewChannel, SendMessages, AttachFiles, SendMessagesInThreads, CreatePublicThreads, ManageThreads } =
  PermissionFlagsBits

const picture = { kind: 'picture', picture: pictured([]) } as const

describe('what the bot may not do is said, with what is missing and where to grant it:', () => {
  test.each<{
    readonly what: string
    readonly missing: readonly bigint[]
    readonly place?: (table: Seated) => Partial<Place>
    readonly said: string
  }>([
    {
      what: 'to post',
      missing: [SendMessages],
      said: "I'm missing the permission “Send Messages” in #reading-group. Tick it for my role under Edit Channel → Permissions.",
    },
    {
      what: 'to post pictures, nor to see the channel',
      missing: [ViewChannel, AttachFiles],
      said: "I'm missing the permissions “View Channel” and “Attach Files” in #reading-group. Tick them for my role",
    },
    {
      what: 'to post in a thread',
      missing: [SendMessagesInThreads],
      place: ({ thread }) => ({ thread: thread.id }),
      said: "I'm missing the permission “Send Messages in Threads” in #reading-group.",
    },
    {
      what: 'to begin posts in a forum',
      missing: [SendMessages],
      place: ({ forum }) => ({ channel: forum.id }),
      said: "I'm missing the permission “Create Posts” in #papers.",
    },
  ])('$what', async ({ missing, place, said }) => {
    await using table = await seated()
    await table.forbid(...missing)
    const where = { ...table.place, ...place?.(table) }
    expect(await toldOf(table.port.post(where, saying('Hello', picture), 'hello'))).toContain(said)
    expect(table.said('Hello')).toHaveLength(0)
  })

  test('to open a thread', async () => {
    await using table = await seated()
    const message = await table.port.post(table.place, saying('Hello'), 'hello')
    await table.forbid(CreatePublicThreads)
    expect(await toldOf(table.port.openThread(message, 'Hello'))).toContain(
      "I'm missing the permission “Create Public Threads” in #reading-group.",
    )
    expect(table.threadsOf({ id: channelId })).toHaveLength(1)
  })

  test('to post, where it can’t know which right is missing', async () => {
    await using table = await seated()
    const { id } = table.world.openChannel('unheard-of', ChannelType.GuildText)
    await table.forbid(SendMessages)
    expect(await toldOf(table.port.post({ ...table.place, channel: id }, saying('Hello'), 'hello'))).toBe(
      "I'm not allowed to post in that channel. Tick “View Channel”, “Send Messages” and “Attach Files” for my role under Edit Channel → Permissions.",
    )
  })

  test('and once it may, what was refused is done', async () => {
    await using table = await seated()
    const all = table.world.own
    await table.forbid(SendMessages)
    await toldOf(table.port.post(table.place, saying('Hello'), 'hello'))
    table.world.own = all
    await table.port.post(table.place, saying('Hello'), 'hello')
    expect(table.said('Hello')).toHaveLength(1)
  })

  test.each(['post', 'openThread'] as const)('that the channel is gone: %s', async (what) => {
    await using table = await seated()
    const message = await table.port.post(table.place, saying('Hello'), 'hello')
    table.world.channels.delete(channelId)
    const { port } = table
    const running =
      what === 'post' ? port.post(table.place, saying('Bye'), 'bye') : port.openThread(message, 'Hello')
    expect(await toldOf(running)).toBe(
      'The channel I should post in no longer exists. Use me in another channel.',
    )
  })

  test('that somebody takes no direct messages', async () => {
    await using table = await seated()
    const { ben } = table.discord
    table.world.closed.add(ben.id)
    expect(
      await toldOf(table.port.sendPrivate(personOf(ben), table.place, saying('Psst'), 'psst')),
    ).toContain("I can't send that person a direct message: they don't accept messages from me.")
  })
})

describe('where a thread is shut, it is said in the channel, once:', () => {
  test.each<{ readonly what: string; readonly shut: (table: Seated) => void }>([
    { what: 'deleted', shut: ({ world, thread }) => world.channels.delete(thread.id) },
    { what: 'locked', shut: ({ thread }) => Object.assign(thread, { locked: true }) },
    {
      what: 'locked and archived',
      shut: ({ thread }) => Object.assign(thread, { locked: true, archived: true }),
    },
  ])('$what', async ({ shut }) => {
    await using table = await seated()
    shut(table)
    const place = { ...table.place, thread: table.thread.id }
    const message = await table.port.post(place, saying('Hello'), 'hello')
    expect(message.place).toEqual(table.place)
    expect(await table.port.post(place, saying('Hello'), 'hello')).toEqual(message)
    expect(table.said('Hello')).toMatchObject([{ id: message.id, channel: channelId }])
    expect(await table.port.edit(message, saying('Hello again'))).toBe('shown')
  })

  test('deleted in a forum, where it begins another', async () => {
    await using table = await seated()
    const place = { ...table.place, channel: table.forum.id }
    const { id } = await table.port.post(place, saying('Begun'), 'begun')
    table.world.channels.delete(id)
    const message = await table.port.post({ ...place, thread: id }, saying('Hello'), 'hello')
    expect(message.place).toEqual({ ...place, thread: message.id })
    expect(table.threadsOf(table.forum)).toMatchObject([{ id: message.id, name: 'Hello' }])
  })

  test('but an archived one is woken, and a locked one too where the bot is a moderator', async () => {
    await using table = await seated()
    const place = { ...table.place, thread: table.thread.id }
    table.thread.archived = true
    expect((await table.port.post(place, saying('Hello'), 'first')).place).toEqual(place)
    table.world.own |= ManageThreads
    Object.assign(table.thread, { archived: true, locked: true })
    expect((await table.port.post(place, saying('Hello'), 'second')).place).toEqual(place)
    expect(table.thread.archived).toBe(false)
    expect(table.said('Hello').map(({ channel }) => channel)).toEqual([table.thread.id, table.thread.id])
  })

  test('a thread can’t be opened under a message that was deleted', async () => {
    await using table = await seated()
    const message = await table.port.post(table.place, saying('Hello'), 'hello')
    table.world.messages.delete(message.id)
    expect(await table.port.openThread(message, 'Hello')).toEqual(table.place)
  })
})
