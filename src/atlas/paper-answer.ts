import { boardLines } from '../disagreement/poll-summary.ts'
import type { PaperId } from '../paper/paper.ts'
import { type Disclosure, selectRound } from '../poll/disclose.ts'
import type { OpenRound } from '../poll/disclosed-round.ts'
import { standingRound } from './atlas-papers.ts'
import { elsewhereLine } from './elsewhere.ts'
import { findNear, type ListedPaper, placedLine, standingOfRound } from './paper-memory.ts'
import { countsOf } from './standing.ts'
import { findStandingPoll } from './standing-poll.ts'

/** A poll on the paper, with what its last round with votes says. */
export interface PollOnPaper {
  readonly poll: Disclosure
  /** All that were opened. */
  readonly rounds: number
  /** Those of the last shown round that has any; while all are hidden those of the current round. */
  readonly votes: number
  readonly headline: string
  /** Absent while all votes are hidden. */
  readonly shown?: OpenRound
}

/** The results of a group's polls on one paper, in the order in which an answer shows them. */
export interface PaperAnswer<Other> {
  /** Absent if no vote is shown. */
  readonly placed?: string
  /** The newest first. */
  readonly polls: readonly PollOnPaper[]
  /** Where another team put its agenda: a line or none. */
  readonly elsewhere: readonly string[]
  /** Up to three other papers of its cells. */
  readonly near: readonly Other[]
}

/**
 * Puts together the results of the polls on one paper. Polls are listed side by side and never added up.
 *
 * @param ids The paper's id, and those joined to it.
 * @param polls Those that the person sees, with their counts.
 * @param others The group's other papers.
 */
export function paperAnswerOf<Other extends ListedPaper>(
  [id, ...joined]: readonly [PaperId, ...PaperId[]],
  polls: readonly Disclosure[],
  others: readonly Other[],
): PaperAnswer<Other> {
  const shown = polls.map((poll) => ({
    openedAt: poll.openedAt,
    rounds: poll.rounds.filter((round) => !round.hidden),
  }))
  const placed = placedLine(shown)
  const standing = findStandingPoll(shown)
  // While a poll is open, another team's placement would anchor its voters.
  const isOpen = polls.some(({ showsElsewhere }) => showsElsewhere !== true)
  return {
    ...(placed !== undefined && { placed }),
    polls: polls.toSorted((a, b) => b.openedAt - a.openedAt).map(toPollOnPaper),
    elsewhere:
      standing === undefined || isOpen ? [] : elsewhereLine(id, countsOf(standing.round.tally), joined),
    near: standing === undefined ? [] : findNear(standingOfRound(standing.round), others),
  }
}

function toPollOnPaper(poll: Disclosure): PollOnPaper {
  const shown = standingRound(poll)
  const { votes } = shown ?? poll.current
  const [headline = ''] = boardLines(shown === undefined ? poll : selectRound(poll, shown.number))
  return { poll, rounds: poll.rounds.length, votes, headline, ...(shown !== undefined && { shown }) }
}
