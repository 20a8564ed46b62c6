// discord.js sends files through whichever undici came first; in the process that people run it is Node's own.
import 'node:http'
import { ChannelType, PermissionFlagsBits } from 'discord.js'
import { expect, test } from 'vitest'
import { startDiscord } from '../platforms/discord/loopback.ts'
import { until } from '../until.ts'
import { connectedInProcess } from './open-discord.ts'
import { storyOf } from './storyteller.ts'

const hourMs = 3_600_000

/** Weekly, three hours from now: a session is announced at once. */
function soon(): string {
  const at = new Date(Date.now() + 3 * hourMs).toUTCString()
  return `${at.slice(0, 3)} ${at.slice(17, 22)} UTC`
}

test('who presses Interested on the event in the voice channel of a group is coming, until they take it back', async () => {
  const discord = await startDiscord()
  const { people, ada, ben, cleo, world } = discord
  const { Connect, CreateEvents } = PermissionFlagsBits
  world.own |= Connect | CreateEvents
  const voice = world.openChannel('reading-room', ChannelType.GuildVoice)
  await using table = await connectedInProcess({}, undefined, discord)
  const story = storyOf(table)
  await story.told(people.slash(ada, 'reading schedule', { rule: soon(), where: `<#${voice.id}>` }))
  await people.answered(people.press(ada, 'Confirm', story.note(ada)))
  await story.told(people.slash(cleo, 'reading add', { paper: 'The paper' }))
  const announcement = await story.appears('Reading group: next session')
  await until(() => world.events.size === 1)
  const [event] = [...world.events.values()]
  expect(event).toMatchObject({ name: 'Reading group: The paper', venue: { channel: voice.id } })
  // A press before the event is recorded is found when its list is read, later than this test goes on: it is made again.
  await until(() => {
    people.interest(ben, event?.id ?? '')
    return discord.textOf(world.messages.get(announcement.id) ?? announcement).includes('1 person is coming.')
  })
  people.interest(cleo, event?.id ?? '')
  await story.says(announcement, '2 people are coming.')
  people.interest(ben, event?.id ?? '', { isInterested: false })
  await story.says(announcement, '1 person is coming.')
  story.isClean()
})
