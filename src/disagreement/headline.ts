import { isSettled } from './axis-label.ts'
import type { AxisFindings, Findings } from './findings.ts'

/** The kind of a round's result; every tally has exactly one. docs/disagreement.md 6.2. */
export type HeadlineCase = (typeof rules)[number][0]

/** The first case that applies. */
export function caseOf(findings: Findings): HeadlineCase {
  const rule = rules.find(([, holds]) => holds(findings))
  if (rule === undefined) throw new Error('The last rule holds for every tally')
  return rule[0]
}

const rule = <Name extends string>(name: Name, holds: (findings: Findings) => boolean) =>
  [name, holds] as const

const rules = [
  rule('no-votes', ({ votes }) => votes === 0),
  rule('all-applications', ({ placements }) => placements === 0),
  rule('one-vote', ({ votes }) => votes === 1),
  rule('two-same', (findings) => isTwoFull(findings) && findings.occupied.length === 1),
  rule('two-differ', (findings) => isTwoFull(findings)),
  rule('two-differ-kind', ({ votes, full, applications }) => votes === 2 && full === 1 && applications === 1),
  rule('mostly-applications', ({ applications, votes }) => 2 * applications > votes),
  rule('applications-contested', ({ applications, votes }) => applications >= 2 && 4 * applications >= votes),
  rule('mostly-unsure', (findings) => isMostlyUnsure(findings, 'row') && isMostlyUnsure(findings, 'column')),
  rule('mostly-unsure-row', (findings) => isMostlyUnsure(findings, 'row')),
  rule('mostly-unsure-col', (findings) => isMostlyUnsure(findings, 'column')),
  rule('few-placements', ({ full }) => full < 3),
  rule(
    'unanimous-cell',
    ({ occupied, row, column }) =>
      occupied.length === 1 && row.label === 'unanimous' && column.label === 'unanimous',
  ),
  rule('consensus', ({ row, column }) => isSettled(row.label) && isSettled(column.label)),
  rule('row-split', ({ column }) => isSettled(column.label)),
  rule('col-split', ({ row }) => isSettled(row.label)),
  rule('three-camps', (findings) => hasCamps(findings, 3)),
  rule('two-camps-along', (findings) => hasCamps(findings, 2) && findings.direction === 'along'),
  rule('two-camps-across', (findings) => hasCamps(findings, 2) && findings.direction === 'across'),
  rule('two-camps', (findings) => hasCamps(findings, 2)),
  rule('two-cells', ({ occupied }) => occupied.length === 2),
  rule('diagonal-along', ({ direction }) => direction === 'along'),
  rule('diagonal-across', ({ direction }) => direction === 'across'),
  rule('mainly-row', ({ carrier }) => carrier === 'row'),
  rule('mainly-col', ({ carrier }) => carrier === 'column'),
  rule('leaning', ({ row, column }) => row.label === 'leaning' && column.label === 'leaning'),
  rule('spread', () => true),
] as const

const isTwoFull = ({ votes, full }: Findings): boolean => votes === 2 && full === 2

const isMostlyUnsure = (findings: Findings, on: AxisFindings['on']): boolean =>
  2 * findings[on].unsure > findings.placements

const hasCamps = ({ camps }: Findings, k: 2 | 3): boolean => camps.k === k && camps.isFirm
