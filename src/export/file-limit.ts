import type { Caller, SpaceId } from '../chat/caller.ts'
import type { UserError } from '../chat/user-error.ts'
import type { Rate } from '../limits.ts'
import { createRecentUses, type UsedUp } from '../time/rates.ts'

/**
 * Limits how often a person makes or sends a file. It may be about all polls, so those of a space are handled one at a time.
 *
 * @param tooMany The refusal after too many. Its second argument is the time, in ms since 1970.
 */
export function createFileLimit(
  rate: Rate,
  now: () => number,
  tooMany: (usedUp: UsedUp, now: number) => UserError,
) {
  const uses = createRecentUses(now)
  /** Of each space with a file in the making, the end of the last one. */
  const ends = new Map<SpaceId, Promise<unknown>>()

  return {
    /** Counts a file and handles it once it is its turn. @throws UserError if the caller has had too many. */
    async run<Result>({ person, place: { space } }: Caller, make: () => Promise<Result>): Promise<Result> {
      const usedUp = uses.count(`${space} ${person.id}`, rate)
      if (usedUp !== undefined) throw tooMany(usedUp, now())
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

export type FileLimit = ReturnType<typeof createFileLimit>
