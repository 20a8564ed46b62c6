import type { Caller, Place } from '../chat/caller.ts'
import type { Limits } from '../limits.ts'
import { createRecentUses } from '../time/rates.ts'

/** Counts the look-up of a paper that a person names. @returns whether it may be made. */
export type MayLookUp = (
  by: Pick<Caller, 'isAutomatic' | 'person'> & { readonly place: Pick<Place, 'space'> },
) => boolean

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
