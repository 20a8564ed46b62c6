import type { Caller } from '../chat/caller.ts'
import type { Limits } from '../limits.ts'
import { createRecentUses } from '../time/rates.ts'

/** Counts the look-up of a paper that the caller names. @returns whether it may be made. */
export type MayLookUp = (caller: Caller) => boolean

/**
 * Limits the look-ups of papers, which use services of others. Beyond it a paper keeps the title that was typed.
 * Counted in memory: a restart gives a few more.
 */
export function createLookUpLimit({ lookUps }: Limits, now: () => number): MayLookUp {
  const uses = createRecentUses(now)
  return ({ person, place: { space }, isAutomatic }) =>
    lookUps === undefined ||
    isAutomatic === true ||
    (uses.count(`${space} ${person.id}`, lookUps.ofPerson) === undefined &&
      uses.count(space, lookUps.inSpace) === undefined)
}
