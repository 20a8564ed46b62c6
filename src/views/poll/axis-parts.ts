import type { Part } from '../../chat/view.ts'
import { leaderOf } from '../../disagreement/axis-label.ts'
import { meanConfidence } from '../../disagreement/confidence.ts'
import { pTop } from '../../disagreement/posterior.ts'
import { type Axis, approach, caseFocus, type Level, levels } from '../../grid/axes.ts'
import { sum, type Three } from '../../grid/counts.ts'
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
  return axes.flatMap((answered) => [
    axisTable(answered, rounds, current),
    ...outlookText(answered, poll, current),
  ])
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
        ...(hasMeans ? [mean === null ? '–' : mean.toFixed(1)] : []),
      ]),
    ],
  }
}

/** Vote counts for which the outlook is worth a sentence: the leader can still change, but not with every vote. */
const [minVotes, maxVotes] = [5, 60]

/**
 * The probability that the leading answer stays first (docs/disagreement.md 5). Empty without a leader, with too few or
 * too many answers, and once all expected people have voted.
 */
function outlookText(
  { axis, counts }: AxisOfTally,
  { voted, expected }: Disclosure,
  { tally }: OpenRound,
): readonly Part[] {
  const byLevel = counts(tally)
  const leader = leaderOf(byLevel)
  const answers = sum(byLevel)
  const isComplete = voted !== undefined && voted >= expected
  if (leader === undefined || byLevel[leader] === answers) return []
  if (answers < minVotes || answers > maxVotes || isComplete) return []
  const text = `With more voters like these, ${axis.plain[leader]} would stay first with probability ${formatProbability(pTop(byLevel, leader))}.`
  return [{ kind: 'text', text }]
}

/** Rounded to 5 %: more digits would suggest a precision that isn't there. */
const formatProbability = (probability: number): string =>
  probability > 0.95 ? '>95%' : `${Math.round(20 * probability) * 5}%`
