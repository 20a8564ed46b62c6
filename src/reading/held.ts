import { type Entry, entryOf, type Group, type Past, type Session } from './group.ts'
import type { GroupStore } from './group-store.ts'

/** A session that has begun, with its paper. */
export interface Held {
  readonly session: Session
  readonly entry: Entry | undefined
  /** Once it is over. */
  readonly past?: Past
}

/** The sessions of a group that have begun, newest first; those that were skipped or missed are left out. */
export async function listHeld(
  { store }: { readonly store: Pick<GroupStore, 'history'> },
  group: Group,
): Promise<readonly Held[]> {
  const over = (await store.history(group.id)).filter(({ end }) => end === 'read')
  const open = group.sessions.filter(({ openedAt }) => openedAt !== undefined)
  return [
    ...over.map((past): Held => ({ session: past.session, entry: past.entry, past })),
    ...open.map((session): Held => ({ session, entry: entryOf(group, session) })),
  ].toReversed()
}
