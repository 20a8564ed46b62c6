import type { PaperId } from '../paper/paper.ts'
import type { MemoryLine } from '../poll/memory-store.ts'
import { findStandingPoll, type StandingPoll } from './standing-poll.ts'

/** A paper with all its polls among those that an answer is made from. */
export interface PolledPaper {
  /** The id that it goes by. */
  readonly id: PaperId
  /** The ids under which it was polled. */
  readonly ids: readonly PaperId[]
  readonly polls: readonly MemoryLine[]
  /** Absent if no vote is shown. */
  readonly standing?: StandingPoll<MemoryLine>
}

/**
 * Puts polls on one paper together: they are never added up, so one of them stands for it; docs/memory.md 1.
 *
 * @param canonical The id that a paper goes by; absent for those that go by their own.
 */
export const groupPapers = (
  lines: readonly MemoryLine[],
  canonical: ReadonlyMap<PaperId, PaperId> = new Map(),
): readonly PolledPaper[] =>
  [...Map.groupBy(lines, ({ paper }) => canonical.get(paper) ?? paper)].map(([id, polls]) => {
    const standing = findStandingPoll(polls)
    const ids = [...new Set(polls.map(({ paper }) => paper))]
    return { id, ids, polls, ...(standing !== undefined && { standing }) }
  })
