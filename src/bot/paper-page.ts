import { type PaperAnswer, paperAnswerOf } from '../atlas/paper-answer.ts'
import { type ListedPaper, standingOfRound } from '../atlas/paper-memory.ts'
import { groupPapers, type PolledPaper } from '../atlas/polled-papers.ts'
import { votesOf } from '../grid/tally.ts'
import type { Paper, PaperId } from '../paper/paper.ts'
import type { Disclosure } from '../poll/disclose.ts'
import type { MemoryLine } from '../poll/memory-store.ts'
import type { PollId } from '../poll/poll.ts'
import type { PaperEvents, PaperSession } from '../reading/paper-events.ts'
import type { WithRecapUrl } from './linked-page.ts'

/** Another paper of the same cells. */
export interface NearPaper extends ListedPaper {
  readonly line: MemoryLine
}

/** A page about one paper: all its polls, and by a full link what its channel's people know besides. */
export interface PaperPage {
  readonly paper: Paper
  /** The name of whose page it is: of the group, or of the channel if it may be shown. */
  readonly owner: string | undefined
  /** Other ids under which it was polled. */
  readonly joined: readonly PaperId[]
  readonly answer: PaperAnswer<NearPaper>
  /** The poll that stands for the paper, else the newest. */
  readonly standing: Disclosure
  /** The names of the channels of its polls, as far as the page may show them. */
  readonly channels: ReadonlyMap<PollId, string>
  /** Empty on a page of counts. */
  readonly sessions: readonly WithRecapUrl<PaperSession>[]
  readonly listed: PaperEvents['listed']
}

/** The polls on one paper and the other papers, from the lines that the readers of a page may see. */
export function findPaper(
  lines: readonly MemoryLine[],
  canonical: ReadonlyMap<PaperId, PaperId>,
  id: PaperId,
): { readonly own: PolledPaper; readonly others: readonly NearPaper[] } | undefined {
  const papers = groupPapers(lines, canonical)
  const own = papers.find((paper) => paper.id === (canonical.get(id) ?? id) || paper.ids.includes(id))
  if (own === undefined) return undefined
  return { own, others: papers.flatMap((paper) => (paper === own ? [] : toNear(paper))) }
}

function toNear({ standing }: PolledPaper): readonly NearPaper[] {
  if (standing === undefined) return []
  const { poll, round } = standing
  return [{ line: poll, standing: standingOfRound(round), votes: votesOf(round.tally) }]
}

/** @param polls Those on the paper, as the page shows them; at least one. */
export function toPaperPage(
  { own, others }: NonNullable<ReturnType<typeof findPaper>>,
  polls: readonly Disclosure[],
  facts: Pick<PaperPage, 'owner' | 'channels' | 'sessions' | 'listed'>,
): PaperPage | undefined {
  const joined = own.ids.filter((id) => id !== own.id)
  const answer = paperAnswerOf([own.id, ...joined], polls, others)
  const [newest] = answer.polls
  if (newest === undefined) return undefined
  const standing = polls.find(({ id }) => id === own.standing?.poll.id) ?? newest.poll
  return { paper: standing.paper, joined, answer, standing, ...facts }
}
