import { join } from 'node:path'
import { expect } from 'vitest'
import { createAdapter } from '../../adapters/discord/connect.ts'
import { discord as platform } from '../../adapters/discord/index.ts'
import { readSettings } from '../../adapters/discord/setup/settings.ts'
import { loadCommands } from '../../commands/index.ts'
import type { Platform } from '../../src/bot/platform.ts'
import type { Clock } from '../../src/time/clock.ts'
import type { FakePlatform, Participant, SeatName } from '../contracts/adapter-contract.ts'
import { openInProcess } from '../contracts/in-process.ts'
import { patientClock } from '../patient-clock.ts'
import { type Discord, startDiscord } from '../platforms/discord/loopback.ts'
import type { Asked } from '../platforms/discord/rest.ts'
import { channelId, type Person, type Sent, token } from '../platforms/discord/world.ts'
import { readRun } from '../read-run.ts'
import { type Cruxgrid, type Running, startCruxgrid } from '../running.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'

/** A loopback Discord with Cruxgrid connected to it. */
export interface Connected<Bot extends Running = Cruxgrid> extends AsyncDisposable {
  readonly discord: Discord
  readonly cruxgrid: Bot
  readonly database: string
}

type Env = Readonly<Record<string, string>>

/** Cruxgrid runs in a process of its own. */
export const connected = (env: Env = {}): Promise<Connected> => connectedBy(startCruxgrid, env)

/**
 * Cruxgrid runs in the test's own process.
 *
 * @param clock Of everything but the adapter, which leaves the loopback all the time that it needs.
 * @param discord One that was prepared.
 */
export const connectedInProcess = (
  env: Env = {},
  clock?: Clock,
  discord?: Discord,
): Promise<Connected<Running>> =>
  connectedBy((database, env) => openInProcess(clocked(patientClock), database, env, clock), env, discord)

/** Discord with an adapter that goes by a clock. */
const clocked = (clock: Clock): Platform => ({
  ...platform,
  async open(env, deps) {
    return { port: createAdapter({ ...readSettings(env), DISCORD_TOKEN: token }, deps, clock) }
  },
})

/** What Cruxgrid in the test's own process meets, besides what it usually does. */
interface Around {
  /** What stands between the platform and what it works with. */
  readonly platform?: (platform: Platform) => Platform
  /** One that was prepared. */
  readonly discord?: Discord
  readonly env?: Env
}

/** The same with a clock that the adapter goes by, too. */
export const connectedByClock = (
  clock: Clock,
  { platform: put = (one) => one, discord, env = {} }: Around = {},
): Promise<Connected<Running>> =>
  connectedBy((database, env) => openInProcess(put(clocked(clock)), database, env, clock), env, discord)

async function connectedBy<Bot extends Running>(
  start: (database: string, env: Env) => Promise<Bot>,
  env: Env,
  prepared?: Discord,
): Promise<Connected<Bot>> {
  const directory = await temporaryDirectory()
  const database = join(directory.path, 'discord.db')
  const discord = prepared ?? (await startDiscord())
  const cruxgrid = await start(database, { DISCORD_TOKEN: token, DISCORD_API_URL: discord.api, ...env })
  await registered(discord)
  return {
    discord,
    cruxgrid,
    database,
    async [Symbol.asyncDispose]() {
      await cruxgrid.end('SIGTERM')
      await discord.close()
      await directory[Symbol.asyncDispose]()
    },
  }
}

/** Commands can be typed, and the gateway is open. */
async function registered({ rest, gateway, violations }: Discord): Promise<void> {
  await rest.until(() => violations.length > 0 || (rest.commands.length > 0 && gateway.isConnected()))
}

/** The platform as the adapter contract wants it. */
export async function openDiscord(env: Env = {}): Promise<FakePlatform> {
  const { discord, ...rest } = await connectedInProcess(env)
  const commands = await loadCommands()
  const { world, people } = discord
  const forms = new Map<string, Asked>()
  const posted = () =>
    [...world.messages.values()].filter(
      ({ channel, seenBy }) => channel === channelId && seenBy === undefined,
    )

  const seats = new Map<SeatName, Person>([
    ['Ada', discord.ada],
    ['Ben', discord.ben],
    ['Cleo', discord.cleo],
  ])
  function seat(name: SeatName): Person {
    const person = seats.get(name) ?? world.join(name)
    seats.set(name, person)
    return person
  }

  function find(id: string): Sent {
    const message = world.messages.get(id)
    if (message === undefined) throw new Error(`There is no message ${id}`)
    return message
  }

  function participant(person: Person): Participant {
    async function done(asked: Asked): Promise<void> {
      await people.answered(asked)
      if (asked.form !== undefined) forms.set(person.name, asked)
    }
    const told = () => discord.rest.lastHeard.get(person.id)
    return {
      async type(words) {
        const { command, args } = readRun(words, commands)
        const hints = commands.find(({ name }) => name === command)?.hints ?? {}
        const options = Object.entries(args).map(([name, value]) => [
          name,
          hints[name]?.kind === 'flag' ? value === 'yes' : value,
        ])
        await done(people.slash(person, command, Object.fromEntries(options)))
      },
      async press(label, message) {
        const on = message === undefined ? told() : find(message)
        if (on === undefined) throw new Error(`${person.name} was told nothing`)
        await done(people.press(person, label, on))
      },
      async submit(values) {
        const note = told()
        const isAgain = note !== undefined && discord.textOf(note).includes('[Fix and resend…]')
        if (isAgain) await done(people.press(person, 'Fix and resend…', note))
        const form = forms.get(person.name)
        if (form === undefined) throw new Error(`${person.name} has no form open`)
        await done(people.submit(person, form, values))
      },
      async toldLast() {
        const note = told()
        return note === undefined ? '' : discord.textOf(note)
      },
      async forge(call) {
        await done(people.control(person, call, find(posted().at(-1)?.id ?? '')))
      },
    }
  }

  return {
    as: (name) => participant(seat(name)),
    async lastPosted() {
      const last = posted().at(-1)
      if (last === undefined) throw new Error('Nothing was posted')
      return last.id
    },
    textOf: async (id) => discord.textOf(find(id)),
    async findInThread(id, words) {
      const found = [...world.messages.values()].find(
        (one) => one.channel === id && discord.textOf(one).includes(words),
      )
      if (found === undefined) throw new Error(`Nothing in the thread says ${words}`)
      return found.id
    },
    async threadOf(id) {
      await discord.rest.until(() => [...world.messages.values()].some(({ channel }) => channel === id))
      return [...world.messages.values()]
        .filter(({ channel }) => channel === id)
        .map(discord.textOf)
        .join('\n')
    },
    async [Symbol.asyncDispose]() {
      await rest[Symbol.asyncDispose]()
      expect(discord.violations).toEqual([])
    },
  }
}
