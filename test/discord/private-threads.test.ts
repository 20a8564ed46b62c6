// discord.js sends files through whichever undici came first; in the process that people run it is Node's own.
import 'node:http'
import { PermissionFlagsBits } from 'discord.js'
import { expect, test } from 'vitest'
import { channelId } from '../platforms/discord/world.ts'
import { connectedInProcess } from './open-discord.ts'
import { storyOf } from './storyteller.ts'

test('no reading group is started in a thread, and that of its channel can be used there', async () => {
  await using table = await connectedInProcess()
  const { world, gateway, people, ada, ben, cleo } = table.discord
  const story = storyOf(table)
  const aside = world.openPrivateThread('Two of us')
  const open = world.openThread('All of us')
  for (const person of [ada, cleo]) aside.members.add(person.id)
  for (const thread of [aside, open]) gateway.send('THREAD_CREATE', world.channel(thread))
  const nominate = { paper: 'The open one', why: 'because' }
  const refused = "A thread can't have a reading group. Start it in the channel."

  for (const { id } of [aside, open]) {
    expect(await story.told(people.slash(ada, 'reading schedule', { rule: 'wed 17:00 UTC' }, id))).toContain(
      refused,
    )
    expect(await story.told(people.slash(cleo, 'reading add', nominate, id))).toContain(refused)
  }
  await story.told(people.slash(ada, 'reading schedule', { rule: 'wed 17:00 UTC' }))
  await people.answered(people.press(ada, 'Confirm', story.note(ada)))
  expect(await story.told(people.slash(cleo, 'reading add', nominate, open.id))).toContain(
    'to the list and counted your vote',
  )
  expect(await story.told(people.slash(ben, 'reading list'))).toContain('The open one')
  expect(await story.told(people.slash(ada, 'reading list', {}, aside.id))).toContain(
    'There is no reading group in this channel yet.',
  )
  story.isClean()
})

test('no reading group is started in a direct message', async () => {
  await using table = await connectedInProcess()
  const { discord } = table
  const story = storyOf(table)
  const channel = discord.openDirect(discord.ben)
  const asked = discord.people.slash(discord.ben, 'reading schedule', { rule: 'wed 17:00 UTC' }, channel)
  expect(await story.told(asked)).toContain(
    "A direct message can't have a reading group. Start it in a channel.",
  )
  story.isClean()
})

test('what is said about a poll of a private thread stays out of its channel, also once the thread is locked', async () => {
  await using table = await connectedInProcess()
  const { world, gateway, people, ada, cleo, rest, textOf } = table.discord
  const story = storyOf(table)
  const aside = world.openPrivateThread('Two of us')
  for (const person of [ada, cleo]) aside.members.add(person.id)
  gateway.send('THREAD_CREATE', world.channel(aside))
  await people.answered(people.slash(ada, 'poll', { paper: 'A secret paper' }, aside.id))
  const poll = await story.appears('A secret paper', aside.id)
  await story.told(people.press(cleo, 'Cog · Worst', poll))
  await story.says(poll, '1 vote')
  aside.locked = true
  gateway.send('THREAD_UPDATE', world.channel(aside))
  const before = rest.requests.length
  await story.told(people.press(ada, 'More…', poll))
  await people.answered(people.press(ada, 'Close round 1', story.note(ada)))
  const isRefused = ({ method, path, status }: (typeof rest.requests)[number]) =>
    method === 'POST' && path === `/channels/${aside.id}/messages` && status >= 400
  await rest.until(() => rest.requests.slice(before).some(isRefused))
  // Whatever follows the refusal has been tried by then.
  await story.told(people.slash(ada, 'help'))
  expect(story.posted().map(textOf).join('\n')).not.toContain('A secret paper')
})

test('a private thread that the bot is not in gets nothing posted; a mention lets it in, and everything private works without', async () => {
  await using table = await connectedInProcess()
  const { world, people, rest, ada } = table.discord
  const story = storyOf(table)
  const aside = world.openPrivateThread('Two of us', channelId, { isApart: true })
  aside.members.add(ada.id)
  const notIn = "I'm not in this private thread. Mention me here to add me, then try again."

  expect(await story.told(people.slash(ada, 'help', {}, aside.id))).toContain('What I can do')
  const listed = people.slash(ada, 'explain', { topic: 'AI control' }, aside.id)
  expect(await story.told(listed)).toContain('AI control')
  expect(await story.told(people.slash(ada, 'poll', { paper: 'A paper' }, aside.id))).toContain(notIn)
  const unreadable = people.slash(ada, 'poll', { paper: 'A paper', closes: 'whenever' }, aside.id)
  expect(await story.told(unreadable)).toContain(notIn)
  expect(unreadable.form).toBeUndefined()
  expect(story.posted(aside.id)).toEqual([])
  expect(
    rest.requests.filter(({ path, method }) => method === 'DELETE' && path.includes('@original')),
  ).toEqual([])

  people.mention(ada, '', aside.id)
  await story.appears("Thanks, I'm in. Try again now.", aside.id)
  await people.answered(people.slash(ada, 'poll', { paper: 'A paper' }, aside.id))
  await story.appears('A paper', aside.id)
  // From then on, a mention alone asks for help.
  people.mention(ada, '', aside.id)
  await story.appears('What I can do', aside.id)
  story.isClean()
})

test('a bot that manages threads posts in a private thread that it is not in', async () => {
  await using table = await connectedInProcess()
  const { world, people, ada } = table.discord
  const story = storyOf(table)
  world.own |= PermissionFlagsBits.ManageThreads
  const aside = world.openPrivateThread('Two of us', channelId, { isApart: true })
  aside.members.add(ada.id)
  await people.answered(people.slash(ada, 'poll', { paper: 'A paper' }, aside.id))
  await story.appears('A paper', aside.id)
  story.isClean()
})
