import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Call, encodeCall } from '../../src/chat/call.ts'
import { openStore, type Store } from '../../src/store/store.ts'
import {
  callOf,
  cellsWhere,
  isShownFromReminder,
  isTypeable,
  type PollCell,
  type PollSetup,
  type Standing,
  setupOf,
  waiting,
  wordsFor,
} from '../permissions/poll-cells.ts'
import { fewOf, once, relations, verifyCells } from '../permissions/table.ts'
import type { Channel, Person, Sent } from '../platforms/slack/entities.ts'
import type { Slack } from '../platforms/slack/loopback.ts'
import type { Asked, Workspace } from '../platforms/slack/world.ts'
import type { Running } from '../running.ts'
import { answerTo } from './answer-to.ts'
import { rememberControl } from './remembered.ts'
import { pollOn } from './table.ts'
import { installPage, type Tenancy, tenancyInProcess } from './tenancy.ts'

/** A cell, and whether the poll's channel is private. */
type SlackCell = PollCell & { readonly isPrivate: boolean }

/** Full members see every public channel; guests those that they are in. */
const isHiddenAway = ({ standing, relation }: PollCell) =>
  relations[relation].isHidden && standing !== 'guest'

/** Where not every full member sees a channel, only its managers make links, unless its settings say who. */
const isOpenersLink = ({ command, standing }: PollCell) =>
  command.startsWith('link ') && standing === 'opener'

/** From elsewhere the poll is asked about in a private channel, too. */
const cells: readonly SlackCell[] = fewOf(
  cellsWhere((cell) => !isShownFromReminder(cell)),
  20261124,
).flatMap((cell) => [
  { ...cell, isPrivate: isHiddenAway(cell) },
  ...(cell.relation === 'elsewhere' && !isOpenersLink(cell) ? [{ ...cell, isPrivate: true }] : []),
])

/** A workspace with somebody of each standing, and a channel that the member has made. */
function createWorkspace(slack: Slack, store: Store) {
  const { home, away, people } = slack
  const { founder: keeper } = home
  const persons: Readonly<Record<Standing, Person>> = {
    admin: home.join('Ari', { isAdmin: true }),
    manager: home.join('Mo'),
    opener: home.join('Oda'),
    member: home.join('Mia'),
    guest: home.join('Gus', { guestOf: 'channels' }),
    denied: home.join('Den'),
  }
  /** Nobody of the table. */
  const reminded = home.join('Ren')
  const members = [keeper, reminded, ...Object.values(persons)]
  const lobby = home.openChannel('lobby', { kind: 'public', creator: persons.member, members })
  const kindFor = ({ isPrivate }: SlackCell) => (isPrivate ? 'private' : 'public')
  const keyOf = (cell: SlackCell) => `${kindFor(cell)} ${setupOf(cell).key}`
  // Who is in which channels is remembered for some seconds, so they are there from the start.
  const channels = new Map(
    cells.map((cell) => {
      const opening = { kind: kindFor(cell), creator: persons.manager, members } as const
      return [keyOf(cell), home.openChannel('papers', opening)]
    }),
  )
  const openedPoll = once<{ readonly channel: Channel; readonly poll: string }>()
  let polls = 0

  /** A message of the bot, whose controls may be any. */
  function messageIn({ id: channel }: Channel, { bot, add }: Workspace = home): Sent {
    const ts = `${Math.floor(Date.now() / 1000)}.${String(slack.requests.length).padStart(6, '0')}`
    return add({ ts, channel, by: bot.user, text: 'Press here', blocks: [], files: [], edits: 0 })
  }

  const press = (person: Person, value: string, target: Parameters<Slack['people']['pressRaw']>[2]): Asked =>
    people.pressRaw(person, { type: 'button', action_id: 'call.0', block_id: 'b', value }, target)

  const does = (person: Person, call: Call, channel: Channel) =>
    people.answered(press(person, encodeCall(call), messageIn(channel)))

  async function openPoll(key: string, { settings, isAnonymous, isClosed, isHidden }: PollSetup) {
    polls += 1
    const channel = channels.get(key)
    if (channel === undefined) throw new Error(`There is no channel for ${key}`)
    const defaults = {
      visibility: 'names',
      closes: 'never',
      closers: 'opener',
      zone: 'UTC',
      language: 'en-GB',
    }
    await does(keeper, { command: 'settings-save', args: { ...defaults, ...settings } }, channel)
    const more = isAnonymous ? 'anonymous' : `expect:${people.at(reminded)}`
    await people.answered(people.slash(persons.opener, `poll Paper ${polls} blind ${more}`, channel))
    const board = home.shownIn(channel).find((sent) => pollOn(sent) !== '')
    if (board === undefined) throw new Error('No poll was opened')
    const poll = pollOn(board)
    if (isClosed) await does(keeper, { command: 'close', args: { paper: poll, sure: 'yes' } }, channel)
    if (isHidden)
      for (const person of Object.values(persons)) await people.acknowledged(people.leave(person, channel))
    return { channel, poll }
  }

  /** The App Home, as it was shown last. */
  async function homeOf(person: Person) {
    const known = home.homes.get(person.id)
    if (known !== undefined) return known
    await people.answered(people.openHome(person))
    const shown = home.homes.get(person.id)
    if (shown === undefined) throw new Error('No home is shown')
    return shown
  }

  /** What is in the channel of a cell's poll. */
  const postedFor = (cell: SlackCell): readonly Sent[] => {
    const channel = channels.get(keyOf(cell))
    return channel === undefined ? [] : home.shownIn(channel)
  }

  async function make(cell: SlackCell, isEven: boolean): Promise<Asked> {
    const { standing, relation } = cell
    const key = keyOf(cell)
    const { channel, poll } = await openedPoll(key, () => openPoll(key, setupOf(cell)))
    const person = persons[standing]
    const call = callOf(cell, poll)
    const { at } = relations[relation]
    switch (at) {
      case 'there':
      case 'elsewhere': {
        const here = at === 'there' ? channel : lobby
        return isEven && isTypeable(call)
          ? people.slash(person, wordsFor(call), here)
          : press(person, encodeCall(call), messageIn(here))
      }
      case 'direct':
        return isEven || channel.kind === 'private'
          ? press(
              person,
              await rememberControl(store, person, call, channel),
              messageIn(home.directOf(person)),
            )
          : press(person, encodeCall(call), await homeOf(person))
      case 'otherSpace': {
        const stranger = standing === 'admin' ? away.ada : away.ben
        return press(stranger, encodeCall(call), messageIn(away.general, away))
      }
    }
  }

  return {
    /** Puts somebody on the deny list of the workspace. */
    async deny(): Promise<void> {
      const words = `settings deny add:${people.at(persons.denied)}`
      await people.answered(people.slash(keeper, words, lobby))
      expect(JSON.stringify(people.lastHeard(keeper)?.blocks)).toContain('Den')
    },

    async ask(cell: SlackCell): Promise<string> {
      const asked = await make(cell, cells.indexOf(cell) % 2 === 0)
      const before = postedFor(cell).length
      const isForEveryone = ['share', 'show'].includes(cell.command)
      return answerTo(slack, asked, () => isForEveryone && postedFor(cell).length > before)
    },
  }
}

describe('who may do what with a poll, on Slack', () => {
  let table: Tenancy<Running>
  let store: Store
  let workspace: ReturnType<typeof createWorkspace>
  beforeAll(async () => {
    table = await tenancyInProcess(({ appToken }) => ({ SLACK_APP_TOKEN: appToken }))
    const { slack, cruxgrids } = table
    await slack.sockets.waitFor(2)
    for (const one of [slack.home, slack.away]) await slack.people.install(one, installPage(cruxgrids[0]))
    store = await openStore(`sqlite:${table.database}`)
    workspace = createWorkspace(slack, store)
    await workspace.deny()
  })
  afterAll(async () => {
    await store.close()
    await table[Symbol.asyncDispose]()
  })

  verifyCells('Slack', cells, (cell) => workspace.ask(cell), [
    'show from a reminder, which has no such button',
    ...waiting,
  ])

  test('nothing was out of order', () => expect(table.slack.violations).toEqual([]))
})
