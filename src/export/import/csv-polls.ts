import { createHash } from 'node:crypto'
import { tallyOf } from '../../grid/tally.ts'
import { toAnonymousRound } from '../../poll/anonymous-import.ts'
import { type Ballot, VoterId } from '../../poll/ballot.ts'
import type { PollToImport, RoundToImport } from '../../poll/poll-to-import.ts'
import type { ImportedPoll, ImportedRound } from './imported-polls.ts'
import type { ImportedBallot } from './read-csv-row.ts'

/** The name of a vote without one, beside votes with names. */
const unnamed = 'Unnamed'

/**
 * A poll as rows of a CSV file describe it. It shows names if any of its votes has one, and each has its own row.
 *
 * @param at When it is imported, in ms since 1970: the time of rounds without a date.
 */
export function toPollToImport({ paper, rounds }: ImportedPoll, at: number): PollToImport {
  const all = rounds.flatMap(({ ballots }) => ballots)
  const isNamed = all.some(({ voter }) => voter !== undefined) && all.every(({ count }) => count === 1)
  const [first] = rounds
  return {
    dates: first?.date === undefined ? 'none' : 'days',
    paper,
    visibility: isNamed ? 'names' : 'anonymous',
    questions: (['goal', 'tractable'] as const).filter((question) =>
      all.some((ballot) => ballot[question] !== undefined),
    ),
    openedAt: timeOf(first?.date, at),
    rounds: rounds.map((round) =>
      isNamed
        ? toNamedRound(round, at)
        : toAnonymousRound(
            timeOf(round.date, at),
            round.ballots.map((ballot) => ({ ...toAnswers(ballot), count: ballot.count })),
          ),
    ),
  }
}

/** Noon, which is the same day nearly everywhere. */
const timeOf = (date: string | undefined, at: number): number =>
  date === undefined ? at : Date.parse(`${date}T12:00:00Z`)

function toNamedRound({ date, round, ballots }: ImportedRound, at: number): RoundToImport {
  const found = new Map<VoterId, Ballot>()
  for (const ballot of ballots) {
    const named = ballot.voter === undefined ? undefined : toVoter(ballot.voter)
    // Of two people with one name in a round each has a vote; a vote without a name is of another voter in each round.
    const isFirst = named !== undefined && !found.has(named)
    const voter = isFirst ? named : toVoter(`${date} ${round} ${found.size}`, ballot.voter ?? '')
    found.set(voter, { v: 2, answers: toAnswers(ballot), name: ballot.voter ?? unnamed })
  }
  return {
    closedAt: timeOf(date, at),
    ballots: found,
    tally: tallyOf([...found.values()].map(({ answers }) => answers.stance)),
  }
}

const toAnswers = ({ count: _, voter: __, ...answers }: ImportedBallot): Ballot['answers'] => answers

/** The same in all rounds of a poll. */
const toVoter = (...name: readonly string[]): VoterId =>
  VoterId.parse(`v_${createHash('sha256').update(JSON.stringify(name)).digest('base64url').slice(0, 22)}`)
