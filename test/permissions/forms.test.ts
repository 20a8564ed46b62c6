import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { encodeCall } from '../../src/chat/call.ts'
import { startTestBot, type TestBot, wordsOf } from '../test-bot.ts'

type Seat = ReturnType<TestBot['as']>

/** Running a poll: its opener and managers. */
const running = ['close', 'reopen', 'reveal', 'revote', 'edit', 'remind', 'delete', 'seal']
/** For managers alone. */
const managing = ['remove-reason', 'settings audit', 'settings deny', 'settings managers', 'export all']
/** For whoever takes part in the group. */
const joining = ['reading list', 'reading next', 'reading remove', 'reading facilitators', 'settings']

/** Of people who may only look, and of people without the right. */
const refused = /^(You can't .* here|Only .* can .+?)\. /

/** A channel with Ada's poll and a group, in which Ada and Mona have nominated a paper. */
async function furnish(table: TestBot) {
  const ada = table.as('Ada')
  const mona = table.as('Mona', 'manager')
  await mona.press(await mona.type('reading schedule wed 17:00 UTC'), 'Confirm')
  await ada.type('reading add 2312.06942 why:because it is good')
  await ada.type('poll 2204.05862')
  const denied = table.as('Denny')
  await mona.type('settings deny add:table:denny')
  return { ada, mona, denied, guest: table.as('Gus', 'guest'), ben: table.as('Ben') }
}

/** Asks for the form of a command, as Open the form… does. */
function fill(person: Seat, command: string) {
  const [, name = command] = /^(export) all$/.exec(command) ?? []
  const call = { command: name, args: name === command ? {} : { paper: 'all' } }
  return person.ask({ command: 'fill', args: { call: encodeCall(call) } })
}

describe('what somebody may not do opens no form', () => {
  let table: TestBot
  let chat: Awaited<ReturnType<typeof furnish>>
  beforeEach(async () => {
    table = await startTestBot()
    chat = await furnish(table)
  })
  afterEach(() => table[Symbol.asyncDispose]())

  test.each([...running, ...managing, ...joining])('%s, of somebody on the deny list', async (command) => {
    expect(wordsOf(await fill(chat.denied, command))).toMatch(refused)
  })

  test.each([...running, ...managing])('%s, of a guest', async (command) => {
    expect(wordsOf(await fill(chat.guest, command))).toMatch(refused)
  })

  test.each([...running, ...managing, 'reading remove'])(
    '%s, of a member who did nothing here',
    async (command) => {
      expect(wordsOf(await fill(chat.ben, command))).toMatch(refused)
    },
  )

  test.each([...running, 'reading remove', 'reading list'])(
    '%s opens one for who opened or nominated',
    async (command) => {
      expect(await fill(chat.ada, command)).toMatchObject({ kind: 'form' })
    },
  )

  test.each([...running, ...managing, ...joining])('%s opens one for a manager', async (command) => {
    expect(await fill(chat.mona, command)).toMatchObject({ kind: 'form' })
  })

  test('of a poll that is named it is the poll’s own opener who counts', async () => {
    await chat.ben.type('poll A paper of mine')
    const close = (paper: string) =>
      chat.ben.ask({ command: 'fill', args: { call: encodeCall({ command: 'close', args: { paper } }) } })
    expect(wordsOf(await close('2204.05862'))).toBe(
      'Only Ada or a manager of this channel can close this poll. Ask one of them.',
    )
    expect(await close('A paper of mine')).toMatchObject({ kind: 'form' })
  })

  test('where everyone may close, members get one, and guests don’t', async () => {
    const { mona, ben, guest } = chat
    await mona.submit(await mona.press(await mona.type('settings'), 'Change…'), { closers: 'everyone' })
    expect(await fill(ben, 'close')).toMatchObject({ kind: 'form' })
    expect(wordsOf(await fill(guest, 'close'))).toMatch(/^Only .* can close this poll\./)
    expect(wordsOf(await fill(ben, 'delete'))).toMatch(/^Only .* can delete this poll\./)
  })
})
