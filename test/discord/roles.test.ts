import { PermissionFlagsBits } from 'discord.js'
import { expect, test } from 'vitest'
import { discord as platform } from '../../adapters/discord/index.ts'
import { openInProcess } from '../contracts/in-process.ts'
import { startDiscord } from '../platforms/discord/loopback.ts'
import { channelId, guildId, type Role, type Sent, token } from '../platforms/discord/world.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'
import { connectedInProcess } from './open-discord.ts'
import { storyOf } from './storyteller.ts'

const paper = 'https://arxiv.org/abs/2312.06942'

/** A server with a role that Ben and Cleo have. */
async function withRole({ isOn = false } = {}) {
  const discord = await startDiscord()
  const { world, ben, cleo } = discord
  world.isMembersIntentOn = isOn
  const readers = world.openRole('readers')
  for (const person of [ben, cleo]) person.roles.add(readers.id)
  const env = isOn ? { DISCORD_MEMBERS_INTENT: 'true' } : {}
  const table = await connectedInProcess(env, undefined, discord)
  return { ...table, ...discord, readers, story: storyOf(table) }
}

type Table = Awaited<ReturnType<typeof withRole>>

const mention = ({ id }: Role) => `<@&${id}>`

/** The poll that Ada opens. */
async function opened({ people, ada, story }: Table, options: Readonly<Record<string, string>>): Promise<Sent> {
  await people.answered(people.slash(ada, 'poll', { paper, ...options }))
  const [poll] = story.posted()
  if (poll === undefined) throw new Error('Nothing was posted')
  return poll
}

const countsAsked = ({ rest }: Table) =>
  rest.requests.filter(({ path }) => path === `/guilds/${guildId}/roles/member-counts`).length

/** The private messages that people were sent. */
const directsTo = ({ world, rest }: Table) =>
  [...world.messages.values()].flatMap(({ channel }) => world.people.get(rest.directs.get(channel) ?? '')?.name ?? [])

test('a role stays a role: of its people, those are counted who had it when they pressed', async () => {
  await using table = await withRole()
  const { people, world, ada, ben, cleo, readers, story } = table
  const poll = await opened(table, { expect: mention(readers) })
  expect(table.textOf(poll)).toContain('Open · 0 of 2 in @readers have voted')
  await people.answered(people.press(ben, 'Cog · Worst', poll))
  await people.answered(people.press(ada, 'Cog · Worst', poll))
  cleo.roles.delete(readers.id)
  await people.answered(people.press(cleo, 'Cog · Worst', poll))
  ben.roles.delete(readers.id)
  const dan = world.join('Dan')
  dan.roles.add(readers.id)
  const asked = people.press(dan, 'Cog · Worst', poll)
  await people.answered(asked)
  await people.answered(people.press(dan, 'Withdraw', story.note(dan)))
  expect(await story.told(people.slash(ada, 'results', {}))).toContain('1 of 2 in @readers has voted')
  await story.says(poll, 'Open · 3 votes · 1 of 2 in @readers has voted')
  expect(countsAsked(table)).toBe(1)
  expect(poll.pings).toEqual([])
  story.isClean()
})

test('a reminder to a role is a mention in the thread, once a round; people are reminded as ever', async () => {
  await using table = await withRole()
  const { people, world, ada, ben, cleo, readers, story } = table
  const poll = await opened(table, { expect: mention(readers) })
  const form = people.slash(ada, 'edit', {})
  await people.answered(form)
  const { component } = form.form?.components.find((one) => one.component?.custom_id === 'expect') ?? {}
  expect(component).toMatchObject({ default_values: [{ id: readers.id, type: 'role' }] })
  await people.answered(people.submit(ada, form, { expect: `${readers.id},${cleo.id}` }))

  const told = await story.told(people.slash(ada, 'remind', {}))
  expect(told).toContain(
    "Reminded 1 person in a private message. I can't see who is in @readers, so I can't write to them.",
  )
  expect(directsTo(table)).toEqual(['Cleo'])
  const reminded = story.note(ada)
  const refused = await story.told(people.press(ada, 'Mention @readers in the thread', reminded))
  expect(refused).toContain("I'm not allowed to mention @readers.")
  expect(story.posted(poll.id)).toEqual([])

  world.own |= PermissionFlagsBits.MentionEveryone
  const channel = world.channels.get(channelId)
  if (channel === undefined) throw new Error('No channel')
  table.gateway.send('GUILD_ROLE_UPDATE', { guild_id: guildId, role: world.role(readers) })
  await story.told(people.slash(ada, 'remind', {}))
  const done = await story.told(people.press(ada, 'Mention @readers in the thread', story.note(ada)))
  expect(done).toContain('Mentioned @readers in ')
  const [said, ...others] = story.posted(poll.id)
  expect(others).toEqual([])
  expect(said?.pings).toEqual([readers.id])
  expect(said && table.textOf(said)).toContain('is waiting for your vote.')
  expect(await story.told(people.press(ada, 'Mention @readers in the thread', reminded))).toContain(
    '@readers was already mentioned in this round.',
  )
  expect(await story.told(people.slash(ada, 'remind', {}))).not.toContain('[Mention')
  expect(await story.told(people.press(ben, 'Mention @readers in the thread', reminded))).not.toContain('Mentioned')
  expect(story.posted(poll.id)).toHaveLength(1)
  story.isClean()
})
