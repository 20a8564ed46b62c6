import { paperOfNextChosen, sessionOver } from './errors.ts'
import { type Group, isChosen, type Past, type Session, stateOf } from './group.ts'
import { withEntry } from './reading-list.ts'
import { recordTurn } from './rotation.ts'
import { withStep } from './session-outcome.ts'

const stepsFromOpening = ['open', 'poll', 'reveal', 'revote', 'recap'] as const

/** How long the opening may be tried after it was asked for. */
const openingMs = 5 * 60_000

/** Whether a session that is missed now can still be opened manually for a while. */
export const mayReopen = ({ sessions }: Group, { start, paper }: Session, at: number): boolean =>
  paper !== undefined &&
  !sessions.some((other) => other.start > start && (other.steps.choose?.due ?? other.start) <= at)

/**
 * The group with a missed session that is opened manually: it gets its paper and its facilitator back, unless the next
 * session has chosen. docs/reading-groups.md, section 7.
 *
 * @throws UserError when the session can't be opened any more.
 */
export function reopenMissed(group: Group, { session, end, entry }: Past, at: number): Group {
  if (end !== 'missed') throw sessionOver()
  const paper = group.entries.find(({ paper }) => paper.id === entry?.paper.id)
  const isLate = group.sessions.some(({ start, paper }) => start > session.start && paper !== undefined)
  if (paper === undefined || isChosen(group, paper) || isLate) throw paperOfNextChosen()
  const reopened = stepsFromOpening.reduce(
    (session: Session, step) =>
      stateOf(session, step) === 'needless' ? withStep(session, step, { kind: 'waiting' }) : session,
    session,
  )
  const { open } = reopened.steps
  const opening = {
    ...reopened,
    steps: { ...reopened.steps, ...(open !== undefined && { open: { ...open, until: at + openingMs } }) },
  }
  const taken = withEntry(group, paper.paper.id, ({ isNext: _, carriedFrom: __, ...entry }) => entry)
  return {
    ...(session.facilitator === undefined ? taken : recordTurn(taken, session.facilitator)),
    sessions: [...group.sessions, opening].toSorted((a, b) => a.start - b.start),
  }
}
