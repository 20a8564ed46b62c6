import { isBeingRun } from './claim.ts'
import { sessionBusy } from './errors.ts'
import type { GroupWithPast } from './group.ts'
import {
  entryOf,
  type Group,
  type Past,
  type Session,
  type SessionId,
  type StepState,
  stateOf,
} from './group.ts'
import { withEntry } from './reading-list.ts'
import { returnTurn } from './rotation.ts'
import { withoutLostPins } from './session-dates.ts'
import { type StepName, stepNames } from './steps.ts'

/** The session with one of its steps in another state; unchanged if that step is switched off. */
export function withStep(session: Session, step: StepName, state: StepState): Session {
  const before = session.steps[step]
  return before === undefined
    ? session
    : { ...session, steps: { ...session.steps, [step]: { ...before, state } } }
}

/** @throws Error for a session that is over. */
export function requireSession({ sessions }: Group, id: SessionId): Session {
  const session = sessions.find((session) => session.id === id)
  if (session === undefined) throw new Error(`${id} is over`)
  return session
}

/** The group with one session changed. */
export const withSession = (group: Group, id: SessionId, change: (session: Session) => Session): Group => ({
  ...group,
  sessions: group.sessions.map((session) => (session.id === id ? change(session) : session)),
})

const cancelWaitingSteps = (session: Session): Session =>
  stepNames
    .filter((step) => stateOf(session, step) === 'waiting')
    .reduce((session, step) => withStep(session, step, { kind: 'needless' }), session)

const removeSession = (group: Group, session: Session): Group =>
  withoutLostPins({
    ...group,
    unmarks: [...group.unmarks, ...(session.event === undefined ? [] : [session.event.id])],
    sessions: group.sessions.filter(({ id }) => id !== session.id),
  })

/** How a session ended, when, and why. */
type Ending = Pick<Past, 'end' | 'at' | 'why' | 'whyBy'>

/** Where people met is no longer shown. Who was there while they read is stored until they are counted, if it was held. */
function toPast(group: Group, whole: Session, ending: Ending): Past {
  const { where: _, present, keyedPoll, named: __, ...session } = whole
  const there = {
    ...(present !== undefined && { present }),
    ...(keyedPoll !== undefined && { keyedPoll }),
  }
  const entry = entryOf(group, session)
  return {
    v: 1,
    session: { ...cancelWaitingSteps(session), ...(ending.end === 'read' && there) },
    season: group.season.name,
    ...ending,
    ...(entry !== undefined && { entry }),
  }
}

/** The group after a session that was held: its paper is read. */
export function completeSession(group: Group, session: Session, at: number): GroupWithPast {
  const rest = session.paper === undefined ? group : withEntry(group, session.paper, () => undefined)
  const next = { ...removeSession(rest, session), last: session.id }
  return { group: next, past: [toPast(group, session, { end: 'read', at })] }
}

/** The group after a session that was not held: its paper comes first in the next one, and the turn is kept. */
export function cancelSession(
  group: Group,
  session: Session,
  ending: Ending & { readonly end: 'skipped' | 'missed' },
): GroupWithPast {
  const returned =
    session.paper === undefined
      ? group
      : withEntry(group, session.paper, ({ pinned: _, ...entry }) => ({
          ...entry,
          isNext: true,
          carriedFrom: session.date,
        }))
  return {
    group: removeSession(returnTurn(returned, session), session),
    past: [toPast(group, session, ending)],
  }
}

/**
 * The group without the selected sessions that have not begun; their papers come first in the next ones.
 *
 * @throws UserError while a step of one of them is running.
 */
export function cancelSessions(
  group: Group,
  isSelected: (session: Session) => boolean,
  ending: Omit<Ending, 'end'>,
): GroupWithPast {
  const selected = group.sessions.filter((session) => session.openedAt === undefined && isSelected(session))
  const busy = selected.find((session) => isBeingRun(group, session, ending.at))
  if (busy !== undefined) throw sessionBusy(busy.date, ending.at)
  return selected.reduce(
    (result: GroupWithPast, session) => {
      const { group, past } = cancelSession(result.group, session, { end: 'skipped', ...ending })
      return { group, past: [...result.past, ...past] }
    },
    { group, past: [] },
  )
}
