import { agree, counted, listed } from '../chat/text.ts'
import { nameOf } from '../disagreement/wording.ts'
import { countsOf, type PaperStanding, standingOf } from './standing.ts'
import { byLatest, findStandingRound, type ShownPoll, type ShownRound } from './standing-poll.ts'

/** A paper as an atlas lists it. */
export interface ListedPaper {
  readonly standing: PaperStanding
  /** Those of its standing round. */
  readonly votes: number
}

const maxNear = 3

export const standingOfRound = ({ tally }: Pick<ShownRound, 'tally'>): PaperStanding =>
  standingOf(countsOf(tally))

/**
 * "Placed 3 times since March 2026. Last: Behaviorist × Worst-case."; polls are counted, not rounds. Months are in UTC.
 *
 * @returns `undefined` if no round of the polls has a vote.
 */
export function placedLine(polls: readonly ShownPoll[]): string | undefined {
  const placed = polls
    .flatMap((poll) => {
      const round = findStandingRound(poll.rounds)
      return round === undefined ? [] : [{ poll, round }]
    })
    .toSorted(byLatest)
  const [last] = placed
  if (last === undefined) return undefined
  const since = monthOf(Math.min(...placed.map(({ poll }) => poll.openedAt)))
  const times = agree(placed.length, `once, in ${since}`, `${counted(placed.length, 'time')} since ${since}`)
  const result = resultWords(standingOfRound(last.round))
  return `Placed ${times}.${result === undefined ? '' : ` Last: ${result}.`}`
}

/** "Behaviorist × Worst-case"; `undefined` if the votes name no place. */
function resultWords({ kind, places }: PaperStanding): string | undefined {
  if (kind === 'off-grid') return 'applications research'
  const names = places.map((place) => (place === 'off' ? 'applications research' : nameOf(place)))
  if (names.length === 0) return undefined
  return kind === 'split' ? `split between ${listed(names)}` : listed(names)
}

const monthOf = (at: number): string =>
  new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(at)

/** Up to three of the other papers that are listed in one of a paper's cells: settled ones first, then most votes. */
export function findNear<Other extends ListedPaper>(
  { places }: PaperStanding,
  others: readonly Other[],
): readonly Other[] {
  const isHere = (place: number | 'off') => place !== 'off' && places.includes(place)
  return others
    .filter(({ standing }) => standing.places.some(isHere))
    .toSorted((a, b) => Number(isSettled(b)) - Number(isSettled(a)) || b.votes - a.votes)
    .slice(0, maxNear)
}

const isSettled = ({ standing }: ListedPaper): boolean => standing.kind === 'settled'
