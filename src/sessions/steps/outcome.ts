import { PersonId } from '../../chat/caller.ts'
import { addDigest } from '../../reading/due-digest.ts'
import type { Group, GroupWithPast, Session, SessionId, StepState } from '../../reading/group.ts'
import { stateOf } from '../../reading/group.ts'
import { isReading, revoteDueAt } from '../../reading/reading-time.ts'
import { postpone, withPollTimes } from '../../reading/retime.ts'
import {
  cancelSession,
  completeSession,
  requireSession,
  withSession,
  withStep,
} from '../../reading/session-outcome.ts'
import { type StepName, talkMs } from '../../reading/steps.ts'
import { voteMinutes } from '../../reading/together.ts'

const stepsBeforeOpening = ['choose', 'announce', 'remind1', 'remind2', 'sheet'] as const
const stepsAfterOpening = ['reveal', 'revote', 'recap'] as const

/** A step's changes of its session, beside its own state; times in ms since 1970. */
interface StepPatch {
  /** Whom a reminder was sent to, and when. */
  readonly reminded?: Session['reminded']
  /** Who was sent a message that they lead the session. */
  readonly told?: Session['told']
  readonly unreached?: number
  readonly openedAt?: number
  /** When the poll was opened of a session in which people read first. */
  readonly polledAt?: number
  readonly revealedAt?: number
}

/** The result of a step that was run, as data: the session runner stores it. */
export type FinalOutcome =
  | { readonly kind: 'done'; readonly patch: StepPatch }
  | { readonly kind: 'notNeeded' }
  /** The session is over with it, the step is done, and the digest is due. */
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
      return withSession(group, id, (session) =>
        withStep(applyPatch(group, session, outcome.patch), step, state),
      )
    case 'notNeeded':
      return withSession(group, id, (session) => withStep(session, step, { kind: 'needless' }))
    case 'completed': {
      const next = withSession(group, id, (session) => withStep(session, step, state))
      return completeSession(addDigest(next, id, state.at), requireSession(next, id), state.at)
    }
    case 'cancelled': {
      const end = { end: 'skipped', at: state.at, why: outcome.why } as const
      return cancelSession(group, requireSession(group, id), end)
    }
  }
}

function applyPatch(
  group: Group,
  session: Session,
  { reminded, told, unreached, openedAt, polledAt, revealedAt }: StepPatch,
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
  if (openedAt !== undefined) return openSession(group, next, openedAt)
  if (polledAt !== undefined) return beginVote(group, next, polledAt)
  return revealedAt === undefined ? next : revealVotes(group, next, revealedAt)
}

/** A session that begins: what was due before it is no longer needed; opened late, what follows is as much later. */
function openSession(group: Group, session: Session, at: number): Session {
  const lateMs = Math.max(0, at - session.start)
  const begun = stepsBeforeOpening
    .filter((step) => stateOf(session, step) === 'waiting')
    .reduce((session, step) => withStep(session, step, { kind: 'needless' }), session)
  const late = stepsAfterOpening.map((step) => [step, (session.steps[step]?.due ?? 0) + lateMs] as const)
  const opened = { ...postpone(begun, Object.fromEntries(late)), openedAt: at }
  return isReading(opened) ? withPollTimes(group, opened, at) : opened
}

/** A session whose poll opens once people have read: votes are shown some minutes later. */
function beginVote(group: Group, session: Session, at: number): Session {
  const reveal = at + voteMinutes * 60_000
  return postpone(session, { reveal, revote: revoteDueAt(group, session, reveal) })
}

/** A session whose votes are shown: the re-vote leaves time to talk about them. */
export function revealVotes(group: Group, session: Session, at: number): Session {
  const { poll, revote } = session.steps
  const next = poll === undefined ? Math.max(revote?.due ?? 0, at + talkMs) : revoteDueAt(group, session, at)
  return { ...postpone(session, { revote: next }), revealedAt: at }
}
