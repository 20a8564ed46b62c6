import { summaryOf } from '../disagreement/summary.ts'
import type { PaperId } from '../paper/paper.ts'
import type { MemoryLine } from '../poll/memory-store.ts'
import { agreementSentence } from './agreement-words.ts'
import type { AtlasPaper } from './atlas.ts'
import type { ContestedPapers } from './contested.ts'
import type { Agreement } from './group-agreement.ts'
import { type AtlasTimes, fitLines, type LineFilter, toAtlas } from './group-atlas.ts'
import { type FewPapers, findGroupContested } from './group-contested.ts'
import { latestOutcomes, type Outcome } from './outcomes.ts'
import { groupPapers, type PolledPaper } from './polled-papers.ts'
import type { StandingPoll } from './standing-poll.ts'
import type { createStandings } from './standings.ts'

/** The content of a page about many papers, from counts alone. */
export interface Overview {
  readonly papers: readonly PolledPaper[]
  readonly atlas: readonly AtlasPaper[]
  readonly contested: ContestedPapers<StandingPoll<MemoryLine>> | FewPapers
  /** A sentence for each axis. */
  readonly agreement: readonly string[]
  readonly questions: readonly OpenQuestion[]
  /** The newest first. */
  readonly outcomes: readonly Outcome[]
}

/** A question that would settle where a paper belongs. */
export interface OpenQuestion {
  readonly line: MemoryLine
  readonly question: string
}

const [maxQuestions, maxOutcomes] = [5, 5]

interface Options extends AtlasTimes {
  /** The ids that papers go by, of those that go by another than their own. */
  readonly canonical: ReadonlyMap<PaperId, PaperId>
  readonly filter: LineFilter
  /** The seed of the intervals: the same for the same group. */
  readonly group: string
  readonly agreement: Agreement
  readonly standingOf: ReturnType<typeof createStandings>
}

/** @param lines Those that the readers of the page may see. */
export async function overviewOf(
  lines: readonly MemoryLine[],
  { canonical, filter, now, lastShared, group, agreement, standingOf }: Options,
): Promise<Overview> {
  const fitting = fitLines(lines, filter, now)
  const papers = groupPapers(fitting, canonical)
  const alike = await agreement.find(papers, group)
  return {
    papers,
    atlas: await toAtlas(papers, { now, lastShared }, standingOf),
    contested: findGroupContested(papers.map(({ polls }) => polls)),
    agreement: [alike.approach, alike.case].map(agreementSentence),
    questions: openQuestions(papers),
    outcomes: latestOutcomes(fitting, maxOutcomes),
  }
}

/** Those of papers whose last round is closed, the newest first. Only as many results are summed up as are needed. */
function openQuestions(papers: readonly PolledPaper[]): readonly OpenQuestion[] {
  const closed = papers
    .flatMap(({ standing }) => (standing === undefined || standing.round.state === 'open' ? [] : [standing]))
    .toSorted((a, b) => closingOf(b) - closingOf(a))
  const found: OpenQuestion[] = []
  for (const { poll, round } of closed) {
    if (found.length === maxQuestions) break
    const { settle } = summaryOf(round.tally, { round })
    if (settle !== undefined) found.push({ line: poll, question: settle })
  }
  return found
}

const closingOf = ({ poll, round }: StandingPoll<MemoryLine>): number => round.closedAt ?? poll.openedAt
