/**
 * When a lease or a pause that was stored ends.
 *
 * @param until Its stored end, in ms since 1970.
 * @param lengthMs How long it can be. One that ends further off was stored before the clock was set back, and no longer
 *   holds: otherwise it would hold for as long as the clock was set back by.
 * @returns `undefined` if nothing is held now.
 */
export const heldUntil = (until: number | undefined, now: number, lengthMs: number): number | undefined =>
  until !== undefined && until > now && until - now <= lengthMs ? until : undefined
