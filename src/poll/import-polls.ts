import type { Caller } from '../chat/caller.ts'
import { randomId } from '../chat/ids.ts'
import { hasTypedTitle, type PaperId, partsOf } from '../paper/paper.ts'
import type { NewJob } from '../store/job-store.ts'
import { createBreaks } from '../time/breaks.ts'
import { toLine } from './audit-line.ts'
import type { PollDeps } from './change-poll.ts'
import { createSightOf, type PollSource } from './find-poll.ts'
import { mayManage, requirePermission, requireTakingPart } from './permissions.ts'
import { ImportId, type Poll, type PollId } from './poll.ts'
import { isSamePoll, type PollToImport, toImportedPoll } from './poll-to-import.ts'
import { toTitleLookupJob } from './title-lookup.ts'

/** The result of an import. */
export interface ImportOutcome {
  readonly polls: number
  /** The polls of the file that are here already. */
  readonly skipped: number
  /** One of the polls that were made, by which the import can be undone. */
  readonly first?: PollId
}

/** Adding closed polls from a file. */
export function createImporter(deps: PollDeps) {
  const { store, limits, now, notifyScheduler } = deps

  return {
    /** @throws UserError unless the caller may import into their channel; `isWhole`: the export of a whole space. */
    requireImporting(caller: Caller, isWhole = false): void {
      requireTakingPart(caller, 'import polls')
      requirePermission(mayManage(caller), 'import polls', 'a manager of this channel')
      if (isWhole) requirePermission(caller.rank === 'admin', 'import an export of many polls', 'an admin')
    },

    /** How many of the polls of a file the caller finds here already. Nothing is written. */
    async countHere(caller: Caller, polls: readonly PollToImport[]): Promise<number> {
      const isHere = createHereTest(deps, caller)
      const takeBreak = createBreaks()
      let here = 0
      for (const one of polls) {
        if (await isHere(one)) here += 1
        await takeBreak()
      }
      return here
    },

    /**
     * Stores the polls of a file in the caller's place, one after another, without those that are here already. Nothing is
     * posted, and nobody is notified.
     */
    async importPolls(caller: Caller, polls: readonly PollToImport[]): Promise<ImportOutcome> {
      const at = now()
      const by = ImportId.parse(`i_${randomId()}`)
      const isHere = createHereTest(deps, caller)
      const takeBreak = createBreaks()
      const changes = [{ field: 'polls', to: String(polls.length) }]
      await store.record(toLine(caller.place, { command: 'import', at, caller, changes }))
      let [made, skipped, lookUps] = [0, 0, 0]
      let first: PollId | undefined
      for (const one of polls) {
        await takeBreak()
        if (await isHere(one)) {
          skipped += 1
          continue
        }
        const poll = toImportedPoll(caller, by, at, one)
        const jobs = toLookUp(poll, at + lookUps * pauseOf(limits))
        lookUps += jobs.length
        await store.createImported(poll, one.rounds, jobs)
        made += 1
        first ??= poll.id
      }
      notifyScheduler()
      return { polls: made, skipped, ...(first !== undefined && { first }) }
    },
  }
}

/** A test of whether a poll of a file is among the polls that the caller sees, which reads those of each paper once. */
function createHereTest(source: PollSource, caller: Caller): (one: PollToImport) => Promise<boolean> {
  const { store } = source
  const { space } = caller.place
  const rankAt = createSightOf(source, caller)
  const known = new Map<PaperId, readonly Poll[]>()

  async function readPolls(paper: PaperId): Promise<readonly Poll[]> {
    const found: Poll[] = []
    for (const one of await store.findFitting({ space }, { paper, words: [] }, () => false)) {
      const poll = (await rankAt(one)) === false ? undefined : await store.find(space, one.id)
      if (poll !== undefined) found.push(poll)
    }
    return found
  }

  return async (one) => {
    const polls = known.get(one.paper.id) ?? (await readPolls(one.paper.id))
    known.set(one.paper.id, polls)
    return polls.some((poll) => isSamePoll(poll, one))
  }
}

/** The look-up of a title that only its link is known of. */
const toLookUp = (poll: Poll, at: number): readonly NewJob[] =>
  hasTypedTitle(poll.paper) && partsOf(poll.paper.id).kind !== 'title' ? [toTitleLookupJob(poll, 0, at)] : []

/** Between two look-ups, in ms: as many in an hour as one person may cause. */
const pauseOf = ({ lookUps }: PollDeps['limits']): number =>
  lookUps === undefined ? 0 : Math.ceil(lookUps.ofPerson.ms / lookUps.ofPerson.max)
