import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { toPersonId } from '../../adapters/slack/client/ids.ts'
import { type Call, encodeCall } from '../../src/chat/call.ts'
import { openStore, type Store } from '../../src/store/store.ts'
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
import { once, relations, verifyCells } from '../permissions/table.ts'
import type { Channel, Person, Sent } from '../platforms/slack/entities.ts'
import type { Slack } from '../platforms/slack/loopback.ts'
import type { Asked, Workspace } from '../platforms/slack/world.ts'
import type { Running } from '../running.ts'
import { answerTo } from '../slack/answer-to.ts'
import { rememberControl } from '../slack/remembered.ts'
import { installPage, type Tenancy, tenancyInProcess } from '../slack/tenancy.ts'
import { until } from '../until.ts'

/** A cell, and whether the group's channel is private. */
type SlackCell = GroupCell & { readonly isPrivate: boolean }

/** Full members see every public channel; guests those that they are in. */
const isHiddenAway = ({ standing, relation }: GroupCell) =>
  relations[relation].isHidden && standing !== 'guest'

/**
 * A group is not moved to a direct message, where its board can't be posted. From elsewhere it is asked about in a private
 * channel, too.
 */
const cells: readonly SlackCell[] = groupCells
  .filter(({ command, relation }) => !(command === 'reading move here' && relation === 'direct'))
  .flatMap((cell) => [
    { ...cell, isPrivate: isHiddenAway(cell) },
    ...(cell.relation === 'elsewhere' ? [{ ...cell, isPrivate: true }] : []),
  ])

const toPress = 'Press here'

/** Calls whose answer everyone sees. */
const isForEveryone = ({ command }: Call): boolean =>
  command === 'reading board' || command === 'reading begin'

/** A workspace with somebody of each standing, and their groups. */
async function createGroups(slack: Slack, store: Store) {
  const { home, away, people } = slack
  const { founder: keeper } = home
  const persons: Readonly<Record<Standing, Person>> = {
    admin: home.join('Ari', { isAdmin: true }),
    manager: home.join('Mo'),
    organiser: home.join('Oda'),
    facilitator: home.join('Fay'),
    nominator: home.join('Nia'),
    member: home.join('Mia'),
    guest: home.join('Gus', { guestOf: 'channels' }),
    denied: home.join('Den'),
  }
  const others = [home.join('Sue'), home.join('Tim')] as const
  const toId = ({ id, team_id }: Person) => toPersonId(team_id, id)
  const facilitators = [toId(persons.facilitator), toId(others[0]), toId(others[1])] as const
  const members = [keeper, ...others, ...Object.values(persons)]
  const lobby = home.openChannel('lobby', { kind: 'public', creator: persons.member, members })
  const nursery = home.openChannel('nursery', { kind: 'public', creator: persons.organiser, members })
  const keyOf = (cell: SlackCell) => `${cell.isPrivate} ${setupOf(cell).key}`
  // Who is in which channels is remembered for some seconds, so they are there from the start.
  const rooms = new Map(
    cells.map((cell) => {
      const kind = cell.isPrivate ? 'private' : 'public'
      return [keyOf(cell), home.openChannel('papers', { kind, creator: persons.manager, members })]
    }),
  )
  await people.answered(people.slash(keeper, `settings deny add:${people.at(persons.denied)}`, lobby))
  expect(JSON.stringify(people.lastHeard(keeper)?.blocks)).toContain('Den')
  const begun = once<string>()
  const prepared = once<TestGroup>()
  let groups = 0

  /** A message of the bot, whose controls may be any. */
  function messageIn({ id: channel }: Channel, { bot, add }: Workspace = home): Sent {
    const ts = `${Math.floor(Date.now() / 1000)}.${String(slack.requests.length).padStart(6, '0')}`
    return add({ ts, channel, by: bot.user, text: toPress, blocks: [], files: [], edits: 0 })
  }

  const press = (person: Person, value: string, target: Sent): Asked =>
    people.pressRaw(person, { type: 'button', action_id: 'call.0', block_id: 'b', value }, target)

  const roomOf = (cell: SlackCell): Channel => {
    const room = rooms.get(keyOf(cell))
    if (room === undefined) throw new Error('There is no channel')
    return room
  }

  /** How many messages there are in a channel, without those that are only there to be pressed. */
  const countIn = (channel: Channel): number =>
    home.shownIn(channel).filter(({ text }) => text !== toPress).length

  /** What somebody is shown by the answer: for them alone, or another message in a channel than there were before. */
  const heard = (asked: Asked, call: Call, channel: Channel, before: number): Promise<string> =>
    answerTo(slack, asked, () => isForEveryone(call) && countIn(channel) > before)

  /** @returns all of what the person alone was shown by it. */
  async function say(person: Person, command: string, args: Call['args'], channel: Channel): Promise<string> {
    const before = countIn(channel)
    const call = { command, args }
    const asked = press(person, encodeCall(call), messageIn(channel))
    const words = await heard(asked, call, channel, before)
    return asked.note === undefined ? '' : `${words} ${JSON.stringify(asked.note)}`
  }

  /** Begins a group where the organiser manages. @returns its id. */
  async function begin(): Promise<string> {
    groups += 1
    const name = `Group ${groups}`
    const rule = farRule(Date.now())
    await say(persons.organiser, 'reading begin', { group: name, rule, steps: 'choose=-46d' }, nursery)
    // Whatever else is posted there may be taken for the answer, before the group is there.
    let group = ''
    await until(async () => {
      group = /g_[a-z0-9]{10}/.exec(await say(keeper, 'reading list', { group: name }, nursery))?.[0] ?? ''
      return group !== ''
    })
    await say(persons.organiser, 'reading facilitators', { group, order: facilitators.join(',') }, nursery)
    for (const [person, paper] of [
      [keeper, papers.chosen],
      [keeper, papers.other],
      [persons.nominator, papers.own],
    ] as const)
      await say(person, 'reading add', { group, paper, why: 'because' }, nursery)
    return group
  }

  /** Waits for a group's session, and moves the group to a channel of its own. */
  async function prepare(cell: SlackCell, group: string): Promise<TestGroup> {
    const room = roomOf(cell)
    const next = () => say(keeper, 'reading next', { group }, nursery)
    await until(async () => (await next()).includes(papers.chosen))
    const shown = await next()
    const session = /s_[a-z0-9]{10}/.exec(shown)?.[0] ?? ''
    const start = Number(/<!date\^(\d+)/.exec(shown)?.[1] ?? /"timestamp":(\d+)/.exec(shown)?.[1])
    await say(keeper, 'reading begin', { group, move: 'yes' }, room)
    if (setupOf(cell).isHidden)
      for (const person of cell.isPrivate ? Object.values(persons) : [persons.guest])
        await people.acknowledged(people.leave(person, room))
    const date = new Date(start * 1000).toISOString().slice(0, 10)
    return { channel: room.id, group, session, date, facilitators }
  }

  // All first: each takes a while until its session is prepared.
  for (const cell of cells) await begun(keyOf(cell), begin)

  async function make(cell: SlackCell, call: Call): Promise<Asked> {
    const { standing, relation } = cell
    const person = persons[standing]
    const { at } = relations[relation]
    const room = roomOf(cell)
    switch (at) {
      case 'there':
        return press(person, encodeCall(call), messageIn(room))
      case 'elsewhere':
        return press(person, encodeCall(call), messageIn(lobby))
      case 'direct': {
        const code = await rememberControl(store, person, call, room)
        return press(person, code, messageIn(home.directOf(person)))
      }
      case 'otherSpace':
        return press(strangerFor(standing), encodeCall(call), messageIn(away.general, away))
    }
  }

  const strangerFor = (standing: Standing): Person => (standing === 'admin' ? away.ada : away.ben)

  return {
    async ask(cell: SlackCell): Promise<string> {
      const { relation } = cell
      const key = keyOf(cell)
      const about = await prepared(key, async () => prepare(cell, await begun(key, begin)))
      const isOther = relation === 'otherSpace'
      // People can be named in their own workspace.
      const strangers = [toId(away.ada), toId(away.ben), toId(away.ben)] as const
      const call = callOf(cell, isOther ? { ...about, facilitators: strangers } : about)
      const channel = relations[relation].at === 'there' ? roomOf(cell) : lobby
      const before = countIn(channel)
      return heard(await make(cell, call), call, channel, before)
    },
  }
}

describe('who may do what with a reading group, on Slack', () => {
  let table: Tenancy<Running>
  let store: Store
  let groups: Awaited<ReturnType<typeof createGroups>>
  beforeAll(async () => {
    table = await tenancyInProcess(({ appToken }) => ({ SLACK_APP_TOKEN: appToken }))
    const { slack, cruxgrids } = table
    await slack.sockets.waitFor(2)
    for (const one of [slack.home, slack.away]) await slack.people.install(one, installPage(cruxgrids[0]))
    store = await openStore(`sqlite:${table.database}`)
    groups = await createGroups(slack, store)
  })
  afterAll(async () => {
    await store.close()
    await table[Symbol.asyncDispose]()
  })

  verifyCells('Slack, groups', cells, (cell) => groups.ask(cell), [
    'reading move here from a direct message: its board is posted where the group goes',
    ...waiting,
  ])

  test('nothing was out of order', () => expect(table.slack.violations).toEqual([]))
})
