// discord.js sends files through whichever undici came first; in the process that people run it is Node's own.
import 'node:http'
import { ChannelType, PermissionFlagsBits } from 'discord.js'
import { describe, expect, test } from 'vitest'
import { type Channel, channelId } from '../platforms/discord/world.ts'
import { connectedInProcess } from './open-discord.ts'
import { storyOf } from './storyteller.ts'

/** Ada has opened a poll somewhere, and Ben has voted. */
async function withPollIn(channel: (world: Table['discord']['world']) => string = () => channelId) {
  const table = await connectedInProcess()
  const { discord } = table
  const { world, people, gateway, ada, ben, rest } = discord
  const story = storyOf(table)
  const where = channel(world)
  const known = world.channels.get(where)
  if (known !== undefined && where !== channelId)
    gateway.send(known.parent === undefined ? 'CHANNEL_CREATE' : 'THREAD_CREATE', world.channel(known))
  await people.answered(people.slash(ada, 'poll', { paper: 'A paper' }, where))
  const poll = await story.appears('A paper', where)
  await people.answered(people.press(ben, 'Cog · Worst', poll))
  return {
    ...{ story, world, people, gateway, rest, ada, ben, poll, where, textOf: discord.textOf },
    /** The poll's own id. */
    id: () => /poll=(p_\w+)/.exec(JSON.stringify(poll.components))?.[1] ?? '',
    close: () => story.told(people.slash(ada, 'close', {}, where)),
    /** The thread that was opened under the poll. */
    thread: (): Channel | undefined => world.channels.get(poll.id),
    triedThreads: () => rest.requests.filter(({ path }) => /\/messages\/\d+\/threads$/.test(path)),
    [Symbol.asyncDispose]: () => table[Symbol.asyncDispose](),
  }
}

type Table = Awaited<ReturnType<typeof connectedInProcess>>

describe('the outcome of a poll', () => {
  test.each([
    ['a text channel', ChannelType.GuildText, ChannelType.PublicThread],
    ['an announcement channel', ChannelType.GuildAnnouncement, ChannelType.AnnouncementThread],
  ])('in %s is in a thread on its message', async (_, type, threadType) => {
    await using table = await withPollIn((world) => world.openChannel('papers', type).id)
    expect(await table.close()).toContain('The result is in its thread, the announcement in this channel.')
    expect(table.thread()?.type).toBe(threadType)
    await table.story.appears('Round 1 is closed.', table.poll.id)
    expect(table.rest.requests.filter(({ path }) => path.endsWith('/crosspost'))).toEqual([])
    table.story.isClean()
  })

  test.each([
    ['voice', ChannelType.GuildVoice],
    ['stage', ChannelType.GuildStageVoice],
  ])('in the chat of a %s channel replies to it, and the receipt says why', async (_, type) => {
    await using table = await withPollIn((world) => {
      // Rights for threads mean nothing there.
      world.own &= ~(PermissionFlagsBits.CreatePublicThreads | PermissionFlagsBits.SendMessagesInThreads)
      return world.openChannel('talk', type).id
    })
    expect(await table.close()).toContain(
      'The result is in this channel, as a reply to the poll. There are no threads here.',
    )
    const outcome = await table.story.appears('Round 1 is closed.', table.where)
    expect(outcome.replyTo).toBe(table.poll.id)
    // Known before: nothing is tried.
    expect(table.triedThreads()).toEqual([])
    table.story.isClean()
  })

  test('in a channel whose kind turns out to have no threads replies to it, and that is remembered for an hour', async () => {
    await using table = await withPollIn()
    const { rest, people, ada, ben, story, poll } = table
    rest.makeTrouble((_, path) => (path.endsWith('/threads') ? { status: 400, code: 50024 } : undefined))
    expect(await table.close()).toContain('as a reply to the poll. There are no threads here.')
    expect((await story.appears('Round 1 is closed.')).replyTo).toBe(poll.id)
    await people.answered(people.slash(ada, 'revote'))
    await people.answered(people.press(ben, 'Eng · Avg', poll))
    expect(await table.close()).toContain('as a reply to the poll. There are no threads here.')
    expect((await story.appears('Round 2 is closed.')).replyTo).toBe(poll.id)
    expect(table.triedThreads()).toHaveLength(1)
    story.isClean()
  })

  test('without the right to open threads replies to it, and the receipt names the right', async () => {
    await using table = await withPollIn()
    const { world, gateway, story, poll } = table
    world.own &= ~PermissionFlagsBits.CreatePublicThreads
    gateway.send('GUILD_ROLE_UPDATE', { guild_id: world.guild().id, role: world.guild().roles[0] })
    expect(await table.close()).toContain(
      "The result is in this channel, as a reply to the poll. I couldn't open a thread. I'm missing the permission “Create Public Threads” in #reading-group. Tick it for my role under Edit Channel → Permissions.",
    )
    expect((await story.appears('Round 1 is closed.')).replyTo).toBe(poll.id)
    story.isClean()
  })

  test('in a server with too many active threads replies to it, and the receipt says so', async () => {
    await using table = await withPollIn()
    table.world.isFullOfThreads = true
    expect(await table.close()).toContain(
      "as a reply to the poll. I couldn't open a thread. This server has as many active threads as Discord allows.",
    )
    expect((await table.story.appears('Round 1 is closed.')).replyTo).toBe(table.poll.id)
    table.story.isClean()
  })

  test('is in the thread that somebody has opened on its message already', async () => {
    await using table = await withPollIn()
    const { id } = table.poll
    const thread = { id, type: ChannelType.PublicThread, name: 'Mine', parent: channelId, archived: false }
    table.world.channels.set(id, thread)
    expect(await table.close()).toContain('The result is in its thread')
    await table.story.appears('Round 1 is closed.', id)
    table.story.isClean()
  })

  test('whose thread is locked replies to it in the channel, with a link to the thread', async () => {
    await using table = await withPollIn()
    const { people, ada, ben, story, poll } = table
    await table.close()
    const thread = table.thread()
    if (thread === undefined) throw new Error('There is no thread')
    await people.answered(people.slash(ada, 'revote'))
    await people.answered(people.press(ben, 'Eng · Avg', poll))
    thread.locked = true
    expect(await table.close()).toContain(
      'The result is in this channel, as a reply to the poll. Its thread is closed.',
    )
    const outcome = await story.appears('Round 2 is closed.')
    expect(outcome.replyTo).toBe(poll.id)
    expect(JSON.stringify(outcome.components)).toContain(`Posted here because <#${thread.id}> is locked.`)
    story.isClean()
  })

  test('is an ordinary message where the bot may not read the history', async () => {
    await using table = await withPollIn((world) => world.openChannel('talk', ChannelType.GuildVoice).id)
    table.world.own &= ~PermissionFlagsBits.ReadMessageHistory
    await table.close()
    expect((await table.story.appears('Round 1 is closed.', table.where)).replyTo).toBeUndefined()
    table.story.isClean()
  })

  test.each([
    ['a thread', (world: Table['discord']['world']) => world.openThread('Talk').id],
    [
      'a post of a forum',
      (world: Table['discord']['world']) =>
        world.openThread('A post', world.openChannel('forum', ChannelType.GuildForum).id).id,
    ],
  ])('in %s is in the same place', async (_, channel) => {
    await using table = await withPollIn(channel)
    expect(await table.close()).toContain('The result is in this thread.')
    await table.story.appears('Round 1 is closed.', table.where)
    expect(table.triedThreads()).toEqual([])
    table.story.isClean()
  })

  test('that can’t be posted is said, with what to do, and “Try again” posts it once that is done', async () => {
    await using table = await withPollIn()
    const { world, gateway, people, ada, story } = table
    const { own } = world
    function permit(rights: bigint): void {
      world.own = rights
      gateway.send('GUILD_ROLE_UPDATE', { guild_id: world.guild().id, role: world.guild().roles[0] })
      for (const channel of world.guild().channels) gateway.send('CHANNEL_UPDATE', channel)
    }
    const tryAgain = () => story.told(people.press(ada, 'Try again', story.note(ada)))
    const refused =
      /I couldn't post the result yet\. I'm missing the permissions? .*Send Messages.*Tick .* for my role/
    permit(own & ~(PermissionFlagsBits.SendMessages | PermissionFlagsBits.SendMessagesInThreads))
    expect(await table.close()).toMatch(refused)
    const receipt = story.note(ada)
    expect(await tryAgain()).toMatch(refused)
    permit(own)
    expect(await tryAgain()).toContain('The result is in its thread, the announcement in this channel.')
    await story.appears('Round 1 is closed.', table.poll.id)
    expect(await story.told(people.control(ada, `retry?poll=${table.id()}`, receipt))).toContain(
      'Nothing is left to be done for “A paper”.',
    )
    const outcomes = story
      .posted(table.poll.id)
      .filter((one) => table.textOf(one).includes('Round 1 is closed.'))
    expect(outcomes).toHaveLength(1)
    story.isClean()
  })
})
