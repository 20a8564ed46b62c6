import type { Disclosure } from '../poll/disclose.ts'
import type { OpenRound } from '../poll/disclosed-round.ts'
import type { AtlasPaper } from './atlas.ts'
import { countsOf, standingOf } from './standing.ts'
import { findStandingRound } from './standing-poll.ts'

/** How long a paper is new, in ms. */
export const newMs = 7 * 86_400_000

/** The round that represents a poll among others: the last one with visible votes, or `undefined`. */
export const standingRound = ({ rounds }: Disclosure): OpenRound | undefined =>
  findStandingRound(rounds.filter((round) => !round.hidden))

/**
 * The poll's paper as an atlas shows it; `undefined` if no vote is shown.
 *
 * @param now In ms since 1970.
 */
export function atlasPaperOf(poll: Disclosure, now: number): AtlasPaper | undefined {
  const round = standingRound(poll)
  if (round === undefined) return undefined
  const { paper, openedAt } = poll
  const counts = countsOf(round.tally)
  return {
    paper,
    standing: standingOf(counts),
    counts,
    placedAt: openedAt,
    isNew: openedAt > now - newMs,
  }
}

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
