import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { buttonsIn, startTestBot, type TestBot } from '../test-bot.ts'

type Seat = ReturnType<TestBot['as']>

/** A channel with Ada's poll and a group whose list has papers by Ada and Denny, who is then denied. */
async function furnish(table: TestBot) {
  const [ada, ben, denied] = [table.as('Ada'), table.as('Ben'), table.as('Denny')]
  const mona = table.as('Mona', 'manager')
  await mona.press(await mona.type('reading schedule wed 17:00 UTC'), 'Confirm')
  await ada.type('reading add 2312.06942 why:because it is good')
  await denied.type('reading add 2401.05566 why:because I say so')
  await ada.type('poll 2204.05862')
  await mona.type('settings deny add:table:denny')
  const guest = table.as('Gus', 'guest')
  const allowGuests = async () =>
    mona.submit(await mona.press(await mona.type('settings'), 'Change…'), { guests: 'full' })
  return { ada, ben, mona, denied, guest, allowGuests }
}

/** What can be pressed or chosen in the answer to a command. */
async function offered(person: Seat, words: string): Promise<readonly string[]> {
  const answer = words === 'home' ? await person.ask({ command: 'home', args: {} }) : await person.type(words)
  return buttonsIn(answer).map(({ label }) => label)
}

describe('what somebody may not do is not offered to them', () => {
  let table: TestBot
  let chat: Awaited<ReturnType<typeof furnish>>
  beforeEach(async () => {
    table = await startTestBot()
    chat = await furnish(table)
  })
  afterEach(() => table[Symbol.asyncDispose]())

  test('results are shared by members, where the poll lives and they may write', async () => {
    const { ben, guest, denied, allowGuests } = chat
    expect(await offered(ben, 'results')).toEqual(['Share', 'Export'])
    expect(await offered(guest, 'results')).toEqual(['Export'])
    expect(await offered(denied, 'results')).toEqual(['Export'])
    const poll = /p_[a-z0-9]{10}/.exec(JSON.stringify(table.last()))?.[0] ?? ''
    expect(await offered(table.as('Ben', 'member', { channel: 'other' }), `results ${poll}`)).toEqual([
      'Export',
    ])
    const readOnly = { ...ben.caller, isReadOnly: true } as const
    const call = { command: 'results', args: {} }
    expect(buttonsIn(await table.app.bot.handle(call, readOnly)).map(({ label }) => label)).toEqual([
      'Export',
    ])
    await allowGuests()
    expect(await offered(guest, 'results')).toEqual(['Share', 'Export'])
  })

  test('the start page', async () => {
    const { ben, guest, denied, allowGuests } = chat
    const votes = [
      'AI Control: Improving Safety Despite Intentional Subversion',
      'Sleeper Agents: Training Deceptive LLMs that Persist Through Safety Training',
    ]
    const look = ['Explain a term…', 'Help']
    const group = ['Next session', 'Full list']
    const poll = ['Full report']
    expect(await offered(ben, 'home')).toEqual([
      'Start a poll…',
      ...look,
      'Full ballot…',
      ...poll,
      ...votes,
      ...group,
    ])
    expect(await offered(guest, 'home')).toEqual([...look, 'Full ballot…', ...poll, ...votes, ...group])
    expect(await offered(denied, 'home')).toEqual([...look, ...poll, ...group])
    await allowGuests()
    expect(await offered(guest, 'home')).toContain('Start a poll…')
  })

  test('the next session and the reading list', async () => {
    const { ben, denied, mona } = chat
    table.clock.advance(2 * 3_600_000)
    await table.quiet()
    expect(await offered(ben, 'reading next')).toEqual(['Coming', 'Not this time', 'See the list'])
    expect(await offered(denied, 'reading next')).toEqual(['See the list'])
    expect(await offered(ben, 'reading list')).toEqual(['Vote'])
    expect(await offered(denied, 'reading list')).toEqual([])
    expect(await offered(mona, 'reading list')).toContain('Post the list here')
  })
})
