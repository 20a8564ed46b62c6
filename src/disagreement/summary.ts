import { type Axis, approach, caseFocus } from '../poll/axes.ts'
import type { Disclosure } from '../poll/disclose.ts'
import {
  columnsOf,
  fullOf,
  placementsOf,
  rowsOf,
  type Tally,
  unsureOnColumn,
  unsureOnRow,
  votesOf,
} from './tally.ts'

/** "1 vote", "7 votes" */
export const votesIn = (n: number): string => (n === 1 ? '1 vote' : `${n} votes`)

/**
 * What a round says, in at most four lines: the headline, each axis, and who is off the grid or unsure. Counts are
 * "k of n"; everything in it can be found in the tally.
 */
function summaryOf(tally: Tally): readonly string[] {
  const votes = votesOf(tally)
  if (votes === 0) return ['No votes yet.']
  if (placementsOf(tally) === 0) return [offGrid(votes)]
  const lines = [
    headline(tally),
    axisLine(approach, rowsOf(tally)),
    axisLine(caseFocus, columnsOf(tally)),
    also(tally),
  ]
  return lines.filter((line) => line !== undefined)
}

/** What people may read about the current round: its summary, or, while it is blind, how many have voted. */
export function summaryLines({ current, rounds }: Disclosure): readonly string[] {
  if (current.hidden) return [hiddenLine(current.votes)]
  const before = rounds.at(-2)
  const since =
    before === undefined || before.hidden ? [] : [`Round ${before.number} had ${votesIn(before.votes)}.`]
  return [...summaryOf(current.tally), ...since]
}

/** "6 people have voted; placements stay hidden until reveal." */
export function hiddenLine(votes: number): string {
  if (votes === 0) return 'Nobody has voted yet; placements stay hidden until reveal.'
  return `${votes === 1 ? '1 person has' : `${votes} people have`} voted; placements stay hidden until reveal.`
}

function offGrid(votes: number): string {
  if (votes === 1) return '1 vote: applications research.'
  if (votes === 2) return '2 votes, both applications research.'
  return `All ${votes} say applications research: off the grid.`
}

function headline(tally: Tally): string {
  const full = fullOf(tally)
  const occupied = tally.cells.filter((n) => n > 0).length
  const [votes, cells] = [votesIn(votesOf(tally)), occupied === 1 ? '1 of 9 cells' : `${occupied} of 9 cells`]
  if (full === 0) return `${votes}, no full placement.`
  return `${votes}, ${full === 1 ? '1 full placement' : `${full} full placements`} on ${cells}.`
}

function axisLine(axis: Axis, counts: readonly [number, number, number]): string | undefined {
  const parts = axis.plain.flatMap((level, i) => ((counts[i] ?? 0) > 0 ? [`${counts[i]} ${level}`] : []))
  return parts.length === 0 ? undefined : `${axis.name}: ${parts.join(', ')}.`
}

function also(tally: Tally): string | undefined {
  const parts = [
    tally.applications > 0 && `${tally.applications} of ${votesOf(tally)} say applications research`,
    unsureOnRow(tally) > 0 && `${unsureOnRow(tally)} unsure on approach`,
    unsureOnColumn(tally) > 0 && `${unsureOnColumn(tally)} unsure on case`,
  ].filter((part) => part !== false)
  return parts.length === 0 ? undefined : `Also: ${parts.join(', ')}.`
}
