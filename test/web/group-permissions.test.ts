import { afterAll, beforeAll, describe } from 'vitest'
import type { Reply } from '../../adapters/web/wire.ts'
import type { Call } from '../../src/chat/call.ts'
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
import { fewOf, once, relations, verifyCells } from '../permissions/table.ts'
import { until } from '../until.ts'
import { textOf, wordsOfRefusal } from '../view-text.ts'
import { bodyOf, openWeb } from './open-web.ts'

const cells = fewOf(
  groupCells.filter(({ relation }) => ['same', 'elsewhere', 'unseen'].includes(relation)),
  20261129,
)

type Playground = Awaited<ReturnType<typeof openWeb>>

/** People of each standing; and a channel that everyone manages who doesn't manage the groups. */
async function createTable({ post }: Playground) {
  const join = async (name: string, rank = 'member') =>
    (await bodyOf<{ readonly id: string }>(post('/api/people', { name, rank }))).id
  const keeper = await join('Kim', 'admin')
  const persons: Readonly<Record<Standing, string>> = {
    admin: await join('Ari', 'admin'),
    manager: await join('Mo'),
    organiser: await join('Oda'),
    facilitator: await join('Fay'),
    nominator: await join('Nia'),
    member: await join('Mia'),
    guest: await join('Gus', 'guest'),
    denied: await join('Den'),
  }
  const facilitators = [persons.facilitator, await join('Sue'), await join('Tim')] as const
  const { organiser, facilitator, nominator, member, denied, manager } = persons
  await post('/api/channels', {
    name: 'lobby',
    managers: [organiser, facilitator, nominator, member, denied],
  })
  await post('/api/channels', { name: 'nursery', managers: [organiser] })
  const begun = once<TestGroup>()
  let groups = 0

  const ask = (person: string, channel: string, said: { text: string } | { call: Call }) =>
    bodyOf<Reply>(post('/api/call', { person, channel, ...said }))
  await ask(keeper, 'lobby', { text: '/grid settings deny add:Den' })

  /** Begins a group where the organiser manages, and moves it to a channel of its own, where they don't. */
  async function begin(isHidden: boolean): Promise<TestGroup> {
    groups += 1
    const [channel, name] = [`papers-${groups}`, `Group ${groups}`]
    await post('/api/channels', {
      name: channel,
      ...(isHidden ? { people: [keeper] } : { managers: [manager] }),
    })
    const say = (person: string, command: string, args: Readonly<Record<string, string>>) =>
      ask(person, 'nursery', { call: { command, args } })
    await say(organiser, 'reading begin', { group: name, rule: farRule(Date.now()), steps: 'choose=-46d' })
    const group = /g_[a-z0-9]{10}/.exec(
      JSON.stringify(await say(keeper, 'reading list', { group: name })),
    )?.[0]
    if (group === undefined) throw new Error('No group was begun')
    await say(keeper, 'reading facilitators', { group, order: facilitators.join(',') })
    for (const [person, paper] of [
      [keeper, papers.chosen],
      [keeper, papers.other],
      [nominator, papers.own],
    ] as const)
      await say(person, 'reading add', { group, paper, why: 'because' })
    const next = () => say(keeper, 'reading next', { group })
    await until(async () => JSON.stringify(await next()).includes(facilitator))
    const shown = wordsOf(await next())
    const session = /s_[a-z0-9]{10}/.exec(JSON.stringify(await next()))?.[0] ?? ''
    const date = /When: (\d{4}-\d\d-\d\d)/.exec(shown)?.[1] ?? ''
    await ask(keeper, channel, { call: { command: 'reading begin', args: { group, move: 'yes' } } })
    return { channel, group, session, date, facilitators }
  }

  function groupFor(cell: GroupCell): Promise<TestGroup> {
    const { key, isHidden } = setupOf(cell)
    return begun(key, () => begin(isHidden))
  }
  // All at once, for each takes a while until its session is prepared.
  await Promise.all(cells.map(groupFor))

  return {
    async ask(cell: GroupCell): Promise<string> {
      const about = await groupFor(cell)
      const here = relations[cell.relation].at === 'there' ? about.channel : 'lobby'
      return wordsOf(await ask(persons[cell.standing], here, { call: callOf(cell, about) }))
    },
  }
}

function wordsOf(reply: Reply): string {
  if (reply.kind === 'refusal') return wordsOfRefusal(reply)
  return reply.kind === 'shown' ? textOf(reply.view) : reply.kind
}

describe('who may do what with a reading group, in the playground', () => {
  let playground: Playground
  let table: Awaited<ReturnType<typeof createTable>>
  beforeAll(async () => {
    playground = await openWeb()
    table = await createTable(playground)
  })
  afterAll(() => playground[Symbol.asyncDispose]())

  verifyCells('Playground, groups', cells, (cell) => table.ask(cell), [
    'direct, directUnseen and otherSpace, which the playground does not have',
    ...waiting,
  ])
})
