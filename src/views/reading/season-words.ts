import type { PolledPaper } from '../../atlas/contested.ts'
import { agree, counted } from '../../chat/text.ts'
import { labelWord } from '../../disagreement/label-word.ts'
import { settledSentence } from '../../disagreement/settled.ts'
import { approach, caseFocus } from '../../grid/axes.ts'
import { columnsOf, rowsOf } from '../../grid/tally.ts'
import {
  type Season,
  type SeasonSession,
  type SessionVote,
  toVotedPaper,
  type VotedPaper,
} from '../../reading/season.ts'

/**
 * "Sessions from 25 Nov to 16 Dec 2026: 3 held, 1 skipped. Voters per session: 3 to 6, median 4."
 *
 * @param writeSpan Writes the first and the last date, which may be the same.
 */
export function countsLine(
  { sessions, underWay }: Season,
  writeSpan: (first: string, last: string) => string,
): string {
  const dates = sessions.map(({ past }) => past.session.date)
  const ends = (['read', 'skipped', 'missed'] as const).flatMap((end) => {
    const count = sessions.filter(({ past }) => past.end === end).length
    return count === 0 ? [] : [`${count} ${end === 'read' ? 'held' : end}`]
  })
  const running =
    underWay === 0
      ? ''
      : ` ${counted(underWay, 'session')} still running ${agree(underWay, 'is', 'are')} not included.`
  const when = writeSpan(dates[0] ?? '', dates.at(-1) ?? '')
  return `${when}: ${ends.join(', ')}.${attendanceWords(sessions)}${running}`
}

/** "Sessions from 2026-11-25 to 2026-12-16" */
export const isoSpan = (first: string, last: string): string =>
  first === last ? `Session on ${first}` : `Sessions from ${first} to ${last}`

/** "Sessions from 25 Nov to 16 Dec 2026" */
export function writtenSpan(first: string, last: string): string {
  const [from, to] = [writeDay(first), writeDay(last)]
  if (first === last) return `Session on ${to}`
  const isOneYear = first.slice(0, 4) === last.slice(0, 4)
  return `Sessions from ${isOneYear ? from.replace(/ \d{4}$/, '') : from} to ${to}`
}

/** "25 Nov 2026", from `2026-11-25`. */
const writeDay = (date: string): string =>
  new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${date}T12:00:00Z`))

/** The voters of a session are those of its fullest round. */
function attendanceWords(sessions: readonly SeasonSession[]): string {
  const voters = sessions
    .flatMap((session) => toVotedPaper(session) ?? [])
    .map(({ vote }) => votedIn(vote))
    .toSorted((a, b) => a - b)
  const [min, max] = [voters[0], voters.at(-1)]
  if (min === undefined || max === undefined) return ''
  const half = (voters.length - 1) / 2
  const median = ((voters[Math.floor(half)] ?? 0) + (voters[Math.ceil(half)] ?? 0)) / 2
  return ` Voters per session: ${min === max ? min : `${min} to ${max}, median ${median}`}.`
}

/** "5 voters", "5 voters, then 4 (hidden)"; "nobody voted". */
export function votersWords({ rounds: [first, ...later] }: SessionVote): string {
  if (first === undefined) return 'nobody voted'
  const more = later.map(({ votes, hidden }) => `, then ${votes}${hidden ? ' (hidden)' : ''}`)
  return `${counted(first.votes, 'voter')}${more.join('')}`
}

/** "2 of the 4 who voted twice changed their vote"; `undefined` if too few can be compared. */
export const changedWords = ({ moved }: SessionVote): string | undefined =>
  moved && `${moved.voters} of the ${moved.of} who voted twice changed their vote`

/** "7 came, 6 voted"; `undefined` if that may not be shown, or everyone who came voted. */
export function cameWords(came: number | undefined, voted: number): string | undefined {
  return came === undefined || came <= voted ? undefined : `${came} came, ${voted} voted`
}

/** The most votes that a round of a session's poll had. */
export const votedIn = (vote: SeasonSession['vote']): number =>
  vote === undefined || vote === 'deleted' ? 0 : Math.max(0, ...vote.rounds.map(({ votes }) => votes))

/** Whether the question of the round before is settled; `undefined` if too few have said. */
export function settledWords({ poll: { current } }: SessionVote): string | undefined {
  const settled = current.hidden ? undefined : current.extras?.settled
  return settled && settledSentence(settled, current.number - 1)
}

/** Stands in for facilitators of sessions whose polls show no names. */
export const unnamedWords = (sessions: number): string =>
  `the ${agree(sessions, 'facilitator', 'facilitators')} of ${counted(sessions, 'anonymous session')}`

/** "Approach: split 4–5." and "Case: all agree.", as a picture says it beside each axis; docs/disagreement.md 6.9. */
export const axisWords = ({ tally, item }: PolledPaper<VotedPaper>): readonly string[] =>
  [[approach, rowsOf(tally)] as const, [caseFocus, columnsOf(tally)] as const].map(
    ([{ name }, counts]) => `${name}: ${labelWord(counts, item.vote.poll.current.state)}.`,
  )

/** "To settle: …"; empty if nothing is open. */
export const settleWords = ({ vote: { summary } }: VotedPaper): readonly string[] =>
  summary?.settle === undefined ? [] : [`To settle: ${summary.settle}`]
