import { describe, expect, test } from 'vitest'
import { findStandingPoll, type ShownRound } from '../../src/atlas/standing-poll.ts'
import { emptyTally } from '../../src/grid/tally.ts'

const withVotes = (votes: number) => ({ ...emptyTally, unsure: votes })
const closed = (closedAt: number, votes: number): ShownRound => ({
  state: 'closed',
  closedAt,
  tally: withVotes(votes),
})
const open = (votes: number): ShownRound => ({ state: 'open', tally: withVotes(votes) })
const poll = (id: string, openedAt: number, ...rounds: readonly ShownRound[]) => ({ id, openedAt, rounds })

describe('of several polls on one paper', () => {
  test.each([
    ['the one closed last stands for it', [poll('a', 1, closed(9, 5)), poll('b', 2, closed(8, 30))], 'a'],
    ['an open one counts as closed now', [poll('a', 1, closed(9, 9)), poll('b', 0, open(5))], 'b'],
    ['one with 4 votes waits', [poll('a', 1, closed(8, 5)), poll('b', 2, closed(9, 4))], 'a'],
    [
      'one that was asked again waits',
      [poll('a', 1, closed(8, 5)), poll('b', 2, closed(7, 9), open(1))],
      'a',
    ],
    ['the larger of small ones stands', [poll('a', 1, closed(8, 4)), poll('b', 2, closed(9, 3))], 'a'],
    ['of equal small ones the later one', [poll('a', 1, closed(8, 3)), poll('b', 2, closed(9, 3))], 'b'],
    ['of open ones the one opened last', [poll('a', 3, open(5)), poll('b', 2, open(9))], 'a'],
    ['one that nobody voted in says nothing', [poll('a', 1, closed(8, 1)), poll('b', 2, closed(9, 0))], 'a'],
    [
      'votes of an empty round are those of the round before',
      [poll('a', 1, closed(8, 9), open(0)), poll('b', 2, closed(9, 1))],
      'a',
    ],
  ])('%s', (_, polls, stands) => {
    expect(findStandingPoll(polls)?.poll.id).toBe(stands)
    expect(findStandingPoll(polls.toReversed())?.poll.id).toBe(stands)
  })

  test('the last round with a vote is what it says', () => {
    const [first, second] = [closed(5, 9), closed(6, 4)]
    expect(findStandingPoll([poll('a', 1, first, second, open(0))])?.round).toBe(second)
    expect(findStandingPoll([poll('a', 1, first, open(0))])?.round).toBe(first)
  })

  test('none stands where nobody voted', () => {
    expect(findStandingPoll([poll('a', 1, open(0)), poll('b', 1)])).toBeUndefined()
    expect(findStandingPoll([])).toBeUndefined()
  })
})
