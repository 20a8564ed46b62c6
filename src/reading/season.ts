import type { AtlasPaper } from '../atlas/atlas.ts'
import { atlasPaperOf, standingRound } from '../atlas/atlas-papers.ts'
import { type ContestedPapers, findContestedPapers } from '../atlas/contested.ts'
import type { Person } from '../chat/caller.ts'
import { boardLines, reportSummary } from '../disagreement/poll-summary.ts'
import { returningVoters } from '../disagreement/returning.ts'
import { changeOf } from '../disagreement/rounds.ts'
import type { Summary } from '../disagreement/summary.ts'
import { hasTypedTitle, type Paper } from '../paper/paper.ts'
import { type Disclosure, selectRound } from '../poll/disclose.ts'
import type { PollId } from '../poll/poll.ts'
import { todayIn } from '../time/when.ts'
import type { Attendance } from './count-answers.ts'
import { seasonNotFound } from './errors.ts'
import type { Group, Past, SessionId } from './group.ts'
import { sumWorth, type WorthCounts } from './worth.ts'

export interface VotedRound {
  readonly number: number
  readonly votes: number
  readonly hidden: boolean
  readonly headline: string
}

/** The result of the vote on a session's paper, as far as it may be shown. */
export interface SessionVote {
  /** As of the last round that has votes and may be shown; without such a round, the current state. */
  readonly poll: Disclosure
  /** `undefined` while the votes are hidden. */
  readonly summary: Summary | undefined
  readonly headline: string
  /** The rounds with votes, oldest first. */
  readonly rounds: readonly VotedRound[]
  /** How many of those who voted in both rounds moved; `undefined` if they are too few to compare. */
  readonly moved: { readonly voters: number; readonly of: number } | undefined
  /** Whether votes may still change. */
  readonly isOpen: boolean
  /** The address of the poll's page, where people can reach it. */
  readonly page: string | undefined
}

/** A session of a season that is over. */
export interface SeasonSession {
  readonly past: Past
  readonly paper: Paper | undefined
  /** `undefined` if there was no poll. */
  readonly vote: SessionVote | 'deleted' | undefined
  /** How many people came; `undefined` if that may not be shown. */
  readonly came: number | undefined
}

/** A paper that was read and voted on. */
export interface VotedPaper {
  readonly date: string
  readonly paper: Paper
  readonly vote: SessionVote
}

/** Everything that the recap of a season shows. */
export interface Season {
  readonly group: string
  readonly name: string
  /** Local dates, as 2026-12-02. */
  readonly writtenOn: string
  readonly zone: string
  /** Oldest first; at least one. */
  readonly sessions: readonly SeasonSession[]
  readonly underWay: number
  /** Of several sessions on one paper only the last counts, here and below. */
  readonly atlas: readonly AtlasPaper[]
  readonly contested: ContestedPapers<VotedPaper>
  /** The papers with something to settle, oldest first. */
  readonly unsettled: readonly VotedPaper[]
  /** Who led sessions whose polls show names, most sessions first. */
  readonly facilitators: readonly { readonly person: Person; readonly sessions: number }[]
  /** How many sessions were led whose polls show no names. */
  readonly ledUnnamed: number
  /** Of all sessions that were held. */
  readonly worth: WorthCounts
}

export interface SeasonFacts {
  readonly group: Group
  readonly name: string
  /** The sessions of that season, oldest first; at least one. */
  readonly past: readonly Past[]
  /** Their polls; those that are missing were deleted. */
  readonly polls: ReadonlyMap<PollId, Disclosure>
  readonly pageOf: (poll: PollId) => string | undefined
  /** Of the sessions that were held. */
  readonly attendances: ReadonlyMap<SessionId, Attendance>
  readonly now: number
}

/**
 * The name of a season, and its sessions that are over, oldest first.
 *
 * @param wanted Its name, in upper or lower case; by default the current season.
 * @throws UserError when the group has no season of that name.
 */
export function findSeason(
  { season: { name: current } }: Group,
  history: readonly Past[],
  wanted = current,
): { readonly name: string; readonly past: readonly Past[] } {
  const names = [...new Set([...history.map(({ season }) => season), current])]
  const name =
    names.find((name) => name === wanted) ?? names.find((name) => name.toLowerCase() === wanted.toLowerCase())
  if (name === undefined) throw seasonNotFound(wanted, names)
  return { name, past: history.filter(({ season }) => season === name) }
}

export function seasonOf({ group, name, past, polls, pageOf, attendances, now }: SeasonFacts): Season {
  const sessions = past.map((one) => ({
    ...sessionOf(one, polls, pageOf),
    came: attendances.get(one.session.id)?.came,
  }))
  const voted = keepLastOnEach(sessions.flatMap((session) => toVotedPaper(session) ?? []))
  const isCurrent = name === group.season.name
  const zone = group.schedule?.zone ?? 'UTC'
  return {
    group: group.name,
    name,
    writtenOn: todayIn(zone, now),
    zone,
    sessions,
    underWay: isCurrent ? group.sessions.filter(({ openedAt }) => openedAt !== undefined).length : 0,
    atlas: voted.flatMap(({ vote, paper }) => {
      const placed = atlasPaperOf(vote.poll, now)
      return placed === undefined ? [] : [{ ...placed, paper }]
    }),
    contested: findContested(voted),
    unsettled: voted.filter(({ vote }) => vote.summary?.settle !== undefined),
    ...countFacilitators(sessions),
    worth: sumWorth([...attendances.values()].map(({ worth }) => worth)),
  }
}

function sessionOf(
  past: Past,
  polls: SeasonFacts['polls'],
  pageOf: SeasonFacts['pageOf'],
): Omit<SeasonSession, 'came'> {
  const { entry, session } = past
  const poll = session.poll && polls.get(session.poll)
  const paper =
    entry !== undefined && !hasTypedTitle(entry.paper) ? entry.paper : (poll?.paper ?? entry?.paper)
  if (session.poll === undefined) return { past, paper, vote: undefined }
  return { past, paper, vote: poll === undefined ? 'deleted' : voteOf(poll, pageOf(poll.id)) }
}

function voteOf(whole: Disclosure, page: string | undefined): SessionVote {
  const round = standingRound(whole)
  const poll = round === undefined ? whole : selectRound(whole, round.number)
  return {
    poll,
    summary: reportSummary(poll),
    headline: headlineOf(poll),
    rounds: whole.rounds
      .filter(({ votes }) => votes > 0)
      .map(({ number, votes, hidden }) => {
        return { number, votes, hidden, headline: headlineOf(selectRound(whole, number)) }
      }),
    moved: readMoved(poll),
    isOpen: whole.state === 'open',
    page,
  }
}

const headlineOf = (poll: Disclosure): string => (reportSummary(poll)?.lines ?? boardLines(poll))[0] ?? ''

function readMoved(poll: Disclosure): SessionVote['moved'] {
  const returning = returningVoters(poll)
  if (returning === undefined) return undefined
  const { verdict, moved, returning: of } = changeOf(returning.steps)
  return verdict === 'too-few' ? undefined : { voters: moved, of }
}

/** `undefined` unless the paper was read and voted on: one that was skipped or missed comes again. */
export function toVotedPaper({ past, paper, vote }: Omit<SeasonSession, 'came'>): VotedPaper | undefined {
  if (past.end !== 'read' || paper === undefined || vote === undefined || vote === 'deleted') return undefined
  return { date: past.session.date, paper, vote }
}

const keepLastOnEach = (voted: readonly VotedPaper[]): readonly VotedPaper[] =>
  voted.filter(({ paper }, i) => voted.findLastIndex((other) => other.paper.id === paper.id) === i)

/** Leaves out papers that everyone places alike. */
function findContested(voted: readonly VotedPaper[]): ContestedPapers<VotedPaper> {
  const polled = voted.flatMap((item) => {
    const { poll } = item.vote
    return poll.current.hidden ? [] : [{ item, tally: poll.current.tally, openedAt: poll.openedAt }]
  })
  const { onGrid, gridOrApplications } = findContestedPapers(polled)
  return { onGrid: onGrid.filter(({ gap }) => gap > 0), gridOrApplications }
}

function countFacilitators(sessions: readonly SeasonSession[]): Pick<Season, 'facilitators' | 'ledUnnamed'> {
  const led = sessions.filter(({ past }) => past.end === 'read' && past.session.facilitator !== undefined)
  const people = led.flatMap((session) => findNamedFacilitator(session) ?? [])
  const byId = new Map(people.map((person) => [person.id, person]))
  return {
    facilitators: [...byId.values()]
      .map((person) => ({ person, sessions: people.filter(({ id }) => id === person.id).length }))
      .toSorted((a, b) => b.sessions - a.sessions),
    ledUnnamed: led.length - people.length,
  }
}

/** The session's facilitator; `undefined` if there was none or its poll shows no names. */
export function findNamedFacilitator({ past, vote }: SeasonSession): Person | undefined {
  const isAnonymous = vote !== undefined && vote !== 'deleted' && vote.poll.visibility === 'anonymous'
  return isAnonymous ? undefined : past.session.facilitator
}
