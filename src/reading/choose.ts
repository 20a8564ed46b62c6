import type { Group, SessionId } from './group.ts'
import { findEntryFor } from './reading-list.ts'
import { facilitatorFor, recordTurn } from './rotation.ts'
import { withSession } from './session-outcome.ts'

/** Chooses a session's paper and facilitator, unless it has them already. With an empty list nothing changes. */
export function chooseFor(group: Group, id: SessionId): Group {
  const session = group.sessions.find((session) => session.id === id)
  if (session === undefined) return group
  const paper = session.paper ?? findEntryFor(group, session.date)?.paper.id
  if (paper === undefined) return group
  // Once everyone was asked who leads it, nobody does unasked.
  const next = session.leadCall === undefined ? facilitatorFor(group, session.date) : undefined
  const facilitator = session.facilitator ?? next
  const isTurn = session.facilitator === undefined && facilitator !== undefined
  return withSession(isTurn ? recordTurn(group, facilitator) : group, id, (session) => ({
    ...session,
    paper,
    ...(facilitator !== undefined && { facilitator }),
  }))
}
