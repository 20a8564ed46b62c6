import { PermissionFlagsBits } from 'discord.js'
import { expect, test } from 'vitest'
import { discord as platform } from '../../adapters/discord/index.ts'
import { openInProcess } from '../contracts/in-process.ts'
import { startDiscord } from '../platforms/discord/loopback.ts'
import { channelId, type Role, token } from '../platforms/discord/world.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'
import { connectedInProcess } from './open-discord.ts'
import { storyOf } from './storyteller.ts'

const paper = 'https://arxiv.org/abs/2312.06942'
const refusal = "⚠ I can't see who has that role. Mention people instead: "

/** A server with a role that Ben and Cleo have, and a channel of its own for it. */
async function withRole({ isOn = true } = {}) {
  const discord = await startDiscord()
  const { world, ben, cleo } = discord
  world.isMembersIntentOn = isOn
  const readers = world.openRole('readers')
  for (const person of [ben, cleo]) person.roles.add(readers.id)
  const env = isOn ? { DISCORD_MEMBERS_INTENT: 'true' } : {}
  const table = await connectedInProcess(env, undefined, discord)
  return { ...table, ...discord, readers, story: storyOf(table) }
}

const mention = ({ id }: Role) => `<@&${id}>`

test('a role stands for its people who see the channel, each once and without bots', async () => {
  await using table = await withRole()
  const { people, ada, ben, world, readers, story } = table
  const { ViewChannel } = PermissionFlagsBits
  const dan = world.join('Dan')
  dan.roles.add(readers.id)
  const channel = world.channels.get(channelId)
  if (channel === undefined) throw new Error('No channel')
  channel.overwrites = [{ of: dan, deny: ViewChannel }]
  table.gateway.send('CHANNEL_UPDATE', world.channel(channel))
  await people.answered(people.slash(ada, 'poll', { paper, expect: `<@${ben.id}>` }))
  const form = people.slash(ada, 'edit', {})
  await people.answered(form)
  await people.answered(people.submit(ada, form, { expect: `${ben.id},${readers.id}` }))
  expect(await story.told(people.slash(ada, 'results', {}))).toContain('0 of 2')
  story.isClean()
})

test('a role in a mention stands for its people, too', async () => {
  await using table = await withRole()
  const { people, ada, readers, story } = table
  people.mention(ada, `poll ${paper} expect:${mention(readers)}`)
  await story.appears('Round 1')
  expect(await story.told(people.slash(ada, 'results', {}))).toContain('0 of 2')
  story.isClean()
})

test('an anonymous poll counts the people of a role, not the roles', async () => {
  await using table = await withRole()
  const { people, ada, readers, story } = table
  const said = await story.told(
    people.slash(ada, 'poll', { paper, visibility: 'anonymous', expect: mention(readers) }),
  )
  expect(said).toContain('You expect 2 people. An anonymous poll shows nothing below 5 votes.')
  story.isClean()
})

test.each([
  ['of more than 200 people', 201],
  ['of nobody here', -2],
])('a role %s is said so at its field', async (_, more) => {
  await using table = await withRole()
  const { people, ada, ben, cleo, world, readers } = table
  for (let i = 0; i < more; i++) world.join(`Reader ${i}`).roles.add(readers.id)
  if (more < 0) for (const person of [ben, cleo]) person.roles.delete(readers.id)
  const asked = people.slash(ada, 'poll', { paper, expect: mention(readers) })
  await people.answered(asked)
  expect(asked.form?.components[1]?.description).toContain(
    more < 0 ? '⚠ Nobody in that role sees this channel.' : refusal,
  )
  table.story.isClean()
})

test('roles in other options are refused as ever, and all of them without the setting', async () => {
  await using table = await withRole()
  const { people, ada, readers, story } = table
  await people.answered(people.slash(ada, 'reading add', { paper }))
  const refused = people.slash(ada, 'reading facilitators', { order: mention(readers) })
  await people.answered(refused)
  expect(JSON.stringify(refused.form)).toContain("I can't see who has that role.")
  story.isClean()
  await using without = await withRole({ isOn: false })
  const asked = without.people.slash(without.ada, 'poll', { paper, expect: mention(without.readers) })
  await without.people.answered(asked)
  expect(asked.form?.components[1]?.description).toContain(refusal)
  without.story.isClean()
})

test('more people than a field of a form holds stay expected when the form is sent', async () => {
  await using table = await withRole()
  const { people, ada, world, readers, story } = table
  for (let i = 0; i < 40; i++) world.join(`Reader ${i}`).roles.add(readers.id)
  await people.answered(people.slash(ada, 'poll', { paper, expect: mention(readers) }))
  const form = people.slash(ada, 'edit', {})
  await people.answered(form)
  await people.answered(people.submit(ada, form, { note: 'Read it first' }))
  expect(await story.told(people.slash(ada, 'results', {}))).toContain('0 of 42')
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
