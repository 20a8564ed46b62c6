import type { Three } from '../grid/counts.ts'
import { type AxisLabel, leadingOf } from './axis-label.ts'
import type { AxisFindings, Findings } from './findings.ts'
import { countWords, everyone, says, whoAnswered } from './wording.ts'

/**
 * "Approach: leans Cognitivist (8 of 11; 1 Engineering, 2 Behaviorist)."; `undefined` without answers.
 * docs/disagreement.md 6.3.
 */
export function axisLine(findings: Findings, on: AxisFindings['on']): string | undefined {
  const { axis, counts, n, label } = findings[on]
  if (label === 'none') return undefined
  const who = whoAnswered(findings, findings[on])
  return `${axis.name}: ${axisWords({ label, counts, n, names: axis.plain, who })}.`
}

interface Answers {
  readonly label: Exclude<AxisLabel, 'none'>
  readonly counts: Three
  readonly n: number
  readonly names: readonly [string, string, string]
  /** As {@link whoAnswered}. */
  readonly who: string
}

function axisWords({ label, counts, n, names, who }: Answers): string {
  const leader = leadingOf(counts)
  const lead = names[leader]
  const [first, middle, last] = counts
  switch (label) {
    case 'single':
      return `1 says ${lead}`
    case 'pair-same':
    case 'unanimous':
      return `${everyone(n, who)} say ${lead}`
    case 'pair-adjacent':
    case 'pair-opposite':
      return [0, 1, 2].flatMap((i) => (counts[i] === 1 ? [`1 says ${names[i]}`] : [])).join(', ')
    case 'strong':
    case 'consensus':
    case 'leaning': {
      const how = { strong: 'strong consensus on', consensus: 'consensus on', leaning: 'leans' }[label]
      return `${how} ${lead} (${counts[leader]} of ${n}; ${countWords(counts, names, leader).join(', ')})`
    }
    case 'polarised':
      return `polarised, with ${first} for ${names[0]}, ${last} for ${names[2]} and ${inBetween(middle)}`
    case 'ends':
      return `split ${first}–${last} between the two ends, ${names[0]} and ${names[2]}; ${inBetween(middle)}`
    case 'neighbours': {
      const [lower, higher] = neighboursIn(counts)
      const third = 3 - lower - higher
      const rest = counts[third] ?? 0
      const split = `split ${counts[lower]}–${counts[higher]} between ${names[lower]} and ${names[higher]}`
      return rest > 0 ? `${split}; ${rest} ${says(rest)} ${names[third]}` : split
    }
    case 'spread':
      return `divided, with ${first} for ${names[0]}, ${middle} for ${names[1]} and ${last} for ${names[2]}`
  }
}

const inBetween = (middle: number): string => `${middle === 0 ? 'nobody' : middle} in between`

/** The two categories between which answers with the label `neighbours` are split, the lower one first. */
export const neighboursIn = ([first, , last]: Three): readonly [0, 1] | readonly [1, 2] =>
  first >= last ? [0, 1] : [1, 2]
