import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { test } from 'vitest'
import { toPersonId } from '../../adapters/slack/client/ids.ts'
import { type CrashTable, cellLabels, crashSeeded, type Deed } from '../crash/told-crashes.ts'
import type { Person, Sent } from '../platforms/slack/entities.ts'
import { startSlack } from '../platforms/slack/loopback.ts'
import type { Asked } from '../platforms/slack/world.ts'
import { startCruxgrid } from '../running.ts'
import { eventsOf, type Mode, settingsFor } from '../slack/open-slack.ts'
import { directoryOnDisk } from '../store/temporary-directory.ts'
import { until } from '../until.ts'

/** @param modeOf Says by which way the next process hears of what people do. */
async function openSlack(modeOf: () => Mode): Promise<CrashTable> {
  const directory = await directoryOnDisk()
  const database = join(directory.path, 'crashes.db')
  const slack = await startSlack()
  slack.fileReadyAfter = 0
  const { home, people, sockets, textOf } = slack
  const reader = (name: string): Person => {
    const person = home.join(name)
    home.general.members.add(person.id)
    return person
  }
  const voters = Array.from({ length: 5 }, (_, i) => reader(`Voter ${i}`))
  /** Who waits to be acknowledged. */
  const waiting = new Set<Asked>()
  let watching = 0
  const publicly = (): readonly Sent[] =>
    [...home.messages.values()].filter(
      ({ by, seenBy, isDeleted }) => by === home.bot.user && seenBy === undefined && isDeleted !== true,
    )

  function deedOf(person: Person, ask: () => Asked): Deed {
    const before = people.lastHeard(person)
    const asked = ask()
    waiting.add(asked)
    return {
      ackedAfterMs: () => asked.ackedAt && asked.ackedAt - asked.askedAt,
      isAnswered: () => asked.isAnswered,
      told() {
        const note = people.lastHeard(person)
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
    ...{ platform: 'slack', database, violations: slack.violations },
    voters: voters.map(({ id }) => toPersonId(home.id, id)),
    async start() {
      const mode = modeOf()
      const cruxgrid = await startCruxgrid(database, settingsFor(slack, mode))
      slack.deliverBy(mode === 'socket' ? { kind: 'socket' } : { kind: 'http', urls: [eventsOf(cruxgrid)] })
      if (mode === 'socket') await sockets.waitFor(2)
      return cruxgrid
    },
    async isOver() {
      await until(() => sockets.count() === 0)
      for (let turn = 0; turn < 100; turn += 1) await setImmediate()
    },
    watch(onMoment) {
      waiting.clear()
      slack.makeTrouble(() => (onMoment() ? 'refuse' : undefined))
      watching += 1
      const mine = watching
      void slack.until(() => {
        if (watching !== mine) return true
        for (const asked of waiting) if (asked.ackedAt !== undefined && waiting.delete(asked)) onMoment()
        return false
      })
    },
    vote(voter, cell, title) {
      const person = voters[voter] ?? home.ben
      return deedOf(person, () => people.press(person, cellLabels[cell] ?? '', pressable(title)))
    },
    open(title) {
      const person = reader(`Opener of ${title}`)
      return deedOf(person, () => people.slash(person, `poll "${title}"`))
    },
    close: (title) => deedOf(home.ada, () => people.slash(home.ada, `close paper:"${title}"`)),
    board(title) {
      const board = boardOf(title)
      return board === undefined ? '' : textOf(board)
    },
    posted: () => publicly().map(textOf),
    async [Symbol.asyncDispose]() {
      await slack.close()
      await directory[Symbol.asyncDispose]()
    },
  }
}

// Two hundred crashes in all, some tables at once.
test.concurrent.each(Array.from({ length: 40 }, (_, i) => i + 1))(
  'whenever a process on Slack is killed around an acknowledgement, what people were told is true, %i',
  async () => {
    await crashSeeded(5, (random) => openSlack(() => (random() < 0.5 ? 'socket' : 'http')))
  },
)
