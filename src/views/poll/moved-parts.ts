import { counted } from '../../chat/text.ts'
import type { Fact, Part } from '../../chat/view.ts'
import { type AxisChange, axisChangeOf } from '../../disagreement/axis-change.ts'
import { isSettled } from '../../disagreement/axis-label.ts'
import { findingsOf } from '../../disagreement/findings.ts'
import { axisAnswers, type Returning, returningVoters } from '../../disagreement/returning.ts'
import { hasSettled } from '../../disagreement/rounds.ts'
import { type Axis, approach, caseFocus } from '../../grid/axes.ts'
import type { Disclosure } from '../../poll/disclose.ts'
import type { OpenRound } from '../../poll/disclosed-round.ts'
import { stanceName } from './stance-words.ts'

const maxMoves = 20

/** Who moved since the previous round, what moved them in their own words, and whether another round would help. */
export function movedParts(poll: Disclosure, current: OpenRound): readonly Part[] {
  const returning = returningVoters(poll)
  if (returning === undefined || returning.moves.length === 0) return quoteParts(current).flat()
  const moves = [...moveParts(returning), ...quoteParts(current)]
  const more = moves.length - maxMoves
  return [
    ...moves.slice(0, maxMoves).flat(),
    ...(more > 0 ? [{ kind: 'text', text: `And ${more} more moved.` } as const] : []),
    {
      kind: 'facts',
      facts: [
        axisFact(approach, returning, 'row'),
        axisFact(caseFocus, returning, 'column'),
        { name: 'Another round', value: adviceText(returning, current) },
      ],
    },
  ]
}

/** The move of each voter who moved, and what moved them; empty in anonymous polls. */
function moveParts({ voters }: Returning): readonly (readonly Part[])[] {
  return voters.flatMap(({ before, now }) => {
    const [from, to] = [stanceName(before.answers.stance), stanceName(now.answers.stance)]
    if (from === to) return []
    const { name = '' } = now
    const { movedBy } = now.answers
    const move: Part = { kind: 'text', text: `${name} moved from ${from} to ${to}.` }
    return [[move, ...(movedBy === undefined ? [] : [{ kind: 'quote', text: movedBy, from: name } as const])]]
  })
}

/** Reasons for changing ballots in an anonymous round, without the moves. */
const quoteParts = ({ loose }: OpenRound): readonly (readonly Part[])[] =>
  loose.movedBy.map((text) => [{ kind: 'quote', text, from: 'A voter' }])

function axisFact(axis: Axis, returning: Returning, on: 'row' | 'column'): Fact {
  const answers = axisAnswers(returning, on)
  return {
    name: `${axis.name} (${counted(answers.length, 'person', 'people')} answered in both rounds)`,
    value: moveWords(axis, axisChangeOf(answers)),
  }
}

function moveWords({ plain }: Axis, { up, down, unchanged }: AxisChange): string {
  if (up + down === 0) return 'nobody moved.'
  return `${up} toward ${plain[2]}, ${down} toward ${plain[0]}, ${unchanged} the same.`
}

/**
 * Whether another round would change anything. Stability is checked before agreement: Dajani, Sincoff & Talley
 * (Technological Forecasting & Social Change 13, 1979).
 */
function adviceText({ steps }: Returning, { tally }: OpenRound): string {
  const { row, column } = findingsOf(tally)
  if (isSettled(row.label) && isSettled(column.label)) return 'settled.'
  return hasSettled(steps) ? 'votes are stable; another round is unlikely to change them.' : 'still moving.'
}
