import type { Part } from '../../chat/view.ts'
import { findingsOf } from '../../disagreement/findings.ts'
import type { HeadlineCase } from '../../disagreement/headline.ts'
import { sidesOf } from '../../disagreement/sides.ts'
import { stanceAt } from '../../grid/part.ts'
import type { Side } from '../../grid/stance.ts'
import type { OpenBallot, OpenRound } from '../../poll/disclose.ts'
import type { PublishedReason } from '../../poll/published.ts'
import { stanceName } from './stance-words.ts'

/** One reason per side; if no side gave any, the strongest reason of the round. */
export function reasonParts(round: OpenRound, headline: HeadlineCase): readonly Part[] {
  const sides = sidesOf(headline, findingsOf(round.tally))
  if (round.loose.reasons.length > 0) return looseReasonParts(round.loose.reasons, sides)
  const { ballots } = round
  const ofSides = sides.flatMap((side) =>
    pickStrongest(ballots.filter(({ answers }) => side.has(answers.stance))),
  )
  return (ofSides.length > 0 ? ofSides : pickStrongest(ballots)).map(quotePart)
}

/** Of an anonymous round: one reason beside each side or cell that may be named, else all reasons by themselves. */
function looseReasonParts(reasons: readonly PublishedReason[], sides: readonly Side[]): readonly Part[] {
  const ofSides = sides.flatMap(({ name, has }) =>
    reasons
      .filter(({ part, side }) => side === name || (part !== undefined && has(stanceAt(part))))
      .slice(0, 1),
  )
  const isLabelled = reasons.some(({ part, side }) => part !== undefined || side !== undefined)
  const shown = !isLabelled ? reasons : ofSides.length > 0 ? ofSides : reasons.slice(0, 1)
  return shown.map(({ text, part, side }): Part => {
    const where = part === undefined ? side : stanceName(stanceAt(part))
    return { kind: 'quote', text, ...(where !== undefined && { from: `Somebody at ${where}` }) }
  })
}

/** The reason given with the highest confidence, the earliest of several; empty if nobody gave one. */
function pickStrongest(ballots: readonly OpenBallot[]): readonly OpenBallot[] {
  return ballots
    .filter(({ answers }) => answers.why !== undefined)
    .toSorted((a, b) => (b.answers.confidence ?? 0) - (a.answers.confidence ?? 0))
    .slice(0, 1)
}

function quotePart({ name = '', answers }: OpenBallot): Part {
  const { stance, confidence, why = '' } = answers
  const sure = confidence === undefined ? '' : `, confidence ${confidence} of 5`
  return { kind: 'quote', text: why, from: `${name}, ${stanceName(stance)}${sure}` }
}
