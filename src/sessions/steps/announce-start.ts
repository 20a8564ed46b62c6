import type { PersonId } from '../../chat/caller.ts'
import type { ChangeGroup, Group, Session } from '../../reading/group.ts'
import { hasEveryMessage } from '../../reading/private-messages.ts'
import { requireSession, withSession } from '../../reading/session-outcome.ts'
import { startingView } from '../../views/reading/reminder-view.ts'
import type { StepDeps } from './step.ts'

/** At most as many are sent a message as are added to a thread elsewhere. */
const maxTold = 25

type Deps = Pick<StepDeps, 'portFor' | 'log' | 'sendPrivately'>

/**
 * Where nobody can be added to a thread: sends those who are coming and take reminders one private message that the
 * session is starting. It is recorded before it is sent, so that after a crash it is not sent again.
 *
 * @param isMeant Selects the people; by default everyone.
 */
export async function announceStart(
  { portFor, log, sendPrivately }: Deps,
  {
    group,
    session: { id },
    change,
  }: { readonly group: Group; readonly session: Session; readonly change: ChangeGroup },
  isMeant: (person: PersonId) => boolean = () => true,
): Promise<void> {
  const { addToThread, linkTo } = portFor(group.place.platform)
  if (addToThread !== undefined) return
  let people: readonly PersonId[] = []
  const next = await change((group) => {
    const session = requireSession(group, id)
    const { begun = [] } = session
    people = session.coming
      .filter(
        (person) => isMeant(person) && !group.muted.includes(person) && !hasEveryMessage(session, person),
      )
      .filter((person) => !begun.includes(person))
      .slice(0, Math.max(0, maxTold - begun.length))
    return people.length === 0
      ? group
      : withSession(group, id, (one) => ({ ...one, begun: [...begun, ...people] }))
  })
  if (people.length === 0) return
  const session = requireSession(next, id)
  try {
    const link = session.opening && (await linkTo?.(session.opening))
    await sendPrivately(next, people, startingView(next, session, link), `reading/${id}/begun`)
  } catch (fault) {
    log.warn({ fault, group: group.id }, 'could not send everyone that a session is starting')
  }
}
