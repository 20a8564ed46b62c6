import type { Part } from '../../chat/view.ts'
import { leaderOf } from '../../disagreement/axis-label.ts'
import { meanConfidence } from '../../disagreement/confidence.ts'
import { pTop } from '../../disagreement/posterior.ts'
import { type Axis, approach, caseFocus, levels } from '../../grid/axes.ts'
import { sum, type Three } from '../../grid/counts.ts'
import type { Stance } from '../../grid/stance.ts'
import { columnsOf, rowsOf, type Tally, unsureOnColumn, unsureOnRow } from '../../grid/tally.ts'
import type { Disclosure, OpenRound } from '../../poll/disclose.ts'

interface AxisOfTally {
  readonly axis: Axis
  readonly counts: (tally: Tally) => Three
  readonly unsure: (tally: Tally) => number
  /** What a stance says on this axis; null for unsure, nothing off the grid. */
  readonly answer: (stance: Stance) => number | null | undefined
}

const axes: readonly AxisOfTally[] = [
  {
    axis: approach,
    counts: rowsOf,
    unsure: unsureOnRow,
    answer: (stance) => (stance.kind === 'placement' ? stance.row : undefined),
  },
  {
    axis: caseFocus,
    counts: columnsOf,
    unsure: unsureOnColumn,
    answer: (stance) => (stance.kind === 'placement' ? stance.column : undefined),
  },
]

/** The lines above tell one or two votes whole. */
const minForTables = 3

/** How each axis was answered, this round beside the one before; with the mean confidence where enough gave one. */
export function axisParts(poll: Disclosure, current: OpenRound): readonly Part[] {
  if (current.votes < minForTables) return []
  const before = poll.rounds.at(-2)
  const rounds = [before, current].filter((round) => round !== undefined && !round.hidden)
  return axes.flatMap((of) => [axisTable(of, rounds, current), ...outlookText(of, poll, current)])
}

function axisTable(of: AxisOfTally, rounds: readonly OpenRound[], current: OpenRound): Part {
  const confidence = (answer: number | null) =>
    meanConfidence(
      current.ballots.flatMap(({ answers }) => (of.answer(answers.stance) === answer ? [answers] : [])),
    )
  const answered = [...levels, null].map((answer) => ({
    name: answer === null ? 'Unsure' : of.axis.levels[answer],
    counts: rounds.map(({ tally }) => (answer === null ? of.unsure(tally) : of.counts(tally)[answer])),
    mean: confidence(answer),
  }))
  const hasMeans = answered.some(({ mean }) => mean !== null)
  const votes = rounds.map(({ number }) => (rounds.length === 1 ? 'Votes' : `Round ${number}`))
  return {
    kind: 'table',
    caption: `Answers on ${of.axis.name.toLowerCase()}${hasMeans ? ', with mean confidence of 5' : ''}`,
    rows: [
      [of.axis.name, ...votes, ...(hasMeans ? ['Confidence'] : [])],
      ...answered.map(({ name, counts, mean }) => [
        name,
        ...counts.map(String),
        ...(hasMeans ? [mean === null ? '–' : mean.toFixed(1)] : []),
      ]),
    ],
  }
}

/** Within these bounds the leader may change, but not with every vote. */
const [minVotes, maxVotes] = [5, 60]

/** How likely the leading answer would stay first (docs/disagreement.md 5), unless everyone who is expected has voted. */
function outlookText(
  { axis, counts }: AxisOfTally,
  { turnout }: Disclosure,
  { tally }: OpenRound,
): readonly Part[] {
  const on = counts(tally)
  const leader = leaderOf(on)
  const n = sum(on)
  const isAll = turnout !== undefined && turnout.voted >= turnout.expected
  if (leader === undefined || on[leader] === n || n < minVotes || n > maxVotes || isAll) return []
  const text = `With more voters like these, ${axis.plain[leader]} would stay first with probability ${formatProbability(pTop(on, leader))}.`
  return [{ kind: 'text', text }]
}

/** To 5 %: more would promise too much. */
const formatProbability = (p: number): string => (p > 0.95 ? '>95%' : `${Math.round(20 * p) * 5}%`)
