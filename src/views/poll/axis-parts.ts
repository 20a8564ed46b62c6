import type { Part } from '../../chat/view.ts'
import { meanConfidence } from '../../disagreement/confidence.ts'
import { formatTenths } from '../../disagreement/wording.ts'
import { type Axis, approach, caseFocus, type Level, levels } from '../../grid/axes.ts'
import type { Three } from '../../grid/counts.ts'
import type { Stance } from '../../grid/stance.ts'
import { columnsOf, rowsOf, type Tally, unsureOnColumn, unsureOnRow } from '../../grid/tally.ts'
import type { Disclosure } from '../../poll/disclose.ts'
import type { OpenRound } from '../../poll/disclosed-round.ts'

interface AxisOfTally {
  readonly axis: Axis
  readonly counts: (tally: Tally) => Three
  readonly unsure: (tally: Tally) => number
  /** The level a stance gives on this axis; `null` for unsure, `undefined` if it is off the grid. */
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

/** With fewer votes, the summary already lists them all. */
const minForTables = 3

/** The answers on each axis, this round next to the previous one; with mean confidences if enough people gave one. */
export function axisParts(poll: Disclosure, current: OpenRound): readonly Part[] {
  if (current.votes < minForTables) return []
  const before = poll.rounds.at(-2)
  const rounds = [before, current].filter((round) => round !== undefined && !round.hidden)
  return axes.flatMap((answered) => [axisTable(answered, rounds, current)])
}

function axisTable(
  { axis, counts, unsure, answer }: AxisOfTally,
  rounds: readonly OpenRound[],
  { ballots }: OpenRound,
): Part {
  const confidenceOf = (level: Level | null) =>
    meanConfidence(ballots.flatMap(({ answers }) => (answer(answers.stance) === level ? [answers] : [])))
  const rows = [...levels, null].map((level) => ({
    name: level === null ? 'Unsure' : axis.levels[level],
    votes: rounds.map(({ tally }) => (level === null ? unsure(tally) : counts(tally)[level])),
    mean: confidenceOf(level),
  }))
  const hasMeans = rows.some(({ mean }) => mean !== null)
  const heads = rounds.map(({ number }) => (rounds.length === 1 ? 'Votes' : `Round ${number}`))
  return {
    kind: 'table',
    caption: `Answers on ${axis.name.toLowerCase()}${hasMeans ? ', with mean confidence of 5' : ''}`,
    rows: [
      [axis.name, ...heads, ...(hasMeans ? ['Confidence'] : [])],
      ...rows.map(({ name, votes, mean }) => [
        name,
        ...votes.map(String),
        ...(hasMeans ? [mean === null ? '–' : formatTenths(mean)] : []),
      ]),
    ],
  }
}
