import { expect, test } from 'vitest'
import { until } from '../until.ts'
import { newcomersComeFirst, whoMs, withStrangers } from './given-up.ts'
import { readers } from './table.ts'

test('who still waits to be known comes before strangers who have voted, and have given up', () =>
  newcomersComeFirst({
    size: 50,
    waits: [whoMs],
    act: ({ people, board }, person) => people.press(person, 'Cog · Worst', board),
  }))

test('a list of the workspace goes on where it stopped, and isn’t read again at once for each newcomer', async () => {
  await using table = await withStrangers()
  const { home, people, board, calls, clock, lookedUp } = table
  const first = readers(table, 70)
  for (let i = 0; i < 400; i += 1) home.join(`Colleague ${i}`)
  const last = readers(table, 70)
  const cursors = () => calls('users.list').map(({ args }) => args.cursor)
  // The clock stands still.
  for (const crowd of [first, last]) {
    const pressed = crowd.map((person) => people.press(person, 'Cog · Worst', board))
    await until(() => pressed.every(({ isAnswered }) => isAnswered))
  }
  const read = cursors()
  expect(read.length).toBeGreaterThan(1)
  expect(new Set(read).size).toBe(read.length)
  const [newcomer] = readers(table, 1)
  if (newcomer === undefined) throw new Error('Nobody came')
  people.press(newcomer, 'Cog · Worst', board)
  await until(() => clock.endingIn(whoMs) > 0)
  clock.advance(1000)
  await until(() => lookedUp().has(newcomer.id))
  expect(cursors()).toEqual(read)
})
