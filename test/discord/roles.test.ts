import { PermissionFlagsBits } from 'discord.js'
import { expect, test } from 'vitest'
import { discord as platform } from '../../adapters/discord/index.ts'
import { openInProcess } from '../contracts/in-process.ts'
import { createFakeClock } from '../fake-clock.ts'
import { startDiscord } from '../platforms/discord/loopback.ts'
import { channelId, guildId, token } from '../platforms/discord/world.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'
import { mention, opened, paper, type RoleTable, withRole } from './with-role.ts'

const countsAsked = ({ rest }: RoleTable) =>
  rest.requests.filter(({ path }) => path === `/guilds/${guildId}/roles/member-counts`).length

/** The private messages that people were sent. */
const directsTo = ({ world, rest }: RoleTable) =>
  [...world.messages.values()].flatMap(
    ({ channel }) => world.people.get(rest.directs.get(channel) ?? '')?.name ?? [],
  )

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

test('how many people have a role is asked at most once an hour', async () => {
  const clock = createFakeClock(new Date().toISOString())
  await using table = await withRole({}, clock)
  const { people, ada, world, readers, story } = table
  await opened(table, { expect: mention(readers) })
  world.join('Dan').roles.add(readers.id)
  clock.advance(3_599_999)
  expect(await story.told(people.slash(ada, 'results', {}))).toContain('0 of 2 in @readers')
  expect(countsAsked(table)).toBe(1)
  clock.advance(1)
  expect(await story.told(people.slash(ada, 'results', {}))).toContain('0 of 3 in @readers')
  expect(countsAsked(table)).toBe(2)
  story.isClean()
})

test('a reminder to a role is a mention in the thread, once a round; people are reminded as ever', async () => {
  await using table = await withRole()
  const { people, world, ada, ben, cleo, readers, story } = table
  const poll = await opened(table, { expect: mention(readers) })
  await table.rest.until(() => table.rest.lastHeard.has(ada.id))
  expect(table.textOf(story.note(ada))).toContain('Asked @readers to vote.')
  const form = people.press(ada, 'Add people…', story.note(ada))
  await people.answered(form)
  const { component } = form.form?.components.find((one) => one.component?.custom_id === 'expect') ?? {}
  expect(component).toMatchObject({ default_values: [{ id: readers.id, type: 'role' }] })
  await people.answered(people.submit(ada, form, { expect: `${readers.id},${cleo.id}` }))

  const told = await story.told(people.slash(ada, 'remind', {}))
  expect(told).toContain(
    "Reminded 1 person in a private message. I can't see who is in @readers, so I can't write to them.",
  )
  expect(directsTo(table)).toEqual(['Cleo'])
  const refused = await story.told(people.press(ada, 'Mention @readers in the thread', story.note(ada)))
  expect(refused).toContain("I'm not allowed to mention @readers.")
  expect(story.posted(poll.id)).toEqual([])

  readers.isMentionable = true
  table.gateway.send('GUILD_ROLE_UPDATE', { guild_id: guildId, role: world.role(readers) })
  await story.told(people.slash(ada, 'remind', {}))
  const done = await story.told(people.press(ada, 'Mention @readers in the thread', story.note(ada)))
  expect(done).toContain('Mentioned @readers in ')
  const [said, ...others] = story.posted(poll.id)
  expect(others).toEqual([])
  expect(said?.pings).toEqual([readers.id])
  expect(said && table.textOf(said)).toContain('is waiting for your vote.')
  const again = `mention?poll=${/p_[a-z0-9]{10}/.exec(JSON.stringify(poll))?.[0]}&audience=discord:@${readers.id}`
  expect(await story.told(people.control(ada, again, poll))).toContain(
    '@readers was already mentioned in this round.',
  )
  expect(await story.told(people.slash(ada, 'remind', {}))).not.toContain('[Mention')
  expect(await story.told(people.control(ben, again, poll))).toContain('can send reminders')
  expect(story.posted(poll.id)).toHaveLength(1)
  story.isClean()
})

test('a reading group asks a role to vote in each of its polls', async () => {
  await using table = await withRole()
  const { people, ada, ben, readers, story } = table
  const at = new Date(Date.now() + 3 * 3_600_000).toUTCString()
  const rule = `${at.slice(0, 3)} ${at.slice(17, 22)} UTC`
  await story.told(people.slash(ada, 'reading schedule', { rule, expect: mention(readers) }))
  await people.answered(people.press(ada, 'Confirm', story.note(ada)))
  await story.appears('No papers yet. Press Nominate to add one.')
  expect(await story.told(people.slash(ada, 'reading schedule'))).toContain('Who should vote @readers')
  await people.answered(people.slash(ada, 'reading add', { paper: 'The paper' }))
  const announcement = await story.appears('Reading group: next session')
  await table.rest.until(() => directsTo(table).includes('Ada'))
  await story.told(people.press(ben, 'Coming', announcement))
  await story.says(announcement, '1 person is coming.')
  await story.told(people.slash(ada, 'reading next', { do: 'open' }))
  const { id: thread } = await story.appears("Reading group: today's session has started")
  const poll = await story.appears('[Cog · Worst]', thread)
  expect(table.textOf(poll)).toContain('0 of 2 in @readers have voted')
  story.isClean()
})

test('in an anonymous poll nobody is counted by role, and the reminder goes to all', async () => {
  await using table = await withRole()
  const { people, ada, ben, world, readers, story } = table
  readers.isMentionable = true
  table.gateway.send('GUILD_ROLE_UPDATE', { guild_id: guildId, role: world.role(readers) })
  const asked = people.slash(ada, 'poll', { paper, visibility: 'anonymous', expect: mention(readers) })
  expect(await story.told(asked)).toContain(
    'You expect 2 people. An anonymous poll shows nothing below 5 votes.',
  )
  await people.answered(people.press(ada, 'Open anyway', story.note(ada)))
  const [poll] = story.posted()
  if (poll === undefined) throw new Error('Nothing was posted')
  expect(table.textOf(poll)).toContain('nobody has voted yet · @readers were asked')
  await people.answered(people.press(ben, 'Cog · Worst', poll))
  await story.says(poll, '1 person has voted · @readers were asked')
  await story.told(people.slash(ada, 'remind', {}))
  await people.answered(people.press(ada, 'Mention @readers in the thread', story.note(ada)))
  expect(story.posted(poll.id).map(({ pings }) => pings)).toEqual([[readers.id]])
  story.isClean()
})

test('with the list of members, a role stands for those who see the channel when it matters, each once', async () => {
  await using table = await withRole({ isOn: true })
  const { people, ada, ben, cleo, world, readers, story } = table
  const dan = world.join('Dan')
  dan.roles.add(readers.id)
  const channel = world.channels.get(channelId)
  if (channel === undefined) throw new Error('No channel')
  channel.overwrites = [{ of: dan, deny: PermissionFlagsBits.ViewChannel }]
  table.gateway.send('CHANNEL_UPDATE', world.channel(channel))
  people.mention(ada, `poll ${paper} expect:${mention(readers)},<@${ben.id}>`)
  const poll = await story.appears('0 of 1 person asked and 0 of 2 in @readers have voted')
  await people.answered(people.press(cleo, 'Cog · Worst', poll))
  expect(await story.told(people.slash(ada, 'remind', {}))).toBe('Reminded 1 person in a private message.')
  expect(directsTo(table)).toEqual(['Ben'])
  story.isClean()
})

test('of more than 200 people with a role nobody is listed', async () => {
  await using table = await withRole({ isOn: true })
  const { people, ada, world, readers, story } = table
  for (let i = 0; i < 199; i++) world.join(`Reader ${i}`).roles.add(readers.id)
  const poll = await opened(table, { expect: mention(readers) })
  expect(table.textOf(poll)).toContain('0 of 201 in @readers have voted')
  expect(await story.told(people.slash(ada, 'remind', {}))).toContain('[Mention @readers in the thread]')
  expect(directsTo(table)).toEqual([])
  story.isClean()
})

test('everyone is no role: they are named where members can be listed, and refused elsewhere', async () => {
  await using table = await withRole({ isOn: true })
  const everyone = `<@&${guildId}>`
  const poll = await opened(table, { expect: everyone })
  expect(table.textOf(poll)).toContain('0 of 3 have voted')
  table.story.isClean()
  await using without = await withRole()
  const asked = without.people.slash(without.ada, 'poll', { paper, expect: everyone })
  await without.people.answered(asked)
  expect(asked.form?.components[1]?.description).toContain(
    "⚠ I can't see who has that role. Mention people instead: ",
  )
  without.story.isClean()
})

test('roles in other options are refused', async () => {
  await using table = await withRole({ isOn: true })
  const { people, ada, readers, story } = table
  await people.answered(people.slash(ada, 'reading add', { paper }))
  const refused = people.slash(ada, 'reading facilitators', { order: mention(readers) })
  await people.answered(refused)
  expect(JSON.stringify(refused.form)).toContain("I can't see who has that role.")
  story.isClean()
})

test('more people than a field of a form holds stay asked when the form is sent', async () => {
  await using table = await withRole({ isOn: true })
  const { people, ada, world, story } = table
  for (let i = 0; i < 40; i++) world.join(`Reader ${i}`)
  await opened(table, { expect: `<@&${guildId}>` })
  const form = people.slash(ada, 'edit', {})
  await people.answered(form)
  await people.answered(people.submit(ada, form, { note: 'Read it first' }))
  expect(await story.told(people.slash(ada, 'results', {}))).toContain('0 of 43')
  story.isClean()
})

test('an intent that is not switched on is said so at the start', async () => {
  const discord = await startDiscord()
  await using directory = await temporaryDirectory()
  const env = { DISCORD_TOKEN: token, DISCORD_API_URL: discord.api, DISCORD_MEMBERS_INTENT: 'true' }
  await expect(openInProcess(platform, `${directory.path}/refused.db`, env)).rejects.toMatchObject({
    happened: 'Discord refuses the Server Members Intent.',
    remedy:
      'Switch it on on the Bot page of your application, under Privileged Gateway Intents, or leave DISCORD_MEMBERS_INTENT out.',
  })
  expect(discord.violations).toEqual(['a privileged intent'])
  await discord.close()
})
