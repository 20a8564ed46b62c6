import { expect, test } from 'vitest'
import { cutAtWord } from '../../src/chat/truncate.ts'
import { withGroup } from '../reading/test-group.ts'
import { startTestBot, type TestBot } from '../test-bot.ts'

type Seat = ReturnType<TestBot['as']>

const dayMs = 86_400_000

async function namesFor(table: TestBot, { caller }: Seat, command: string, typed = '') {
  const found = await table.app.bot.suggest({ command, args: {} }, 'paper', typed, caller)
  return found.map(({ label }) => label)
}

test('polls are suggested with `open` or their month, the open ones of the newest 25 here first', async () => {
  await using table = await startTestBot({ at: '2026-09-30T12:00:00Z' })
  const ada = table.as('Ada')
  const open = async (title: string) => {
    table.clock.advance(1000)
    await ada.type(`poll ${title}`)
  }
  for (let i = 0; i < 25; i += 1) await open(`Paper number ${i}`)
  await ada.type('close number 24')
  table.clock.advance(2 * dayMs)
  await ada.type('close number 23')
  const names = await namesFor(table, ada, 'results')
  expect(names).toHaveLength(25)
  expect(names.slice(0, 2)).toEqual(['Paper number 22 · open', 'Paper number 21 · open'])
  expect(names.slice(-3)).toEqual([
    'Paper number 0 · open',
    'Paper number 24 · Sept 2026',
    'Paper number 23 · Oct 2026',
  ])
  await open('The newest one')
  expect(await namesFor(table, ada, 'close')).not.toContain('Paper number 0 · open')
})

test.each(['poll', 'reading add'])(
  '%s suggests papers of this conversation, then of places that the caller sees, then of the reading list',
  async (command) => {
    const group = await withGroup({ rule: 'wed 17:00 UTC from 2027-01-06' })
    const { table, ada, ben } = group
    await using _ = table
    const inChannel = (channel: string) => table.as('Ada', 'member', { channel })
    await ada.type('poll Here and open')
    await ada.type('reading add A listed one')
    for (const channel of ['far', 'hidden']) {
      table.clock.advance(1000)
      await inChannel(channel).type(`poll In ${channel}`)
    }
    table.clock.advance(1000)
    await inChannel('far').type('poll Here and open')
    table.hide('hidden', 'Ben')
    expect(await namesFor(table, ben, command)).toEqual([
      'Here and open · open',
      'In far · open',
      'A listed one',
    ])
  },
)

test.each([
  ['Short', 20, 'Short'],
  ['AI Control: Improving Safety Despite Intentional Subversion', 30, 'AI Control: Improving Safety…'],
  ['AI Control: Improving Safety', 13, 'AI Control…'],
  ['Ends at a word exactly here', 13, 'Ends at a…'],
  ['Unbreakablelongwordwithoutanyspace', 10, 'Unbreakab…'],
  ['大型语言模型的对齐研究综述', 8, '大型语言模型的…'],
])('“%s” is cut at a word to %i characters', (title, length, cut) => {
  expect(cutAtWord(title, length)).toBe(cut)
})
