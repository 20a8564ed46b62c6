// discord.js sends files through whichever undici came first; in the process that people run it is Node's own.
import 'node:http'
import { expect, test } from 'vitest'
import { connectedInProcess } from './open-discord.ts'
import { storyOf } from './storyteller.ts'

test('a reading group of a private thread is not its channel’s', async () => {
  await using table = await connectedInProcess()
  const { world, gateway, people, ada, ben, cleo } = table.discord
  const story = storyOf(table)
  const aside = world.openPrivateThread('Two of us')
  const open = world.openThread('All of us')
  for (const person of [ada, cleo]) aside.members.add(person.id)
  for (const thread of [aside, open]) gateway.send('THREAD_CREATE', world.channel(thread))
  const nominate = { paper: 'The secret one', why: 'because' }

  await story.told(people.slash(ada, 'reading schedule', { rule: 'wed 17:00 UTC' }, aside.id))
  await people.answered(people.press(ada, 'Confirm', story.note(ada)))
  expect((await story.appears('No papers yet. Press Nominate to add one.', aside.id)).channel).toBe(aside.id)
  expect(await story.told(people.slash(cleo, 'reading add', nominate, aside.id))).toContain(
    'to the list and counted your vote',
  )
  for (const channel of [undefined, open.id])
    for (const person of [ben, ada])
      expect(await story.told(people.slash(person, 'reading list', {}, channel))).toContain(
        'There is no reading group in this channel yet.',
      )
  story.isClean()
})

test('a reading group that is begun in a public thread is its channel’s', async () => {
  await using table = await connectedInProcess()
  const { world, gateway, people, ada, ben } = table.discord
  const story = storyOf(table)
  const open = world.openThread('All of us')
  gateway.send('THREAD_CREATE', world.channel(open))
  const nominate = { paper: 'The open one', why: 'because' }
  expect(await story.told(people.slash(ada, 'reading add', nominate, open.id))).toContain(
    'to the list and counted your vote',
  )
  expect(await story.told(people.slash(ben, 'reading list'))).toContain('The open one')
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
