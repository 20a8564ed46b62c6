import { isSettled } from '../disagreement/axis-label.ts'
import type { Camp } from '../disagreement/camps.ts'
import { type Findings, findingsOf } from '../disagreement/findings.ts'
import { centreOf } from '../grid/distance.ts'
import type { Disclosure } from '../poll/disclose.ts'
import type { OpenRound } from '../poll/disclosed-round.ts'
import type { AtlasPaper } from './atlas.ts'
import { findPlacedAt } from './placed.ts'
import { findStandingRound } from './standing-poll.ts'

const newMs = 7 * 86_400_000

/** The round that represents a poll among others: the last one with visible votes, or `undefined`. */
export const standingRound = ({ rounds }: Disclosure): OpenRound | undefined =>
  findStandingRound(rounds.filter((round) => !round.hidden))

/**
 * The poll's paper as an atlas shows it (docs/grid.md 7); `undefined` if no vote places it.
 *
 * @param now In ms since 1970.
 */
export function atlasPaperOf(poll: Disclosure, now: number): AtlasPaper | undefined {
  const round = standingRound(poll)
  if (round === undefined) return undefined
  const findings = findingsOf(round.tally)
  const isOffGrid = findPlacedAt(['off-grid'], poll) !== undefined
  const onGrid = isOffGrid ? undefined : placeOf(findings)
  if (!isOffGrid && onGrid === undefined) return undefined
  const { paper, openedAt } = poll
  return {
    paper,
    cell: onGrid?.cell,
    standing: onGrid?.standing ?? { kind: 'unsettled' },
    placedAt: openedAt,
    isNew: openedAt > now - newMs,
  }
}

function placeOf({ cells, row, column, camps }: Findings): Pick<AtlasPaper, 'cell' | 'standing'> | undefined {
  const cell = centreOf(cells)
  if (cell === undefined) return undefined
  if (isSettled(row.label) && isSettled(column.label)) return { cell, standing: { kind: 'settled' } }
  const largest = camps.camps.toSorted((a, b) => b.size - a.size)
  const home = largest.find(({ cells }) => cells.includes(cell)) ?? largest[0]
  const other = largest.find((camp) => camp !== home)
  if (!camps.isFirm || home === undefined || other === undefined)
    return { cell, standing: { kind: 'unsettled' } }
  return { cell: within(home, cell), standing: { kind: 'split', towards: other.cell } }
}

/** The centre if it is in the camp, else the camp's own cell, so that a split paper isn't shown between its camps. */
const within = (home: Camp, centre: number): number => (home.cells.includes(centre) ? centre : home.cell)

/** The months from the first paper to the last, in UTC: "Sep–Nov 2026", "Nov 2026 – Jan 2027"; '' without papers. */
export function spanOf(papers: readonly AtlasPaper[]): string {
  const moments = papers.map(({ placedAt }) => placedAt)
  if (moments.length === 0) return ''
  const [first, last] = [new Date(Math.min(...moments)), new Date(Math.max(...moments))]
  const [from, to] = [monthOf(first), monthOf(last)]
  if (first.getUTCFullYear() !== last.getUTCFullYear())
    return `${from} ${first.getUTCFullYear()} – ${to} ${last.getUTCFullYear()}`
  return `${from === to ? from : `${from}–${to}`} ${last.getUTCFullYear()}`
}

const monthOf = (date: Date): string =>
  new Intl.DateTimeFormat('en-US', { month: 'short', timeZone: 'UTC' }).format(date)
