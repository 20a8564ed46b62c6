import type { Caller, Place } from '../chat/caller.ts'
import { createBreaks } from '../time/breaks.ts'
import { toLine } from './audit-line.ts'
import { countVotes, type PollDeps } from './change-poll.ts'
import { requirePoll } from './find-poll.ts'
import { importTooOld, notImported } from './import-errors.ts'
import { mayUndoImport, requirePermission, requireTakingPart } from './permissions.ts'
import type { ImportId, Poll, PollId } from './poll.ts'
import { hasVotesSince, isUndoable, undoDays } from './poll-to-import.ts'

/** The polls of an import that is undone. */
export interface ImportUndoing {
  /** The number of polls that are deleted, and that of their votes. */
  readonly polls: number
  readonly votes: number
  /** The titles of the polls that people have voted in since, which stay. */
  readonly kept: readonly string[]
}

/** Deleting the polls of an import. */
export function createImportUndoing(deps: PollDeps) {
  const { store, now, onEdit, onErased, notifyScheduler } = deps

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

  async function findUndoable(caller: Caller, id: PollId) {
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
    /** The polls that undoing the import of a poll would delete, in numbers. */
    async readUndoable(caller: Caller, id: PollId): Promise<ImportUndoing> {
      const { removed, kept } = await findUndoable(caller, id)
      return toUndoing(removed, kept)
    },

    /** Deletes the polls that were imported with a poll. Polls with a vote since then stay. */
    async undoImport(caller: Caller, id: PollId): Promise<ImportUndoing> {
      const { place, removed, kept } = await findUndoable(caller, id)
      const at = now()
      const changes = [{ field: 'polls', from: String(removed.length) }]
      await store.record(toLine(place, { command: 'undo import', at, caller, changes }))
      await deps.onRemoving(
        place.space,
        removed.map(({ id }) => id),
      )
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
      return toUndoing(gone, kept)
    },
  }
}

const toUndoing = (polls: readonly Poll[], kept: readonly string[]): ImportUndoing => ({
  polls: polls.length,
  votes: polls.reduce((sum, poll) => sum + countVotes(poll), 0),
  kept,
})
