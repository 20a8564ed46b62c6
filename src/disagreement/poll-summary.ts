import { counted } from '../chat/text.ts'
import type { Disclosure } from '../poll/disclose.ts'
import type { HiddenRound, OpenRound } from '../poll/disclosed-round.ts'
import { confidenceSentences } from './confidence.ts'
import { extraLinesOf } from './extra-lines.ts'
import { findingsOf } from './findings.ts'
import { noVotesLine } from './headline-text.ts'
import { returningVoters } from './returning.ts'
import { changeOf } from './rounds.ts'
import { settledSentence } from './settled.ts'
import { sidesOf } from './sides.ts'
import { sinceLines } from './since.ts'
import { type Summary, summaryOf } from './summary.ts'

/** The current round's summary, or only the number of votes while it is hidden. */
export function boardLines(poll: Disclosure): readonly string[] {
  const { current } = poll
  if (current.hidden) return [hiddenLine(current)]
  return [...summaryOfRound(poll, current).lines, ...waitingLines(current)]
}

/** The summary of the current round; `undefined` while it is hidden. */
export function reportSummary(poll: Disclosure): Summary | undefined {
  const { current } = poll
  return current.hidden ? undefined : summaryOfRound(poll, current)
}

function summaryOfRound(poll: Disclosure, current: OpenRound): Summary {
  const { lines, leftOut } = sinceOf(poll, current)
  const summary = summaryOf(current.tally, {
    round: current,
    since: lines,
    extras: extraLinesOf(current),
  })
  return { ...summary, dropped: [...leftOut, ...summary.dropped] }
}

/** The sentences about confidence, which a report shows below the summary; empty in anonymous polls. */
export function confidenceLines(
  { ballots, tally }: OpenRound,
  { case: headlineCase }: Summary,
): readonly string[] {
  const findings = findingsOf(tally)
  return confidenceSentences(
    ballots.map(({ answers }) => answers),
    sidesOf(headlineCase, findings),
    findings,
  )
}

/** "6 people have voted; votes stay hidden until the reveal." */
export function hiddenLine({ number, votes, state, shownFrom }: HiddenRound): string {
  if (votes === 0 && state === 'closed') return noVotesLine({ number, state })
  const voted = votes === 0 ? 'Nobody has voted' : `${counted(votes, 'person', 'people')} voted`
  if (shownFrom !== undefined)
    return `${voted}. Results are shown from ${shownFrom} votes on, so that nobody's vote can be guessed.`
  if (votes === 0) return 'Nobody has voted yet; votes stay hidden until the reveal.'
  return `${counted(votes, 'person has', 'people have')} voted; votes stay hidden until the reveal.`
}

/** "2 more votes will be shown once a third arrives or the round closes."; empty if none wait. */
export function waitingLines({ waiting }: OpenRound): readonly string[] {
  if (waiting === 0) return []
  const when = waiting === 1 ? 'two others arrive' : waiting === 2 ? 'a third arrives' : 'enough votes are in'
  return [`${counted(waiting, 'more vote')} will be shown once ${when} or the round closes.`]
}

function sinceOf(poll: Disclosure, current: OpenRound): ReturnType<typeof sinceLines> {
  const returning = returningVoters(poll)
  if (returning === undefined) return { lines: [], leftOut: [] }
  const { round, left, joined, steps } = returning
  const settled = current.extras?.settled
  return sinceLines({
    change: changeOf(steps),
    now: current,
    left,
    joined,
    visibility: poll.visibility,
    settled: settled && settledSentence(settled, round),
  })
}
