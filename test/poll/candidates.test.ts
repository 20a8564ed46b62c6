import { describe, expect, test } from 'vitest'
import { startTestBot, type TestBot, wordsOf } from '../test-bot.ts'
import { titleIn } from './suggested-title.ts'

type Seat = ReturnType<TestBot['as']>

/** No list asks a platform about more. */
const most = 25
/** No suggestion asks about more places: it comes with every letter that is typed. */
const asked = 10

/** Opens a poll in each of several channels, the oldest first. */
async function openIn(table: TestBot, channels: readonly string[]): Promise<void> {
  for (const channel of channels) {
    table.clock.advance(1000)
    await table.as('Ada', 'member', { channel }).type(`poll A paper of ${channel}`)
  }
}

const channels = (count: number) => Array.from({ length: count }, (_, i) => `c${i}`)

async function papersFor(table: TestBot, { caller }: Seat, typed = ''): Promise<readonly string[]> {
  const call = { command: 'reading add', args: {} }
  return (await table.app.bot.suggest(call, 'paper', typed, caller)).map(({ label }) => titleIn(label))
}

const home = async ({ ask }: Seat) => wordsOf(await ask({ command: 'home', args: {} }))

describe('a platform is asked who sees them of a few candidates, and of no more', () => {
  test('papers to nominate', async () => {
    await using table = await startTestBot()
    await openIn(table, channels(asked + 1))
    const ben = table.as('Ben')
    for (const channel of channels(asked + 1).slice(1)) table.hide(channel, 'Ben')
    expect(await papersFor(table, ben)).toEqual([])
    expect(await papersFor(table, ben, 'of c0')).toEqual(['A paper of c0'])
  })

  test('open polls', async () => {
    await using table = await startTestBot()
    await openIn(table, channels(most + 1))
    for (const channel of channels(most + 1).slice(1)) table.hide(channel, 'Ben')
    expect(await home(table.as('Ben'))).not.toContain('A paper of')
    expect(await home(table.as('Cleo'))).toContain(`A paper of c${most}`)
  })

  test('the poll that words mean', async () => {
    await using table = await startTestBot()
    const [first = '', ...others] = channels(most + 1)
    for (const thread of [first, ...others]) {
      table.clock.advance(1000)
      await table.as('Ada', 'member', { thread }).type(`poll A paper of ${thread}`)
      if (thread !== first) table.hide(thread, 'Ben')
    }
    const ben = table.as('Ben')
    expect(wordsOf(await ben.type('results'))).toContain('There is no poll in this channel yet.')
    expect(wordsOf(await ben.type(`results of ${first}`))).toContain(`A paper of ${first}`)
    // Nobody is asked about polls of the conversation itself.
    const there = table.as('Ben', 'member', { thread: first })
    expect(wordsOf(await there.type('results'))).toContain(`A paper of ${first}`)
  })
})

describe('a list is full all the same', () => {
  test('of papers of as many places as are asked about, whatever was polled over and over', async () => {
    await using table = await startTestBot()
    await openIn(table, channels(asked))
    const again = table.as('Ada', 'member', { channel: 'again' })
    for (let i = 0; i <= 2 * most; i++) {
      table.clock.advance(1000)
      await again.type('poll The same again')
      await again.type('close')
    }
    const found = await papersFor(table, table.as('Ben'))
    expect(found).toHaveLength(asked)
    expect(found.slice(0, 2)).toEqual(['The same again', `A paper of c${asked - 1}`])
  })

  test('of open polls, however many were closed since', async () => {
    await using table = await startTestBot()
    const ada = table.as('Ada')
    await ada.type('poll The only one that is open')
    for (let i = 0; i <= 2 * most; i++) {
      table.clock.advance(1000)
      await table.as('Ada', 'member', { channel: 'other' }).type(`poll Closed ${i}`)
      await table.as('Ada', 'member', { channel: 'other' }).type('close')
    }
    expect(await home(table.as('Ben'))).toContain('The only one that is open')
  })
})
