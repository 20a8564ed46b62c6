import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Rank, SpaceId } from '../../src/chat/caller.ts'
import { GroupId } from '../../src/reading/group.ts'
import { createGroupStore } from '../../src/reading/group-store.ts'
import { startTestBot, type TestBot, wordsOf } from '../test-bot.ts'
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
} from './group-cells.ts'
import { once, relations, verifyCells } from './table.ts'

const ranks: Readonly<Record<Standing, Rank>> = {
  admin: 'admin',
  manager: 'manager',
  organiser: 'member',
  facilitator: 'member',
  nominator: 'member',
  member: 'member',
  guest: 'guest',
  denied: 'member',
}

const places = {
  elsewhere: { channel: 'main' },
  direct: { channel: 'direct' },
  otherSpace: { channel: 'main', space: SpaceId.parse('table:other') },
} as const

/** A rank counts where the group lives: elsewhere whoever manages it is a member, and everyone else manages. */
const rankElsewhere = (standing: Standing): Rank =>
  standing === 'admin' || standing === 'manager' ? 'member' : 'manager'

const facilitators = ['table:facilitator', 'table:second', 'table:third'] as const

/** Begins a group in a channel of its own, whose first session, and no other, has its paper and facilitator. */
async function begin(table: TestBot, channel: string): Promise<TestGroup> {
  const there = { channel }
  const organiser = table.as('organiser', 'manager', there)
  const rule = `${farRule(table.clock.now())} steps:choose=-46d group:${channel}`
  await organiser.press(await organiser.type(`reading schedule ${rule}`), 'Confirm')
  await organiser.type(`reading facilitators order:${facilitators.join(',')}`)
  table.as('organiser', 'member', there)
  for (const title of [papers.chosen, papers.other])
    await table.as('Keeper', 'member', there).type(`reading add ${title} why:because`)
  await table.as('nominator', 'member', there).type(`reading add ${papers.own} why:because`)
  await table.quiet()
  table.clock.advance(60_000)
  await table.quiet()
  const group = /g_[a-z0-9]{10}/.exec(JSON.stringify(await organiser.type('reading list')))?.[0] ?? ''
  const [session] = (await read(table, group)).sessions
  if (session === undefined) throw new Error('No session is prepared')
  return { channel, group, session: session.id, date: session.date, facilitators }
}

/** A group as it is stored. */
async function read({ store, clock, as }: TestBot, id: string) {
  const { space } = as('Keeper').caller.place
  const group = await createGroupStore(store, clock.now).find(space, GroupId.parse(id))
  if (group === undefined) throw new Error('There is no such group')
  return group
}

describe('who may do what with a reading group', () => {
  let table: TestBot
  const begun = once<TestGroup>()
  let groups = 0
  beforeAll(async () => {
    table = await startTestBot()
    table.as('denied')
    await table.as('Keeper', 'admin').type('settings deny add:table:denied')
  })
  afterAll(() => table[Symbol.asyncDispose]())

  async function ask(cell: GroupCell): Promise<string> {
    const { standing, relation, expected } = cell
    const { at, isHidden } = relations[relation]
    const about = await begun(setupOf(cell).key, () => begin(table, `papers-${groups++}`))
    const { channel, group } = about
    const there = table.as(standing, ranks[standing], { channel })
    if (isHidden) table.hide(channel, standing)
    const caller = at === 'there' ? there : table.as(standing, rankElsewhere(standing), places[at])
    const { revision } = await read(table, group)
    const words = wordsOf(await caller.ask(callOf(cell, about)))
    if (expected !== 'allowed') expect((await read(table, group)).revision).toBe(revision)
    return words
  }

  verifyCells('core, groups', groupCells, ask, waiting)

  test('no row is lost', () => expect(groupCells).toHaveLength(1890))
})

const scheduleOptions = [
  ...['where:Room 5', 'for 90m', 'together 20m', 'questions:anonymous', 'roles:skeptic', 'order:list'],
  ...['extras:off', 'ask:none', 'votes:hidden', 'season:Winter', 'expect:table:member', 'steps:recap=+48h'],
]

test.each(scheduleOptions)('what a schedule has besides its times is for organisers: %s', async (option) => {
  await using table = await startTestBot()
  const { channel, group } = await begin(table, 'papers')
  const { revision } = await read(table, group)
  for (const standing of ['facilitator', 'nominator', 'member'] as const) {
    const words = wordsOf(await table.as(standing, 'member', { channel }).type(`reading schedule ${option}`))
    expect(words).toContain('Only an organiser or a manager of this channel can change the schedule.')
  }
  expect((await read(table, group)).revision).toBe(revision)
  const done = await table.as('organiser', 'member', { channel }).type(`reading schedule ${option}`)
  expect(wordsOf(done)).not.toContain('Only an organiser')
})
