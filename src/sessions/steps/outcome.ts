import { PersonId } from '../../chat/caller.ts'
import type { Group, GroupWithPast, Session, SessionId, StepState } from '../../reading/group.ts'
import { stateOf } from '../../reading/group.ts'
import {
  cancelSession,
  completeSession,
  requireSession,
  withSession,
  withStep,
} from '../../reading/session-outcome.ts'
import { type StepName, talkMs } from '../../reading/steps.ts'

const stepsBeforeOpening = ['choose', 'announce', 'remind1', 'remind2'] as const
const stepsAfterOpening = ['reveal', 'revote', 'recap'] as const
/** A step that was put off may still be this late, in ms. */
const graceMs = 5 * 60_000

/** A step's changes of its session, beside its own state; times in ms since 1970. */
interface StepPatch {
  /** Whom a reminder was sent to, and when. */
  readonly reminded?: Session['reminded']
  /** Who was sent a message that they lead the session. */
  readonly told?: Session['told']
  readonly unreached?: number
  readonly openedAt?: number
  readonly revealedAt?: number
}

/** The result of a step that was run, as data: the session runner stores it. */
export type FinalOutcome =
  | { readonly kind: 'done'; readonly patch: StepPatch }
  | { readonly kind: 'notNeeded' }
  /** The session is over with it, and the step is done. */
  | { readonly kind: 'completed' }
  /** The session is not held. */
  | { readonly kind: 'cancelled'; readonly why: string }

/** Or it can't be run yet, and waits for what people do: nothing is stored. */
export type StepOutcome = FinalOutcome | { readonly kind: 'waiting'; readonly why: string }

export const done = (patch: StepPatch = {}): FinalOutcome => ({ kind: 'done', patch })
export const notNeeded: FinalOutcome = { kind: 'notNeeded' }
export const waiting = (why: string): StepOutcome => ({ kind: 'waiting', why })

/** The group after a step with that outcome, whose state is then `state` if it is done. */
export function applyOutcome(
  group: Group,
  outcome: FinalOutcome,
  { session: id, step, state }: { session: SessionId; step: StepName; state: StepState & { kind: 'done' } },
): Group | GroupWithPast {
  switch (outcome.kind) {
    case 'done':
      return withSession(group, id, (session) => withStep(applyPatch(session, outcome.patch), step, state))
    case 'notNeeded':
      return withSession(group, id, (session) => withStep(session, step, { kind: 'needless' }))
    case 'completed': {
      const next = withSession(group, id, (session) => withStep(session, step, state))
      return completeSession(next, requireSession(next, id), state.at)
    }
    case 'cancelled': {
      const end = { end: 'skipped', at: state.at, why: outcome.why } as const
      return cancelSession(group, requireSession(group, id), end)
    }
  }
}

function applyPatch(
  session: Session,
  { reminded, told, unreached, openedAt, revealedAt }: StepPatch,
): Session {
  const next = {
    ...session,
    ...(reminded !== undefined && {
      reminded: { ...session.reminded, ...reminded },
      remindedTwice: [
        ...(session.remindedTwice ?? []),
        ...Object.keys(reminded)
          .filter((person) => session.reminded[person] !== undefined)
          .map((person) => PersonId.parse(person)),
      ],
    }),
    ...(told !== undefined && { told: [...(session.told ?? []), ...told] }),
    ...(unreached !== undefined && { unreached }),
  }
  if (openedAt !== undefined) return openSession(next, openedAt)
  return revealedAt === undefined ? next : revealVotes(next, revealedAt)
}

/** A session that begins: what was due before it is no longer needed; opened late, what follows is as much later. */
function openSession(session: Session, at: number): Session {
  const lateMs = Math.max(0, at - session.start)
  const begun = stepsBeforeOpening
    .filter((step) => stateOf(session, step) === 'waiting')
    .reduce((session, step) => withStep(session, step, { kind: 'needless' }), session)
  return { ...postpone(begun, stepsAfterOpening, (due) => due + lateMs), openedAt: at }
}

/** A session whose votes are shown: the re-vote leaves time to talk about them. */
const revealVotes = (session: Session, at: number): Session => ({
  ...postpone(session, ['revote'], (due) => Math.max(due, at + talkMs)),
  revealedAt: at,
})

/** The session with some of its steps due at other times. */
function postpone(session: Session, names: readonly StepName[], toDue: (due: number) => number): Session {
  const steps = names.flatMap((name) => {
    const step = session.steps[name]
    if (step === undefined) return []
    const due = toDue(step.due)
    return [[name, { ...step, due, until: Math.max(step.until, due + graceMs) }] as const]
  })
  return { ...session, steps: { ...session.steps, ...Object.fromEntries(steps) } }
}
