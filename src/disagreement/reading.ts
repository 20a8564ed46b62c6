import { agree } from '../chat/text.ts'
import { sum } from '../grid/counts.ts'
import type { Stance } from '../grid/stance.ts'
import type { Depth } from '../poll/ballot-extras.ts'
import type { OpenRound } from '../poll/disclosed-round.ts'
import { countDepths, type DepthCounts } from '../poll/extra-answers.ts'
import { isSettled } from './axis-label.ts'
import type { AxisFindings, Findings } from './findings.ts'
import { fisherP, type TwoByTwo } from './fisher.ts'
import type { HeadlineCase } from './headline.ts'

/** A ballot with how far its voter has read. */
export interface ReadBallot {
  readonly stance: Stance
  readonly depth: Depth
}

/** How the answers on one axis go with how far people have read. */
export interface ReadingSplit {
  readonly axis: 'row' | 'column'
  /** The leading answer of the axis. */
  readonly level: string
  /** Who has read it, then who has read less; in each who gives the leading answer, then who gives another one. */
  readonly table: TwoByTwo
  /** The p-value of Fisher's exact test, 0 … 1. */
  readonly fisherP: number
}

/** The cases in which both axes have enough answers and at least one is not settled. */
const unsettledCases: ReadonlySet<HeadlineCase> = new Set([
  'row-split',
  'col-split',
  'three-camps',
  'two-camps',
  'two-camps-along',
  'two-camps-across',
  'two-cells',
  'diagonal-along',
  'diagonal-across',
  'mainly-row',
  'mainly-col',
  'leaning',
  'spread',
])

const maxP = 0.05
/** In favour of what is at the limit itself. */
const slack = 1e-12

/** The ballots with a depth; empty in an anonymous round, which has only totals. */
export const readBallotsIn = ({ ballots }: Pick<OpenRound, 'ballots'>): readonly ReadBallot[] =>
  ballots.flatMap(({ answers: { stance, depth } }) => (depth === undefined ? [] : [{ stance, depth }]))

export const depthCountsIn = (round: Pick<OpenRound, 'ballots' | 'extras'>): DepthCounts =>
  round.extras?.depth ?? countDepths(readBallotsIn(round).map(({ depth }) => depth))

/**
 * "4 read it, 2 skimmed it, 1 read only the abstract, 4 have not read it yet."; `undefined` without answers.
 * docs/disagreement.md 6.6.
 */
export function depthSentence(counts: DepthCounts, state: 'open' | 'closed'): string | undefined {
  const notYet = counts['not-yet']
  const unread = state === 'open' ? `${agree(notYet, 'has', 'have')} not read it yet` : 'had not read it'
  const parts = [
    { count: counts.read, words: 'read it' },
    { count: counts.skimmed, words: 'skimmed it' },
    { count: counts.abstract, words: 'read only the abstract' },
    { count: notYet, words: unread },
  ].filter(({ count }) => count > 0)
  return parts.length === 0
    ? undefined
    : `${parts.map(({ count, words }) => `${count} ${words}`).join(', ')}.`
}

/**
 * Compares the answers on the open axis between those who have read the paper and those who have read less; of two open
 * axes on the one that carries the disagreement, else on the approach. docs/disagreement.md 6.6.
 *
 * @returns `undefined` in a settled case, and where one of the four groups to compare is empty.
 */
export function readingSplitOf(
  headlineCase: HeadlineCase,
  findings: Findings,
  ballots: readonly ReadBallot[],
): ReadingSplit | undefined {
  if (!unsettledCases.has(headlineCase)) return undefined
  const axis = openAxis(findings)
  const { counts, axis: named } = findings[axis]
  const leader = counts.indexOf(Math.max(...counts))
  const answers = ballots.flatMap(({ stance, depth }) => {
    const level = stance.kind === 'placement' ? stance[axis] : null
    return level === null ? [] : [{ hasRead: depth === 'read', leads: level === leader }]
  })
  const count = (hasRead: boolean, leads: boolean) =>
    answers.filter((answer) => answer.hasRead === hasRead && answer.leads === leads).length
  const table: TwoByTwo = [
    [count(true, true), count(true, false)],
    [count(false, true), count(false, false)],
  ]
  if (marginsOf(table).includes(0)) return undefined
  return { axis, level: named.plain[leader] ?? '', table, fisherP: fisherP(table) }
}

/**
 * "Answers go with how far people read: all 3 who read it say Cognitivist; none of the 4 who read less does.";
 * `undefined` if chance alone could have made the difference.
 */
export function readingLine({ level, table, fisherP }: ReadingSplit): string | undefined {
  if (fisherP > maxP + slack) return undefined
  const [read, less] = table
  const first = halfOf(read, 'who read it', {
    one: `says ${level}`,
    many: `say ${level}`,
    not: `does not say ${level}`,
  })
  const second = halfOf(less, 'who read less', { one: 'does', many: 'do', not: 'does not' })
  return `Answers go with how far people read: ${first}; ${second}.`
}

interface Verbs {
  readonly one: string
  readonly many: string
  readonly not: string
}

/** "all 3 who read it say Cognitivist", "neither of the 2 who read less does" */
function halfOf([leading, other]: readonly [number, number], who: string, { one, many, not }: Verbs): string {
  const n = leading + other
  if (n === 1) return `the one ${who} ${leading === 1 ? one : not}`
  if (other === 0) return `${n === 2 ? 'both' : `all ${n}`} ${who} ${many}`
  if (leading === 0) return `${n === 2 ? 'neither' : 'none'} of the ${n} ${who} ${one}`
  return `${leading} of the ${n} ${who} ${agree(leading, one, many)}`
}

function openAxis({ row, column, carrier }: Findings): 'row' | 'column' {
  if (isOpen(row) !== isOpen(column)) return isOpen(row) ? 'row' : 'column'
  return carrier ?? 'row'
}

const isOpen = ({ label }: AxisFindings): boolean => !isSettled(label)

const marginsOf = ([[a, b], [c, d]]: TwoByTwo): readonly number[] => [
  sum([a, b]),
  sum([c, d]),
  sum([a, c]),
  sum([b, d]),
]
