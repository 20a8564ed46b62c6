// discord.js sends files through whichever undici came first; in the process that people run it is Node's own.
import 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { applicationId, channelId, guildId } from '../platforms/discord/world.ts'
import { until } from '../until.ts'
import { checkReading } from './check-reading.ts'
import { connectedInProcess } from './open-discord.ts'
import { openPayloadReader, type PayloadReader, type Told } from './payload-reader.ts'
import { type Deed, deeds, tellEverything } from './payloads.ts'
import { storyOf } from './storyteller.ts'

let reader: PayloadReader
let told: ReadonlyMap<string, Told>
beforeAll(async () => {
  reader = await openPayloadReader()
  told = tellEverything(reader.discord)
})
afterAll(() => reader[Symbol.asyncDispose]())

function payloadOf(deed: Deed): Told {
  const payload = told.get(deed)
  if (payload === undefined) throw new Error(`Nothing was told of ${deed}`)
  return payload
}

test.each(deeds)(
  '%s is read, also with keys that nobody knows and without any that may be left out',
  (deed) => checkReading(reader, payloadOf(deed)),
)

describe('what is read of', () => {
  const ben = { id: 'discord:400000000000000002', name: 'Ben' }
  const here = { platform: 'discord', space: `discord:${guildId}`, channel: channelId }
  const control = 'vote?poll=p_aaaaaaaaaa&answer=8'
  const call = { command: 'poll', args: { paper: 'arXiv:2312.06942' } }

  test.each<[Deed, object]>([
    [
      'a press in a channel',
      { caller: { person: ben, place: here, rank: 'member' }, control, isPublic: true },
    ],
    ['a press in a thread', { caller: { place: { ...here, thread: expect.any(String) } }, control }],
    ['a press alone with the bot', { caller: { person: ben, rank: 'admin' }, control }],
    ['a press on what only they see', { control, isPublic: false, isPrivate: true }],
    ['a press in another server', { caller: { place: { space: 'discord:999000000000000001' } }, control }],
    ['a choice in a menu', { caller: { person: ben, place: here }, control }],
    ['a command', { caller: { person: ben, place: here, language: 'en-US' }, call }],
    ['a command with somebody in it', { call: { args: { expect: '<@400000000000000003>' } } }],
    ['a command that is being typed', { call: { args: { paper: 'AI con' } }, focused: 'paper' }],
    ['the menu of a message', { caller: { place: here }, text: 'Read https://arxiv.org/abs/2312.06942' }],
    ['a form', { control: 'form?id=1', filled: ['arXiv:2312.06942', 'names', ''] }],
    [
      'a command between people',
      { call: { command: 'explain', args: { topic: 'control', private: 'yes' } } },
    ],
    ['a mention', { caller: { person: ben, place: here, rank: 'member' }, words: 'help' }],
    ['a mention in a thread', { caller: { place: { ...here, thread: expect.any(String) } }, words: 'help' }],
    ['a message to the bot alone', { caller: { person: ben, rank: 'admin' }, words: 'results' }],
  ])('%s says who did it, where, and what it is about', async (deed, reading) => {
    const [read] = await reader.read([payloadOf(deed)])
    expect(read).toMatchObject(reading)
  })
})

test('what nobody can read is logged, and what comes after it is answered', async () => {
  await using table = await connectedInProcess()
  const { discord, cruxgrid } = table
  const { gateway, people, ben, world } = discord
  people.control(ben, 'help', world.say(ben, channelId))
  const { entitlements: _, ...broken } = gateway.last('INTERACTION_CREATE')
  gateway.send('INTERACTION_CREATE', { ...broken, id: world.nextId() })
  await until(() => cruxgrid.log.some((line) => line.includes('could not read an event from Discord')))
  expect(await storyOf(table).told(people.slash(ben, 'help'))).toContain('poll')
})

test('a role that is mentioned, what people say to each other and the bot’s own words are left alone', async () => {
  await using table = await connectedInProcess()
  const { discord, cruxgrid } = table
  const { gateway, people, rest, ben, world } = discord
  people.mention(ben, 'help')
  await rest.until(() =>
    rest.requests.some(({ method, path }) => method === 'POST' && path.endsWith('/messages')),
  )
  const mention = gateway.last('MESSAGE_CREATE')
  const before = rest.requests.length
  const role = world.openRole('Cruxgrid')
  const said = (more: object) => gateway.send('MESSAGE_CREATE', { ...mention, id: world.nextId(), ...more })
  said({ mentions: [], mention_roles: [role.id], content: `<@&${role.id}> help` })
  said({ mentions: [], content: '' })
  said({ author: { ...world.user(ben), id: applicationId, bot: true } })
  gateway.send('MESSAGE_REACTION_ADD', {
    user_id: ben.id,
    type: 0,
    message_id: world.nextId(),
    message_author_id: applicationId,
    member: world.member(ben),
    emoji: { name: '👍', id: null },
    channel_id: channelId,
    burst: false,
    guild_id: guildId,
  })
  await people.suggest(ben, 'explain', 'topic', 'ai')
  expect(rest.requests.slice(before).map(({ path }) => path)).toEqual([expect.stringContaining('/callback')])
  expect(cruxgrid.log.filter((line) => /"level":[456]0/.test(line))).toEqual([])
})
