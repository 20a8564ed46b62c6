import type { OpenRound } from '../poll/disclosed-round.ts'
import { differLine } from './differ.ts'
import { expectedLine, expectedSentence, guessCountsSentence, guessedRoundIn } from './expected.ts'
import { findingsOf } from './findings.ts'
import { caseOf } from './headline.ts'
import { depthCountsIn, depthSentence, readBallotsIn, readingLine, readingSplitOf } from './reading.ts'
import { findSharedCrux, isNoneShared, noSharedCrux, sharedCruxText } from './shared-crux.ts'
import { maxLineLength } from './six-lines.ts'
import { type ExtraLines, settleLabel } from './summary.ts'

/** The lines and sentences of a summary on extra answers; docs/disagreement.md 6.5 to 6.7. */
export function extraLinesOf(round: OpenRound): ExtraLines {
  const { extras = {}, state } = round
  const guessed = guessedRoundIn(round)
  const expected = expectedLine(guessed)
  const shared = findSharedCrux(extras.cruxes ?? [])
  return {
    reading: readingLineOf(round),
    expected,
    settle: shared && sharedCruxText(shared, maxLineLength - settleLabel.length),
    also: [
      depthSentence(depthCountsIn(round), state),
      expected === undefined ? expectedSentence(guessed) : undefined,
      extras.guesses && guessCountsSentence(extras.guesses),
    ].filter((sentence) => sentence !== undefined),
  }
}

function readingLineOf(round: OpenRound): string | undefined {
  const ballots = readBallotsIn(round)
  if (ballots.length === 0) return undefined
  const findings = findingsOf(round.tally)
  const split = readingSplitOf(caseOf(findings), findings, ballots)
  return split && readingLine(split)
}

/** The lines of a report, below its summary, on the answers given once votes were shown. */
export function replyLines({ extras = {} }: OpenRound): readonly string[] {
  const { differ, cruxes = [] } = extras
  return [
    ...(isNoneShared(cruxes) ? [noSharedCrux] : []),
    ...(differ === undefined ? [] : [differLine(differ)]),
  ]
}
