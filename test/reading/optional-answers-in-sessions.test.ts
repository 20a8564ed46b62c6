import { describe, expect, test } from 'vitest'
import { mismatchesIn } from '../poll/optional-answers-mismatches.ts'
import { readState, type State, states } from './optional-answers-in-sessions.ts'
import { shownInSessions } from './optional-answers-in-sessions-table.ts'

describe.each(Object.keys(states) as State[])('optional answers in a session whose poll is: %s', (state) => {
  test('stand where the table says', async () => {
    expect(mismatchesIn(shownInSessions[state], await readState(state))).toEqual([])
  })
})

test('a recap is about the last round that has votes to show', async () => {
  const { recap } = await readState('names')
  expect(recap).toContain('round 1, closed: 7 votes.')
  expect(recap).toContain(
    [
      'Round 1: 7 votes. All agree on Worst-case; the approach is not settled. Asked why they differ, 5 say it is how they read the paper.',
      'Round 2: nobody voted.',
      'Approach: split 4–3 between Engineering and Behaviorist.',
    ].join('\n'),
  )
  expect(recap).toContain(
    'To settle: “zqcrux 0” It would move 4 of 4 for Engineering and 1 of 3 for Behaviorist.',
  )
})

test('a recap says why a second round that few voted in is not shown', async () => {
  const { recap } = await readState('anonymous, second round, too few votes')
  expect(recap).toContain(
    "Round 2: 4 people voted. Results are shown from 5 votes on, so that nobody's vote can be guessed.",
  )
  expect(recap).toContain('Approach: split 4–3 between Engineering and Behaviorist.')
})
