import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { toPersonId, toSpaceId } from '../../adapters/slack/client/ids.ts'
import { createInstalls } from '../../adapters/slack/client/installs.ts'
import type { Place } from '../../src/chat/caller.ts'
import { UserError } from '../../src/chat/user-error.ts'
import type { Clock } from '../../src/time/clock.ts'
import { noteView } from '../../src/views/note-view.ts'
import { createFakeClock } from '../fake-clock.ts'
import type { Channel, Person } from '../platforms/slack/entities.ts'
import { type Slack, startSlack } from '../platforms/slack/loopback.ts'
import type { Workspace } from '../platforms/slack/world.ts'
import { expiriesOf, rowsOf } from '../store/rows.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'
import { wordsOfRefusal } from '../view-text.ts'
import { openPort } from './open-port.ts'
import { settingsFor } from './open-slack.ts'

const hourMs = 3_600_000
/** How long a job is kept for whoever has claimed it. */
const leaseMs = 120_000
const view = noteView('A line')

/** A loopback Slack, and processes that post there on their own initiative. In the end nothing was out of order. */
async function opened() {
  const directory = await temporaryDirectory()
  const slack = await startSlack()
  const database = join(directory.path, 'port.db')
  return {
    slack,
    home: slack.home,
    database,
    open: (clock?: Clock) => openPort(database, settingsFor(slack, 'http'), clock),
    async [Symbol.asyncDispose]() {
      await slack.close()
      await directory[Symbol.asyncDispose]()
      expect(slack.violations).toEqual([])
    },
  }
}

const placeOf = ({ id, team }: Channel, thread?: string): Place => ({
  platform: 'slack',
  space: toSpaceId(team),
  channel: id,
  ...(thread !== undefined && { thread }),
})

const personIn = ({ id }: Workspace, person: Person) => toPersonId(id, person.id)

const callsOf = ({ requests }: Slack, called: string) => requests.filter(({ method }) => method === called)

const outage = { status: 503 } as const
/** Whether a call is about the bot itself, as each process makes one before it does anything. */
const isGreeting = (method: string) => method === 'auth.test'

/** From now on, calls of that method go wrong in that way. */
const refuse = (slack: Slack, called: string, error: string) =>
  slack.makeTrouble((method) => (method === called ? { error } : undefined))

/** What was thrown. */
async function thrownBy(act: Promise<unknown>): Promise<unknown> {
  try {
    await act
  } catch (fault) {
    return fault
  }
  throw new Error('It went well')
}

/** What a mistake says. One with a cause would be taken for a fault. */
async function mistakeOf(act: Promise<unknown>): Promise<string> {
  const fault = await thrownBy(act)
  if (!(fault instanceof UserError)) throw fault
  expect(fault.cause).toBeUndefined()
  return wordsOfRefusal(fault)
}

/** Lets the time of a clock go by until that is over. */
async function advanceTime<Result>(clock: ReturnType<typeof createFakeClock>, act: Promise<Result>) {
  let isOver = false
  const over = act.finally(() => {
    isOver = true
  })
  over.catch(() => undefined)
  while (!isOver) {
    await setImmediate()
    clock.advance(250)
  }
  return over
}

describe('a message of a thread that is for its channel too', () => {
  const forChannel = { isForChannel: true }

  test('is shown in both, also once it says something else', async () => {
    await using table = await opened()
    const { slack, home, open } = table
    await using port = await open()
    const { id: thread } = await port.post(placeOf(home.general), view, 'parent')
    await port.post(placeOf(home.general, thread), view, 'among us')
    const message = await port.post(placeOf(home.general, thread), view, 'recap', forChannel)
    const shown = () => home.timelineOf(home.general).map(slack.textOf)
    expect(home.timelineOf(home.general).map(({ ts }) => ts)).toEqual([thread, message.id])
    expect(await port.edit(message, noteView('Another line'))).toBe('shown')
    expect(shown()).toEqual(['A line', 'Another line'])
    expect(home.find(home.general.id, message.id)?.threadTs).toBe(thread)
  })

  test('is one message of the channel where the thread is gone, or where there is none', async () => {
    await using table = await opened()
    const { home, open } = table
    await using port = await open()
    const { id: thread } = await port.post(placeOf(home.general), view, 'parent')
    const parent = home.find(home.general.id, thread)
    if (parent !== undefined) parent.isDeleted = true
    const first = await port.post(placeOf(home.general, thread), view, 'recap', forChannel)
    const second = await port.post(placeOf(home.general), view, 'another recap', forChannel)
    expect(home.timelineOf(home.general).map(({ ts }) => ts)).toEqual([first.id, second.id])
  })

  test('is found again in its thread', async () => {
    await using table = await opened()
    const { slack, home, open } = table
    await using port = await open()
    const { id: thread } = await port.post(placeOf(home.general), view, 'parent')
    slack.makeTrouble((method) => (method === 'chat.postMessage' ? 'lose' : undefined))
    const message = await port.post(placeOf(home.general, thread), view, 'recap', forChannel)
    expect(home.timelineOf(home.general).map(({ ts }) => ts)).toEqual([thread, message.id])
  })
})

test.each(['restricted_action_thread_locked', 'restricted_action_non_threadable_channel'])(
  'what can’t be said in a thread (%s) is said in its channel',
  async (error) => {
    await using table = await opened()
    const { slack, home, open } = table
    await using port = await open()
    const { id: thread } = await port.post(placeOf(home.general), view, 'parent')
    slack.makeTrouble((method, args) =>
      method === 'chat.postMessage' && args.thread_ts !== undefined ? { error } : undefined,
    )
    const { id } = await port.post(placeOf(home.general, thread), view, 'recap')
    expect(home.find(home.general.id, id)?.threadTs).toBeUndefined()
  },
)

describe('a post that is refused says what is missing and what to do', () => {
  test('where the bot is no member, where it can’t even look, and where nobody can post', async () => {
    await using table = await opened()
    const { home, open } = table
    await using port = await open()
    const post = (channel: Channel) => mistakeOf(port.post(placeOf(channel), view, 'key'))
    const outside = home.openChannel('outside', { kind: 'public', hasBot: false })
    expect(await post(outside)).toMatch(/I’m not in that channel.*Type “\/invite @Cruxgrid” in the channel\./)
    const hidden = home.openChannel('hidden', { kind: 'private', hasBot: false })
    expect(await post(hidden)).toMatch(/can’t find that channel.*“\/invite @Cruxgrid”.*deleted/)
    const old = home.openChannel('old', { kind: 'public', isArchived: true })
    expect(await post(old)).toMatch(/archived.*Unarchive it/)
    home.general.members.delete(home.bot.user)
    expect(await post(home.general)).toContain('/invite')
    home.general.members.add(home.bot.user)
    const { id } = await port.post(placeOf(home.general), view, 'key')
    expect(home.shownIn(home.general).map(({ ts }) => ts)).toEqual([id])
  })

  test.each([
    ['restricted_action', /rules of this workspace.*Ask whoever runs the workspace/],
    ['restricted_action_read_only_channel', /read-only.*Ask whoever manages the channel/],
    ['restricted_action_thread_only_channel', /threads only.*another channel/],
    ['restricted_action_of_a_new_kind', /rules of this workspace/],
    ['ekm_access_denied', /rules of this workspace/],
    ['no_permission', /“\/invite @Cruxgrid”/],
    ['token_revoked', /not installed.*install me there again/],
    ['account_inactive', /not installed/],
  ])('%s', async (error, words) => {
    await using table = await opened()
    const { slack, home, open } = table
    await using port = await open()
    refuse(slack, 'chat.postMessage', error)
    expect(await mistakeOf(port.post(placeOf(home.general), view, 'key'))).toMatch(words)
  })

  test('a scope that was not granted', async () => {
    await using table = await opened()
    const { slack, home, open } = table
    await using port = await open()
    home.bot.scopes = home.bot.scopes.filter((scope) => scope !== 'chat:write')
    const said = await mistakeOf(port.post(placeOf(home.general), view, 'key'))
    expect(said).toMatch(/chat:write.*Ask whoever runs me to give the app chat:write/)
    expect(slack.violations.splice(0)).toEqual(['chat.postMessage: the token lacks chat:write'])
  })
})

describe('private words that are refused say what is missing and what to do', () => {
  test.each([
    ['conversations.open', 'user_disabled', /deactivated/],
    ['conversations.open', 'cannot_dm_bot', /is a bot/],
    ['conversations.open', 'user_not_found', /can’t find that person/],
    ['conversations.open', 'user_not_visible', /can’t find that person/],
    ['conversations.open', 'token_revoked', /not installed/],
    ['chat.postMessage', 'channel_not_found', /can’t find that person/],
    ['chat.postMessage', 'is_archived', /deactivated/],
    ['chat.postMessage', 'messages_tab_disabled', /switched off.*Messages Tab/],
    ['chat.postMessage', 'restricted_action', /rules of this workspace/],
  ])('%s: %s', async (method, error, words) => {
    await using table = await opened()
    const { slack, home, open } = table
    await using port = await open()
    refuse(slack, method, error)
    const said = await mistakeOf(
      port.sendPrivate(personIn(home, home.ben), placeOf(home.general), view, 'key'),
    )
    expect(said).toMatch(words)
    expect(said).not.toContain('/invite')
  })

  test('a scope that was not granted', async () => {
    await using table = await opened()
    const { slack, home, open } = table
    await using port = await open()
    home.bot.scopes = home.bot.scopes.filter((scope) => scope !== 'im:write')
    const told = port.sendPrivate(personIn(home, home.ben), placeOf(home.general), view, 'key')
    expect(await mistakeOf(told)).toContain('im:write')
    expect(slack.violations.splice(0)).toEqual(['conversations.open: the token lacks im:write'])
  })
})

test('what was sent is known for three days, by a digest that names nobody', async () => {
  await using table = await opened()
  const { home, open, database } = table
  await using port = await open()
  const before = Date.now()
  await port.sendPrivate(personIn(home, home.ben), placeOf(home.general), view, 'key')
  await port.post(placeOf(home.general), view, 'key')
  const expiries = expiriesOf(database, 'slack-post')
  expect(expiries).toHaveLength(2)
  expect(Math.min(...expiries)).toBeGreaterThanOrEqual(before + 3 * 86_400_000)
  expect(Math.max(...expiries)).toBeLessThanOrEqual(Date.now() + 3 * 86_400_000)
  const records = rowsOf(database).filter((row) => row.startsWith('slack-post'))
  expect(records.filter((row) => row.includes(home.ben.id))).toEqual([])
})

describe('a workspace that the app is not installed in', () => {
  test('is named where the app never was', async () => {
    await using table = await opened()
    const { slack, open } = table
    const { away } = slack
    await using port = await open()
    const place = placeOf(away.general)
    expect(await mistakeOf(port.post(place, view, 'key'))).toContain('not installed')
    expect(await mistakeOf(port.sendPrivate(personIn(away, away.ben), place, view, 'key'))).toContain(
      'not installed',
    )
  })

  test('is named where the app was removed; its token is forgotten, and nothing is asked for with it', async () => {
    await using table = await opened()
    const { slack, home, database } = table
    const key = randomBytes(32)
    await using port = await openPort(database, {
      SLACK_API_URL: slack.api,
      SLACK_SIGNING_SECRET: slack.signingSecret,
      SLACK_CLIENT_ID: slack.clientId,
      SLACK_CLIENT_SECRET: slack.clientSecret,
      SLACK_STATE_SECRET: randomBytes(16).toString('hex'),
      ENCRYPTION_KEY: key.toString('base64'),
      PUBLIC_URL: 'http://127.0.0.1:1',
    })
    const { id, name, bot, ada } = home
    await createInstalls(port.store, key).installationStore.storeInstallation({
      team: { id, name },
      enterprise: undefined,
      user: { id: ada.id, token: undefined, scopes: undefined },
      bot: { id: bot.id, userId: bot.user, token: bot.token, scopes: [...bot.scopes] },
    })
    await port.post(placeOf(home.general), view, 'before')
    slack.people.uninstall(home)
    expect(await mistakeOf(port.post(placeOf(home.general), view, 'key'))).toContain('not installed')
    const before = slack.requests.length
    expect(await mistakeOf(port.post(placeOf(home.general), view, 'key'))).toContain('not installed')
    expect(slack.requests.slice(before)).toEqual([])
  })
})

describe('a message is posted once', () => {
  afterEach(() => {
    vi.useRealTimers()
  })

  test('when the process is killed after it has arrived and before that is known', async () => {
    await using table = await opened()
    const { slack, home, database, open } = table
    const shown = () => home.shownIn(home.general).map(({ ts }) => ts)
    slack.makeTrouble((method) => (method === 'chat.postMessage' ? 'hold' : undefined))
    const program = join(import.meta.dirname, 'posting-process.ts')
    const { space, channel } = placeOf(home.general)
    const killed = spawn(process.execPath, [program, database, space, channel, 'key'], {
      env: { PATH: process.env.PATH, ...settingsFor(slack, 'http') },
    })
    await slack.until(() => shown().length > 0)
    killed.kill('SIGKILL')
    await once(killed, 'exit')
    slack.makeTrouble(() => undefined)
    // Nobody knows that it was killed until its call would be over.
    const clock = createFakeClock(new Date().toISOString())
    await using port = await open(clock)
    const { id } = await advanceTime(clock, port.post(placeOf(home.general), view, 'key'))
    expect(shown()).toEqual([id])
    expect((await port.post(placeOf(home.general), view, 'key')).id).toBe(id)
    expect(callsOf(slack, 'chat.postMessage')).toHaveLength(1)
  })

  test.each([
    ['an hour', hourMs],
    // A recap may be posted from a day after a session until seven days after it.
    ['six days', 6 * 24 * hourMs],
  ])(
    'when its answer is lost, nobody can look, and another process tries again %s later',
    async (_, laterMs) => {
      await using table = await opened()
      const { slack, home, open } = table
      const clock = createFakeClock('2026-11-23T12:00:00Z')
      const place = placeOf(home.general)
      slack.makeTrouble((method) => {
        if (isGreeting(method)) return undefined
        return method === 'chat.postMessage' ? 'lose' : outage
      })
      await using first = await open(clock)
      const begun = clock.now()
      const fault = await thrownBy(advanceTime(clock, first.post(place, view, 'key')))
      expect(fault).not.toBeInstanceOf(UserError)
      expect(clock.now() - begun).toBeLessThan(leaseMs)
      const sent = home.shownIn(home.general).map(({ ts }) => ts)
      expect(sent).toHaveLength(1)
      slack.makeTrouble(() => undefined)

      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + laterMs })
      for (let i = 0; i < 450; i++) slack.people.say(home.ben, `Meanwhile ${i}`)
      await using second = await open()
      expect((await second.post(place, view, 'key')).id).toBe(sent[0])
      expect(callsOf(slack, 'chat.postMessage')).toHaveLength(1)
    },
  )

  test('when two processes are asked for it at once, and when one is asked twice', async () => {
    await using table = await opened()
    const { home, open } = table
    await using one = await open()
    await using other = await open()
    const place = placeOf(home.general)
    const messages = await Promise.all([one, other, one].map((port) => port.post(place, view, 'key')))
    expect(home.shownIn(home.general)).toHaveLength(1)
    expect(new Set(messages.map(({ id }) => id)).size).toBe(1)
  })

  test('when nobody may look whether it has arrived: the scope that is missing is named', async () => {
    await using table = await opened()
    const { slack, home, open } = table
    await using port = await open()
    home.bot.scopes = home.bot.scopes.filter((scope) => scope !== 'channels:history')
    slack.makeTrouble((method) => (method === 'chat.postMessage' ? 'lose' : undefined))
    const post = () => mistakeOf(port.post(placeOf(home.general), view, 'key'))
    expect(await post()).toMatch(/channels:history.*Ask whoever runs me to give the app channels:history/)
    slack.makeTrouble(() => undefined)
    expect(await post()).toContain('channels:history')
    expect(callsOf(slack, 'chat.postMessage')).toHaveLength(1)
    expect(new Set(slack.violations.splice(0))).toEqual(
      new Set(['conversations.history: the token lacks channels:history']),
    )
  })

  test('and is no mistake of anybody while Slack can’t take it', async () => {
    await using table = await opened()
    const { slack, home, open } = table
    const clock = createFakeClock('2026-11-23T12:00:00Z')
    await using port = await open(clock)
    slack.makeTrouble((method) => (isGreeting(method) ? undefined : outage))
    const fault = await thrownBy(advanceTime(clock, port.post(placeOf(home.general), view, 'key')))
    expect(fault).not.toBeInstanceOf(UserError)
    expect(home.shownIn(home.general)).toEqual([])
  })
})

describe('messages to many channels at once', () => {
  const channelsOf = ({ home }: Slack, count: number) =>
    Array.from({ length: count }, (_, i) => home.openChannel(`group-${i}`, { kind: 'public' }))

  /** Posts in each of them at once. @returns how many messages each has then. */
  async function postInEach(
    { slack, open }: Awaited<ReturnType<typeof opened>>,
    count: number,
    clock?: Clock,
  ) {
    await using port = await open(clock)
    const channels = channelsOf(slack, count)
    await Promise.all(channels.map((channel) => port.post(placeOf(channel), view, 'key')))
    return channels.map((channel) => slack.home.shownIn(channel).length)
  }

  test('all arrive, and none waits for the pace of another channel', async () => {
    await using table = await opened()
    // Time stands still: whoever waited for a pace would wait for ever.
    const clock = createFakeClock(new Date().toISOString())
    expect(await postInEach(table, 300, clock)).toEqual(Array(300).fill(1))
  })

  test('arrive once each while every third call is told to wait', async () => {
    await using table = await opened()
    let calls = 0
    table.slack.makeTrouble((method) => {
      if (method !== 'chat.postMessage') return undefined
      calls += 1
      return calls % 3 === 0 ? { status: 429, retryAfter: 1 } : undefined
    })
    expect(await postInEach(table, 18)).toEqual(Array(18).fill(1))
  })
})

describe('what is to come as a bookmark of the channel', () => {
  const start = Date.parse('2026-12-02T17:00:00Z')

  /** A port that may make bookmarks, and a message that tells of something to come. */
  async function announced({ slack, home, open }: Awaited<ReturnType<typeof opened>>) {
    home.bot.scopes = [...home.bot.scopes, 'bookmarks:write']
    const port = await open()
    const place = placeOf(home.general)
    const message = await port.post(place, view, 'meeting')
    const mark = { title: 'AI Control', start, end: start + hourMs, message }
    const shown = () => [...home.bookmarks.values()].map(({ channel, title, link }) => [channel, title, link])
    const link = `https://${home.domain}.slack.com/archives/${place.channel}/p${message.id.replace('.', '')}`
    const adding = () => callsOf(slack, 'bookmarks.add').length
    return { port, place, mark, shown, link, adding, [Symbol.asyncDispose]: port[Symbol.asyncDispose] }
  }

  test('says when it is and leads to its message', async () => {
    await using table = await opened()
    await using it = await announced(table)
    expect(await it.port.showUpcoming?.(it.mark)).toBe([...table.home.bookmarks.keys()][0])
    expect(it.shown()).toEqual([[it.place.channel, 'Wed 2 Dec, 17:00 UTC: AI Control', it.link]])
  })

  test('is cut where its title is long', async () => {
    await using table = await opened()
    await using it = await announced(table)
    await it.port.showUpcoming?.({ ...it.mark, title: 'Control '.repeat(40) })
    const [title = ''] = [...table.home.bookmarks.values()].map((bookmark) => bookmark.title)
    expect(title).toMatch(/^Wed 2 Dec, 17:00 UTC: Control .*…$/)
    expect(title.length).toBeLessThanOrEqual(100)
  })

  test('is changed in its place', async () => {
    await using table = await opened()
    await using it = await announced(table)
    const known = await it.port.showUpcoming?.(it.mark)
    const moved = { ...it.mark, start: start + 24.5 * hourMs }
    expect(await it.port.showUpcoming?.(moved, known)).toBe(known)
    expect(it.shown()).toEqual([[it.place.channel, 'Thu 3 Dec, 17:30 UTC: AI Control', it.link]])
    expect(it.adding()).toBe(1)
  })

  test('is added anew where somebody has removed it', async () => {
    await using table = await opened()
    await using it = await announced(table)
    const known = await it.port.showUpcoming?.(it.mark)
    table.home.bookmarks.clear()
    const anew = await it.port.showUpcoming?.(it.mark, known)
    expect(anew).not.toBe(known)
    expect([...table.home.bookmarks.keys()]).toEqual([anew])
  })

  test('is taken away, and may be gone already', async () => {
    await using table = await opened()
    await using it = await announced(table)
    const known = (await it.port.showUpcoming?.(it.mark)) ?? ''
    await it.port.hideUpcoming?.(it.place, known)
    expect(it.shown()).toEqual([])
    await it.port.hideUpcoming?.(it.place, known)
    expect(callsOf(table.slack, 'bookmarks.remove')).toHaveLength(2)
  })

  test('is not added twice when the answer is lost', async () => {
    await using table = await opened()
    await using it = await announced(table)
    table.slack.makeTrouble((method) => (method === 'bookmarks.add' ? 'lose' : undefined))
    expect(await thrownBy(Promise.resolve(it.port.showUpcoming?.(it.mark)))).not.toBeInstanceOf(UserError)
    expect(it.shown()).toHaveLength(1)
  })

  test('is refused without the scope, and everything else works without it', async () => {
    await using table = await opened()
    await using it = await announced(table)
    const known = (await it.port.showUpcoming?.(it.mark)) ?? ''
    table.home.bot.scopes = table.home.bot.scopes.filter((scope) => scope !== 'bookmarks:write')
    const words = /bookmarks:write.*give the app bookmarks:write.*Everything else works without it\./
    expect(await mistakeOf(Promise.resolve(it.port.showUpcoming?.(it.mark)))).toMatch(words)
    expect(await mistakeOf(Promise.resolve(it.port.showUpcoming?.(it.mark, known)))).toMatch(words)
    expect(await mistakeOf(Promise.resolve(it.port.hideUpcoming?.(it.place, known)))).toMatch(words)
    expect(it.shown()).toHaveLength(1)
  })

  test('is refused where the bot is no member, where it isn’t permitted, and where there are 100', async () => {
    await using table = await opened()
    const { slack, home } = table
    await using it = await announced(table)
    const refusal = () => mistakeOf(Promise.resolve(it.port.showUpcoming?.(it.mark)))
    home.general.members.delete(home.bot.user)
    expect(await refusal()).toContain('/invite @Cruxgrid')
    home.general.members.add(home.bot.user)
    refuse(slack, 'bookmarks.add', 'permission_denied')
    expect(await refusal()).toMatch(/bookmarks.*Ask whoever manages the channel/)
    slack.makeTrouble(() => undefined)
    for (let i = 0; i < 100; i++) await it.port.showUpcoming?.(it.mark)
    expect(await refusal()).toMatch(/as many bookmarks.*Remove one/)
  })
})
