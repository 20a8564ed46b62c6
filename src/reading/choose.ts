import type { Group, SessionId } from './group.ts'
import { chosenFor } from './reading-list.ts'
import { afterTurn, facilitatorFor } from './rotation.ts'
import { withSession } from './session-outcome.ts'

/** The group with a session's paper and facilitator, where it has none yet and there is somebody and something. */
export function chosen(group: Group, id: SessionId): Group {
  const session = group.sessions.find((session) => session.id === id)
  if (session === undefined) return group
  const paper = session.paper ?? chosenFor(group, session.date)?.paper.id
  if (paper === undefined) return group
  const facilitator = session.facilitator ?? facilitatorFor(group, session.date)
  const isTurn = session.facilitator === undefined && facilitator !== undefined
  return withSession(isTurn ? afterTurn(group, facilitator) : group, id, (session) => ({
    ...session,
    paper,
    ...(facilitator !== undefined && { facilitator }),
  }))
}
