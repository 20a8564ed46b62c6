import { type Level, levels } from '../grid/axes.ts'
import type { Three } from '../grid/counts.ts'
import { axisTopic, levelTopic, pairOf, topicOf } from '../taxonomy/taxonomy.ts'
import { neighboursIn } from './axis-line.ts'
import type { AxisFindings, Findings } from './findings.ts'
import { stepsByAxis } from './gap.ts'
import type { HeadlineCase } from './headline.ts'

/** The axis that a round is split on and, where two of its levels stand out, these two, the lower first. */
export interface Contest {
  readonly on: AxisFindings['on']
  /** `undefined` where no two levels stand out. */
  readonly pair: LevelPair | undefined
}

type LevelPair = readonly [Level, Level]

/**
 * The question that would settle a round, to follow "To settle: "; `undefined` if nothing is open.
 * docs/disagreement.md 6.5. Its words are the taxonomy's.
 */
export function decidingQuestion(headlineCase: HeadlineCase, findings: Findings): string | undefined {
  switch (headlineCase) {
    case 'applications-contested':
      return `${applicationsQuestion()} Yes points to applications research, no to the grid.`
    case 'mostly-unsure':
      return 'what in the paper shows its approach and its case?'
    case 'mostly-unsure-row':
      return 'what in the paper shows its approach?'
    case 'mostly-unsure-col':
      return 'what in the paper shows its case?'
    default: {
      const contest = contestIn(headlineCase, findings)
      return contest && questionOn(contest, findings)
    }
  }
}

/** The contested axis of an unsettled round; `undefined` if it is settled, or not split on an axis. */
export function contestIn(headlineCase: HeadlineCase, findings: Findings): Contest | undefined {
  const { row, column, camps, occupied } = findings
  switch (headlineCase) {
    case 'row-split':
    case 'mainly-row':
      return contestOn(row)
    case 'col-split':
    case 'mainly-col':
      return contestOn(column)
    case 'two-cells':
      return contestBetween(occupied)
    case 'two-camps':
    case 'two-camps-along':
    case 'two-camps-across':
    case 'three-camps':
      return contestBetween(
        camps.camps.toSorted((a, b) => b.size - a.size || a.cell - b.cell).map(({ cell }) => cell),
      )
    case 'diagonal-along':
    case 'diagonal-across':
    case 'leaning':
    case 'spread': {
      const steps = stepsByAxis(findings.cells)
      return contestOn(steps.column > steps.row ? column : row)
    }
    default:
      return undefined
  }
}

const contestOn = ({ on, label, counts }: AxisFindings): Contest => ({ on, pair: pairIn(label, counts) })

function pairIn(label: AxisFindings['label'], counts: Three): LevelPair | undefined {
  if (label === 'polarised' || label === 'ends') return [0, 2]
  if (label === 'neighbours') return neighboursIn(counts)
  const [first = 0, second = 0, third = 0] = levels.toSorted((a, b) => counts[b] - counts[a] || a - b)
  return counts[second] > counts[third] ? inOrder(first, second) : undefined
}

/** The axis on which the first two of these cells are further apart, the approach where they are alike. */
function contestBetween([one = 0, other = 0]: readonly number[]): Contest {
  const [rows, columns] = [
    [levelAt(Math.floor(one / 3)), levelAt(Math.floor(other / 3))],
    [levelAt(one % 3), levelAt(other % 3)],
  ] as const
  const isFurther = Math.abs(columns[0] - columns[1]) > Math.abs(rows[0] - rows[1])
  return isFurther ? { on: 'column', pair: inOrder(...columns) } : { on: 'row', pair: inOrder(...rows) }
}

const levelAt = (index: number): Level => levels[index] ?? 0

const inOrder = (a: Level, b: Level): LevelPair => (a < b ? [a, b] : [b, a])

function questionOn({ on, pair }: Contest, findings: Findings): string {
  if (pair === undefined) return uncapitalise(axisTopic(on).short)
  const [one, other] = pair
  const { question, yes } = pairOf(on, one, other)
  const isLower = levelTopic(on, one).id === yes
  const { plain } = findings[on].axis
  return `${uncapitalise(question)} Yes points to ${plain[isLower ? one : other]}, no to ${plain[isLower ? other : one]}.`
}

function applicationsQuestion(): string {
  const topic = topicOf('concept.applications-research')
  if (topic.kind !== 'concept' || topic.askYourself === undefined)
    throw new Error(`${topic.id} has no question`)
  return uncapitalise(topic.askYourself)
}

const uncapitalise = (text: string): string => text.slice(0, 1).toLowerCase() + text.slice(1)
