import type { Part } from '../../chat/view.ts'
import { findingsOf } from '../../disagreement/findings.ts'
import type { HeadlineCase } from '../../disagreement/headline.ts'
import { sidesOf } from '../../disagreement/sides.ts'
import type { OpenBallot, OpenRound } from '../../poll/disclose.ts'
import { stanceName } from './stance-words.ts'

/**
 * One reason per side; if no side gave any, the strongest reason of the round. An anonymous poll with few ballots shows
 * all reasons without their placement, so that nobody can be identified.
 */
export function reasonParts(
  { ballots, tally, looseReasons }: OpenRound,
  headline: HeadlineCase,
): readonly Part[] {
  if (looseReasons.length > 0) return looseReasons.map((text): Part => ({ kind: 'quote', text }))
  const ofSides = sidesOf(headline, findingsOf(tally)).flatMap((side) =>
    pickStrongest(ballots.filter(({ answers }) => side.has(answers.stance))),
  )
  return (ofSides.length > 0 ? ofSides : pickStrongest(ballots)).map(quotePart)
}

/** The reason given with the highest confidence, the earliest of several; empty if nobody gave one. */
function pickStrongest(ballots: readonly OpenBallot[]): readonly OpenBallot[] {
  return ballots
    .filter(({ answers }) => answers.why !== undefined)
    .toSorted((a, b) => (b.answers.confidence ?? 0) - (a.answers.confidence ?? 0))
    .slice(0, 1)
}

function quotePart({ name, answers }: OpenBallot): Part {
  const { stance, confidence, why = '' } = answers
  const who = name === undefined ? 'Somebody at ' : `${name}, `
  const sure = confidence === undefined ? '' : `, confidence ${confidence} of 5`
  return { kind: 'quote', text: why, from: `${who}${stanceName(stance)}${sure}` }
}
