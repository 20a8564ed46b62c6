import { expect, test } from 'vitest'
import { tallyOf } from '../../src/grid/tally.ts'
import { PaperId } from '../../src/paper/paper.ts'
import type { Answers } from '../../src/poll/ballot.ts'
import { VoterId } from '../../src/poll/ballot.ts'
import { type DisclosureInput, disclose } from '../../src/poll/disclose.ts'
import { PollId } from '../../src/poll/poll.ts'

const stance: Answers['stance'] = { kind: 'placement', row: 0, column: 0 }

/** The reasons of a closed anonymous round, as they are shown without their ballots. */
function reasonsOf(byVoter: Readonly<Record<string, string>>): readonly string[] {
  const ballots = new Map(
    Object.entries(byVoter).map(([voter, why]) => [VoterId.parse(voter), { answers: { stance, why } }]),
  )
  const poll: DisclosureInput['poll'] = {
    id: PollId.parse('p_0123456789'),
    paper: { id: PaperId.parse('arxiv:2204.05862'), title: 'A paper', authors: [] },
    visibility: 'anonymous',
    questions: [],
    openedAt: 0,
    opener: { name: 'Ada' },
    rounds: [{ number: 1, state: 'closed', blind: false, tally: tallyOf([stance, stance, stance]) }],
  }
  const { current } = disclose({ poll, ballots: [ballots] })
  return current.hidden ? [] : current.looseReasons
}

test('reasons without their ballots are in an order that says nothing of who wrote them', () => {
  const [one, another, third] = ['It scales.', 'It proves.', 'It lasts.']
  const order = reasonsOf({ v_a: one, v_b: another, v_c: third })
  expect(order).toHaveLength(3)
  expect(reasonsOf({ v_a: another, v_b: third, v_c: one })).toEqual(order)
  expect(reasonsOf({ v_a: third, v_b: one, v_c: another })).toEqual(order)
})
