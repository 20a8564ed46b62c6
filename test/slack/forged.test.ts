import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Person, Sent } from '../platforms/slack/entities.ts'
import { interaction } from '../platforms/slack/payloads.ts'
import { ballot, bodyOf, button, radio } from './forged-requests.ts'
import { formOf, sendTo, typed, type WithPoll, withPoll } from './forged-table.ts'
import { pollOn } from './table.ts'

describe('what is forged or stale', () => {
  let table: WithPoll

  beforeAll(async () => {
    table = await withPoll('http')
  })
  beforeEach(() => table.startAfresh())
  afterAll(() => table[Symbol.asyncDispose]())

  const send = (body: string, headers: Readonly<Record<string, string>>) => sendTo(table, body, headers)

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

  test('while the same request, well signed by a clock four minutes ahead, is a vote', async () => {
    const { slack, poll, says } = table
    const board = await poll('A paper that is voted on')
    const body = voteOf(slack.home.ben, board)
    expect((await send(body, slack.sign(body, { at: now() + 240 }))).status).toBe(200)
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
      expect(said).not.toMatch(/Your vote:|back room|vote/)
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
    await told(people.press(home.ada, 'Delete poll', note(home.ada)))
    const said = await told(people.press(home.ben, 'Cog · Worst', stale))
    expect(said).toMatch(/\w.*\./)
    expect(said).not.toContain('Your vote:')
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
})
