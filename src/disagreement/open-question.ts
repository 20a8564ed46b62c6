import { capitalise } from '../chat/text.ts'
import type { HiddenRound, OpenRound } from '../poll/disclosed-round.ts'
import { summaryOf } from './summary.ts'

/** The question that a round left open: the crux that its sides share, else the deciding question; `undefined` if nothing is open. */
export function openQuestion(round: HiddenRound | OpenRound | undefined): string | undefined {
  if (round === undefined || round.hidden) return undefined
  const { cruxOutcome, tally } = round
  if (cruxOutcome?.shared !== undefined) return cruxOutcome.shared.text
  // Without what its answers point to.
  const [question] = /^[^?]*\?/.exec(summaryOf(tally, { round }).settle ?? '') ?? []
  return question && capitalise(question)
}
