import type { Person } from '../chat/caller.ts'
import { UserError } from '../chat/user-error.ts'
import { type Group, type Session, type SessionId, stateOf } from '../reading/group.ts'
import { LeaseLostError } from '../reading/group-store.ts'
import { createSessionId } from '../reading/ids.ts'
import { planSessions } from '../reading/plan.ts'
import { mayReopen } from '../reading/reopening.ts'
import {
  cancelSession,
  completeSession,
  requireSession,
  withSession,
  withStep,
} from '../reading/session-outcome.ts'
import { type StepName, stepNames, waitsForVotes } from '../reading/steps.ts'
import { lateReason } from '../views/reading/notice-words.ts'
import { failedNotice, missedNotice, skippedNotice } from './notices.ts'
import { applyOutcome, type StepOutcome } from './steps/outcome.ts'
import type { StepDeps } from './steps/step.ts'
import { isDue, runStep } from './steps/steps.ts'
import type { Turn } from './turn.ts'

/** One step of a session of a group. */
interface SessionStep {
  readonly group: Group
  readonly session: Session
  readonly step: StepName
}

/**
 * Runs the first step of a group that is due; one that is too late is skipped. A session that can't go on doesn't hold
 * up the others.
 *
 * @param stuck What was thrown by sessions that couldn't go on this turn; they are left out, and it is added to.
 * @returns the group after it; `undefined` if no step is due.
 */
export async function runNextStep(
  deps: StepDeps,
  group: Group,
  turn: Turn,
  stuck: Map<SessionId, unknown>,
): Promise<Group | undefined> {
  for (const session of group.sessions.filter(({ id }) => !stuck.has(id)))
    try {
      const next = await runNextStepOf(deps, group, session, turn)
      if (next !== undefined) return next
    } catch (fault) {
      if (fault instanceof LeaseLostError) throw fault
      stuck.set(session.id, fault)
    }
  const plan = (group: Group) => planSessions(group, deps.now(), createSessionId)
  return plan(group) === group ? undefined : turn.change(plan)
}

/** The steps of a session run in order; one that waits for votes doesn't hold up those after it. */
async function runNextStepOf(
  deps: StepDeps,
  group: Group,
  session: Session,
  turn: Turn,
): Promise<Group | undefined> {
  for (const step of stepNames) {
    const found = session.steps[step]
    if (found === undefined || found.state.kind !== 'waiting') continue
    if (await isDue(deps, group, session, step)) {
      if (deps.now() > found.until) return skipStep(deps, { group, session, step }, turn)
      const next = await tryStep(deps, { group, session, step }, turn)
      if (next !== undefined) return next
    }
    if (!waitsForVotes.has(step)) return undefined
  }
  if (stepNames.some((step) => stateOf(session, step) === 'waiting')) return undefined
  return endWithoutSteps(deps, session, turn)
}

/** Ends a session that has no step left, because its last ones are switched off or no longer needed. */
function endWithoutSteps({ now }: StepDeps, { id, openedAt }: Session, { change }: Turn): Promise<Group> {
  return change((group) => {
    const session = requireSession(group, id)
    if (openedAt !== undefined) return completeSession(group, session, now())
    const end = { end: 'skipped', at: now(), why: 'its time had passed before it was planned' } as const
    return cancelSession(group, session, end)
  })
}

/** @returns `undefined` if the step has to wait for people. */
async function tryStep(
  deps: StepDeps,
  { group, session, step }: SessionStep,
  turn: Turn,
): Promise<Group | undefined> {
  try {
    const outcome = await runStep(deps, { group, session, change: turn.change }, step)
    return await settle(deps, outcome, { session, step }, turn)
  } catch (fault) {
    if (fault instanceof UserError) turn.notices.push(failedNotice(session, step, fault))
    throw fault
  }
}

/**
 * Stores a step's outcome.
 *
 * @param by Who ran the step manually.
 * @returns `undefined` if the step has to wait for people.
 */
export async function settle(
  { now }: StepDeps,
  outcome: StepOutcome,
  { session, step, by }: Omit<SessionStep, 'group'> & { readonly by?: Person },
  { change }: Turn,
): Promise<Group | undefined> {
  if (outcome.kind === 'waiting') return undefined
  const state = { kind: 'done', at: now(), ...(by !== undefined && { by }) } as const
  return change((group) => applyOutcome(group, outcome, { session: session.id, step, state }))
}

/** A step that is too late doesn't hold up the next one; organisers are notified. */
async function skipStep(
  { now }: StepDeps,
  { group, session, step }: SessionStep,
  { change, notices }: Turn,
): Promise<Group> {
  const at = now()
  const { id } = session
  if (step === 'open') {
    notices.push(missedNotice(session, mayReopen(group, session, at)))
    const end = { end: 'missed', at, why: lateReason } as const
    return change((group) => cancelSession(group, requireSession(group, id), end))
  }
  // Opening chooses, if nobody has; and what was not chosen in time can't be announced.
  const isForNobody = step === 'sheet' && session.facilitator === undefined
  const isMissed =
    step !== 'choose' && !waitsForVotes.has(step) && !isForNobody && wasChosenFor(session, step)
  if (isMissed) notices.push(skippedNotice(session, step))
  const state = isMissed
    ? ({ kind: 'skipped', at, why: lateReason } as const)
    : ({ kind: 'needless' } as const)
  const next = await change((group) => withSession(group, id, (session) => withStep(session, step, state)))
  return step === 'recap' ? change((group) => completeSession(group, requireSession(group, id), at)) : next
}

/** Whether a session's paper was known while a step could still be done. */
function wasChosenFor({ paper, steps }: Session, step: StepName): boolean {
  const { choose } = steps
  const until = steps[step]?.until ?? Number.POSITIVE_INFINITY
  return paper !== undefined && (choose?.state.kind !== 'done' || choose.state.at <= until)
}
