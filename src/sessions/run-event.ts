import type { ChatPort } from '../chat/port.ts'
import type { ChangeGroup, Group, SessionId } from '../reading/group.ts'
import { nextEventAct } from '../reading/session-event.ts'
import { sessionMs } from '../reading/session-length.ts'
import { withSession } from '../reading/session-outcome.ts'

interface Deps {
  readonly portFor: (platform: string) => ChatPort
  readonly now: () => number
}

/**
 * Starts a session's event in a channel, or ends it an hour after the session if it is still on. Doing so twice is
 * harmless.
 *
 * @throws whatever the platform throws.
 */
export async function runEvent(
  { portFor, now }: Deps,
  group: Group,
  id: SessionId,
  change: ChangeGroup,
): Promise<Group> {
  const session = group.sessions.find((one) => one.id === id)
  const { events } = portFor(group.place.platform)
  const act = session && nextEventAct(session, sessionMs(group, session))
  if (session?.event === undefined || act === undefined || act.at > now() || events === undefined)
    return group
  const isOn = await events[act.act]({ space: group.place.space, id: session.event.id })
  const state = isOn && act.act === 'start' ? 'on' : 'over'
  return change((group) =>
    withSession(group, id, ({ event, ...one }) => ({ ...one, ...(event && { event: { ...event, state } }) })),
  )
}
