import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { Counts } from '../grid/counts.ts'
import { columnsOf, rowsOf } from '../grid/tally.ts'
import type { Placed } from '../poll/memory-records.ts'
import type { PollId } from '../poll/poll.ts'
import { createBreaks } from '../time/breaks.ts'
import { type AgreementRow, toAgreementRow } from './agreement-words.ts'
import { type AcrossPapers, acrossPapersInPieces } from './alpha-interval.ts'
import { findPairs, type Pairs } from './pairs.ts'
import type { PolledPaper } from './polled-papers.ts'
import { findStandingPoll } from './standing-poll.ts'

const maxKept = 200

/** How alike a group uses the axes, by the standing rounds of its papers. */
export interface GroupAgreement {
  /** Papers with a shown vote. */
  readonly papers: number
  readonly approach: AgreementRow
  readonly case: AgreementRow
}

/** Computes agreement, and keeps what was computed from the same counts: an interval takes long. */
export function createAgreement() {
  const kept = new LRUCache<string, Promise<AcrossPapers>>({ max: maxKept })

  function across(units: readonly (readonly number[])[], axis: string, group: string): Promise<AcrossPapers> {
    const text = JSON.stringify([group, axis, units.map((unit) => unit.join('')).toSorted()])
    const key = createHash('sha256').update(text).digest('base64url')
    const known = kept.get(key)
    if (known !== undefined) return known
    const found = acrossPapersInPieces(units, { group, axis }, createBreaks())
    kept.set(key, found)
    found.catch(() => kept.delete(key))
    return found
  }

  return {
    /** @param group The id of whatever the papers are of, from which the interval's resamples are drawn. */
    async find(papers: readonly PolledPaper[], group: string): Promise<GroupAgreement> {
      const tallies = papers.flatMap(({ standing }) => standing?.round.tally ?? [])
      const [rows, columns] = [rowsOf, columnsOf].map((countsOf) =>
        tallies.map((tally) => valuesOf(countsOf(tally))),
      ) as [number[][], number[][]]
      return {
        papers: tallies.length,
        approach: toAgreementRow('approach', await across(rows, 'approach', group)),
        case: toAgreementRow('case', await across(columns, 'case', group)),
      }
    },
  }
}

export type Agreement = ReturnType<typeof createAgreement>

/** Each level as often as it was answered. */
const valuesOf = (counts: Counts): number[] =>
  counts.flatMap((count, level) => Array.from({ length: count }, () => level))

/** The pairs of people, by the polls with names that would stand for their papers. @param isMeant Whether a person is in pairs. */
export function findGroupPairs(
  papers: readonly PolledPaper[],
  placed: ReadonlyMap<PollId, Placed>,
  isMeant: (person: string) => boolean,
): Pairs {
  const standing = papers.flatMap(({ polls }) => {
    const standing = findStandingPoll(polls.filter(({ id }) => placed.has(id)))
    const found = standing && placed.get(standing.poll.id)
    return found === undefined ? [] : [found]
  })
  return findPairs(
    standing.map(
      ({ people }) =>
        new Map(
          people.flatMap(({ person, spot }) =>
            spot === 'off-grid' || !isMeant(person.id) ? [] : [[person.id as string, spot]],
          ),
        ),
    ),
  )
}
