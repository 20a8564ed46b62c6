import type { Group, Session, Step } from './group.ts'
import { startAfter } from './plan.ts'
import { isReading, pollDueAt, readingMinutes, revoteDueAt, stepPartsOf } from './reading-time.ts'
import { type StepName, type StepTime, stepTimes } from './steps.ts'
import { voteMinutes } from './together.ts'

/** A step that was put off may still be this late, in ms. */
const graceMs = 5 * 60_000

/** The session with some of its steps due at other times, as far as it has them and they are not done. */
export function postpone(session: Session, dues: Readonly<Partial<Record<StepName, number>>>): Session {
  const steps = Object.entries(session.steps).map(([name, step]): [string, Step] => {
    const due = dues[name as StepName]
    if (due === undefined || step.state.kind !== 'waiting') return [name, step]
    return [name, { ...step, due, until: Math.max(step.until, due + graceMs) }]
  })
  return { ...session, steps: Object.fromEntries(steps) }
}

/** The session in which people read, with new times for its poll and the steps after it. */
export function withPollTimes(group: Group, session: Session, now: number): Session {
  const poll = pollDueAt(group, session, now)
  const reveal = poll + voteMinutes * 60_000
  return postpone(session, { poll, reveal, revote: revoteDueAt(group, session, reveal) })
}

/** The group with the undone steps of its sessions as its settings have them now: whether people read first, and the sheet. */
export const retimeSessions = (group: Group, now: number): Group => ({
  ...group,
  sessions: group.sessions.map((session) => retimeSession(group, session, now)),
})

/** As above, for one session. */
export function retimeSession(group: Group, session: Session, now: number): Session {
  if (isReading(session))
    return readingMinutes(group, session) === undefined
      ? postpone(session, { poll: now })
      : withPollTimes(group, session, now)
  if (session.openedAt === undefined) return replan(group, session, now)
  const { reveal, poll } = session.steps
  const revealed = session.revealedAt ?? reveal?.due
  if (poll === undefined || revealed === undefined) return session
  return postpone(session, { revote: revoteDueAt(group, session, revealed) })
}

/** Of a session that has not begun. */
function replan(group: Group, session: Session, now: number): Session {
  const { schedule, offsets } = group
  const parts = stepPartsOf(group, session)
  const others = { ...group, sessions: group.sessions.filter(({ id }) => id !== session.id) }
  const next = startAfter(others, session.start)
  const times = stepTimes(session.start, schedule?.zone ?? 'UTC', offsets, parts, next)
  const { sheet, poll, reveal, revote, ...steps } = session.steps
  const isOtherReading = poll !== undefined || parts.together !== undefined
  return {
    ...session,
    steps: {
      ...steps,
      ...(parts.hasSheet ? asStep('sheet', sheet, sheet ?? times.sheet, now) : doneOnly('sheet', sheet)),
      ...asStep('poll', poll, times.poll, now),
      ...asStep('reveal', reveal, isOtherReading ? times.reveal : reveal, now),
      ...asStep('revote', revote, isOtherReading ? times.revote : revote, now),
    },
  }
}

/** A step at its time, as an entry of a record's steps; what is done stays done. */
function asStep(name: StepName, before: Step | undefined, time: StepTime | undefined, now: number) {
  if (before !== undefined && before.state.kind !== 'waiting') return { [name]: before }
  if (time === undefined) return {}
  const { due, until } = time
  return { [name]: { due, until, state: { kind: until < now ? 'needless' : 'waiting' } } as Step }
}

const doneOnly = (name: StepName, step: Step | undefined) =>
  step === undefined || step.state.kind === 'waiting' ? {} : { [name]: step }
