import type { PersonId } from '../chat/caller.ts'
import type { ChatPort, KnownEvent } from '../chat/port.ts'
import { withInterest, withoutInterest } from '../reading/attendance.ts'
import type { Group, Session } from '../reading/group.ts'
import type { GroupStore } from '../reading/group-store.ts'
import { withSession } from '../reading/session-outcome.ts'

interface Deps {
  readonly store: Pick<GroupStore, 'list' | 'change'>
  readonly portFor: (platform: string) => ChatPort
  /** Called after a change, once it is on disk. */
  readonly onChange: (group: Group) => void
  /** Called for a person who comes to a session that is open. */
  readonly onLateComer: (group: Group, session: Session, person: PersonId) => Promise<void>
}

/**
 * Records that a person is interested in a session's event, or no longer is. Only people who see the group's channel are
 * counted.
 *
 * @throws whatever the platform throws.
 */
export async function noteInterest(
  { store, portFor, onChange, onLateComer }: Deps,
  { space, id }: KnownEvent,
  person: PersonId,
  isInterested: boolean,
): Promise<void> {
  const isOfEvent = ({ event }: Session) => event?.id === id
  const group = (await store.list(space)).find(({ sessions }) => sessions.some(isOfEvent))
  const session = group?.sessions.find(isOfEvent)
  if (group === undefined || session === undefined) return
  if (isInterested && (await portFor(group.place.platform).canSee(person, group.place)) === false) return
  const change = isInterested ? withInterest<Session> : withoutInterest<Session>
  const next = await store.change(space, group.id, (group) =>
    withSession(group, session.id, (one) => change(one, person)),
  )
  if (next === undefined) return
  onChange(next)
  const changed = next.sessions.find(isOfEvent)
  const isNew = changed?.coming.includes(person) === true && !session.coming.includes(person)
  if (isNew && changed.openedAt !== undefined) await onLateComer(next, changed, person)
}
