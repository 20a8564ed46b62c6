import { ChannelType, PermissionFlagsBits, REST, Routes } from 'discord.js'
import * as spec from 'discord-api-spec/zod'
import { describe, expect, test } from 'vitest'
import { z } from 'zod/mini'
import { startDiscord } from '../platforms/discord/loopback.ts'
import { isOfficialHere, officialFaults } from '../platforms/discord/official.ts'
import { formFaults, MessageBody, messageFaults } from '../platforms/discord/rules.ts'
import { schemaFaults } from '../platforms/discord/schemas.ts'
import { applicationId, channelId, guildId, token } from '../platforms/discord/world.ts'

const text = (content: string) => ({ type: 10, content })
const button = (custom_id: string) => ({ type: 2, style: 2, label: 'Press', custom_id })
const message = (components: readonly object[], more: object = {}) => ({
  components,
  flags: 1 << 15,
  allowed_mentions: { parse: [] },
  ...more,
})
const faults = (body: object) => messageFaults(MessageBody.parse(body), [])

describe('the loopback Discord', () => {
  test('takes a message that is all right', () => {
    const body = message([text('Hello'), { type: 1, components: [button('a'), button('b')] }])
    expect(faults(body)).toEqual([])
    expect(schemaFaults('message', body)).toEqual([])
  })

  test.each([
    ['content beside components', message([text('x')], { content: 'x' })],
    ['4,001 characters', message([text('x'.repeat(4001))])],
    ['41 components', message(Array.from({ length: 41 }, () => text('x')))],
    ['ids that are not unique', message([{ type: 1, components: [button('a'), button('a')] }])],
    ['an id of 101 characters', message([{ type: 1, components: [button('a'.repeat(101))] }])],
    ['six buttons in a row', message([{ type: 1, components: [...'abcdef'].map(button) }])],
    [
      'a picture that isn’t attached',
      message([{ type: 12, items: [{ media: { url: 'attachment://a.png' } }] }]),
    ],
    ['a file that is shown nowhere', message([text('x')], { attachments: [{ id: '0', filename: 'a.png' }] })],
    [
      'components with the same id',
      message([
        { ...text('x'), id: 7 },
        { ...text('y'), id: 7 },
      ]),
    ],
    ['a component id of 32 bits', message([{ ...text('x'), id: 2 ** 31 }])],
    ['pings', message([text('x')], { allowed_mentions: undefined })],
  ])('refuses %s', (_, body) => {
    expect(faults(body)).not.toEqual([])
  })

  test('refuses forms with six parts or a long title', () => {
    expect(
      formFaults(
        'Title',
        Array.from({ length: 6 }, () => ({ type: 18 })),
      ),
    ).not.toEqual([])
    expect(formFaults('x'.repeat(46), [{ type: 18 }])).not.toEqual([])
  })

  test('refuses what the package’s schemas refuse', () => {
    expect(schemaFaults('message', { components: [{ type: 10, content: 5 }] })).not.toEqual([])
    expect(schemaFaults('thread', { name: '' })).not.toEqual([])
  })

  test.skipIf(!isOfficialHere)('refuses what Discord’s own description refuses', () => {
    expect(officialFaults('message', message([text('Hello')]))).toEqual([])
    expect(officialFaults('message', { components: [{ type: 10, content: 5 }] })).not.toEqual([])
    expect(officialFaults('commands', [{ description: 'no name' }])).not.toEqual([])
    expect(officialFaults('callback', { type: 99 })).not.toEqual([])
  })
})

describe('the loopback Discord, asked by the real client,', () => {
  async function asked() {
    const discord = await startDiscord()
    const rest = new REST({ api: discord.api, version: '10', retries: 0 }).setToken(token)
    const post = Routes.channelMessages(channelId)
    return {
      ...discord,
      client: rest,
      say: (more: object = {}, route: typeof post = post) =>
        rest.post(route, { body: message([text('Hello')], more) }),
      sent: () => [...discord.world.messages.values()],
      async [Symbol.asyncDispose]() {
        await discord.close()
      },
    }
  }

  test('knows a nonce for some minutes, and then no more', async () => {
    await using table = await asked()
    const once = { nonce: 'n', enforce_nonce: true }
    await table.say(once)
    table.world.pass(60_000)
    await table.say(once)
    expect(table.sent()).toHaveLength(1)
    table.world.pass(10 * 60_000)
    await table.say(once)
    expect(table.sent()).toHaveLength(2)
  })

  test('gives each component an id, and none that is taken', async () => {
    await using table = await asked()
    const components = [{ ...text('x'), id: 1 }, text('y'), { type: 1, components: [button('a')] }]
    expect(
      await table.client.post(Routes.channelMessages(channelId), { body: message(components) }),
    ).toMatchObject({
      components: [{ id: 1 }, { id: 2 }, { id: 3, components: [{ id: 4 }] }],
    })
  })

  test('shows nothing of before to whoever may not look back, and refuses a message by its id', async () => {
    await using table = await asked()
    await table.say()
    const history = () => table.client.get(Routes.channelMessages(channelId))
    expect(await history()).toHaveLength(1)
    table.world.own &= ~PermissionFlagsBits.ReadMessageHistory
    expect(await history()).toEqual([])
    await expect(table.client.get(Routes.channelMessage(channelId, '1'))).rejects.toMatchObject({
      code: 50013,
    })
  })

  test('shows what came after an id from the oldest on, newest first', async () => {
    await using table = await asked()
    const all = Array.from({ length: 5 }, () => table.world.say(table.ada, channelId).id)
    const query = new URLSearchParams({ after: all[0] ?? '', limit: '2' })
    expect(await table.client.get(Routes.channelMessages(channelId), { query })).toMatchObject([
      { id: all[2] },
      { id: all[1] },
    ])
  })

  test('takes no messages in a forum, and no post without a tag where one is needed', async () => {
    await using table = await asked()
    const tags = [{ id: '500000000000000001', name: 'Papers', moderated: false }]
    const forum = table.world.openChannel('papers', ChannelType.GuildForum, { tags, needsTag: true })
    await expect(table.say({}, Routes.channelMessages(forum.id))).rejects.toMatchObject({ code: 50008 })
    const begin = (applied_tags: readonly string[]) =>
      table.client.post(Routes.threads(forum.id), {
        body: { name: 'Hello', applied_tags, message: message([text('Hello')]) },
      })
    await expect(begin([])).rejects.toMatchObject({ code: 40067 })
    await expect(begin(['1'])).rejects.toMatchObject({ code: 50035 })
    expect(await begin(['500000000000000001'])).toMatchObject({ parent_id: forum.id })
  })

  test('answers what the package’s schemas say of members, roles, private threads and direct messages', async () => {
    await using table = await asked()
    const { world, client, ben, openDirect } = table
    const thread = world.openPrivateThread('Two of us')
    thread.members.add(ben.id)
    ben.roles.add(world.openRole('Readers', PermissionFlagsBits.ManageMessages).id)
    // The package knows times with Z only; Discord sends +00:00.
    const withZ = (answer: unknown) =>
      JSON.parse(JSON.stringify(answer).replaceAll(/(?<=:\d\d\.\d{6})\+00:00/g, 'Z'))
    const faultsOf = (schema: z.ZodMiniType, answer: unknown) => schema.safeParse(withZ(answer)).error?.issues
    const direct = await client.get(Routes.channel(openDirect(ben)))
    expect(faultsOf(spec.PrivateChannelResponseSchema, direct)).toBeUndefined()
    const member = await client.get(Routes.guildMember(guildId, ben.id))
    expect(faultsOf(spec.GuildMemberResponseSchema, member)).toBeUndefined()
    expect(member).toMatchObject({ roles: [...ben.roles] })
    const threadMember = await client.get(Routes.threadMembers(thread.id, ben.id))
    expect(faultsOf(spec.ThreadMemberResponseSchema, threadMember)).toBeUndefined()
    const { roles } = z
      .looseObject({ roles: z.array(z.unknown()) })
      .parse(await client.get(Routes.guild(guildId)))
    expect(roles.map((role) => faultsOf(spec.GuildRoleResponseSchema, role))).toEqual([undefined, undefined])
  })

  test('shows a private thread to those who were let in, and its members to nobody else', async () => {
    await using table = await asked()
    const { world, client, ben } = table
    const thread = world.openPrivateThread('Two of us')
    await expect(client.get(Routes.threadMembers(thread.id, ben.id))).rejects.toMatchObject({ code: 10007 })
    thread.members.delete(applicationId)
    await expect(client.get(Routes.channel(thread.id))).rejects.toMatchObject({ code: 50001 })
    world.own |= PermissionFlagsBits.ManageThreads
    expect(await client.get(Routes.channel(thread.id))).toMatchObject({ id: thread.id })
  })

  test('lets nobody but moderators write in a locked thread or wake it', async () => {
    await using table = await asked()
    const thread = table.world.openThread('Reading')
    const wake = () => table.client.patch(Routes.channel(thread.id), { body: { archived: false } })
    const say = () => table.say({}, Routes.channelMessages(thread.id))
    thread.locked = true
    await expect(say()).rejects.toMatchObject({ code: 50013 })
    thread.archived = true
    await expect(say()).rejects.toMatchObject({ code: 50083 })
    await expect(wake()).rejects.toMatchObject({ code: 50013 })
    table.world.own |= PermissionFlagsBits.ManageThreads
    await expect(say()).rejects.toMatchObject({ code: 50083 })
    await wake()
    expect(await say()).toMatchObject({ channel_id: thread.id })
  })
})
