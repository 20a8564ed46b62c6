import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Call } from '../../src/chat/call.ts'
import { type Rank, SpaceId } from '../../src/chat/caller.ts'
import { heldSession } from '../reading/held-session.ts'
import { buttonsIn, wordsOf } from '../test-bot.ts'
import { type Cell, readCells, readWaiting, relations, sampleOf, verifyCells } from './table.ts'

const ranks = {
  admin: 'admin',
  manager: 'manager',
  organiser: 'member',
  facilitator: 'member',
  notes: 'member',
  nominator: 'member',
  member: 'member',
  guest: 'guest',
  denied: 'member',
} as const satisfies Record<string, Rank>

const Standing = z.enum(Object.keys(ranks) as (keyof typeof ranks)[])
type Standing = z.infer<typeof Standing>

/** Ada set the group up, Ben leads its sessions, and Cleo nominated the paper. */
const names: Readonly<Record<Standing, string>> = {
  admin: 'Ari',
  manager: 'Mo',
  organiser: 'Ada',
  facilitator: 'Ben',
  notes: 'Nora',
  nominator: 'Cleo',
  member: 'Mia',
  guest: 'Gus',
  denied: 'Den',
}

const places = {
  there: {},
  elsewhere: { channel: 'lobby' },
  direct: { channel: 'direct' },
  otherSpace: { channel: 'lobby', space: SpaceId.parse('table:other') },
} as const

/** A session that was held, a link that an admin attached to it, and a question of theirs about the next one. */
interface About {
  readonly group: string
  readonly session: string
  readonly attached: string
  readonly question: string
}

const calls: Readonly<Record<string, (about: About) => Call>> = {
  'answer-worth': ({ session }) => ({ command: 'answer-worth', args: { session, answer: 'worth' } }),
  'answer-quote': ({ session }) => ({ command: 'answer-quote', args: { session, answer: 'no' } }),
  'reading recap (as a post)': ({ session }) => ({
    command: 'reading recap',
    args: { session, as: 'forum' },
  }),
  'post-form': ({ session }) => ({ command: 'post-form', args: { session } }),
  'reading history (as a post)': () => ({
    command: 'reading history',
    args: { season: 'Season 1', as: 'forum' },
  }),
  'attach-form': ({ session }) => ({ command: 'attach-form', args: { session } }),
  'reading attach': ({ session }) => ({
    command: 'reading attach',
    args: { session, link: 'https://example.org/talk' },
  }),
  'detach (another’s link)': ({ session, attached }) => ({
    command: 'detach',
    args: { session, at: attached },
  }),
  'reading notes': ({ session }) => ({ command: 'reading notes', args: { session } }),
  'reading note': ({ session }) => ({ command: 'reading note', args: { session, notes: 'We agreed.' } }),
  'reading questions (+1)': ({ question }) => ({ command: 'reading questions', args: { vote: question } }),
  'reading questions (remove another’s)': ({ question }) => ({
    command: 'reading questions',
    args: { remove: question },
  }),
}
const isCallable = (command: string): boolean => calls[command] !== undefined
const cells = readCells('session', Standing, isCallable)

type Held = Awaited<ReturnType<typeof heldSession>>

const open = (): Promise<Held> =>
  heldSession({
    before: async ({ table, ada, cleo, goTo, posts }) => {
      await ada.type('reading facilitators order:table:ben')
      await ada.type('reading schedule roles:notes')
      await cleo.type('reading add Another one why:it is next')
      table.as('Den')
      await table.as('Keeper', 'admin').type('settings deny add:table:den')
      await goTo('2026-11-23T18:00:00Z')
      const announcement = posts('next session').at(-1)
      if (announcement !== undefined) await table.as('Nora').press(announcement, "I'll take: notes")
    },
  })

const callIn = (buttons: ReturnType<typeof buttonsIn>, label: string): Call => {
  const button = buttons.find((button) => button.label === label)
  if (button === undefined) throw new Error(`No button ${label}`)
  return button.call
}

/** Attaches a link and asks a question as somebody else, unless both are there already. */
async function prepare({ table, recap }: Held): Promise<About> {
  const keeper = table.as('Keeper', 'admin')
  const { group = '', session = '' } = callIn(
    buttonsIn(recap.views.at(-1) ?? { summary: '', parts: [] }),
    'Attach…',
  ).args
  await keeper.ask({
    command: 'reading attach',
    args: { session, link: 'https://example.org/slides', as: 'slides' },
  })
  await keeper.type('reading ask Is it safe?')

  const links = buttonsIn(await keeper.ask({ command: 'reading recap', args: { session } }))
  const questions = buttonsIn(await keeper.type('reading questions'))
  return {
    group,
    session,
    attached: callIn(links, 'Remove').args.at ?? '',
    question: callIn(questions, 'Is it safe?').args.remove ?? '',
  }
}

describe('who may do what with a session that was held', () => {
  let held: Held
  beforeAll(async () => {
    held = await open()
  })
  afterAll(() => held[Symbol.asyncDispose]())

  async function ask({ command, standing, relation }: Cell<Standing>): Promise<string> {
    const { table } = held
    const about = await prepare(held)
    const { at, isHidden } = relations[relation]
    const name = names[standing]
    table.as(name, ranks[standing])
    if (isHidden) table.hide('main', name)
    const rank = at === 'there' ? ranks[standing] : 'manager'
    const caller = table.as(name, rank, places[at])
    const call = calls[command]?.(about)
    if (call === undefined) throw new Error(`${command} can't be called`)
    const words = wordsOf(await caller.ask({ ...call, args: { group: about.group, ...call.args } }))
    if (isHidden) table.showAgain('main', name)
    table.clock.advance(60_000)
    return words
  }

  verifyCells('core, sessions', sampleOf(cells, 20261201), ask, readWaiting('session', isCallable))

  test('no row is lost', () => expect(cells).toHaveLength(648))
})

test('a substitute may do what the facilitator could, who may no longer', async () => {
  await using held = await heldSession({
    before: async ({ ben, cleo, goTo, post, table }) => {
      await goTo('2026-11-25T10:00:00Z')
      await ben.type('reading facilitators pass:2026-11-25')
      table.clock.advance(2000)
      await table.quiet()
      await cleo.press(post("can't lead today's session"), "I'll lead")
    },
  })
  const { ben, cleo } = held.people
  const attach = 'reading attach https://example.org/talk as:recording'
  expect(wordsOf(await ben.type(attach))).toBe('Only Cleo or an organiser can attach links. Ask one of them.')
  expect(wordsOf(await cleo.type(attach))).toContain('Attached')
})
