// discord.js sends files through whichever undici came first; in the process that people run it is Node's own.
import 'node:http'
import { ChannelType, PermissionFlagsBits } from 'discord.js'
import { expect, test } from 'vitest'
import { connectedInProcess } from './open-discord.ts'
import { storyOf } from './storyteller.ts'

const [reading, decided, old, other] = [1, 2, 3, 4].map((last) => `50000000000000000${last}`) as [
  string,
  string,
  string,
  string,
]
const more = [5, 6, 7, 8].map((last) => `50000000000000000${last}`)
const tags = [
  { id: reading, name: 'Reading', moderated: false },
  { id: decided, name: 'Decided', moderated: false },
  { id: old, name: 'Old', moderated: true },
  { id: other, name: 'Other', moderated: false },
  ...more.map((id) => ({ id, name: `Tag ${id.at(-1)}`, moderated: false })),
]

/** A forum whose posts are tagged by their polls, and a post in it. */
async function inForum({ applied = [] as readonly string[], settings = {}, needsTag = false } = {}) {
  const table = await connectedInProcess()
  const { discord } = table
  const { world, gateway, people, ada, ben, rest } = discord
  world.own |= PermissionFlagsBits.ManageThreads
  const story = storyOf(table)
  const forum = world.openChannel('papers', ChannelType.GuildForum, { tags, needsTag })
  gateway.send('CHANNEL_CREATE', world.channel(forum))
  const post = world.openThread('What about control?', forum.id, { appliedTags: applied })
  gateway.send('THREAD_CREATE', world.channel(post))

  /** Changes what the bot may do, and waits until it has heard so. */
  async function permit(own: bigint): Promise<void> {
    world.own = own
    gateway.send('GUILD_ROLE_UPDATE', { guild_id: world.guild().id, role: world.guild().roles[0] })
    gateway.send('CHANNEL_UPDATE', world.channel(forum))
    await people.suggest(ada, 'settings channel', 'zone', '')
  }

  async function set(given: Readonly<Record<string, string>>) {
    const asked = people.slash(ada, 'settings channel', given, post.id)
    await people.answered(asked)
    return asked
  }
  if (Object.keys(settings).length > 0) await people.answered(people.submit(ada, await set(settings), {}))

  return {
    ...{ world, people, ada, ben, rest, story, forum, post, set, permit, textOf: discord.textOf },
    tagsOf: () => world.channels.get(post.id)?.appliedTags,
    async open() {
      const asked = people.slash(ada, 'poll', { paper: 'A paper' }, post.id)
      await people.answered(asked)
      return story.appears('A paper', post.id)
    },
    say: (command: string) => story.told(people.slash(ada, command, {}, post.id)),
    async [Symbol.asyncDispose]() {
      await table[Symbol.asyncDispose]()
      story.isClean()
    },
  }
}

const both = { 'tag-open': 'reading', 'tag-closed': 'Decided' }

test('a post has the one tag while its poll is open and the other once it is closed; others stay', async () => {
  await using table = await inForum({ applied: [other], settings: both })
  const { people, ben, tagsOf, say } = table
  const poll = await table.open()
  expect(tagsOf()).toEqual([other, reading])
  await people.answered(people.press(ben, 'Cog · Worst', poll))
  expect(await say('close')).toContain('The result is in this thread.')
  expect(tagsOf()).toEqual([other, decided])
  await say('reopen')
  expect(tagsOf()).toEqual([other, reading])
  await say('close')
  await say('revote')
  expect(tagsOf()).toEqual([other, reading])
  expect(await say('settings channel')).toContain('Tag of posts whose poll is open Reading')
})

test('without tags in the settings no tag is touched', async () => {
  await using table = await inForum({ applied: [reading] })
  await table.open()
  await table.say('close')
  expect(table.tagsOf()).toEqual([reading])
  expect(
    table.rest.requests.filter(
      ({ method, path }) => method === 'PATCH' && path === `/channels/${table.post.id}`,
    ),
  ).toEqual([])
})

test('a sixth tag is not added, and the receipt says so', async () => {
  await using table = await inForum({ applied: [other, ...more], settings: both })
  await table.open()
  expect(table.tagsOf()).toEqual([other, ...more])
  const told = "This post already has 5 tags, so “Reading” wasn't added."
  await table.rest.until(() => table.textOf(table.story.note(table.ada)).includes(told))
  expect(await table.say('close')).toContain("This post already has 5 tags, so “Decided” wasn't added.")
})

test('without Manage Threads the receipt says so, and “Try again” does what is left', async () => {
  await using table = await inForum({ settings: both })
  const { story, world, people, ada, tagsOf, say, permit } = table
  await table.open()
  const own = world.own
  await permit(own & ~PermissionFlagsBits.ManageThreads)
  expect(await say('close')).toContain(
    "I couldn't change this post's tags yet. I'm missing the permission “Manage Threads” in #papers. Tick it for my role under Edit Channel → Permissions.",
  )
  expect(tagsOf()).toEqual([reading])
  await permit(own)
  expect(await story.told(people.press(ada, 'Try again', story.note(ada)))).toContain(
    "Changed this post's tags.",
  )
  expect(tagsOf()).toEqual([decided])
})

test('the forum’s tags are offered while typing and in the form, and a tag that there isn’t is named', async () => {
  await using table = await inForum()
  const { people, ada, post, set, textOf, story } = table
  const offered = await people.suggest(ada, 'settings channel', 'tag-open', 'de', post.id)
  expect(offered).toEqual([{ name: 'Decided', value: 'Decided' }])
  const wrong = await set({ 'tag-open': 'Urgent' })
  expect(JSON.stringify(wrong.form)).toContain('There is no tag “Urgent” here.')
  const asked = await set(both)
  expect(JSON.stringify(asked.form)).toContain('I understood: tag-open Reading, tag-closed Decided.')
  await people.answered(people.submit(ada, asked, {}))
  expect(textOf(story.note(ada))).toContain('Tag of posts whose poll is closed Decided')
})

test('a post that a session begins in a forum that asks for a tag has the one of open polls', async () => {
  await using table = await inForum({ settings: { 'tag-open': 'Other' }, needsTag: true })
  const { people, ada, post, forum, world, rest, story } = table
  const soon = new Date(Date.now() + 3 * 3_600_000).toUTCString()
  const rule = `${soon.slice(0, 3)} ${soon.slice(17, 22)} UTC`
  await people.answered(people.slash(ada, 'reading schedule', { rule }, post.id))
  await people.answered(people.press(ada, 'Confirm', story.note(ada)))
  await people.answered(people.slash(ada, 'reading add', { paper: 'On the list' }, post.id))
  const begun = () =>
    [...world.channels.values()].find(({ parent, id }) => parent === forum.id && id !== post.id)
  await rest.until(() => begun() !== undefined)
  expect(begun()?.appliedTags).toEqual([other])
})
