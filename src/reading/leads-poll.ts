import type { PersonId } from '../chat/caller.ts'
import type { Poll } from '../poll/poll.ts'
import type { GroupStore } from './group-store.ts'

/** Whether a person leads sessions of the group that a poll belongs to, or led the one that the poll is of. */
export async function leadsPoll(
  { store }: { readonly store: Pick<GroupStore, 'findOwner' | 'find' | 'history'> },
  person: PersonId,
  { id, hasNoGroup }: Pick<Poll, 'id' | 'hasNoGroup'>,
): Promise<boolean> {
  const owner = hasNoGroup === true ? undefined : await store.findOwner(id)
  const group = owner && (await store.find(owner.space, owner.group))
  if (group === undefined) return false
  if (group.facilitators.some((one) => one.person.id === person)) return true
  const past = (await store.history(group.id)).map(({ session }) => session)
  return [...group.sessions, ...past].some(
    ({ poll, facilitator }) => poll === id && facilitator?.id === person,
  )
}
