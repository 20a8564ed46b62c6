import { LRUCache } from 'lru-cache'
import { type PaperStanding, type StandingCounts, standingOf } from './standing.ts'

const maxKept = 20_000

/** As {@link standingOf}, keeping what the same counts gave: an atlas asks for thousands of papers, and few of them change. */
export function createStandings(): typeof standingOf {
  const kept = new LRUCache<string, PaperStanding>({ max: maxKept })
  return (counts: StandingCounts) => {
    const key = [...counts.cells, counts.applications, counts.unsure].join()
    const known = kept.get(key) ?? standingOf(counts)
    kept.set(key, known)
    return known
  }
}
