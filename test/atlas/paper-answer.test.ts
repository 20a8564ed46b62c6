import { describe, expect, test } from 'vitest'
import { paperAnswerOf } from '../../src/atlas/paper-answer.ts'
import type { PaperStanding } from '../../src/atlas/standing.ts'
import { emptyTally } from '../../src/grid/tally.ts'
import { PaperId } from '../../src/paper/paper.ts'
import { disclose } from '../../src/poll/disclose.ts'
import { PollId } from '../../src/poll/poll.ts'

const id = PaperId.parse('arxiv:2503.11926')

interface Round {
  readonly state: 'open' | 'closed'
  readonly cells: Readonly<Record<number, number>>
  readonly blind?: boolean
}

/** A poll with names, opened on that day of January 2026; its rounds are closed a day later each. */
function poll(day: number, ...rounds: readonly Round[]) {
  const openedAt = Date.UTC(2026, 0, day)
  return disclose({
    poll: {
      id: PollId.parse(`p_000000000${day}`),
      paper: { id, title: 'It', authors: [] },
      opener: { name: 'Ada' },
      visibility: 'names',
      questions: [],
      openedAt,
      rounds: rounds.map(({ state, cells, blind = false }, i) => ({
        number: i + 1,
        state,
        blind,
        tally: { ...emptyTally, cells: emptyTally.cells.map((_, cell) => cells[cell] ?? 0) },
        ...(state === 'closed' && { closedAt: openedAt + (i + 1) * 86_400_000 }),
      })),
    },
  })
}

const closed = (cells: Round['cells']): Round => ({ state: 'closed', cells })
const other = (cell: number) => ({
  standing: { kind: 'settled', places: [cell] } satisfies PaperStanding,
  votes: 5,
})

describe('what a group’s polls say of a paper', () => {
  test('is said by the newest first, and never added up', () => {
    const answer = paperAnswerOf(
      [id],
      [poll(1, closed({ 0: 6 }), closed({ 0: 1, 4: 5 })), poll(5, closed({ 0: 4 }))],
      [other(4), other(0)],
    )
    expect(answer.placed).toBe('Placed 2 times since January 2026. Last: Engineering × Average-case.')
    expect(answer.polls.map(({ rounds, votes }) => [rounds, votes])).toEqual([
      [1, 4],
      [2, 6],
    ])
    expect(answer.polls[0]?.headline).toMatch(/Engineering × Average-case/)
    expect(answer.near).toEqual([other(4)])
  })

  test('is the number of votes while they are hidden', () => {
    const answer = paperAnswerOf(
      [id],
      [poll(1, { state: 'open', cells: { 4: 3, 0: 3 }, blind: true })],
      [other(4)],
    )
    expect(answer).toMatchObject({ elsewhere: [], near: [] })
    expect(answer).not.toHaveProperty('placed')
    expect(answer.polls[0]).toMatchObject({
      votes: 6,
      headline: '6 people have voted; votes stay hidden until the reveal.',
    })
    expect(answer.polls[0]).not.toHaveProperty('shown')
    expect(JSON.stringify(answer)).not.toMatch(/\[3,0,0,0,3/)
  })

  test('names another team’s placement only while no poll on the paper is open', () => {
    const [done, open] = [poll(1, closed({ 0: 5 })), poll(2, { state: 'open', cells: { 4: 1 } })]
    const line = /“Chain of thought monitoring” .* You put this paper there too\.$/
    expect(paperAnswerOf([id], [done], []).elsewhere).toEqual([expect.stringMatching(line)])
    expect(paperAnswerOf([PaperId.parse('doi:10.1/x'), id], [done], []).elsewhere).toHaveLength(1)
    expect(paperAnswerOf([id], [done, open], []).elsewhere).toEqual([])
    expect(paperAnswerOf([id], [], []).elsewhere).toEqual([])
  })
})
