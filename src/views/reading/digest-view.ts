import { standingRound } from '../../atlas/atlas-papers.ts'
import type { Part, View } from '../../chat/view.ts'
import { reportSummary } from '../../disagreement/poll-summary.ts'
import { settledSentence } from '../../disagreement/settled.ts'
import { type Disclosure, selectRound } from '../../poll/disclose.ts'
import type { Entry, Group, Session } from '../../reading/group.ts'
import { reasonParts } from '../poll/reason-parts.ts'
import { reportHeadline } from '../poll/report-parts.ts'
import { linkParts, nextLine } from './recap-view.ts'

interface DigestFacts {
  readonly session: Session
  readonly entry: Entry | undefined
  readonly poll: Disclosure | undefined
  readonly now: number
}

/**
 * A session in a few lines, for a person who wasn't there.
 *
 * @param why They pressed a button, or have asked for the digest of each session that they miss.
 */
export function digestView(
  group: Group,
  { session, entry, poll, now }: DigestFacts,
  why: 'pressed' | 'asked for',
): View {
  const title = entry?.paper.title ?? poll?.paper.title
  const about = title === undefined ? group.name : `${group.name}: ${title}`
  return {
    summary: `What you missed: ${about}`,
    parts: [
      { kind: 'heading', text: `What you missed: ${about}` },
      ...(poll === undefined ? [{ kind: 'text', text: 'No poll was held.' } as const] : pollParts(poll)),
      ...linkParts(session, undefined),
      { kind: 'text', text: nextLine(group, session, now) },
      ...(why === 'pressed'
        ? []
        : [{ kind: 'text', text: ['No more of these: ', { typed: 'reading missed off' }] } as const]),
    ],
  }
}

/** Of the last round with votes: the headline, what would settle it, whether it is settled, and a reason from each side. */
function pollParts(whole: Disclosure): readonly Part[] {
  const round = standingRound(whole)
  const poll = round === undefined ? whole : selectRound(whole, round.number)
  const { current } = poll
  const summary = reportSummary(poll)
  const settled = current.hidden ? undefined : current.extras?.settled
  const lines = [
    reportHeadline(poll),
    ...(summary?.settle === undefined ? [] : [`To settle: ${summary.settle}`]),
    ...(settled === undefined ? [] : [settledSentence(settled, current.number - 1)]),
  ]
  return [
    ...lines.map((text): Part => ({ kind: 'text', text })),
    ...(current.hidden || summary === undefined ? [] : reasonParts(current, summary.case)),
  ]
}
