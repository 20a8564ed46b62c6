import type { Part } from '../../chat/view.ts'
import { findingsOf } from '../../disagreement/findings.ts'
import type { HeadlineCase } from '../../disagreement/headline.ts'
import { reasonsBySide } from '../../disagreement/reasons-by-side.ts'
import { reasonSidesOf } from '../../disagreement/sides.ts'
import { stanceAt } from '../../grid/part.ts'
import type { Side } from '../../grid/stance.ts'
import type { OpenBallot, OpenRound } from '../../poll/disclosed-round.ts'
import type { PublishedReason } from '../../poll/published.ts'
import { stanceName } from './stance-words.ts'

/** One reason per side; if no side gave any, the strongest reason of the round. */
export function reasonParts(round: OpenRound, headline: HeadlineCase): readonly Part[] {
  const { reasons } = round.loose
  if (reasons.length > 0) return looseReasonParts(reasons, reasonSidesOf(headline, findingsOf(round.tally)))
  return reasonsBySide(round, headline).map(({ ballot, mark }) => quotePart(ballot, mark))
}

/** A reason with the mark of its camp, if it is of one. */
type MarkedReason = PublishedReason & Pick<Side, 'mark'>

/** Of an anonymous round: one reason beside each side or cell that may be named, else all reasons by themselves. */
function looseReasonParts(reasons: readonly PublishedReason[], sides: readonly Side[]): readonly Part[] {
  const ofSides = sides.flatMap(({ name, has, mark }) =>
    reasons
      .filter(({ part, side }) => side === name || (part !== undefined && has(stanceAt(part))))
      .slice(0, 1)
      .map((reason) => ({ ...reason, ...(mark !== undefined && { mark }) })),
  )
  const isLabelled = reasons.some(({ part, side }) => part !== undefined || side !== undefined)
  const shown: readonly MarkedReason[] = !isLabelled
    ? reasons
    : ofSides.length > 0
      ? ofSides
      : reasons.slice(0, 1)
  return shown.map(({ text, part, side, mark }): Part => {
    if (mark !== undefined) return { kind: 'quote', text: `${mark} ${text}` }
    const where = part === undefined ? side : stanceName(stanceAt(part))
    return { kind: 'quote', text, ...(where !== undefined && { from: `A voter at ${where}` }) }
  })
}

/** @param mark Of the voter's camp. */
function quotePart({ name = '', answers }: OpenBallot, mark?: string): Part {
  const { stance, confidence, why = '' } = answers
  const sure = confidence === undefined ? '' : `, confidence ${confidence} of 5`
  const text = mark === undefined ? why : `${mark} ${why}`
  return { kind: 'quote', text, from: `${name}, ${stanceName(stance)}${sure}` }
}
