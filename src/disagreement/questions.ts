import { sum } from '../grid/counts.ts'
import { spectrumPosition } from '../grid/distance.ts'
import { tallyOf } from '../grid/tally.ts'
import { type Answers, feasibilities } from '../poll/ballot.ts'

/** Compares the placements on the grid with the answers about the authors' goal. */
export interface GoalFigures {
  /** Full placements. */
  readonly placed: number
  /** Full placements at positions 3 and 4 of the spectrum. */
  readonly atAlignmentEnd: number
  /** Answers to the question about the goal. */
  readonly answered: number
  readonly sayAlignment: number
}

const minAnswers = 3
const alignmentEnd = 3

export function goalFigures(answers: readonly Answers[]): GoalFigures {
  const { cells } = tallyOf(answers.map(({ stance }) => stance))
  const goals = answers.flatMap(({ goal }) => (goal === undefined ? [] : [goal]))
  return {
    placed: sum(cells),
    atAlignmentEnd: sum(cells.filter((_, cell) => spectrumPosition(cell) >= alignmentEnd)),
    answered: goals.length,
    sayAlignment: goals.filter((goal) => goal === 'alignment').length,
  }
}

/**
 * "By method 6 of 9 place it at the alignment end; by goal 2 of 9 say alignment."; `undefined` if either has fewer than
 * 3 answers.
 */
export function goalLine(answers: readonly Answers[]): string | undefined {
  const { placed, atAlignmentEnd, answered, sayAlignment } = goalFigures(answers)
  if (placed < minAnswers || answered < minAnswers) return undefined
  return `By method ${atAlignmentEnd} of ${placed} place it at the alignment end; by goal ${sayAlignment} of ${answered} say alignment.`
}

/** The number of answers of each kind, in the order of the form. */
export function tractableCounts(
  answers: readonly Answers[],
): Readonly<Record<'yes' | 'maybe' | 'no', number>> {
  const count = (answer: 'yes' | 'maybe' | 'no') =>
    answers.filter(({ tractable }) => tractable === answer).length
  return { yes: count('yes'), maybe: count('maybe'), no: count('no') }
}

/** "Could this direction work at all? 4 yes, 2 maybe, 1 no."; `undefined` without answers. */
export function tractableLine(answers: readonly Answers[]): string | undefined {
  const counts = tractableCounts(answers)
  if (counts.yes + counts.maybe + counts.no === 0) return undefined
  const parts = (['yes', 'maybe', 'no'] as const).map(
    (answer) => `${counts[answer]} ${feasibilities[answer].toLowerCase()}`,
  )
  return `Could this direction work at all? ${parts.join(', ')}.`
}
