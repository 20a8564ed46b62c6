import { listedAsChoices } from '../chat/text.ts'
import type { Three } from '../grid/counts.ts'
import { leaderOf } from './axis-label.ts'
import { hasHalf } from './axis-line.ts'
import type { AxisFindings, Findings } from './findings.ts'
import type { HeadlineCase } from './headline.ts'
import { nameOf } from './wording.ts'

/**
 * The question that would settle the round, to follow "To settle: "; `undefined` if nothing is open.
 * docs/disagreement.md 6.4.
 */
export function cruxOf(headlineCase: HeadlineCase, findings: Findings): string | undefined {
  switch (headlineCase) {
    case 'no-votes':
    case 'all-applications':
    case 'one-vote':
    case 'two-same':
    case 'two-differ':
    case 'two-differ-kind':
    case 'mostly-applications':
    case 'few-placements':
    case 'unanimous-cell':
    case 'consensus':
      return undefined
    case 'applications-contested':
      return 'does it belong on the grid, or is it applications research?'
    case 'mostly-unsure':
      return 'what in the paper shows its approach and its case?'
    case 'mostly-unsure-row':
      return 'what in the paper shows its approach?'
    case 'mostly-unsure-col':
      return 'what in the paper shows its case?'
    case 'row-split':
      return onAxis(findings.row)
    case 'col-split':
      return onAxis(findings.column)
    case 'mainly-row':
      return `first, ${onAxis(findings.row)}`
    case 'mainly-col':
      return `first, ${onAxis(findings.column)}`
    case 'two-camps':
    case 'two-camps-along':
    case 'two-camps-across':
      return betweenCells(
        findings,
        findings.camps.camps.map(({ cell }) => cell),
      )
    case 'two-cells':
      return betweenCells(findings, findings.occupied)
    case 'three-camps':
    case 'diagonal-along':
    case 'diagonal-across':
    case 'leaning':
    case 'spread':
      return onBoth(findings)
  }
}

/** The answers between which an axis is still open, in axis order: one (that answer or not), two, or all three. */
export function openOptions({ counts, n, label }: AxisFindings): readonly (0 | 1 | 2)[] {
  switch (label) {
    case 'polarised':
    case 'ends':
      return [0, 2]
    case 'neighbours':
      return counts[0] >= counts[2] ? [0, 1] : [1, 2]
    case 'spread': {
      const leader = leaderOf(counts)
      return leader !== undefined && hasHalf(counts, n) ? [leader] : [0, 1, 2]
    }
    default:
      return twoLargest(counts)
  }
}

const onAxis = (axis: AxisFindings): string => `is the ${nounOf(axis)} ${options(axis)}?`

function onBoth({ row, column }: Findings): string {
  if (row.label === 'spread' && column.label === 'spread') return 'which approach, and which case?'
  return `approach (${options(row)}) and case (${options(column)})?`
}

function betweenCells({ row, column }: Findings, [a = 0, b = 0]: readonly number[]): string {
  const [rows, columns] = [
    [Math.floor(a / 3), Math.floor(b / 3)],
    [a % 3, b % 3],
  ] as const
  if (rows[0] !== rows[1] && columns[0] !== columns[1]) return `is it ${nameOf(a)} or ${nameOf(b)}?`
  const [axis, levels] = rows[0] === rows[1] ? [column, columns] : [row, rows]
  return `is the ${nounOf(axis)} ${listedAsChoices(
    levels.toSorted().map((level) => axis.axis.plain[level] ?? ''),
  )}?`
}

/** "Engineering or Cognitivist", "Behaviorist or not" */
function options(axis: AxisFindings): string {
  const names = openOptions(axis).map((level) => axis.axis.plain[level])
  return names.length === 1 ? `${names[0]} or not` : listedAsChoices(names)
}

const nounOf = ({ axis }: AxisFindings): string => axis.name.toLowerCase()

/** The two categories with the most answers, in axis order. Ties go to the lower category. */
const twoLargest = (counts: Three): readonly (0 | 1 | 2)[] =>
  ([0, 1, 2] as const)
    .toSorted((a, b) => counts[b] - counts[a] || a - b)
    .slice(0, 2)
    .toSorted()
