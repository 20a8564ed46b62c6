// discord.js sends files through whichever undici came first; in the process that people run it is Node's own.
import 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStore, type Store } from '../../src/store/store.ts'
import { type Connected, connectedInProcess } from '../discord/open-discord.ts'
import { personOf } from '../discord/port-alone.ts'
import { createServer, toManager } from '../discord/standings.ts'
import { createFakeClock } from '../fake-clock.ts'
import {
  callOf,
  farRule,
  type GroupCell,
  groupCells,
  papers,
  type Standing,
  setupOf,
  type TestGroup,
  waiting,
} from '../permissions/group-cells.ts'
import { once, verifyCells } from '../permissions/table.ts'
import type { Channel } from '../platforms/discord/world.ts'
import type { Running } from '../running.ts'
import { until } from '../until.ts'

/** As with polls: Discord has no guests. A group is not moved to a direct message, where its board can't be posted. */
const cells = groupCells.filter(
  ({ command, standing, relation }) =>
    standing !== 'guest' && !(command === 'reading move here' && relation === 'direct'),
)

const clock = createFakeClock('2026-11-23T12:00:00Z')

/** A server with somebody of each standing, and their groups; who doesn't manage these manages the lobby. */
async function createGroups(table: Connected<Running>, store: Store) {
  const { ada: keeper, textOf } = table.discord
  const server = createServer<Standing>(table, store, {
    who: ['admin', 'manager', 'organiser', 'facilitator', 'nominator', 'member', 'denied'],
    managers: ['organiser', 'facilitator', 'nominator', 'member'],
  })
  const { persons } = server
  const { organiser, nominator } = persons
  const facilitators = [
    personOf(persons.facilitator),
    personOf(table.discord.ben),
    personOf(table.discord.cleo),
  ] as const
  await server.deny(persons.denied)
  const nursery = server.openChannel('nursery', toManager(organiser))
  const begun = once<string>()
  const prepared = once<TestGroup & { readonly room: Channel }>()
  let groups = 0

  const say = (person: typeof keeper, command: string, args: Readonly<Record<string, string>>) =>
    server.say(person, { command, args }, nursery)

  /** Begins a group where the organiser manages. @returns its id. */
  async function begin(): Promise<string> {
    groups += 1
    const name = `Group ${groups}`
    await say(organiser, 'reading begin', { group: name, rule: farRule(clock.now()), steps: 'choose=-46d' })
    const list = JSON.stringify(await say(keeper, 'reading list', { group: name }))
    const group = /g_[a-z0-9]{10}/.exec(list)?.[0]
    if (group === undefined) throw new Error('No group was begun')
    await say(keeper, 'reading facilitators', { group, order: facilitators.join(',') })
    for (const [person, paper] of [
      [keeper, papers.chosen],
      [keeper, papers.other],
      [nominator, papers.own],
    ] as const)
      await say(person, 'reading add', { group, paper, why: 'because' })
    return group
  }

  /** Waits for a group's session, and moves the group to a channel of its own, which the organiser doesn't manage. */
  async function prepare(group: string, isHidden: boolean) {
    const room = server.openChannel('papers', toManager(persons.manager))
    const next = async () => {
      const shown = await say(keeper, 'reading next', { group })
      if (shown === undefined) throw new Error('Nothing was shown')
      return shown
    }

    const isPrepared = async () => textOf(await next()).includes('The chosen one')
    await until(async () => {
      if (await isPrepared()) return true
      clock.advance(1000)
      return false
    })
    const shown = await next()
    const session = /s_[a-z0-9]{10}/.exec(JSON.stringify(shown))?.[0] ?? ''
    const start = Number(/<t:(\d+)/.exec(textOf(shown))?.[1])
    await server.say(keeper, { command: 'reading begin', args: { group, move: 'yes' } }, room)
    if (isHidden) server.hide(room)
    const date = new Date(start * 1000).toISOString().slice(0, 10)
    return { channel: room.id, room, group, session, date, facilitators }
  }

  // All first, for each takes a while until its session is prepared.
  for (const cell of cells) await begun(setupOf(cell).key, begin)

  return {
    async ask(cell: GroupCell): Promise<string> {
      const { key, isHidden } = setupOf(cell)
      const about = await prepared(key, async () => prepare(await begun(key, begin), isHidden))
      return server.ask(cell, callOf(cell, about), about.room)
    },
  }
}

describe('who may do what with a reading group, on Discord', () => {
  let table: Connected<Running>
  let store: Store
  let groups: Awaited<ReturnType<typeof createGroups>>
  beforeAll(async () => {
    // An answer that comes late is another message, and a busy machine is late.
    table = await connectedInProcess({}, clock)
    store = await openStore(`sqlite:${table.database}`)
    groups = await createGroups(table, store)
  })
  afterAll(async () => {
    await store.close()
    await table[Symbol.asyncDispose]()
  })

  verifyCells('Discord, groups', cells, (cell) => groups.ask(cell), [
    'rows of guests, whom Discord does not have',
    'reading move here from a direct message: its board is posted where the group goes',
    ...waiting,
  ])

  test('nothing was out of order', () => expect(table.discord.violations).toEqual([]))
})
