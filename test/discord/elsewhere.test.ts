// discord.js sends files through whichever undici came first; in the process that people run it is Node's own.
import 'node:http'
import { PermissionFlagsBits } from 'discord.js'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { moveCaller } from '../../adapters/discord/handling/move-caller.ts'
import type { Caller, Rank } from '../../src/chat/caller.ts'
import { createLog } from '../../src/log.ts'
import { openStore } from '../../src/store/store.ts'
import { type Clock, systemClock } from '../../src/time/clock.ts'
import { patientClock } from '../patient-clock.ts'
import { channelId, guildId, type Person, type Sent } from '../platforms/discord/world.ts'
import type { Running } from '../running.ts'
import { type Connected, connectedByClock } from './open-discord.ts'
import { personOf, placeIn } from './port-alone.ts'
import { rememberControl } from './remembered.ts'
import { storyOf } from './storyteller.ts'

const { ViewChannel } = PermissionFlagsBits
const notFound = "I can't find that."

describe('a reminder’s form, in a direct message,', () => {
  let table: Connected<Running>
  let story: ReturnType<typeof storyOf>
  let poll: Sent
  let reminder: Sent
  let isSilent = false
  /** Discord has all the time that it needs, unless it is to say nothing. */
  const limit: Clock['limit'] = (ms, signal) => (isSilent ? systemClock : patientClock).limit(ms, signal)

  beforeEach(async () => {
    isSilent = false
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() })
    table = await connectedByClock({ ...systemClock, limit })
    story = storyOf(table)
    const { people, rest, ada, cleo } = table.discord
    const options = { paper: 'Expected here', expect: `<@${cleo.id}>` }
    await people.answered(people.slash(ada, 'poll', options))
    poll = await story.appears('Expected')
    await story.told(people.slash(ada, 'remind', { paper: 'Expected' }))
    const direct = [...rest.directs].find(([, person]) => person === cleo.id)?.[0] ?? ''
    reminder = await story.appears('Expected', direct)
    // What was found out for the reminder is no longer remembered.
    vi.setSystemTime(Date.now() + 60_001)
  })
  afterEach(async () => {
    await table[Symbol.asyncDispose]()
    vi.useRealTimers()
    story.isClean()
  })

  const press = () => table.discord.people.press(table.discord.cleo, 'Full ballot…', reminder)

  /** Takes the sight of the channel from everyone, and waits until the bot has heard of it. */
  async function hide(): Promise<void> {
    const { world, gateway, people, ada } = table.discord
    const channel = world.channels.get(channelId)
    const everyone = world.roles.get(guildId)
    if (channel === undefined || everyone === undefined) throw new Error('There is no channel')
    channel.overwrites = [{ of: everyone, deny: ViewChannel }]
    gateway.send('CHANNEL_UPDATE', world.channel(channel))
    await people.suggest(ada, 'close', 'paper', 'x')
  }

  test('is opened for who sees the channel, who votes with it', async () => {
    const { people, cleo } = table.discord
    const form = press()
    await people.answered(form)
    expect(await story.told(people.submit(cleo, form, { approach: '2', case: '0' }))).toContain('Your vote:')
    await story.says(poll, '1 of 1')
  })

  test('is not found by who lost sight of the channel, and changes nothing', async () => {
    const { people, cleo, textOf } = table.discord
    const form = press()
    await people.answered(form)
    const before = textOf(poll)
    await hide()
    expect(await story.told(people.submit(cleo, form, { approach: '2', case: '0' }))).toContain(notFound)
    const again = press()
    expect(await story.told(again)).toContain(notFound)
    expect(again.form).toBeUndefined()
    expect(story.note(cleo).seenBy).toBe(cleo.id)
    expect(textOf(poll)).toBe(before)
    expect(await story.told(people.slash(table.discord.ada, 'results', { paper: 'Expected' }))).toContain(
      'No votes yet.',
    )
  })

  test('posts nothing for everyone: that is done where the poll lives', async () => {
    const { people, cleo } = table.discord
    const id = /poll=(p_\w+)/.exec(JSON.stringify(poll.components))?.[1] ?? ''
    const store = await openStore(`sqlite:${table.database}`)
    const code = await rememberControl(store, cleo, { command: 'share', args: { poll: id } }, channelId)
    await store.close()
    const said = await story.told(people.control(cleo, code, reminder))
    expect(said).toContain("That's in another channel.")
    expect(said).toContain(`<#${channelId}>`)
    expect(story.posted(reminder.channel)).toEqual([reminder])
  })

  test('changes nothing for who is timed out, and says so before a form', async () => {
    const { world, cleo, people, ada, textOf } = table.discord
    const before = textOf(poll)
    const { member } = world
    const said = { communication_disabled_until: '2999-01-01T00:00:00Z' }
    Object.assign(world, { member: (one: Person) => ({ ...member(one), ...(one === cleo && said) }) })
    const form = press()
    expect(await story.told(form)).toContain("You can't vote here. At the moment you can only read here.")
    expect(form.form).toBeUndefined()
    expect(textOf(poll)).toBe(before)
    expect(await story.told(people.slash(ada, 'results', { paper: 'Expected' }))).toContain('No votes yet.')
  })

  test('is not found by who left the server', async () => {
    const { world, cleo } = table.discord
    world.people.delete(cleo.id)
    expect(await story.told(press())).toContain(notFound)
  })

  test('is not found while Discord fails, and is afterwards', async () => {
    const { rest, people } = table.discord
    rest.makeTrouble((_, path) => (path.includes('/members/') ? { status: 503 } : undefined))
    expect(await story.told(press())).toContain(notFound)
    rest.makeTrouble(() => undefined)
    const form = press()
    await people.answered(form)
    expect(form.form).toBeDefined()
  })

  test('is not found while Discord says nothing', async () => {
    const { rest } = table.discord
    isSilent = true
    rest.makeTrouble((_, path) => (path.includes('/members/') ? { until: () => !isSilent } : undefined))
    expect(await story.told(press())).toContain(notFound)
    isSilent = false
  })
})

describe('a caller in another place', () => {
  const place = placeIn(guildId, channelId)
  const person = { id: personOf({ id: '400000000000000001' }), name: 'Ada' }
  const memberIn = async () => undefined
  const caller: Caller = { person, place: placeIn('dm.1', '1'), rank: 'admin' }
  const deps = { memberIn, log: createLog('silent', false), clock: systemClock }

  test.each<Rank>(['member', 'manager', 'admin'])('who is %s there has that rank', async (rank) => {
    expect(await moveCaller(caller, place, { canSee: async () => rank, ...deps })).toEqual({
      person,
      place,
      rank,
    })
  })

  test('is not asked about where they are', async () => {
    const canSee = () => Promise.reject(new Error('Nobody is to ask'))
    const here: Caller = { ...caller, place, rank: 'manager' }
    expect(await moveCaller(here, { ...place }, { canSee, ...deps })).toEqual(here)
  })

  test('is asked about a thread of the channel where they are', async () => {
    const here: Caller = { ...caller, place, rank: 'manager' }
    const thread = { ...place, thread: '2' }
    expect(await moveCaller(here, thread, { canSee: async () => 'member', ...deps })).toEqual({
      person,
      place: thread,
      rank: 'member',
    })
  })
})
