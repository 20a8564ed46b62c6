import { expect, test } from 'vitest'
import { channelId, guildId } from '../platforms/discord/world.ts'
import { connectedInProcess } from './open-discord.ts'
import { storyOf } from './storyteller.ts'

test('a reminder leads to the message of its poll, and so does the refusal of a second one', async () => {
  await using table = await connectedInProcess()
  const { people, rest, ada, cleo } = table.discord
  const story = storyOf(table)
  await people.answered(people.slash(ada, 'poll', { paper: 'Expected here', expect: `<@${cleo.id}>` }))
  const poll = await story.appears('Expected here')
  const address = `https://discord.com/channels/${guildId}/${channelId}/${poll.id}`

  await story.told(people.slash(ada, 'remind', { paper: 'Expected' }))
  const direct = [...rest.directs].find(([, person]) => person === cleo.id)?.[0] ?? ''
  const reminder = JSON.stringify((await story.appears('Expected here', direct)).components)
  expect(reminder).toContain(`"label":"Go to the poll"`)
  expect(reminder).toContain(address)

  await story.told(people.slash(cleo, 'poll', { paper: 'Expected here' }))
  expect(JSON.stringify(story.note(cleo))).toContain(address)
})
