import { once } from 'node:events'
import { createServer } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Person, Sent } from '../platforms/slack/entities.ts'
import { enveloped, interaction } from '../platforms/slack/payloads.ts'
import type { Asked, OpenView } from '../platforms/slack/world.ts'
import { repeats } from '../repeats.ts'
import { seeded } from '../seeded.ts'
import { type Connected, eventsOf, type Mode } from './open-slack.ts'
import { pictureOn, pollOn, seatedInProcess } from './table.ts'

const title = 'A paper for forgers'
/** Typed by people all over these tests: nobody finds it in a log. */
const typed = 'hunter2-and-more'

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json }

/** A table with a poll that nobody votes in, and what must hold after whatever was tried. */
async function withPoll(mode: Mode) {
  const table = await seatedInProcess(mode, { LOG_LEVEL: 'debug' })
  const { slack, cruxgrid, told } = table
  const { people, home } = slack
  const board = await table.poll(title)
  // Its picture follows by itself, which is no effect of what is tried.
  await slack.until(() => pictureOn(board) !== undefined)
  let checked = 0
  return {
    ...table,
    board,
    id: pollOn(board),

    async isUnharmed(): Promise<void> {
      expect(await told(people.slash(home.ben, `results ${pollOn(board)}`))).toContain('No votes yet.')
      // Whatever is no line of the log comes from a process that fails.
      expect(cruxgrid.log.filter((line) => !/^\{"level":[2345]0,/.test(line))).toEqual([])
      expect(slack.violations.slice(checked)).toEqual([])
    },

    /** What was out of order before has been told already. */
    startAfresh(): void {
      checked = slack.violations.length
    },

    /** What the log must not hold. */
    isSilent(): void {
      const log = cruxgrid.log.join('\n')
      for (const secret of [typed, home.bot.token, slack.appToken, slack.signingSecret, '/response/'])
        expect(log).not.toContain(secret)
    },

    [Symbol.asyncDispose]: () => table[Symbol.asyncDispose](),
  }
}
type WithPoll = Awaited<ReturnType<typeof withPoll>>

const button = (value: Json, action_id = 'call.0') => ({ type: 'button', action_id, block_id: 'b', value })

/** The form that somebody opened. */
async function formOf({ slack: { people } }: Pick<Connected, 'slack'>, asked: Asked): Promise<OpenView> {
  await people.answered(asked)
  if (asked.view === undefined) throw new Error('No form was opened')
  return asked.view
}

const radio = (value: Json) => ({ field: { type: 'radio_buttons', selected_option: { value } } })

const ballot = { approach: radio('2'), case: radio('2') }

const seed = 77

describe('what is forged, stale or malformed', () => {
  let table: WithPoll

  beforeAll(async () => {
    table = await withPoll('http')
  })
  beforeEach(() => table.startAfresh())
  afterAll(() => table[Symbol.asyncDispose]())

  const send = (body: string, headers: Readonly<Record<string, string>>) =>
    fetch(eventsOf(table.cruxgrid), {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    })

  /** A vote as Slack would tell of it. */
  const voteOf = (person: Person, board: Sent) =>
    bodyOf({
      ...interaction(table.slack.home, person),
      type: 'block_actions',
      trigger_id: `${typed}.${board.ts}`,
      channel: { id: board.channel, name: 'general' },
      container: { type: 'message', message_ts: board.ts, channel_id: board.channel, is_ephemeral: false },
      actions: [button(`vote?poll=${pollOn(board)}&answer=8`)],
    })

  const now = () => Math.floor(Date.now() / 1000)

  test.each<{ readonly what: string; readonly headers: (body: string) => Record<string, string> }>([
    { what: 'signed with another secret', headers: (body) => table.slack.sign(body, { secret: typed }) },
    { what: 'signed six minutes ago', headers: (body) => table.slack.sign(body, { at: now() - 360 }) },
    { what: 'signed six minutes from now', headers: (body) => table.slack.sign(body, { at: now() + 360 }) },
    { what: 'changed after it was signed', headers: (body) => table.slack.sign(`${body} `) },
    { what: 'not signed at all', headers: () => ({}) },
    {
      what: 'without a signature',
      headers: () => ({ 'X-Slack-Request-Timestamp': String(now()) }),
    },
    {
      what: 'without the time of its signature',
      headers: (body) => ({ 'X-Slack-Signature': table.slack.sign(body)['X-Slack-Signature'] }),
    },
    {
      what: 'with an empty signature',
      headers: (body) => ({ ...table.slack.sign(body), 'X-Slack-Signature': '' }),
    },
    {
      what: 'with the beginning of a signature',
      headers: (body) => ({ ...table.slack.sign(body), 'X-Slack-Signature': 'v0=' }),
    },
    {
      what: 'with a signature of another version',
      headers: (body) => {
        const signed = table.slack.sign(body)
        return { ...signed, 'X-Slack-Signature': signed['X-Slack-Signature'].replace('v0', 'v1') }
      },
    },
    {
      what: 'signed at no time',
      headers: (body) => ({ ...table.slack.sign(body), 'X-Slack-Request-Timestamp': 'soon' }),
    },
  ])('a request $what is refused, and nothing happens', async ({ headers }) => {
    const { slack, board, isUnharmed } = table
    const before = slack.requests.length
    const body = voteOf(slack.home.ben, board)
    const { status } = await send(body, headers(body))
    expect(status).toBe(401)
    expect(slack.requests.slice(before).map(({ method }) => method)).toEqual([])
    await isUnharmed()
  })

  test('while the same request, well signed, is a vote', async () => {
    const { slack, poll, says } = table
    const board = await poll('A paper that is voted on')
    const body = voteOf(slack.home.ben, board)
    expect((await send(body, slack.sign(body))).status).toBe(200)
    await says(board, '1 vote')
  })

  test.each([
    '',
    'vote',
    'vote?poll=p_aaaaaaaaaa&answer=8',
    'form?id=00000000000000000000000000000000',
    '~AAAAAAAAAAAAAAAAAAAAAA',
    'vote?poll=%E0%A4%A&answer=8',
    'choose',
    'close?poll=x#2',
    '__proto__?constructor=x',
    '\u0000',
    'x'.repeat(2000),
  ])('the value %j is refused politely', async (value) => {
    const { slack, told, isUnharmed } = table
    const { people, home } = slack
    const said = await told(people.pressRaw(home.cleo, button(value), table.board))
    expect(said).toMatch(/\w.*\./)
    expect(said).not.toContain('went wrong on my side')
    await isUnharmed()
  })

  test.each(['x', 'call', '\n', '__proto__', 'x'.repeat(255), '漢😀'])(
    'the action id %j does as its value says',
    async (id) => {
      const { slack, told, isUnharmed } = table
      const { people, home } = slack
      expect(await told(people.pressRaw(home.cleo, button('explain', id), table.board))).toMatch(/\w/)
      await isUnharmed()
    },
  )

  test('a control of a poll in a private channel does nothing for whoever is not in it', async () => {
    const { slack, poll, told, posted, isUnharmed } = table
    const { people, home } = slack
    const backRoom = home.openChannel('back-room', { kind: 'private', members: [home.ada] })
    const hidden = await poll('A paper of the back room', backRoom)
    for (const value of ['vote?poll=ID&answer=8', 'results?paper=ID', 'close?paper=ID', 'ballot?poll=ID']) {
      const control = button(value.replace('ID', pollOn(hidden)))
      const said = await told(people.pressRaw(home.ben, control, table.board))
      expect(said).toMatch(/\w.*\./)
      expect(said).not.toMatch(/You:|back room|vote/)
    }
    expect(await told(people.slash(home.ada, 'results', backRoom))).toContain('No votes yet.')
    expect(posted(backRoom)).toHaveLength(1)
    await isUnharmed()
  })

  test('a button of a deleted poll says that it is gone', async () => {
    const { slack, poll, told, note, isUnharmed } = table
    const { people, home } = slack
    const other = await poll('To be deleted')
    const stale = { ...other }
    await told(people.slash(home.ada, `delete ${pollOn(other)}`))
    await told(people.press(home.ada, 'Delete 0 ballots', note(home.ada)))
    const said = await told(people.press(home.ben, 'Cog · Worst', stale))
    expect(said).toMatch(/\w.*\./)
    expect(said).not.toContain('You:')
    await isUnharmed()
  })

  test.each<{ readonly what: string; readonly metadata: (own: string) => string }>([
    { what: 'another workspace', metadata: (own) => own.replace(/"team":"\w+"/, '"team":"T0FORGED00"') },
    { what: 'nothing', metadata: () => '' },
    { what: 'no JSON', metadata: () => `{"v":1,"team":"${typed}` },
    { what: 'JSON of another kind', metadata: () => '[1]' },
    { what: 'no command', metadata: (own) => own.replace(/"call":"[^"]*"/, '"call":""') },
    { what: 'a command that nobody knows', metadata: (own) => own.replace('cast?', 'launch?') },
    { what: 'a poll that isn’t there', metadata: (own) => own.replace(/poll=p_\w+/, 'poll=p_aaaaaaaaaa') },
    {
      what: 'a command that they may not give',
      metadata: (own) => own.replace(/cast\?poll=(p_\w+)/, 'delete?paper=$1&sure=yes'),
    },
    { what: 'a call that was never put aside', metadata: (own) => own.replace(/cast\?[^"]*/, '~AAAAAAAA') },
  ])('a form that remembers $what is refused in its place', async ({ metadata }) => {
    const { slack, board, isUnharmed } = table
    const { people, home } = slack
    const form = await formOf(table, people.press(home.cleo, 'Full ballot…', board))
    const own = form.content.private_metadata ?? ''
    const forged = metadata(own)
    expect(forged).not.toBe(own)
    const asked = people.submitRaw(home.cleo, form, ballot, { private_metadata: forged })
    await people.answered(asked)
    expect(Object.values(asked.errors ?? {}).join(' ')).toMatch(/\w.*\./)
    await isUnharmed()
  })

  test.each<{ readonly what: string; readonly state: Record<string, Record<string, object>> }>([
    { what: 'without its fields', state: {} },
    {
      what: 'with a field that nobody asked for',
      state: { rank: { field: { type: 'plain_text_input', value: 'admin' } } },
    },
    {
      what: 'with a field of another kind',
      state: { approach: { field: { type: 'plain_text_input', value: 'seven' } } },
    },
    { what: 'with an answer that isn’t offered', state: { approach: radio('9') } },
    { what: 'with a field that is empty', state: { approach: {}, case: {} } },
    {
      what: 'with nothing chosen',
      state: { approach: { field: { type: 'radio_buttons', selected_option: null } } },
    },
  ])('a form $what says what to mend', async ({ state }) => {
    const { slack, board, isUnharmed } = table
    const { people, home } = slack
    const form = await formOf(table, people.press(home.cleo, 'Full ballot…', board))
    const asked = people.submitRaw(home.cleo, form, state)
    await slack.until(() => asked.isAnswered || asked.failed === true)
    expect(asked.failed).toBeUndefined()
    expect(Object.values(asked.errors ?? {}).join(' ')).toMatch(/\w.*\./)
    await isUnharmed()
  })

  test(`malformed requests leave everything as it was, seed ${seed}`, async () => {
    const { slack, board, poll, told, says, isUnharmed, isSilent } = table
    const { people, home } = slack
    await using foreign = await trap()
    const chance = chanceOf(seed)
    const requests = repeats(120, 1000)
    const triggers = await spent(table, 200)
    const statuses = await Promise.all(
      Array.from({ length: requests }, async (_, i) => {
        const kind = chance.pick(kinds)
        const with_ = { number: i, trigger: triggers[i % triggers.length] ?? '', answerTo: foreign.address }
        const { body, type } = requestOf(kind, chance.spoilt(payloads(table, board, with_)[kind]))
        const { status } = await send(body, { ...slack.sign(body), 'content-type': type })
        return status
      }),
    )
    // Taken; taken by nobody in time; not understood by Slack's own package.
    expect(statuses.filter((status) => ![200, 404, 500].includes(status))).toEqual([])
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThan(requests / 2)
    await isUnharmed()
    isSilent()
    expect(foreign.visits()).toBe(0)
    const next = await poll('A paper that comes after')
    expect(await told(people.press(home.cleo, 'Cog · Worst', next))).toContain('You: Cognitivist')
    await says(next, '1 vote')
  })
})

test(`what is malformed leaves everything as it was over a socket, too, seed ${seed}`, async () => {
  await using table = await withPoll('socket')
  const { slack, board, isUnharmed, isSilent } = table
  const { people, home } = slack
  const chance = chanceOf(seed)
  const presses = Array.from({ length: 200 }, () => {
    const { type, action_id, ...rest } = button(`explain?topic=${typed}&private=yes`)
    const option = { text: { type: 'plain_text', text: typed }, value: 'explain' }
    const action = chance.spoilt({ ...rest, selected_option: chance.pick([null, option]) })
    return people.pressRaw(home.cleo, { ...action, type, action_id }, board)
  })
  await Promise.all(presses.map(people.acknowledged))
  const form = await formOf(table, people.press(home.cleo, 'Full ballot…', board))
  const own: unknown = JSON.parse(form.content.private_metadata ?? '')
  const nowhere = { ...(isObject(own) ? own : {}), call: 'cast?poll=p_aaaaaaaaaa' }
  const submissions = Array.from({ length: 100 }, (_, i) =>
    people.submitRaw(home.cleo, form, ballot, {
      private_metadata: JSON.stringify(chance.spoilt(nowhere)),
      hash: `${typed} ${i}`,
    }),
  )
  await Promise.all(submissions.map(people.answered))
  for (const { errors } of submissions) expect(Object.values(errors ?? {}).join(' ')).toMatch(/\w.*\./)
  await people.answered(people.pressRaw(home.cleo, button('explain?topic=worst+case&private=yes'), board))
  // The last of the presses may be answered after it.
  const isTold = (one: Sent) => one.seenBy === home.cleo.id && slack.textOf(one).includes('Worst-case lit')
  await slack.until(() => [...home.messages.values()].some(isTold))
  await isUnharmed()
  isSilent()
})

/** An address that isn't Slack's: whatever it is said to be for, nobody goes there. */
async function trap() {
  let visits = 0
  const server = createServer((_, response) => {
    visits += 1
    response.end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const bound = server.address()
  return {
    address: `http://127.0.0.1:${typeof bound === 'object' ? bound?.port : ''}/hooks.slack.com/`,
    visits: () => visits,
    async [Symbol.asyncDispose]() {
      server.close()
    },
  }
}

/** Requests that were answered long ago, so that no form can be opened any more with what came with them. */
async function spent(
  { slack: { people, home } }: Pick<Connected, 'slack'>,
  count: number,
): Promise<readonly string[]> {
  const triggers: string[] = []
  while (triggers.length < count) {
    const asked = Array.from({ length: 20 }, () => people.slash(home.ada, 'help'))
    await Promise.all([...asked.map(people.acknowledged), ...asked.map(people.answered)])
    for (const one of asked) {
      one.pastMs += 60_000
      triggers.push(one.triggerId ?? '')
    }
  }
  return triggers
}

const events = ['mention', 'edit', 'opening', 'revocation'] as const
const kinds = [
  'press',
  'choice',
  'submission',
  'closing',
  'menu',
  'shortcut',
  'suggestion',
  'slash',
  ...events,
] as const

/** What Slack sends when people do what changes nothing, by what they do. */
function payloads(
  { slack, id }: WithPoll,
  board: Sent,
  {
    number,
    trigger,
    answerTo,
  }: Readonly<Record<'trigger' | 'answerTo', string>> & { readonly number: number },
): Readonly<Record<(typeof kinds)[number], object>> {
  const { home } = slack
  const { cleo, general, bot } = home
  const by = { ...interaction(home, cleo), trigger_id: `${number}.${typed}` }
  const channel = { id: general.id, name: general.name }
  const container = { type: 'message', message_ts: board.ts, channel_id: general.id, is_ephemeral: false }
  const message = { type: 'message', user: bot.user, ts: board.ts, text: typed, thread_ts: board.ts }
  const metadata = { v: 1, team: home.id, call: 'cast?poll=p_aaaaaaaaaa', channel: general.id }
  const view = {
    id: `V0FORGED${number}`,
    type: 'modal',
    hash: typed,
    callback_id: 'form',
    title: { type: 'plain_text', text: 'Your ballot' },
    private_metadata: JSON.stringify(metadata),
    state: { values: { approach: radio('2'), why: { field: { type: 'plain_text_input', value: typed } } } },
  }
  const event = (inner: object) => enveloped(home, `EvFORGED${number}`, inner, general)
  const said = { user: cleo.id, channel: general.id, ts: board.ts, thread_ts: board.ts }
  return {
    press: {
      ...by,
      type: 'block_actions',
      response_url: answerTo,
      channel,
      container,
      message,
      actions: [button(`explain?topic=${typed}&private=yes`)],
    },
    choice: {
      ...by,
      type: 'block_actions',
      response_url: answerTo,
      channel,
      container: { ...container, is_ephemeral: true },
      actions: [
        {
          type: 'static_select',
          action_id: 'choose',
          block_id: 'b',
          selected_option: { text: { type: 'plain_text', text: typed }, value: `results?paper=${id}` },
        },
      ],
    },
    submission: { ...by, type: 'view_submission', view, response_urls: [{ response_url: answerTo }] },
    closing: { ...by, type: 'view_closed', view, is_cleared: false },
    menu: {
      ...by,
      type: 'message_action',
      callback_id: 'place',
      trigger_id: trigger,
      response_url: answerTo,
      channel,
      message,
    },
    shortcut: { ...by, type: 'shortcut', callback_id: 'start', trigger_id: trigger },
    suggestion: {
      ...by,
      type: 'block_suggestion',
      action_id: 'field',
      block_id: 'paper',
      value: typed,
      view: { ...view, private_metadata: JSON.stringify({ ...metadata, call: 'results' }) },
    },
    slash: {
      command: '/grid',
      text: `explain ${typed}`,
      team_id: home.id,
      team_domain: home.domain,
      channel_id: general.id,
      channel_name: general.name,
      user_id: cleo.id,
      user_name: cleo.name,
      trigger_id: `${number}.${typed}`,
      response_url: answerTo,
    },
    mention: event({ ...said, type: 'app_mention', text: `<@${bot.user}> explain ${typed}` }),
    edit: event({ ...said, type: 'message', subtype: 'message_changed', channel_type: 'im', message }),
    opening: event({ type: 'app_home_opened', user: cleo.id, channel: general.id, tab: 'home' }),
    revocation: event({ type: 'tokens_revoked', tokens: { oauth: [typed], bot: [] } }),
  }
}

const isObject = (value: unknown): value is Record<string, unknown> | unknown[] =>
  typeof value === 'object' && value !== null

/** Chances that are the same for the same seed. */
function chanceOf(seed: number) {
  const random = seeded(seed)
  const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T
  const letters = [...'abcdefgh?&=%#~_.:/\\<>@! é漢😀\u0000\u202e']
  const word = (most: number) =>
    `z${Array.from({ length: Math.floor(random() * most) }, () => pick(letters)).join('')}`
  const junk: readonly (() => Json)[] = [
    () => null,
    () => true,
    () => pick([0, -1, 1e21, 0.5]),
    () => [],
    () => [[word(9)]],
    () => ({}),
    () => ({ [word(9)]: { type: word(9) } }),
    () => '',
    () => word(40),
    () => word(5000),
  ]

  /** Every place in a value, by the object that holds it. */
  function placesIn(value: unknown): readonly (readonly [Record<string, unknown> | unknown[], string])[] {
    if (!isObject(value)) return []
    return Object.entries(value).flatMap(([name, inner]) => [[value, name] as const, ...placesIn(inner)])
  }

  return {
    pick,
    /** The same with up to three of its fields missing or of another type. */
    spoilt(whole: object): object {
      const copy: unknown = structuredClone(whole)
      for (let spoils = 1 + Math.floor(random() * 3); spoils > 0; spoils -= 1) {
        const [holder, name] = pick(placesIn(copy))
        const other = pick(junk)()
        // A trigger that nobody gave would be Slack's own mistake.
        const isKept = random() < 0.5 && !(name === 'trigger_id' && typeof other === 'string')
        if (isKept) Reflect.set(holder, name, other)
        else Reflect.deleteProperty(holder, name)
      }
      return isObject(copy) ? copy : {}
    },
  }
}

/** How Slack sends it. */
function requestOf(kind: (typeof kinds)[number], payload: object) {
  const isEvent = events.some((event) => event === kind)
  if (isEvent) return { body: JSON.stringify(payload), type: 'application/json' }
  return {
    body: kind === 'slash' ? queryOf(payload) : bodyOf(payload),
    type: 'application/x-www-form-urlencoded',
  }
}

const bodyOf = (payload: object): string =>
  new URLSearchParams({ payload: JSON.stringify(payload) }).toString()

const queryOf = (fields: object): string =>
  new URLSearchParams(
    Object.entries(fields).map(([name, value]): [string, string] => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  ).toString()
