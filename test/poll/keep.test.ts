import { expect, test } from 'vitest'
import type { Answer } from '../../src/chat/answer.ts'
import { rowsOf } from '../store/rows.ts'
import { buttonsIn, latest, startTestBot, wordsOf } from '../test-bot.ts'

import { expectedMemoryOf, memoryRowsOf } from './memory-rows.ts'
import { seats } from './open-poll.ts'

const dayMs = 86_400_000
const markers = /zq7(?:name|words)/i

type Table = Awaited<ReturnType<typeof startTestBot>>

const idOf = (answer: Answer) => /p_[a-z0-9]{10}/.exec(JSON.stringify(answer))?.[0] ?? ''

async function settle({ quiet, clock }: Table): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) {
    await quiet()
    clock.advance(2000)
  }
}

/** Days pass, one after the other. */
async function pass(table: Table, days: number): Promise<void> {
  for (let day = 0; day < days; day += 1) {
    table.clock.advance(dayMs)
    await table.quiet()
  }
}

/** Two rounds with names in a channel, in which Zq7name has written and changed their mind. */
async function pollIn(table: Table, channel: string, words: string) {
  const as = (name: string) => table.as(name, name === 'Mona' ? 'manager' : 'member', { channel })
  const [mark, ben, mona] = [as('Zq7name'), as('Ben'), as('Mona')]
  const poll = idOf(await mark.type(`poll arXiv:2204.05863 ${words}`))
  const others = ['Cleo', 'Dan', 'Eve', 'Finn'].map(as)
  const cast = (answer: string) =>
    mark.ask({
      command: 'cast',
      args: { poll, approach: answer, case: '2', why: 'Zq7words why', moved: 'Zq7words moved' },
    })
  await cast('2')
  for (const one of [ben, ...others]) await one.ask({ command: 'vote', args: { poll, answer: '0' } })
  await mona.ask({ command: 'close', args: { paper: poll } })
  await settle(table)
  await mona.ask({ command: 'revote', args: { paper: poll } })
  await cast('0')
  for (const one of [ben, ...others]) await one.ask({ command: 'vote', args: { poll, answer: '0' } })
  await mona.ask({ command: 'close', args: { paper: poll } })
  await settle(table)
  return { poll, mark, ben, mona }
}

/** What everybody can read of a poll. */
const resultsOf = async ({ ben, poll }: Awaited<ReturnType<typeof pollIn>>) =>
  wordsOf(await ben.ask({ command: 'results', args: { paper: poll } }))

async function keep(table: Table, channel: string, time: string): Promise<void> {
  const mona = table.as('Mona', 'manager', { channel })
  const shown = await mona.submit(await mona.press(await mona.type('settings'), 'Change…'), { keep: time })
  expect(wordsOf(shown)).toContain(time === 'all' ? 'for good' : `for ${time.replace('-', ' ')} after`)
}

test.each([
  ['with names', `note:"Zq7words note" expect:table:zq7name`],
  ['without names', 'anonymous note:"Zq7words note"'],
])('names and words of a poll %s go when the channel’s time is over; its counts stay', async (_, words) => {
  await using table = await startTestBot()
  await keep(table, 'main', '3-months')
  const kept = await pollIn(table, 'main', words)
  const elsewhere = await pollIn(table, 'other', words)
  const rowsAbout = (poll: string) => rowsOf(table.file).filter((row) => row.includes(poll))
  const messagesAbout = (channel: string) =>
    table.said
      .filter(({ message }) => message.place.channel === channel)
      .flatMap((one) => JSON.stringify(latest(one)).match(/.{0,60}zq7(?:name|words).{0,40}/i) ?? [])
  const before = await resultsOf(kept)
  expect(before).toContain('6 votes')
  await pass(table, 85)
  expect(rowsAbout(kept.poll).some((row) => markers.test(row))).toBe(true)
  await pass(table, 10)
  await settle(table)
  expect(rowsAbout(kept.poll).filter((row) => markers.test(row) && !row.startsWith('audit/'))).toEqual([])
  expect(messagesAbout('main')).toEqual([])
  const after = await resultsOf(kept)
  expect(after).toContain('6 votes')
  expect(after).not.toMatch(markers)
  const figures = (text: string) => text.match(/\d+ (?:votes?|moved|kept)[^.·]*/g)
  expect(figures(after)).toEqual(figures(before))

  expect(memoryRowsOf(table.file)).toEqual(expectedMemoryOf(table.file))

  // In the other channel everything is kept, as it is unless somebody says otherwise.
  expect(rowsAbout(elsewhere.poll).some((row) => markers.test(row))).toBe(true)
  expect(messagesAbout('other').length).toBeGreaterThan(0)
})

test('a poll without its names can’t be reopened, in which people could vote twice, but has further rounds', async () => {
  await using table = await startTestBot()
  await keep(table, 'main', '3-months')
  const { poll, mona, mark } = await pollIn(table, 'main', '')
  await pass(table, 100)
  const refused = await mona.ask({ command: 'reopen', args: { paper: poll } })
  expect(wordsOf(refused)).toContain('no longer stored')
  expect(buttonsIn(refused).map(({ label }) => label)).toContain('New round')
  await mona.ask({ command: 'revote', args: { paper: poll } })
  await mark.ask({ command: 'cast', args: { poll, approach: '1', case: '2', why: 'Zq7words again' } })
  await mona.ask({ command: 'close', args: { paper: poll } })
  const isKept = () => rowsOf(table.file).some((row) => row.includes(poll) && row.includes('Zq7words again'))
  await pass(table, 50)
  expect(isKept()).toBe(true)
  await pass(table, 50)
  expect(isKept()).toBe(false)
})

test('an open poll keeps its names however old it is, and so does a closed one where all is kept', async () => {
  await using table = await startTestBot()
  const closed = await pollIn(table, 'all', '')
  await keep(table, 'main', '3-months')
  const { ada } = seats(table)
  const open = idOf(await ada.type('poll arXiv:1906.01820 closes:never'))
  await ada.ask({ command: 'cast', args: { poll: open, approach: '1', case: '2', why: 'Still here' } })
  await pass(table, 100)
  const rows = rowsOf(table.file)
  expect(rows.some((row) => row.includes(open) && row.includes('Still here'))).toBe(true)
  expect(rows.some((row) => row.includes(closed.poll) && markers.test(row))).toBe(true)
})
