import { join } from 'node:path'
import { expect } from 'vitest'
import { createAdapter } from '../../adapters/slack/connect.ts'
import { slack as platform } from '../../adapters/slack/index.ts'
import { readSettings } from '../../adapters/slack/setup/settings.ts'
import type { Platform } from '../../src/bot/platform.ts'
import type { Clock } from '../../src/time/clock.ts'
import type { FakePlatform, Participant, SeatName } from '../contracts/adapter-contract.ts'
import { openInProcess } from '../contracts/in-process.ts'
import { patientClock } from '../patient-clock.ts'
import type { Person, Sent } from '../platforms/slack/entities.ts'
import { type Slack, startSlack } from '../platforms/slack/loopback.ts'
import type { Asked, OpenView } from '../platforms/slack/world.ts'
import { keyOf } from '../platforms/slack/world.ts'
import { type Cruxgrid, type Running, startCruxgrid } from '../running.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'

export type Mode = 'socket' | 'http'

/** A loopback Slack with Cruxgrid connected to it. */
export interface Connected<Bot extends Running = Cruxgrid> extends AsyncDisposable {
  readonly slack: Slack
  readonly cruxgrid: Bot
  readonly database: string
}

type Env = Readonly<Record<string, string>>

/** How a process of Cruxgrid is told of the first workspace of a Slack. */
export function settingsFor(slack: Slack, mode: Mode): Record<string, string> {
  return {
    SLACK_API_URL: slack.api,
    SLACK_BOT_TOKEN: slack.home.bot.token,
    ...(mode === 'socket'
      ? { SLACK_APP_TOKEN: slack.appToken }
      : { SLACK_SIGNING_SECRET: slack.signingSecret }),
  }
}

export const eventsOf = ({ address }: Running): string => `${address}/slack/events`

/** Cruxgrid runs in a process of its own. */
export const connected = (mode: Mode = 'socket', env: Env = {}): Promise<Connected> =>
  connectedBy(startCruxgrid, mode, env)

/** What Cruxgrid in the test's own process goes by, besides what it usually does. */
export interface Around {
  /** What stands between the platform and what it works with. */
  readonly platform?: (platform: Platform) => Platform
  /** The clock of everything but the adapter. */
  readonly rest?: Clock
}

/** Cruxgrid runs in the test's own process. @param clock The adapter's; the rest of Cruxgrid goes by the real time. */
export const connectedInProcess = (
  mode: Mode = 'socket',
  env: Env = {},
  clock?: Clock,
  { platform = (one) => one, rest }: Around = {},
): Promise<Connected<Running>> =>
  connectedBy((database, env) => openInProcess(platform(clocked(clock)), database, env, rest), mode, env)

/** Slack with an adapter that goes by a clock: by one that leaves the loopback all the time it needs, unless a test is about that. */
export const clocked = (clock: Clock = patientClock): Platform => ({
  ...platform,
  async open(env, deps) {
    const settings = readSettings(env)
    return settings && createAdapter(settings, deps, clock)
  },
})

async function connectedBy<Bot extends Running>(
  start: (database: string, env: Env) => Promise<Bot>,
  mode: Mode,
  env: Env,
): Promise<Connected<Bot>> {
  const directory = await temporaryDirectory()
  const database = join(directory.path, 'slack.db')
  const slack = await startSlack()
  const cruxgrid = await start(database, { ...settingsFor(slack, mode), ...env })
  if (mode === 'socket') await slack.sockets.waitFor(2)
  else slack.deliverBy({ kind: 'http', urls: [eventsOf(cruxgrid)] })
  return {
    slack,
    cruxgrid,
    database,
    async [Symbol.asyncDispose]() {
      await cruxgrid.end('SIGTERM')
      await slack.close()
      await directory[Symbol.asyncDispose]()
    },
  }
}

/** The platform as the adapter contract wants it. */
export async function openSlack(env: Env = {}): Promise<FakePlatform> {
  const { slack, cruxgrid, ...rest } = await connectedInProcess('socket', env)
  const { home, people } = slack
  const { general } = home
  const forms = new Map<string, OpenView>()
  const errors = new Map<string, string>()
  const posted = () =>
    [...home.messages.values()].filter(
      ({ channel, seenBy, threadTs, by }) =>
        channel === general.id && seenBy === undefined && threadTs === undefined && by === home.bot.user,
    )

  const seats = new Map<SeatName, Person>([
    ['Ada', home.ada],
    ['Ben', home.ben],
    ['Cleo', home.cleo],
  ])
  function seat(name: SeatName): Person {
    const person = seats.get(name) ?? home.join(name)
    general.members.add(person.id)
    seats.set(name, person)
    return person
  }

  function find(ts: string): Sent {
    const message = home.messages.get(keyOf(general.id, ts))
    if (message === undefined) throw new Error(`There is no message ${ts}`)
    return message
  }

  function participant(person: Person): Participant {
    async function done(asked: Asked): Promise<void> {
      await people.answered(asked)
      errors.delete(person.name)
      if (asked.errors !== undefined) errors.set(person.name, Object.values(asked.errors).join(' '))
      if (asked.view !== undefined) forms.set(person.name, asked.view)
    }
    return {
      type: (words) => done(people.slash(person, words)),
      async press(label, message) {
        const on = message === undefined ? people.lastHeard(person) : find(message)
        if (on === undefined) throw new Error(`${person.name} was told nothing`)
        await done(people.press(person, label, on))
      },
      async submit(values) {
        const form = forms.get(person.name)
        if (form === undefined) throw new Error(`${person.name} has no form open`)
        await done(people.submit(person, form, values))
      },
      async toldLast() {
        const note = people.lastHeard(person)
        return errors.get(person.name) ?? (note === undefined ? '' : slack.textOf(note))
      },
      async forge(call) {
        const on = posted().at(-1)
        if (on === undefined) throw new Error('Nothing was posted')
        const action = { type: 'button', action_id: 'call.0', block_id: 'b', value: call }
        await done(people.pressRaw(person, action, on))
      },
    }
  }

  return {
    as: (name) => participant(seat(name)),
    async lastPosted() {
      const last = posted().at(-1)
      if (last === undefined) throw new Error('Nothing was posted')
      return last.ts
    },
    textOf: async (ts) => slack.textOf(find(ts)),
    async findInThread(ts, words) {
      const found = [...home.messages.values()].find(
        (one) => one.threadTs === ts && slack.textOf(one).includes(words),
      )
      if (found === undefined) throw new Error(`Nothing in the thread says ${words}`)
      return found.ts
    },
    async threadOf(ts) {
      const inThread = () => [...home.messages.values()].filter(({ threadTs }) => threadTs === ts)
      await slack.until(() => inThread().length > 0)
      return inThread().map(slack.textOf).join('\n')
    },
    async [Symbol.asyncDispose]() {
      await cruxgrid.end('SIGTERM')
      const { violations } = slack
      await rest[Symbol.asyncDispose]()
      expect(violations).toEqual([])
    },
  }
}
