import type { SpaceId } from '../chat/caller.ts'
import { jobKey, type NewJob, putJob } from '../store/job-store.ts'
import { type Change, put, removeKey, type TypedKey } from '../store/record.ts'
import type { Store } from '../store/store.ts'
import { auditKey, type NewAuditLine, putLine } from './audit-line.ts'
import { readClosedBallots } from './closed-ballots.ts'
import { type IndexRow, nameOf, rowsToChange } from './index-records.ts'
import { linkRowsToChange } from './link-records.ts'
import { hasOtherClosedRounds, memoryKeys, memoryRowsToChange } from './memory-rows.ts'
import { listIfOpen, openKey } from './open-polls.ts'
import { currentRound, type Poll, type PollId } from './poll.ts'
import { toShredJob } from './poll-jobs.ts'
import { headKey, heads, listKey, scopeOf, toListedPoll } from './poll-records.ts'
import { hasVotesSince } from './poll-to-import.ts'
import { withEdit } from './rounds.ts'

/** Records stored with a change. */
export interface ChangeRecords {
  readonly jobs?: readonly NewJob[]
  /** The line in the audit. Pure, as `decide`. */
  readonly toLine?: (before: Poll, next: Poll) => NewAuditLine | undefined
}

interface Decided {
  /** `undefined` if the poll is removed. */
  readonly next: Poll | undefined
  readonly changes: readonly Change[]
  readonly result: Poll | undefined
}

/** Changing and removing polls, with what the index and the answers about many polls hold of them. */
export function createPollChanges(store: Store) {
  /**
   * @param keys Of the records that `decide` changes besides those of the index.
   * @returns `undefined` if the poll does not exist in that space.
   */
  async function commit(
    id: PollId,
    space: SpaceId,
    keys: readonly TypedKey<unknown>[],
    decide: (before: Poll) => Decided,
  ): Promise<Poll | undefined> {
    const known = await store.collection(heads, id).get('head')
    if (known?.place.space !== space) return undefined
    const { next: expectedPoll } = decide(known)
    const expected = allRowsToChange(known, expectedPoll)
    const names = new Set(expected.map(nameOf))
    const ballots =
      expectedPoll !== undefined && hasOtherClosedRounds(known, expectedPoll)
        ? await readClosedBallots(store, expectedPoll)
        : undefined
    const all = [headKey(id), ...memoryKeys(known), ...keys, ...expected.map(({ key }) => key)] as const
    const outcome = await store.transact(scopeOf(id), all, ([before, line, said]) => {
      if (before?.place.space !== space) return { changes: [], result: undefined }
      const { next, changes, result } = decide(before)
      const isSame = before.revision === known.revision
      const kept = memoryRowsToChange(before, next, { line, said, ballots: isSame ? ballots : undefined })
      const rows = allRowsToChange(before, next)
      // The poll has been changed meanwhile, and other records have to be read.
      if (kept === 'unread' || !rows.every((row) => names.has(nameOf(row))))
        return { changes: [], result: 'others' as const }
      return { changes: [...changes, ...[...rows, ...kept].map(({ change }) => change)], result }
    })
    return outcome === 'others' ? commit(id, space, keys, decide) : outcome
  }

  return {
    /**
     * Changes a poll's head, and stores jobs and the act's line in the audit in the same commit.
     *
     * @param decide Pure: may run more than once. If it throws, the error passes through and nothing is changed.
     * @returns the changed poll; `undefined` if it does not exist in that space.
     */
    change(
      id: PollId,
      space: SpaceId,
      decide: (poll: Poll) => Poll,
      { jobs = [], toLine }: ChangeRecords = {},
    ): Promise<Poll | undefined> {
      const line = auditKey(space)
      const keys = [listKey(space, id), line, openKey(space, id), ...jobs.map(jobKey)]
      return commit(id, space, keys, (before) => {
        const { changes, result } = decideChange(before, decide(before), jobs)
        const audited = result === before ? undefined : toLine?.(before, result)
        const lines = audited === undefined ? [] : [putLine(line, audited, scopeOf(id))]
        return { next: result, changes: [...changes, ...lines], result }
      })
    },

    /** Removes a poll. Its ballots can't be reached from then on; a job removes them. */
    remove(
      id: PollId,
      space: SpaceId,
      now: number,
      toLine: (poll: Poll) => NewAuditLine,
    ): Promise<Poll | undefined> {
      const line = auditKey(space)
      const job = jobKey(toShredJob(id, 0, now))
      return commit(id, space, [listKey(space, id), openKey(space, id), job, line], (before) => ({
        next: undefined,
        changes: [...decideRemoval(before, now), putLine(line, toLine(before), scopeOf(id))],
        result: before,
      }))
    },

    /**
     * As `remove`, of a poll that was imported, whose import has its own line in the audit.
     *
     * @returns `undefined` if it doesn't exist, or if people have voted in it since.
     */
    removeImported(id: PollId, space: SpaceId, now: number): Promise<Poll | undefined> {
      const job = jobKey(toShredJob(id, 0, now))
      return commit(id, space, [listKey(space, id), openKey(space, id), job], (before) => {
        const isKept = before.imported === undefined || hasVotesSince(before, before.imported)
        if (isKept) return { next: before, changes: [], result: undefined }
        return { next: undefined, changes: decideRemoval(before, now), result: before }
      })
    },
  }
}

/** The records besides its own by which a poll and its links are found. */
const allRowsToChange = (before: Poll, next: Poll | undefined): readonly IndexRow[] => [
  ...rowsToChange(before, next),
  ...linkRowsToChange(before, next),
]

/** Stores the changed head, the jobs, and the list's entry if the paper or the place has changed. */
function decideChange(before: Poll, changed: Poll, jobs: readonly NewJob[]) {
  if (changed === before) return { changes: [], result: before }
  const next = changed.revision === before.revision ? changed : withEdit(changed)
  const { id, place } = next
  const changes = [put(headKey(id), next), ...jobs.map((job) => putJob(job, scopeOf(id)))]
  const isMoved = next.place !== before.place
  if (isMoved || currentRound(next).state !== currentRound(before).state) changes.push(listIfOpen(next))
  if (isMoved || next.paper !== before.paper) changes.push(put(listKey(place.space, id), toListedPoll(next)))
  return { changes, result: next }
}

function decideRemoval({ id, place, rounds }: Poll, now: number): readonly Change[] {
  const job = putJob(toShredJob(id, rounds.length, now), scopeOf(id))
  const removed = [headKey(id), listKey(place.space, id), openKey(place.space, id)].map(removeKey)
  return [...removed, job]
}
