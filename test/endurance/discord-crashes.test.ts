import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { test } from 'vitest'
import { type CrashTable, cellLabels, crashSeeded, type Deed } from '../crash/told-crashes.ts'
import { startDiscord } from '../platforms/discord/loopback.ts'
import type { Asked } from '../platforms/discord/rest.ts'
import { type Person, type Sent, token } from '../platforms/discord/world.ts'
import { startCruxgrid } from '../running.ts'
import { directoryOnDisk } from '../store/temporary-directory.ts'
import { until } from '../until.ts'

async function openDiscord(): Promise<CrashTable> {
  const directory = await directoryOnDisk()
  const database = join(directory.path, 'crashes.db')
  const discord = await startDiscord()
  const { world, rest, people, gateway, textOf } = discord
  const voters = Array.from({ length: 5 }, (_, i) => world.join(`Voter ${i}`))
  const publicly = (): readonly Sent[] =>
    [...world.messages.values()].filter(({ seenBy, author }) => seenBy === undefined && author === undefined)

  function deedOf(person: Person, ask: () => Asked): Deed {
    const before = rest.lastHeard.get(person.id)
    const asked = ask()
    return {
      ackedAfterMs: () => asked.acknowledgedAt && asked.acknowledgedAt - asked.askedAt,
      isAnswered: () => asked.isAnswered,
      told() {
        const note = rest.lastHeard.get(person.id)
        return note === undefined || note === before ? '' : textOf(note)
      },
    }
  }

  const boards = new Map<string, Sent>()
  function boardOf(title: string): Sent | undefined {
    const isBoard = (sent: Sent) =>
      /^.*\n(?:Open|Closed) /.test(textOf(sent)) && textOf(sent).startsWith(`${title}\n`)
    const board = boards.get(title) ?? publicly().findLast(isBoard)
    if (board !== undefined) boards.set(title, board)
    return board
  }
  function pressable(title: string): Sent {
    const board = boardOf(title)
    if (board === undefined) throw new Error(`Nothing is posted on ${title}`)
    return board
  }

  return {
    ...{ platform: 'discord', database, violations: discord.violations },
    voters: voters.map(({ id }) => `discord:${id}`),
    async start() {
      const connections = gateway.connections()
      const cruxgrid = await startCruxgrid(database, { DISCORD_TOKEN: token, DISCORD_API_URL: discord.api })
      await until(() => rest.commands.length > 0 && gateway.connections() > connections)
      return cruxgrid
    },
    async isOver() {
      await until(() => gateway.connections() === 0)
      for (let turn = 0; turn < 100; turn += 1) await setImmediate()
    },
    watch: (onMoment) => rest.makeTrouble(() => (onMoment() ? 'refuse' : undefined)),
    vote(voter, cell, title) {
      const person = voters[voter] ?? discord.ben
      return deedOf(person, () => people.press(person, cellLabels[cell] ?? '', pressable(title)))
    },
    open(title) {
      const person = world.join(`Opener of ${title}`)
      return deedOf(person, () => people.slash(person, 'poll', { paper: title }))
    },
    close: (title) => deedOf(discord.ada, () => people.slash(discord.ada, 'close', { paper: title })),
    board(title) {
      const board = boardOf(title)
      return board === undefined ? '' : textOf(board)
    },
    posted: () => publicly().map(textOf),
    async [Symbol.asyncDispose]() {
      await discord.close()
      await directory[Symbol.asyncDispose]()
    },
  }
}

// Two hundred crashes in all, some tables at once.
test.concurrent.each(Array.from({ length: 40 }, (_, i) => i + 1))(
  'whenever a process on Discord is killed around an acknowledgement, what people were told is true, %i',
  async () => {
    await crashSeeded(5, async () => openDiscord())
  },
)
