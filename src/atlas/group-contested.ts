import { fullOf } from '../grid/tally.ts'
import { type ContestedPapers, findContestedPapers, minPlacements, type PolledPaper } from './contested.ts'
import { findStandingPoll, type ShownPoll, type StandingPoll } from './standing-poll.ts'

/** Too few papers that enough people placed: one among two is no more contested than the other. */
export interface FewPapers {
  readonly papers: number
  readonly of: number
}

const minPapers = 3

/**
 * The contested papers of a group, each by the poll that stands for it; docs/memory.md 1 and docs/disagreement.md 8.3.
 *
 * @param papers For each paper all its polls.
 */
export function findGroupContested<Poll extends ShownPoll>(
  papers: readonly (readonly Poll[])[],
): ContestedPapers<StandingPoll<Poll>> | FewPapers {
  const polled = papers.flatMap((polls): readonly PolledPaper<StandingPoll<Poll>>[] => {
    const standing = findStandingPoll(polls)
    if (standing === undefined) return []
    return [{ item: standing, tally: standing.round.tally, openedAt: standing.poll.openedAt }]
  })
  const placed = polled.filter(({ tally }) => fullOf(tally) >= minPlacements)
  return placed.length < minPapers ? { papers: placed.length, of: minPapers } : findContestedPapers(polled)
}
