import { type AxisChange, axisChangeOf } from '../disagreement/axis-change.ts'
import { type ExtraFigures, extraFiguresOf } from '../disagreement/extra-figures.ts'
import { type Figures, figuresOf } from '../disagreement/figures.ts'
import type { HeadlineCase } from '../disagreement/headline.ts'
import { boardLines, reportSummary } from '../disagreement/poll-summary.ts'
import { type GoalFigures, goalFigures } from '../disagreement/questions.ts'
import { axisAnswers, returningVoters } from '../disagreement/returning.ts'
import { changeOf, type Verdict } from '../disagreement/rounds.ts'
import type { AnswerCounts } from '../poll/answer-counts.ts'
import { type Disclosure, selectRound } from '../poll/disclose.ts'
import type { SettledCounts } from '../poll/extra-answers.ts'

/** A round in words and numbers; `case` and `figures` are null while its placements are hidden. */
interface RoundReport {
  readonly summary: readonly string[]
  readonly case: HeadlineCase | null
  readonly figures: RoundFigures | null
}

interface RoundFigures extends Figures, ExtraFigures {
  readonly goal: GoalFigures
  readonly tractable: AnswerCounts['tractable']
}

/** The change since the round before, under the names of the reference tables (docs/disagreement.md 7). */
interface ChangeFigures {
  readonly specVerdict: Verdict
  readonly P: number
  readonly moved: number
  /** As a share of P. */
  readonly net: number
  readonly D1: number | null
  readonly D2: number | null
  readonly toward: number
  readonly away: number
  readonly onlyBefore: number
  readonly onlyNow: number
  readonly row: AxisChange
  readonly column: AxisChange
  /** Whether the question of the round before was settled; null if too few answered. */
  readonly settled: SettledCounts | null
}

/** The report of the current round, and of each round; docs/disagreement.md 9. */
export interface ReportJson extends RoundReport {
  readonly rounds: readonly ({
    readonly number: number
    readonly state: 'open' | 'closed'
    readonly votes: number
  } & RoundReport &
    Partial<ChangeFigures>)[]
}

export function reportJson(poll: Disclosure): ReportJson {
  return {
    ...roundReport(poll),
    rounds: poll.rounds.map(({ number, state, votes }) => {
      const then = selectRound(poll, number)
      return { number, state, votes, ...roundReport(then), ...changeFigures(then) }
    }),
  }
}

function roundReport(poll: Disclosure): RoundReport {
  const summary = reportSummary(poll)
  const { current } = poll
  if (summary === undefined || current.hidden) return { summary: boardLines(poll), case: null, figures: null }
  const figures = {
    ...figuresOf(current.tally),
    goal: goalFigures(current),
    tractable: current.counts.tractable,
    ...extraFiguresOf(current),
  }
  return { summary: summary.lines, case: summary.case, figures }
}

function changeFigures(poll: Disclosure): ChangeFigures | undefined {
  const returning = returningVoters(poll)
  if (returning === undefined) return undefined
  const { verdict, returning: P, moved, net, gapBefore, gapNow, toward, away } = changeOf(returning.steps)
  return {
    specVerdict: verdict,
    P,
    moved,
    net: P === 0 ? 0 : net / P,
    D1: gapBefore,
    D2: gapNow,
    toward,
    away,
    onlyBefore: returning.left,
    onlyNow: returning.joined,
    row: axisChangeOf(axisAnswers(returning, 'row')),
    column: axisChangeOf(axisAnswers(returning, 'column')),
    settled: (!poll.current.hidden && poll.current.extras?.settled) || null,
  }
}
