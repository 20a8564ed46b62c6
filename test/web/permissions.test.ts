import { afterAll, beforeAll, describe } from 'vitest'
import type { Reply } from '../../adapters/web/wire.ts'
import { systemClock } from '../../src/time/clock.ts'
import {
  callOf,
  cellsWhere,
  isTypeable,
  type PollCell,
  type PollSetup,
  type Standing,
  setupOf,
  waiting,
  wordsFor,
} from '../permissions/poll-cells.ts'
import { once, relations, sampleOf, verifyCells } from '../permissions/table.ts'
import { textOf, wordsOfRefusal } from '../view-text.ts'
import { bodyOf, openWeb } from './open-web.ts'

const isHere = ({ relation, standing }: PollCell): boolean =>
  ['same', 'elsewhere', 'unseen'].includes(relation) && !(standing === 'opener' && relation === 'unseen')

const cells = sampleOf(cellsWhere(isHere), 20261130)

type Playground = Awaited<ReturnType<typeof openWeb>>

/** People of each standing, and a channel that the member manages. */
async function createTable({ get, post }: Playground) {
  const join = async (name: string, rank: string) =>
    (await bodyOf<{ readonly id: string }>(post('/api/people', { name, rank }))).id
  const keeper = await join('Kim', 'admin')
  const persons: Readonly<Record<Standing, string>> = {
    admin: await join('Ari', 'admin'),
    manager: await join('Mo', 'member'),
    opener: await join('Oda', 'member'),
    member: await join('Mia', 'member'),
    guest: await join('Gus', 'guest'),
    denied: await join('Den', 'member'),
  }
  await post('/api/channels', { name: 'lobby', managers: [persons.member] })
  const openedPoll = once<{ readonly channel: string; readonly poll: string }>()
  let polls = 0

  const ask = (person: string, channel: string, said: object) =>
    bodyOf<Reply>(post('/api/call', { person, channel, ...said }))
  await ask(keeper, 'lobby', { text: '/grid settings deny add:Den' })

  async function openPoll({ settings, isAnonymous, isClosed, isHidden }: PollSetup) {
    polls += 1
    const channel = `papers-${polls}`
    const people = isHidden ? { people: [keeper, persons.opener] } : { managers: [persons.manager] }
    await post('/api/channels', { name: channel, ...people })
    const defaults = {
      visibility: 'names',
      closes: 'never',
      closers: 'opener',
      zone: 'UTC',
      language: 'en-GB',
    }
    await ask(keeper, channel, { call: { command: 'settings-save', args: { ...defaults, ...settings } } })
    const more = isAnonymous ? 'anonymous' : 'expect:Mia,Kim'
    const text = `/grid poll Paper ${polls} blind ${more}`
    const opened = await ask(persons.opener, channel, { text })
    if (opened.kind !== 'posted') throw new Error(`No poll was opened: ${JSON.stringify(opened)}`)
    const said = await (await get(`/api/messages?${new URLSearchParams({ person: keeper, channel })}`)).text()
    const poll = /p_[a-z0-9]{10}/.exec(said)?.[0] ?? ''
    if (isClosed)
      await ask(keeper, channel, { call: { command: 'close', args: { paper: poll, sure: 'yes' } } })
    return { channel, poll }
  }

  return {
    async ask(cell: PollCell): Promise<string> {
      const setup = setupOf(cell)
      const { channel, poll } = await openedPoll(setup.key, () => openPoll(setup))
      const here = relations[cell.relation].at === 'there' ? channel : 'lobby'
      const call = callOf(cell, poll)
      const isTyped = cells.indexOf(cell) % 2 === 0 && isTypeable(call)
      const said = isTyped ? { text: `/grid ${wordsFor(call)}` } : { call }
      return wordsOf(await ask(persons[cell.standing], here, said))
    },
  }
}

function wordsOf(reply: Reply): string {
  if (reply.kind === 'refusal') return wordsOfRefusal(reply)
  return reply.kind === 'shown' ? textOf(reply.view) : reply.kind
}

describe('who may do what with a poll, in the playground', () => {
  let playground: Playground
  let table: Awaited<ReturnType<typeof createTable>>
  beforeAll(async () => {
    playground = await openWeb({}, systemClock, undefined, 'https://grid.example')
    table = await createTable(playground)
  })
  afterAll(() => playground[Symbol.asyncDispose]())

  verifyCells('Playground', cells, (cell) => table.ask(cell), [
    'direct, directUnseen and otherSpace, which the playground does not have',
    'openers who no longer see the channel: nobody is taken out of one',
    ...waiting,
  ])
})
