import { sessionBusy } from './errors.ts'
import type { GroupWithPast } from './group.ts'
import {
  entryOf,
  type Group,
  isBeingRun,
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
    unmarks: [...group.unmarks, ...(session.mark === undefined ? [] : [session.mark.id])],
    sessions: group.sessions.filter(({ id }) => id !== session.id),
  })

function toPast(group: Group, session: Session, end: Past['end'], at: number, why: string | undefined): Past {
  const entry = entryOf(group, session)
  return {
    v: 1,
    session: cancelWaitingSteps(session),
    season: group.season.name,
    end,
    at,
    ...(entry !== undefined && { entry }),
    ...(why !== undefined && { why }),
  }
}

/** The group after a session that was held: its paper is read. */
export function completeSession(group: Group, session: Session, at: number): GroupWithPast {
  const rest = session.paper === undefined ? group : withEntry(group, session.paper, () => undefined)
  return { group: removeSession(rest, session), past: [toPast(group, session, 'read', at, undefined)] }
}

/** The group after a session that was not held: its paper comes first in the next one, and the turn is kept. */
export function cancelSession(
  group: Group,
  session: Session,
  { end, at, why }: { readonly end: 'skipped' | 'missed'; readonly at: number; readonly why?: string },
): GroupWithPast {
  const returned =
    session.paper === undefined
      ? group
      : withEntry(group, session.paper, ({ pinned: _, ...entry }) => ({ ...entry, isNext: true }))
  return {
    group: removeSession(returnTurn(returned, session), session),
    past: [toPast(group, session, end, at, why)],
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
  at: number,
  why: string | undefined,
): GroupWithPast {
  const selected = group.sessions.filter((session) => session.openedAt === undefined && isSelected(session))
  const busy = selected.find((session) => isBeingRun(group, session, at))
  if (busy !== undefined) throw sessionBusy(busy.date)
  return selected.reduce(
    (result: GroupWithPast, session) => {
      const end = { end: 'skipped', at, ...(why !== undefined && { why }) } as const
      const { group, past } = cancelSession(result.group, session, end)
      return { group, past: [...result.past, ...past] }
    },
    { group, past: [] },
  )
}
