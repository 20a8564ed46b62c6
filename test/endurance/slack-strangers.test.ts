import { test } from 'vitest'
import { newcomersComeFirst, whoMs } from '../slack/given-up.ts'
import { pollOn } from '../slack/table.ts'

/** How long the bot in a test's own process waits for whether somebody sees a place. */
const whereMs = 150_000

test('who still waits comes before strangers who wanted something of another channel, and have given up', () =>
  newcomersComeFirst({
    size: 80,
    waits: [whoMs, whereMs],
    act: ({ people, board, elsewhere }, person) => people.slash(person, `close ${pollOn(board)}`, elsewhere),
  }))
