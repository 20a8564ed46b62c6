import { join } from 'node:path'
import { pino } from 'pino'
import { describe, expect, test } from 'vitest'
import { createAccounts } from '../../adapters/slack/client/accounts.ts'
import { createConversations } from '../../adapters/slack/client/conversations.ts'
import { createMemberships } from '../../adapters/slack/client/memberships.ts'
import { createProfiles } from '../../adapters/slack/client/profiles.ts'
import { createSlackLogger } from '../../adapters/slack/client/slack-logger.ts'
import { createStandings } from '../../adapters/slack/client/standings.ts'
import { createOneWorkspace } from '../../adapters/slack/client/workspaces.ts'
import type { SlackActor } from '../../adapters/slack/handling/actor.ts'
import { createCallerReader } from '../../adapters/slack/handling/read-caller.ts'
import { createMetrics } from '../../src/metrics.ts'
import { openStore } from '../../src/store/store.ts'
import { createFakeClock } from '../fake-clock.ts'
import type { Channel, Person } from '../platforms/slack/entities.ts'
import { startSlack } from '../platforms/slack/loopback.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'
import { rememberControl } from './remembered.ts'
import { actionOf, inputOf } from './storyteller.ts'
import { pollOn, seatedInProcess } from './table.ts'

const notFound = "I can't find that."
const minuteMs = 60_000

/** A poll in a private channel, and the reminder of it in Cleo's direct messages. Time stands still. */
async function reminded() {
  const clock = createFakeClock(new Date().toISOString())
  const table = await seatedInProcess('socket', {}, clock)
  const { slack, appears, told } = table
  const { home, people } = slack
  const closed = home.openChannel('closed', { kind: 'private' })
  const words = `poll A closed paper expect:${people.at(home.cleo)} closes:24h`
  await people.answered(people.slash(home.ada, words, closed))
  const board = await appears('A closed paper', closed)
  await people.answered(people.slash(home.ada, 'remind A closed paper', closed))
  const reminder = await appears('You were asked to vote on this paper in', home.directOf(home.cleo))
  // What was found out for the reminder is no longer remembered.
  clock.advance(minuteMs)

  async function openForm(asked = people.press(home.cleo, 'Full ballot…', reminder)) {
    await people.answered(asked)
    const { view } = asked
    if (view === undefined) throw new Error('No form was opened')
    expect(inputOf(view, 'approach')).toBeDefined()
    return view
  }

  return {
    ...table,
    home,
    people,
    clock,
    closed,
    board,
    reminder,
    openForm,
    press: () => told(people.press(home.cleo, 'Full ballot…', reminder)),
    /** What the board says of votes. */
    async voted() {
      await people.answered(people.slash(home.ada, 'results A closed paper', closed))
      return slack.textOf(table.note(home.ada))
    },
  }
}

const vote = { approach: '1', case: '1' }

describe('a button of a reminder is about the channel of the poll', () => {
  test('and works for whoever is in it', async () => {
    await using table = await reminded()
    const { home, people, told, voted, openForm } = table
    const form = await openForm()
    expect(await told(people.submit(home.cleo, form, vote))).toContain('Your vote: Behaviorist science')
    expect(await voted()).toContain('1 vote')
  })

  test('and finds nothing for whoever was taken out of it', async () => {
    await using table = await reminded()
    const { home, closed, press, voted } = table
    closed.members.delete(home.cleo.id)
    expect(await press()).toContain(notFound)
    expect(await voted()).not.toContain('1 vote')
  })

  test('and finds nothing for a deactivated person', async () => {
    await using table = await reminded()
    table.home.cleo.deleted = true
    expect(await table.press()).toContain(notFound)
  })

  test('and its form finds nothing when it is sent a minute after the person was taken out', async () => {
    await using table = await reminded()
    const { home, people, clock, closed, openForm, voted } = table
    const form = await openForm()
    closed.members.delete(home.cleo.id)
    clock.advance(minuteMs)
    const sent = people.submit(home.cleo, form, vote)
    await people.answered(sent)
    expect(Object.values(sent.errors ?? {}).join(' ')).toContain(notFound)
    expect(await voted()).not.toContain('1 vote')
  })

  test('and works within the minute, and not after the event that tells of it', async () => {
    await using table = await reminded()
    const { slack, home, people, closed, openForm, press } = table
    await openForm()
    slack.subscribed.delete('member_left_channel')
    people.leave(home.cleo, closed)
    await openForm()
    slack.subscribed.add('member_left_channel')
    await people.acknowledged(people.leave(home.cleo, closed))
    expect(await press()).toContain(notFound)
  })

  test.each(['users.info', 'conversations.info', 'users.conversations'])(
    'and finds nothing while %s fails',
    async (called) => {
      await using table = await reminded()
      table.clock.advance(minuteMs)
      table.slack.makeTrouble((method) => (method === called ? { status: 500 } : undefined))
      expect(await table.press()).toContain(notFound)
    },
  )

  test('and finds nothing if Slack doesn’t say in time whether the person sees it', async () => {
    await using table = await reminded()
    const { slack, home, people, clock, press } = table
    let isAsked = false
    let isOver = false
    slack.makeTrouble((method) => {
      if (method !== 'users.conversations') return undefined
      isAsked = true
      return { until: () => isOver }
    })
    const answer = press()
    await slack.until(() => isAsked)
    clock.advance(1500)
    expect(await answer).toContain(notFound)
    isOver = true
    await people.answered(people.slash(home.ben, 'help'))
  })
})

describe('what is done in a channel proves that the person sees it', () => {
  test('so nobody is asked who is in it', async () => {
    await using table = await reminded()
    const { slack, home, people, board, told } = table
    const before = slack.requests.length
    expect(await told(people.press(home.ben, 'Cog · Avg', board))).toContain('Your vote: Cognitivist science')
    const asked = slack.requests.slice(before).map(({ method }) => method)
    expect(asked).not.toContain('users.conversations')
    expect(asked).not.toContain('conversations.members')
  })

  test('but a form that was opened there proves nothing when it is sent', async () => {
    await using table = await reminded()
    const { home, people, clock, closed, board, openForm, voted } = table
    const form = await openForm(people.press(home.ben, 'Full ballot…', board))
    closed.members.delete(home.ben.id)
    clock.advance(minuteMs)
    const sent = people.submit(home.ben, form, vote)
    await people.answered(sent)
    expect(Object.values(sent.errors ?? {}).join(' ')).toContain(notFound)
    expect(await voted()).not.toContain('1 vote')
  })
})

test('the App Home shows nothing of a channel, and its buttons find nothing, once the person is taken out', async () => {
  await using table = await reminded()
  const { slack, home, people, clock, closed, told } = table
  const open = async () => {
    const looking = people.openHome(home.cleo)
    await people.answered(looking)
    const shown = home.homes.get(home.cleo.id)
    if (shown === undefined) throw new Error('No home is shown')
    return shown
  }
  const shown = await open()
  expect(slack.textOf(shown)).toContain('A closed paper')
  closed.members.delete(home.cleo.id)
  clock.advance(minuteMs)
  const pressed = people.pressRaw(home.cleo, actionOf(shown, 'Full report', 'A closed paper'), shown)
  expect(await told(pressed)).toContain(notFound)
  expect(slack.textOf(await open())).not.toContain('A closed paper')
})

test('a button of a reminder posts nothing for everyone: that is done where the poll lives', async () => {
  await using table = await reminded()
  const { slack, home, people, board, closed, reminder, told, posted } = table
  const store = await openStore(`sqlite:${table.database}`)
  const call = { command: 'share', args: { poll: pollOn(board) } }
  const value = await rememberControl(store, home.cleo, call, closed)
  await store.close()
  const action = { type: 'button', action_id: 'call.0', block_id: 'b', value }
  const pressed = people.pressRaw(home.cleo, action, reminder)
  expect(await told(pressed)).toContain("That's in another channel.")
  expect(JSON.stringify(slack.requests.at(-1)?.args)).toContain(closed.id)
  expect(posted(closed)).toEqual([board])
  expect(slack.requests.filter(({ method }) => method === 'chat.postMessage')).toHaveLength(2)
})

describe('a channel that is chosen in a form', () => {
  /** The form that begins a poll, from the menu of the workspace. */
  async function started() {
    const table = await seatedInProcess()
    const { people, home } = table.slack
    const asked = people.shortcut(home.cleo, 'start')
    await people.answered(asked)
    const { view } = asked
    if (view === undefined) throw new Error('No form was opened')
    return { ...table, home, people, view }
  }

  test.each([
    { what: 'is archived', opening: { isArchived: true } },
    { what: 'is without the bot', opening: { hasBot: false } },
    { what: 'takes polls', opening: {} },
  ])('is not found by who doesn’t see it: one that $what', async ({ opening }) => {
    await using table = await started()
    const { home, people, view, posted } = table
    const closed = home.openChannel('closed', { kind: 'private', members: [home.ben], ...opening })
    const sent = people.submit(home.cleo, view, { paper: 'Too curious', 'in-channel': closed.id })
    await people.answered(sent)
    expect(sent.errors?.['in-channel']).toContain(notFound)
    expect(posted(closed)).toEqual([])
  })
})

/** Reads callers of deliveries from a loopback Slack. */
async function reader() {
  const directory = await temporaryDirectory()
  const slack = await startSlack()
  const log = pino({ level: 'silent' })
  const clock = createFakeClock('2026-11-23T12:00:00Z')
  const store = await openStore(`sqlite:${join(directory.path, 'caller.db')}`)
  const workspaces = createOneWorkspace(
    slack.home.bot.token,
    slack.api,
    { logger: createSlackLogger(log), log, clock, metrics: createMetrics() },
    async () => {},
  )
  const accounts = createAccounts(clock)
  const conversations = createConversations(store, clock)
  const standings = createStandings({
    workspaces,
    accounts,
    conversations,
    memberships: createMemberships(clock),
  })
  const { readCaller } = createCallerReader({
    profiles: createProfiles({ store, workspaces, accounts, clock, log }),
    conversations,
    standings,
    clock,
    log,
  })
  return {
    slack,
    home: slack.home,
    clock,
    async rankOf({ id: user }: Person, channel: Channel | undefined, more: Partial<SlackActor> = {}) {
      const workspace = await workspaces.find(slack.home.id)
      if (workspace === undefined) throw new Error('The app is not installed')
      return (await readCaller(workspace, { user, channel: channel?.id, origin: channel?.id, ...more })).rank
    },
    async [Symbol.asyncDispose]() {
      await store.close()
      await slack.close()
      await directory[Symbol.asyncDispose]()
      expect(slack.violations).toEqual([])
    },
  }
}

describe('the rank of a caller', () => {
  test('is that of the workspace, also in the App Home', async () => {
    await using table = await reader()
    const { home, rankOf } = table
    for (const channel of [home.general, undefined]) {
      expect(await rankOf(home.ada, channel)).toBe('admin')
      expect(await rankOf(home.ben, channel)).toBe('member')
      expect(await rankOf(home.join('Gus', { guestOf: 'channel' }), channel)).toBe('guest')
    }
    expect(await rankOf(home.cleo, home.directOf(home.cleo))).toBe('admin')
  })

  test('is guest for people of another organisation, whatever they are at home', async () => {
    await using table = await reader()
    const { slack, home, rankOf } = table
    const dana = slack.stranger('Dana', { isAdmin: true, isOwner: true })
    const shared = home.openChannel('shared', {
      kind: 'public',
      members: [dana],
      isExtShared: true,
      creator: dana,
    })
    expect(await rankOf(dana, shared)).toBe('guest')
  })

  test('is manager for the creator, while they are a full member and in the channel', async () => {
    await using table = await reader()
    const { home, rankOf } = table
    const guest = home.join('Gus', { guestOf: 'channels' })
    const made = (creator: Person, members: readonly Person[]) =>
      home.openChannel('made', { kind: 'public', creator, members })
    expect(await rankOf(home.ben, made(home.ben, [home.ben]))).toBe('manager')
    expect(await rankOf(home.cleo, made(home.cleo, [home.ada]))).toBe('member')
    expect(await rankOf(guest, made(guest, [guest]))).toBe('guest')
  })

  test('is the least while Slack doesn’t say who somebody is', async () => {
    await using table = await reader()
    const { slack, home, rankOf } = table
    slack.makeTrouble((method) => (method === 'users.info' ? { status: 500 } : undefined))
    expect(await rankOf(home.ada, home.general)).toBe('guest')
  })

  test('is there for a minute in a private channel that the bot is not in, and then nothing is found', async () => {
    await using table = await reader()
    const { home, clock, rankOf } = table
    const hidden = home.openChannel('hidden', { kind: 'private', hasBot: false })
    const remembered = { origin: undefined }
    await expect(rankOf(home.cleo, hidden, remembered)).rejects.toThrow(notFound)
    expect(await rankOf(home.ben, hidden, { trigger: '1' })).toBe('member')
    expect(await rankOf(home.ben, hidden, remembered)).toBe('member')
    clock.advance(minuteMs)
    await expect(rankOf(home.ben, hidden, remembered)).rejects.toThrow(notFound)
  })
})
