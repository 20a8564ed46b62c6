// discord.js sends files through whichever undici came first; in the process that people run it is Node's own.
import 'node:http'
import { ChannelType, GuildScheduledEventEntityType, PermissionFlagsBits } from 'discord.js'
import { expect, test } from 'vitest'
import { connectedInProcess } from '../discord/open-discord.ts'
import { storyOf } from '../discord/storyteller.ts'
import { startDiscord } from '../platforms/discord/loopback.ts'
import { channelId, guildId } from '../platforms/discord/world.ts'
import { until } from '../until.ts'

const { Connect, CreateEvents, ManageChannels, ManageMessages, MoveMembers, MuteMembers, ViewChannel } =
  PermissionFlagsBits
const hourMs = 3_600_000

/** Weekly, three hours from now: a session is announced at once. */
function soon(): string {
  const at = new Date(Date.now() + 3 * hourMs).toUTCString()
  return `${at.slice(0, 3)} ${at.slice(17, 22)} UTC`
}

/** A group whose first session is announced. Ada organises it. @param isHidden Whether its channel is for a role alone. */
async function announced(
  rights: readonly bigint[],
  type: ChannelType.GuildVoice | ChannelType.GuildStageVoice,
  { isHidden = false } = {},
) {
  const discord = await startDiscord()
  const { people, ada, ben, cleo, world } = discord
  for (const right of rights) world.own |= right
  const talk = world.openChannel('reading-room', type)
  const [main, everyone] = [world.channels.get(channelId), world.roles.get(guildId)]
  if (main === undefined || everyone === undefined) throw new Error('There is no channel or no @everyone')
  if (isHidden) {
    const readers = world.openRole('Readers')
    for (const person of [ben, cleo]) person.roles.add(readers.id)
    main.overwrites = [
      { of: everyone, deny: ViewChannel },
      { of: readers, allow: ViewChannel | ManageMessages },
    ]
  }
  const table = await connectedInProcess({}, undefined, discord)
  const story = storyOf(table)
  await story.told(people.slash(ada, 'reading schedule', { rule: soon(), 'where-channel': `<#${talk.id}>` }))
  await people.answered(people.press(ada, 'Confirm', story.note(ada)))
  await story.told(people.slash(cleo, 'reading add', { paper: 'The paper', why: 'everyone cites it' }))
  const announcement = await story.appears('Reading group: next session')
  const events = () => [...world.events.values()]
  /** Waits for a private message to Ada. */
  const note = async (words: string) => {
    const found = () =>
      [...world.messages.values()].find(
        (one) => discord.rest.directs.get(one.channel) === ada.id && discord.textOf(one).includes(words),
      )
    await until(() => found() !== undefined)
    const message = found()
    if (message === undefined) throw new Error('It went again')
    return message
  }
  const dispose = () => table[Symbol.asyncDispose]()
  return {
    discord,
    people,
    ada,
    ben,
    world,
    talk,
    story,
    announcement,
    events,
    note,
    [Symbol.asyncDispose]: dispose,
  }
}

const stageRights = [CreateEvents, ManageChannels, MuteMembers, MoveMembers]

test('a stage that is deleted is said to be, and the event leaves it', async () => {
  await using table = await announced(stageRights, ChannelType.GuildStageVoice)
  const { discord, people, ben, world, talk, story, announcement, events, note } = table
  await until(() => events().length === 1)
  expect(events()).toMatchObject([
    { venue: { type: GuildScheduledEventEntityType.StageInstance, channel: talk.id } },
  ])
  await story.says(announcement, `Where <#${talk.id}>`)
  // Once a press on it counts, the event is recorded and its group is free.
  await until(() => {
    people.interest(ben, events()[0]?.id ?? '')
    return discord.textOf(announcement).includes('1 person is coming.')
  })
  world.channels.delete(talk.id)
  discord.gateway.send('CHANNEL_DELETE', world.channel(talk))
  await story.says(announcement, '#reading-room was deleted. Set another place: /grid reading next where:…')
  await until(() => events().every(({ venue }) => venue === undefined))
  expect(events()).toMatchObject([{ location: 'See the announcement' }])
  await note('#reading-room was deleted.')
  story.isClean()
})

test.each([
  ['a stage event without Mute Members is external', ChannelType.GuildStageVoice, MuteMembers, 1],
  ['a voice event without Connect is external', ChannelType.GuildVoice, Connect, 1],
  ['without Create Events there is none', ChannelType.GuildVoice, CreateEvents, 0],
] as const)('%s, and the organiser hears which right is missing', async (_, type, missing, count) => {
  const rights = [...stageRights, Connect].filter((right) => right !== missing)
  await using table = await announced(rights, type)
  const { events, note, story } = table
  const name = { [MuteMembers.toString()]: 'Mute Members', [Connect.toString()]: 'Connect' }[
    missing.toString()
  ]
  await note(`“${name ?? 'Create Events'}”`)
  expect(events().map(({ venue }) => venue)).toEqual(Array.from({ length: count }, () => undefined))
  story.isClean()
})

test('an event that people outside a hidden channel would see waits for its organiser, and names nobody', async () => {
  await using table = await announced([...stageRights, Connect], ChannelType.GuildVoice, { isHidden: true })
  const { discord, people, ada, ben, events, note, talk, story } = table
  const question = await note('(and, in a public server, others too)')
  expect(events()).toEqual([])
  await people.answered(people.press(ada, 'Make an event', question))
  await until(() => events().length === 1)
  expect(events()).toMatchObject([
    { name: 'Reading group: The paper', description: 'The paper', venue: { channel: talk.id } },
  ])
  expect(JSON.stringify(events())).not.toContain('everyone cites it')
  people.interest(ben, events()[0]?.id ?? '')
  await people.answered(people.press(ada, 'No event', question))
  await until(() => events().length === 0)
  expect(discord.violations).toEqual([])
  story.isClean()
})
