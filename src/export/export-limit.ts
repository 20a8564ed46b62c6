import type { Caller, SpaceId } from '../chat/caller.ts'
import type { Rate } from '../limits.ts'
import { createRecentUses } from '../time/rates.ts'
import { manyExports } from './errors.ts'

/** Limits how often a person exports. An export may read all polls, so those of a space are made one at a time. */
export function createExportLimit(rate: Rate, now: () => number) {
  const uses = createRecentUses(now)
  /** Of each space with a running export, the end of the last one. */
  const ends = new Map<SpaceId, Promise<unknown>>()

  return {
    /** Counts an export and makes it once it is its turn. @throws UserError if the caller has exported too often. */
    async run<Result>({ person, place: { space } }: Caller, make: () => Promise<Result>): Promise<Result> {
      const usedUp = uses.count(`${space} ${person.id}`, rate)
      if (usedUp !== undefined) throw manyExports(usedUp, now())
      const made = (ends.get(space) ?? Promise.resolve()).then(make)
      const end = made.catch(() => {})
      ends.set(space, end)
      try {
        return await made
      } finally {
        if (ends.get(space) === end) ends.delete(space)
      }
    },
  }
}

export type ExportLimit = ReturnType<typeof createExportLimit>
