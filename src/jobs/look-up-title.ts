import type { Paper, PaperId } from '../paper/paper.ts'
import type { Papers } from '../paper/papers.ts'

/** Longer than a failed look-up is remembered, so that the next one reaches the sources. */
const retryMs = 3_700_000
/** A day of tries. */
const maxTries = 24

interface Deps {
  readonly papers: Pick<Papers, 'find'>
  readonly now: () => number
}

interface TitleLookup {
  readonly paper: PaperId
  /** The look-ups so far that no source has answered. */
  readonly tries: number
  /** @param replaced Titles of sources that the paper's title replaces. */
  readonly setPaper: (paper: Paper, replaced: readonly string[]) => Promise<void>
  /** Stores the job of another look-up, due `at` in ms since 1970. */
  readonly lookUpLater: (tries: number, at: number) => Promise<void>
}

/**
 * Looks up the title of a paper that a poll or a reading list shows under the words someone typed. While no source
 * answers, or only a substitute for the paper's own, it is looked up again about every hour, for a day.
 */
export async function lookUpTitle(
  { papers, now }: Deps,
  { paper, tries, setPaper, lookUpLater }: TitleLookup,
): Promise<void> {
  const outcome = await papers.find(paper)
  if (outcome.kind === 'found') await setPaper(outcome.paper, outcome.replaced)
  const isOver = outcome.kind === 'unknown' || (outcome.kind === 'found' && !outcome.isProvisional)
  if (!isOver && tries + 1 < maxTries) await lookUpLater(tries + 1, now() + retryMs)
}
