import type { Person, SpaceId } from '../chat/caller.ts'
import { chooseFor } from '../reading/choose.ts'
import { sessionOver } from '../reading/errors.ts'
import { entryOf, type Group, type GroupId, type Session, type SessionId, stateOf } from '../reading/group.ts'
import { reopenMissed } from '../reading/reopening.ts'
import { type StepName, waitsForVotes } from '../reading/steps.ts'
import {
  groupBusy,
  readingListEmpty,
  sessionAlreadyOpen,
  sessionNotOpen,
  stepAlreadyDone,
  stepNotNeeded,
  stepWaiting,
} from './errors.ts'
import type { LeaseDeps } from './group-lease.ts'
import { settle } from './next-step.ts'
import type { NoticeDeps } from './notices.ts'
import type { StepDeps } from './steps/step.ts'
import { runStep } from './steps/steps.ts'
import { type Turn, withLease } from './turn.ts'

/** A step that a person runs manually. */
export interface ManualStep {
  readonly space: SpaceId
  readonly group: GroupId
  readonly session: SessionId
  readonly step: StepName
  readonly by: Person
}

/**
 * Runs a step now, whether it is due or not; afterwards it counts as done by that person.
 *
 * @throws UserError when it can't be run.
 */
export async function runStepNow(
  deps: StepDeps & LeaseDeps & NoticeDeps,
  { space, group: id, session: sessionId, step, by }: ManualStep,
): Promise<void> {
  const result = await withLease(deps, space, id, async (leased, turn) => {
    const group = step === 'open' ? await reopenIfMissed(deps, leased, sessionId, turn) : leased
    const session = group.sessions.find((session) => session.id === sessionId)
    if (session === undefined) throw sessionOver()
    requireRunnable(group, session, step, deps.now())
    const outcome = await runStep(deps, { group, session, change: turn.change }, step)
    if (outcome.kind === 'waiting') throw stepWaiting(outcome.why)
    if (outcome.kind === 'notNeeded') throw stepNotNeeded()
    await settle(deps, outcome, { session, step, by }, turn)
  })
  if (result === undefined) throw groupBusy()
  if (result.fault !== undefined) throw result.fault
}

/** The group with the session among its sessions again, if that one was missed. */
async function reopenIfMissed(
  { store, now }: StepDeps,
  group: Group,
  id: SessionId,
  { change }: Turn,
): Promise<Group> {
  if (group.sessions.some((session) => session.id === id)) return group
  const past = await store.findPast(group.id, id)
  return past === undefined ? group : change((group) => reopenMissed(group, past, now()))
}

/** @throws UserError for a step that is done, or that the session is too early or too late for. */
function requireRunnable(group: Group, session: Session, step: StepName, now: number): void {
  if (stateOf(session, step) === 'done') throw stepAlreadyDone()
  if (step === 'poll' && stateOf(session, step) === 'off') throw stepNotNeeded()
  const isAfterOpening = waitsForVotes.has(step) || step === 'poll' || step === 'recap'
  if (isAfterOpening && session.openedAt === undefined && (step !== 'reveal' || session.poll === undefined))
    throw sessionNotOpen(session.date, now)
  if (!isAfterOpening && session.openedAt !== undefined) throw sessionAlreadyOpen(session.date, now)
  if (step === 'open' && !hasPaper(chooseFor(group, session.id), session.id)) throw readingListEmpty()
}

const hasPaper = (group: Group, id: SessionId): boolean =>
  group.sessions.some((session) => session.id === id && entryOf(group, session) !== undefined)
