import { sum } from '../grid/counts.ts'
import type { Crux, RoundExtras } from './extra-answers.ts'
import type { PollId } from './poll.ts'
import { toShownVoter } from './shown-voter.ts'

/** Fewest answers to a question asked after the reveal from which its counts are shown. */
const minReplies = 3

/** Fewest voters of each side from which a crux of an anonymous poll is shown with its sides. */
const minOnSide = 3

/** The extra answers of a round that a poll with names shows, whose depths and guesses stand at the ballots. */
export function discloseNamedExtras(
  poll: PollId,
  { countsAtReveal, cruxes, differ, settled }: RoundExtras,
): RoundExtras {
  return {
    countsAtReveal,
    cruxes: cruxes?.map(({ voter, ...crux }) => ({ ...crux, voter: voter && toShownVoter(poll, voter) })),
    differ: fromMin(differ, minReplies),
    settled: fromMin(settled, minReplies),
  }
}

/**
 * The extra answers of a closed round that an anonymous poll shows: totals, each from `shownFrom` answers to its own
 * question on.
 */
export function discloseAnonymousExtras(
  { countsAtReveal, cruxes, ...totals }: RoundExtras,
  shownFrom: number,
): RoundExtras {
  return {
    countsAtReveal,
    cruxes: cruxes?.map(withoutVoter),
    differ: fromMin(totals.differ, shownFrom),
    settled: fromMin(totals.settled, shownFrom),
    depth: fromMin(totals.depth, shownFrom),
    guesses: fromMin(totals.guesses, shownFrom),
  }
}

const withoutVoter = ({ voter: _, ...crux }: Crux): Crux => withLargeSides(crux)

/** The counts of an anonymous crux: without its sides unless each has enough voters. */
export function withLargeSides<Counted extends Pick<Crux, 'sides'>>(
  counted: Counted,
): Counted | Omit<Counted, 'sides'> {
  const { sides, ...others } = counted
  return sides?.every(({ of }) => of >= minOnSide) ? counted : others
}

const fromMin = <Totals extends Readonly<Record<string, number>> | readonly number[]>(
  totals: Totals | undefined,
  min: number,
): Totals | undefined =>
  totals !== undefined && sum(Object.values<number>(totals)) >= min ? totals : undefined
