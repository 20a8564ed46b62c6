import type { OpenBallot, OpenRound } from '../poll/disclosed-round.ts'
import { findingsOf } from './findings.ts'
import type { HeadlineCase } from './headline.ts'
import { reasonSidesOf } from './sides.ts'

/** A ballot with a reason, and the mark of its voter's camp, if it is of one. */
interface SideReason {
  readonly ballot: OpenBallot
  readonly mark?: string
}

/** The ballots of a round with names whose reasons stand for its sides; if no side gave any, the strongest one. */
export function reasonsBySide({ ballots, tally }: OpenRound, headline: HeadlineCase): readonly SideReason[] {
  const ofSides = reasonSidesOf(headline, findingsOf(tally)).flatMap(({ has, mark }) =>
    pickStrongest(ballots.filter(({ answers }) => has(answers.stance))).map((ballot) => ({
      ballot,
      ...(mark !== undefined && { mark }),
    })),
  )
  return ofSides.length > 0 ? ofSides : pickStrongest(ballots).map((ballot) => ({ ballot }))
}

/** The reason given with the highest confidence, the earliest of several; empty if nobody gave one. */
function pickStrongest(ballots: readonly OpenBallot[]): readonly OpenBallot[] {
  return ballots
    .filter(({ answers }) => answers.why !== undefined)
    .toSorted((a, b) => (b.answers.confidence ?? 0) - (a.answers.confidence ?? 0))
    .slice(0, 1)
}
