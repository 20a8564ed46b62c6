import { sum } from '../grid/counts.ts'
import { spectrumPosition } from '../grid/distance.ts'
import { feasibilities } from '../poll/ballot.ts'
import type { OpenRound } from '../poll/disclosed-round.ts'

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

type Answered = Pick<OpenRound, 'tally' | 'counts'>

const minAnswers = 3
const alignmentEnd = 3

export function goalFigures({ tally, counts }: Answered): GoalFigures {
  const { cells } = tally
  return {
    placed: sum(cells),
    atAlignmentEnd: sum(cells.filter((_, cell) => spectrumPosition(cell) >= alignmentEnd)),
    answered: sum(Object.values(counts.goal)),
    sayAlignment: counts.goal.alignment,
  }
}

/**
 * "By method 6 of 9 place it at the alignment end; by goal 2 of 9 say alignment."; `undefined` if either has fewer than
 * 3 answers.
 */
export function goalLine(round: Answered): string | undefined {
  const { placed, atAlignmentEnd, answered, sayAlignment } = goalFigures(round)
  if (placed < minAnswers || answered < minAnswers) return undefined
  return `By method ${atAlignmentEnd} of ${placed} place it at the alignment end; by goal ${sayAlignment} of ${answered} say alignment.`
}

/** "Could this direction work at all? 4 yes, 2 maybe, 1 no."; `undefined` without answers. */
export function tractableLine({
  counts: { tractable: counts },
}: Pick<Answered, 'counts'>): string | undefined {
  if (counts.yes + counts.maybe + counts.no === 0) return undefined
  const parts = (['yes', 'maybe', 'no'] as const).map(
    (answer) => `${counts[answer]} ${feasibilities[answer].toLowerCase()}`,
  )
  return `Could this direction work at all? ${parts.join(', ')}.`
}
