import { describe, expect, test } from 'vitest'
import { encodeCall } from '../../src/chat/call.ts'
import { startTestBot, type TestBot, wordsOf } from '../test-bot.ts'

const hidden = 'arXiv:2204.05863'
const absent = "I can't find that. It may have been deleted, or be in a channel you can't see."

/** A poll in #closed by Ada, which Ben doesn't see; Mona manages #main alone, and sees #closed. */
async function twoChannels() {
  const table = await startTestBot()
  const there = { channel: 'closed' }
  const ada = table.as('Ada', 'member', there)
  await ada.type(`poll ${hidden}`)
  const board = table.last()
  table.hide('closed', 'Ben')
  return {
    table,
    ada,
    board,
    ben: table.as('Ben'),
    mona: table.as('Mona', 'manager'),
    root: table.as('Root', 'admin'),
    poll: pollOn(table),
    [Symbol.asyncDispose]: table[Symbol.asyncDispose],
  }
}

const home = ({ ask }: ReturnType<TestBot['as']>) => ask({ command: 'home', args: {} })

/** The id of the poll of the last message. */
function pollOn(table: TestBot): string {
  const id = /p_[a-z0-9]{10}/.exec(JSON.stringify(table.last().views))?.[0]
  if (id === undefined) throw new Error('There is no poll')
  return id
}

describe('what lives in a channel that somebody doesn’t see is not found', () => {
  const acts = ['results', 'export', 'close', 'reopen', 'reveal', 'revote', 'edit', 'delete', 'remind']

  test.each(acts)('%s by its id', async (command) => {
    await using chat = await twoChannels()
    const before = wordsOf(await chat.ada.type('results'))
    const found = await chat.ben.type(`${command} ${chat.poll}`)
    const unknown = await chat.ben.type(`${command} p_aaaaaaaaaa`)
    expect(wordsOf(found)).toContain(absent)
    expect(found).toEqual(unknown)
    expect(wordsOf(await chat.ada.type('results'))).toBe(before)
  })

  test.each(['vote', 'ballot', 'withdraw', 'more', 'mine', 'cast', 'amend', 'share', 'show'])(
    '%s by a control of its message',
    async (command) => {
      await using chat = await twoChannels()
      const answer = { answer: '8', approach: '2', case: '2', title: 'x' }
      const call = { command, args: { poll: chat.poll, ...answer } }
      const known = chat.table.app.bot.find(call)
      if (known === undefined) return
      expect(wordsOf(await chat.ben.ask(call)), encodeCall(call)).toContain("I can't find that.")
      expect(wordsOf(await chat.ada.type('results'))).toContain('No votes yet')
    },
  )

  test('its paper is in no suggestion and in no list', async () => {
    await using chat = await twoChannels()
    const { bot } = chat.table.app
    const call = { command: 'reading add', args: {} }
    const papersFor = async ({ caller }: typeof chat.ben) =>
      (await bot.suggest(call, 'paper', '2204', caller)).map(({ label }) => label)
    expect(await papersFor(chat.ben)).toEqual([])
    expect(await papersFor(chat.mona)).toEqual([expect.stringContaining('2204.05863')])
    expect(wordsOf(await home(chat.ben))).not.toContain('2204.05863')
    expect(wordsOf(await home(chat.mona))).toContain('2204.05863')
  })

  test('nor when the platform can’t say who sees it', async () => {
    await using chat = await twoChannels()
    chat.table.loseSight(new Error('The platform is down'))
    expect(wordsOf(await chat.mona.type(`results ${chat.poll}`))).toContain(absent)
    chat.table.loseSight(undefined)
    expect(wordsOf(await chat.mona.type(`results ${chat.poll}`))).toContain('No votes yet')
  })

  test('nor when the platform takes longer than a second and a half', async () => {
    await using chat = await twoChannels()
    chat.table.loseSight('silence')
    const asked = chat.mona.type(`results ${chat.poll}`)
    await chat.table.quiet()
    chat.table.clock.advance(1500)
    expect(wordsOf(await asked)).toContain(absent)
  })

  test('a group by its id, and its name is free', async () => {
    await using chat = await twoChannels()
    const keeper = chat.table.as('Ada', 'manager', { channel: 'closed' })
    await keeper.press(await keeper.type('reading schedule wed 17:00'), 'Confirm')
    const group = /g_[a-z0-9]+/.exec(JSON.stringify(await keeper.type('reading list')))?.[0]
    if (group === undefined) throw new Error('There is no group')
    const ask = (person: typeof chat.ben) => person.ask({ command: 'reading list', args: { group } })
    expect(wordsOf(await ask(chat.ben))).toContain(absent)
    expect(wordsOf(await ask(chat.mona))).not.toContain(absent)
    expect(wordsOf(await home(chat.ben))).not.toContain('Reading group')
    expect(wordsOf(await home(chat.mona))).toContain('Reading group')
  })
})

describe('a poll of another channel', () => {
  test('is shown again only to who asks for it, and stays where it is', async () => {
    await using chat = await twoChannels()
    const before = chat.table.last()
    const call = { command: 'show', args: { poll: chat.poll } }
    expect(await chat.mona.ask(call)).toMatchObject({ kind: 'shown', isPrivate: true })
    expect(wordsOf(await chat.mona.ask(call))).toContain('2204.05863')
    expect(chat.table.last()).toBe(before)
    await chat.ada.ask(call)
    expect(chat.table.last()).not.toBe(before)
  })

  test('is not shared here: the answer leads to its channel', async () => {
    await using chat = await twoChannels()
    expect(await chat.mona.ask({ command: 'share', args: { poll: chat.poll } })).toMatchObject({
      happened: "That's in another channel.",
      where: { channel: 'closed' },
    })
  })
})

describe('a rank counts where the poll lives', () => {
  test.each(['close', 'edit', 'delete', 'remind'])(
    'whoever manages another channel may not %s it',
    async (command) => {
      await using chat = await twoChannels()
      expect(wordsOf(await chat.mona.type(`${command} ${chat.poll}`))).toMatch(
        /^Only Ada or a manager of this channel can /,
      )
    },
  )

  test('whoever manages its channel may close it from elsewhere', async () => {
    await using chat = await twoChannels()
    chat.table.as('Mona', 'manager', { channel: 'closed' })
    expect(wordsOf(await chat.mona.type(`close ${chat.poll}`))).toContain('Closed round 1')
  })

  test('everything exported is of the channels that the caller manages', async () => {
    await using chat = await twoChannels()
    await chat.ben.type('poll arXiv:2312.06943')
    const exported = async () => wordsOf(await chat.mona.type('export all json'))
    expect(await exported()).toContain('2312.06943')
    expect(await exported()).not.toContain('2204.05863')
    chat.table.as('Mona', 'manager', { channel: 'closed' })
    expect(await exported()).toContain('2204.05863')
  })

  test('everyone who may close is every member, and no guest', async () => {
    await using chat = await twoChannels()
    const keeper = chat.table.as('Ada', 'manager', { channel: 'closed' })
    await keeper.submit(await keeper.press(await keeper.type('settings'), 'Change…'), { closers: 'everyone' })
    const guest = chat.table.as('Gus', 'guest', { channel: 'closed' })
    expect(wordsOf(await guest.type('close'))).toContain('Only Ada or a manager')
    expect(wordsOf(await chat.table.as('Dan', 'member', { channel: 'closed' }).type('close'))).toContain(
      'Closed round 1',
    )
  })

  test('a guest manages nothing', async () => {
    await using chat = await twoChannels()
    const guest = chat.table.as('Gus', 'guest', { channel: 'closed' })
    for (const words of ['close', 'delete', 'edit', 'export all json', 'reading schedule wed 17:00'])
      expect(wordsOf(await guest.type(words)), words).toMatch(/You can't|Ask|manage/)
    expect(wordsOf(await guest.type('results'))).toContain('No votes yet')
  })
})
