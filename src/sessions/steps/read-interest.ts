import type { PersonId } from '../../chat/caller.ts'
import { withInterested } from '../../reading/attendance.ts'
import type { Group, Session } from '../../reading/group.ts'
import { requireSession, withSession } from '../../reading/session-outcome.ts'
import type { StepDeps, StepWork } from './step.ts'

/**
 * The session with those who are interested in its event now: the platform's messages about them can be lost. If it
 * doesn't answer, the session is as it was.
 */
export async function readInterest(
  deps: StepDeps,
  { group, session, change }: Pick<StepWork, 'group' | 'session' | 'change'>,
): Promise<Pick<StepWork, 'group' | 'session'>> {
  const people = await findInterested(deps, group, session).catch((fault: unknown) => {
    deps.log.warn({ fault, group: group.id }, 'could not read who is interested in an event')
    return undefined
  })
  if (people === undefined) return { group, session }
  const next = await change((group) => withSession(group, session.id, (one) => withInterested(one, people)))
  return { group: next, session: requireSession(next, session.id) }
}

/** @returns those of them who see the group's channel; `undefined` if there is no event. */
async function findInterested(
  { portFor }: StepDeps,
  { place }: Group,
  { event }: Session,
): Promise<readonly PersonId[] | undefined> {
  const { events, canSee } = portFor(place.platform)
  const found = event && (await events?.interestedIn({ space: place.space, id: event.id }))
  if (found === undefined) return undefined
  const seeing: PersonId[] = []
  for (const person of found) if ((await canSee(person, place)) !== false) seeing.push(person)
  return seeing
}
