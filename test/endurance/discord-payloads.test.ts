// discord.js sends files through whichever undici came first; in the process that people run it is Node's own.
import 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { checkReading } from '../discord/check-reading.ts'
import { connectedInProcess } from '../discord/open-discord.ts'
import { openPayloadReader, type PayloadReader } from '../discord/payload-reader.ts'
import { places, recordedEvents } from '../discord/recorded-payloads.ts'
import { storyOf } from '../discord/storyteller.ts'
import type { Discord } from '../platforms/discord/loopback.ts'
import type { Asked } from '../platforms/discord/rest.ts'
import { applicationId, channelId, guildId } from '../platforms/discord/world.ts'
import { isRecordedHere } from '../platforms/recorded.ts'

const recorded = recordedEvents()
const all = [...recorded]
const presses = all.filter(([, [type]]) => type === 'INTERACTION_CREATE')
const messages = all.filter(([, [type]]) => type === 'MESSAGE_CREATE')
const others = all.filter((told) => !presses.includes(told) && !messages.includes(told))

const tester = { id: 'discord:1033044521375764530', name: 'Test User' }
const here = { platform: 'discord', space: `discord:${guildId}`, channel: channelId }
const inThread = { ...here, thread: places.thread }
const alone = { platform: 'discord', space: `discord:dm.${places.direct}`, channel: places.direct }
const file = 'discord-presses-and-messages'

const byTester = (place: object) => ({ person: tester, place, rank: 'admin' })

/** What is read of each, by its name. */
const readings: Readonly<Record<string, object>> = {
  'discord-channel mention': { caller: { person: tester, place: here }, words: 'Test' },
  'discord-channel channel_post_action': {
    caller: byTester(inThread),
    control: 'channel-post',
    isPublic: true,
  },
  ...Object.fromEntries(
    [
      ['Hello', 'hello'],
      ['Messages', 'messages'],
      ['Info', 'info'],
      ['Goodbye', 'goodbye'],
    ].map(([name, control]) => [
      `${file} buttonClick${name}`,
      { caller: { ...byTester(inThread), language: 'en-US' }, control, isPublic: true, isPrivate: false },
    ]),
  ),
  [`${file} dmButtonClick`]: { caller: byTester(alone), control: 'dm-action', isPublic: true },
  [`${file} differentUser`]: {
    caller: { person: { id: 'discord:9876543210987654321', name: 'Different Nick' }, place: inThread },
    control: 'hello',
  },
  [`${file} gatewayMention`]: { caller: { person: tester, place: here, rank: 'member' }, words: 'Hey' },
  [`${file} gatewayAIMention`]: { caller: { place: here }, words: 'AI What is love' },
  [`${file} gatewayRoleMention`]: {
    caller: { place: here },
    words: '<@&1457473602180878604> AI Still there?',
  },
  ...Object.fromEntries(
    [
      ['SubscribedMessage', 'Hey'],
      ['DMRequest', 'DM me'],
      ['ThreadUserHey', 'Hey'],
      ['ThreadDMRequest', 'DM me'],
      ['ThreadNum1', '1'],
      ['ThreadNice', 'Nice'],
    ].map(([name, words]) => [
      `${file} gateway${name}`,
      { caller: { person: tester, place: inThread }, words },
    ]),
  ),
  ...Object.fromEntries(
    ['BotWelcome', 'ThreadWelcome'].map((name) => [
      `${file} gateway${name}`,
      {
        caller: { person: { id: `discord:${applicationId}` }, place: inThread },
        words: expect.stringContaining('Welcome!'),
      },
    ]),
  ),
}

describe.skipIf(!isRecordedHere)(
  'what Discord has sent (skipped where no folder shared/reference/payloads lies around the project)',
  () => {
    let reader: PayloadReader
    beforeAll(async () => {
      reader = await openPayloadReader()
      openPlaces(reader.discord)
    })
    afterAll(() => reader[Symbol.asyncDispose]())

    test('is seven presses, twelve messages, a reaction and a thread', () => {
      expect([presses.length, messages.length, others.length]).toEqual([7, 12, 2])
    })

    test.each([...presses, ...messages])('%s is read, whatever is added or may be left out', (_, told) =>
      checkReading(reader, told),
    )

    test.each([...presses, ...messages])(
      '%s says who did it, where, and what it is about',
      async (name, told) => {
        const [read] = await reader.read([told])
        expect(read).toMatchObject(readings[name] ?? { caller: 'somebody else' })
      },
    )

    test.each(others)('%s is not told on', async (_, told) => {
      expect(await reader.read([told])).toEqual([undefined])
    })

    test('presses and mentions are answered, and everything else is left alone', async () => {
      await using table = await connectedInProcess()
      const { discord, cruxgrid } = table
      const { gateway, rest } = openPlaces(discord)
      for (const [, [type, payload]] of [...others, ...messages]) gateway.send(type, payload)
      const asked = presses.map(([, [, payload]]) => press(discord, payload))
      for (const one of asked) await discord.people.answered(one)
      const mentions = messages.filter(([name]) => /mention$|gateway(?:AI)?Mention$/.test(name))
      // Two recordings have the id of one place: a message is answered once.
      const mentioned = new Set(mentions.map(([, [, { id }]]) => id))
      const replies = () => rest.requests.filter(({ path }) => path === `/channels/${channelId}/messages`)
      await rest.until(() => replies().length >= mentioned.size)
      expect(replies()).toHaveLength(mentioned.size)
      expect(cruxgrid.log.filter((line) => /"level":[456]0/.test(line))).toEqual([])
      storyOf(table).isClean()
    })

    test.each(presses)('a vote as in %s is stored', async (_, [, payload]) => {
      await using table = await connectedInProcess()
      const { discord } = table
      const { people, world, ada } = openPlaces(discord)
      const story = storyOf(table)
      // A poll alone with the bot is for that conversation.
      const [by = ada, where] =
        payload.channel_id === places.direct ? [[...world.people.values()].at(-1), places.direct] : []
      await people.answered(people.slash(by, 'poll', { paper: 'A paper' }, where))
      const poll = await story.appears('A paper', where)
      const control = /"custom_id":"(vote\?poll=p_\w+&answer=8)/.exec(JSON.stringify(poll.components))?.[1]
      const data = { component_type: 2, custom_id: control, id: 2 }
      expect(await story.told(press(discord, { ...payload, data }))).toContain('Your vote')
      await story.says(poll, '1 vote')
      story.isClean()
    })
  },
)

/** The thread and the direct conversation of the recorded payloads, in that Discord. */
function openPlaces(discord: Discord): Discord {
  const { world, gateway, rest } = discord
  const thread = { ...world.openThread('A thread'), id: places.thread }
  world.channels.set(thread.id, thread)
  gateway.send('THREAD_CREATE', world.channel(thread))
  const tester = world.join('Test User')
  rest.directs.set(places.direct, tester.id)
  return discord
}

/** Tells of a press, each time as of a new one. */
function press({ rest, gateway, world }: Discord, payload: Readonly<Record<string, unknown>>): Asked {
  const { member, user = member?.user, channel_id: channel } = Pressed.parse(payload)
  const asked: Asked = {
    id: world.nextId(),
    token: `recorded-${world.nextId()}`,
    user: user?.id ?? '',
    channel,
    isAutocomplete: false,
    askedAt: performance.now(),
    pastMs: 0,
    isAnswered: false,
    followUps: [],
  }
  rest.asked.set(asked.id, asked)
  gateway.send(
    'INTERACTION_CREATE',
    { ...payload, id: asked.id, token: asked.token },
    member === undefined ? null : undefined,
  )
  return asked
}

const Account = z.object({ id: z.string() })
const Pressed = z.object({
  channel_id: z.string(),
  member: z.object({ user: Account }).optional(),
  user: Account.optional(),
})
