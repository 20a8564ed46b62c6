import type { Caller, Place } from '../chat/caller.ts'
import { randomId } from '../chat/ids.ts'
import { hasTypedTitle, type PaperId, partsOf } from '../paper/paper.ts'
import type { NewJob } from '../store/job-store.ts'
import { createBreaks } from '../time/breaks.ts'
import { toLine } from './audit-line.ts'
import type { PollDeps } from './change-poll.ts'
import { createSightOf, requirePoll } from './find-poll.ts'
import { importTooOld, notImported } from './import-errors.ts'
import { mayManage, mayUndoImport, requirePermission, requireTakingPart } from './permissions.ts'
import { ImportId, type Poll, type PollId } from './poll.ts'
import {
  hasVotesSince,
  isSamePoll,
  isUndoable,
  type PollToImport,
  toImportedPoll,
  undoDays,
} from './poll-to-import.ts'
import { toTitleLookupJob } from './title-lookup.ts'

/** What an import has made. */
export interface ImportOutcome {
  readonly polls: number
  /** Of the polls in the file, those that are here already. */
  readonly skipped: number
  /** One of the polls that were made, by which the import can be undone. */
  readonly first?: PollId
}

/** The polls of an import that can be undone. */
export interface ImportedPolls {
  /** Those that nobody has voted in since, which go. */
  readonly removed: readonly Poll[]
  /** The titles of those that stay. */
  readonly kept: readonly string[]
}

/** Adding closed polls from a file, and removing them again. */
export function createImporter(deps: PollDeps) {
  const { store, limits, now, onEdit, onErased, notifyScheduler } = deps

  /** A test of whether a poll of a file is among those that the caller sees, which reads the polls of each paper once. */
  function createHereTest(caller: Caller): (one: PollToImport) => Promise<boolean> {
    const { space } = caller.place
    const rankAt = createSightOf(deps, caller)
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

  /** @throws UserError if the caller may not undo the import of that poll. */
  async function requireUndoable(caller: Caller, id: PollId) {
    const { poll, actor } = await requirePoll(deps, caller, id)
    requireTakingPart(actor, 'undo this import')
    if (poll.imported === undefined) throw notImported()
    requirePermission(mayUndoImport(actor, poll), 'undo this import', `${poll.opener.name} or an admin`)
    if (!isUndoable(poll.imported, now())) throw importTooOld(undoDays)
    return { place: poll.place, by: poll.imported.by }
  }

  async function listImported({ space, channel, thread }: Place, by: ImportId): Promise<readonly Poll[]> {
    const found: Poll[] = []
    for await (const { id } of store.listIn({ space, channel, ...(thread !== undefined && { thread }) })) {
      const poll = await store.find(space, id)
      if (poll?.imported?.by === by) found.push(poll)
    }
    return found
  }

  async function readUndoable(caller: Caller, id: PollId): Promise<ImportedPolls & { place: Place }> {
    const { place, by } = await requireUndoable(caller, id)
    const all = await listImported(place, by)
    const isKept = (poll: Poll) => poll.imported !== undefined && hasVotesSince(poll, poll.imported)
    return {
      place,
      removed: all.filter((poll) => !isKept(poll)),
      kept: all.filter(isKept).map(({ paper }) => paper.title),
    }
  }

  return {
    /** @throws UserError unless the caller may import into their channel; `isWhole`: the export of a whole space. */
    requireImporting(caller: Caller, isWhole = false): void {
      requireTakingPart(caller, 'import polls')
      requirePermission(mayManage(caller), 'import polls', 'a manager of this channel')
      if (isWhole) requirePermission(caller.rank === 'admin', 'import an export of many polls', 'an admin')
    },

    /** How many of the polls of a file the caller finds here already. Nothing is written. */
    async countHere(caller: Caller, polls: readonly PollToImport[]): Promise<number> {
      const isHere = createHereTest(caller)
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
      const isHere = createHereTest(caller)
      const takeBreak = createBreaks()
      const changes = [{ field: 'polls', to: String(polls.length) }]
      await store.record(toLine(caller.place, { command: 'import', at, caller, changes }))
      let [made, skipped, lookUps] = [0, 0, 0]
      let first: PollId | undefined
      for (const one of polls) {
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
        await takeBreak()
      }
      notifyScheduler()
      return { polls: made, skipped, ...(first !== undefined && { first }) }
    },

    /** The polls that undoing the import of one of them would remove, and those that it would keep. */
    readUndoable: (caller: Caller, id: PollId): Promise<ImportedPolls> => readUndoable(caller, id),

    /** Removes the polls that were imported with one of them, besides those that people have voted in since. */
    async undoImport(caller: Caller, id: PollId): Promise<ImportedPolls> {
      const { place, removed, kept } = await readUndoable(caller, id)
      const at = now()
      const changes = [{ field: 'polls', from: String(removed.length) }]
      await store.record(toLine(place, { command: 'undo import', at, caller, changes }))
      const gone: Poll[] = []
      const takeBreak = createBreaks()
      for (const { id } of removed) {
        const poll = await store.removeImported(id, place.space, at)
        if (poll !== undefined) gone.push(poll)
        await takeBreak()
      }
      gone.forEach(onEdit)
      onErased()
      notifyScheduler()
      return { removed: gone, kept }
    },
  }
}

/** The look-up of a title that only its link is known of. */
const toLookUp = (poll: Poll, at: number): readonly NewJob[] =>
  hasTypedTitle(poll.paper) && partsOf(poll.paper.id).kind !== 'title' ? [toTitleLookupJob(poll, 0, at)] : []

/** Between two look-ups, in ms: as many in an hour as one person may cause. */
const pauseOf = ({ lookUps }: PollDeps['limits']): number =>
  lookUps === undefined ? 0 : Math.ceil(lookUps.ofPerson.ms / lookUps.ofPerson.max)
