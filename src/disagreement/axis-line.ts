import type { Three } from '../grid/counts.ts'
import { type AxisLabel, leaderOf } from './axis-label.ts'
import type { AxisFindings } from './findings.ts'
import { countWords } from './wording.ts'

/**
 * "Approach: leans Cognitivist (8 of 11; 1 Engineering, 2 Behaviorist)."; `undefined` without answers.
 * docs/disagreement.md 6.2.
 */
export function axisLine({ axis, counts, n, label }: AxisFindings): string | undefined {
  return label === 'none' ? undefined : `${axis.name}: ${axisWords(label, counts, n, axis.plain)}.`
}

function axisWords(
  label: Exclude<AxisLabel, 'none'>,
  counts: Three,
  n: number,
  names: readonly [string, string, string],
) {
  const leader = leaderOf(counts) ?? 0
  const lead = names[leader]
  const parts = countWords(counts, names)
  const [first, middle, last] = counts
  switch (label) {
    case 'single':
      return `1 answer, ${lead}`
    case 'pair-same':
      return `both say ${lead}`
    case 'pair-adjacent':
    case 'pair-opposite':
      return parts.join(', ')
    case 'unanimous':
      return `all ${n} say ${lead}`
    case 'strong':
    case 'consensus':
    case 'leaning': {
      const how = { strong: 'strong consensus on', consensus: 'consensus on', leaning: 'leans' }[label]
      return `${how} ${lead} (${counts[leader]} of ${n}; ${countWords(counts, names, leader).join(', ')})`
    }
    case 'polarised':
    case 'ends': {
      const how = label === 'polarised' ? 'polarised' : 'split across the ends'
      return `${how}: ${first} ${names[0]}, ${last} ${names[2]}, ${middle === 0 ? 'none' : middle} between`
    }
    case 'neighbours': {
      const [lower, higher, third] = first >= last ? ([0, 1, 2] as const) : ([1, 2, 0] as const)
      const split = `split ${counts[lower]}–${counts[higher]} between ${names[lower]} and ${names[higher]}`
      return counts[third] > 0 ? `${split}; ${counts[third]} ${names[third]}` : split
    }
    case 'spread': {
      const all = `no settled answer: ${parts.join(', ')}`
      return hasHalf(counts, n) ? `${all} (most common: ${lead}, ${counts[leader]} of ${n})` : all
    }
  }
}

/** Whether exactly one category leads, and it has at least half of the answers. */
export function hasHalf(counts: Three, n: number): boolean {
  const leader = leaderOf(counts)
  return leader !== undefined && 2 * counts[leader] >= n
}
