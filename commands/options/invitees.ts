import type { Context } from '../../src/bot/context.ts'
import { maxAudiences } from '../../src/chat/audience.ts'
import { type InviteeId, type Invitees, isAudience, isPerson } from '../../src/chat/invitee.ts'
import { manyAudiences } from './errors.ts'

/** Who an option says should vote, with audiences as they are at present. @throws UserError if there are too many of these. */
export async function findInvitees(
  { caller, audiences }: Pick<Context, 'caller' | 'audiences'>,
  ids: readonly InviteeId[],
): Promise<Invitees> {
  const asked = ids.filter(isAudience)
  if (asked.length > maxAudiences) throw manyAudiences(maxAudiences)
  const known = asked.map((id) => ({ id, name: id.slice(id.indexOf('@') + 1) }))
  return { people: ids.filter(isPerson), audiences: await audiences.find(known, caller.place) }
}

/** How many people are asked to vote; `undefined` if that isn't known. */
export function countInvitees({ people, audiences }: Invitees): number | undefined {
  const sizes = audiences.map(({ size }) => size)
  return sizes.reduce<number | undefined>(
    (sum, size) => (sum === undefined || size === undefined ? undefined : sum + size),
    people.length,
  )
}
