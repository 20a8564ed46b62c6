import { counted } from '../chat/text.ts'
import type { Disclosure } from '../poll/disclose.ts'
import type { HiddenRound, OpenRound } from '../poll/disclosed-round.ts'
import { returningVoters } from './returning.ts'
import { changeOf } from './rounds.ts'
import { sinceLines } from './since.ts'
import { type Summary, summaryOf } from './summary.ts'

/** The lines on a poll's message: the current round's summary, or only the number of votes while it is hidden. */
export function boardLines(poll: Disclosure): readonly string[] {
  const { current } = poll
  if (current.hidden) return [hiddenLine(current)]
  return [...summaryOf(current.tally, { since: sinceLinesOf(poll) }).lines, ...waitingLines(current)]
}

/** The summary with sentences about confidence, for reports; `undefined` while the round is hidden. */
export function reportSummary(poll: Disclosure): Summary | undefined {
  const { current } = poll
  if (current.hidden) return undefined
  const answers = current.ballots.map(({ answers }) => answers)
  return summaryOf(current.tally, { answers, since: sinceLinesOf(poll) })
}

/** "6 people have voted; votes stay hidden until the reveal." */
export function hiddenLine({ votes, state, shownFrom }: HiddenRound): string {
  if (votes === 0 && state === 'closed') return 'Nobody voted.'
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

function sinceLinesOf(poll: Disclosure): readonly string[] {
  const returning = returningVoters(poll)
  if (returning === undefined) return []
  const { round, left, joined, steps } = returning
  return sinceLines({ change: changeOf(steps), round, left, joined })
}
