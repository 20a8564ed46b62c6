import type { Group, Session } from '../reading/group.ts'
import { callMs, mustCall, withLeadCall } from '../reading/lead-call.ts'
import { isAway } from '../reading/rotation.ts'
import { requireSession, withSession } from '../reading/session-outcome.ts'
import { leadCallNote } from '../views/lead-call-view.ts'
import { leftNote } from '../views/reading/turn-notes.ts'
import { postBoard, type StepDeps } from './steps/step.ts'
import type { Turn } from './turn.ts'

/** How many of the order are asked privately. */
const maxAsked = 3

/**
 * Asks who leads the sessions that begin soon and whose facilitators can't, or have left: in the channel, and privately
 * the next in the order. A message is sent once.
 */
export async function callForSubstitutes(deps: StepDeps, group: Group, { change }: Turn): Promise<Group> {
  let next = group
  for (const { id } of group.sessions) {
    next = await removeAbsentLeader(deps, next, requireSession(next, id), change)
    const session = requireSession(next, id)
    if (mustCall(session, deps.now())) next = await callFor(deps, next, session, change)
  }
  return next
}

/** The group without the facilitator of a session that begins soon, if that person has left; organisers are notified. */
async function removeAbsentLeader(
  deps: StepDeps,
  group: Group,
  session: Session,
  change: Turn['change'],
): Promise<Group> {
  const { id, start, openedAt, facilitator } = session
  const at = deps.now()
  if (facilitator === undefined || openedAt !== undefined || at >= start || at < start - callMs) return group
  if (!(await deps.isAbsent(group, facilitator.id))) return group
  const left = await change((group) => ({
    ...withSession(group, id, (one) =>
      one.facilitator?.id === facilitator.id ? withLeadCall(one, at) : one,
    ),
    facilitators: group.facilitators.filter(({ person }) => person.id !== facilitator.id),
  }))
  const organisers = left.organisers.map(({ id }) => id)
  await deps.sendNaming(left, organisers, leftNote(left, facilitator), `reading/${id}/left/${facilitator.id}`)
  return left
}

async function callFor(
  deps: StepDeps,
  group: Group,
  { id, date, leadCall }: Session,
  change: Turn['change'],
): Promise<Group> {
  const key = `reading/${id}/lead-wanted`
  const message =
    leadCall?.message ??
    (await postBoard(deps, deps.renderLeadCall(group, requireSession(group, id)), {
      place: group.place,
      key,
    }))
  const asked = group.facilitators
    .filter((one) => one.person.id !== leadCall?.by?.id && !isAway(one, date))
    .map(({ person }) => person.id)
    .slice(0, maxAsked)
  const next = await change((group) =>
    withSession(group, id, (one) =>
      one.leadCall === undefined ? one : { ...one, leadCall: { ...one.leadCall, message, asked } },
    ),
  )
  const session = requireSession(next, id)
  if (session.facilitator === undefined) await deps.sendNaming(next, asked, leadCallNote(next, session), key)
  return next
}
