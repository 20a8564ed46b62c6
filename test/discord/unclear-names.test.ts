import { ChannelType } from 'discord.js'
import { expect, test } from 'vitest'
import { channelId } from '../platforms/discord/world.ts'
import { connectedInProcess } from './open-discord.ts'
import { storyOf } from './storyteller.ts'

test.each(['close', 'reveal'])(
  '%s with a name that no poll has offers those that may be meant',
  async (act) => {
    await using table = await connectedInProcess()
    const { people, ada } = table.discord
    const story = storyOf(table)
    await people.answered(people.slash(ada, 'poll', { paper: 'Paper One', blind: true }))
    await people.answered(people.slash(ada, 'poll', { paper: 'Paper Two', blind: true }))
    const said = await story.told(people.slash(ada, act, { paper: 'everything' }))
    expect(said).toContain('No poll here is called “everything”.')
    expect(said).toContain('Paper One · ')
    const done = await story.told(people.press(ada, `Paper Two · ${ada.name}`, story.note(ada)))
    expect(done).toContain('Paper Two')
    story.isClean()
  },
)

test('a nomination in a second channel begins a list that is named after it', async () => {
  await using table = await connectedInProcess()
  const { people, ada, world, gateway } = table.discord
  const story = storyOf(table)
  const theory = world.openChannel('theory', ChannelType.GuildText)
  gateway.send('CHANNEL_CREATE', world.channel(theory))
  for (const channel of [channelId, theory.id])
    expect(await story.told(people.slash(ada, 'reading add', { paper: 'Paper One' }, channel))).toContain(
      'Added “Paper One” to the list and counted your vote.',
    )
  expect(await story.told(people.slash(ada, 'reading list', {}, theory.id))).toContain(
    'Reading group in #theory',
  )
  story.isClean()
})
