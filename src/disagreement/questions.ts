import { agree } from '../chat/text.ts'
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
 * "On the grid 6 of 9 are one step or less from the alignment end; 2 of 9 say the authors' goal is alignment.";
 * `undefined` if either has fewer than 3 answers.
 */
export function goalLine(round: Answered): string | undefined {
  const { placed, atAlignmentEnd, answered, sayAlignment } = goalFigures(round)
  if (placed < minAnswers || answered < minAnswers) return undefined
  const near = shareWords(atAlignmentEnd, placed, ['is', 'are'])
  const say = shareWords(sayAlignment, answered, ['says', 'say'])
  return `On the grid ${near} one step or less from the alignment end; ${say} the authors' goal is alignment.`
}

/** "2 of 9 say", "1 of 9 says", "all 9 say", "none of the 9 says"; of at least 3. */
function shareWords(count: number, of: number, [one, many]: readonly [string, string]): string {
  if (count === 0) return `none of the ${of} ${one}`
  return count === of ? `all ${of} ${many}` : `${count} of ${of} ${agree(count, one, many)}`
}

/** "Could this direction work at all? 4 yes, 1 no.", what nobody said left out; `undefined` without answers. */
export function tractableLine({
  counts: { tractable: counts },
}: Pick<Answered, 'counts'>): string | undefined {
  const given = (['yes', 'maybe', 'no'] as const).filter((answer) => counts[answer] > 0)
  if (given.length === 0) return undefined
  const parts = given.map((answer) => `${counts[answer]} ${feasibilities[answer].toLowerCase()}`)
  return `Could this direction work at all? ${parts.join(', ')}.`
}
