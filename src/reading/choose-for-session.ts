import type { PaperId } from '../paper/paper.ts'
import { type Actor, requireTakingPart } from '../poll/permissions.ts'
import { chooseFor } from './choose.ts'
import { choosingNotAllowed, nextSessionNotPrepared, paperTaken, pollAlreadyOpen } from './errors.ts'
import { entryOf, type Group, nextSessionOf, type Session } from './group.ts'
import { mayLead } from './permissions.ts'
import { upcomingSessions } from './plan.ts'
import { withSession, withStep } from './session-outcome.ts'

/** The group with a paper that the caller has chosen for its next session. @throws UserError unless they may. */
export function chooseManually(actor: Actor, group: Group, paper: PaperId, at: number): Group {
  const session = requireSessionToChoose(actor, group, paper, at)
  const withPaper = withSession(group, session.id, (one) => ({ ...one, paper }))
  return withSession(chooseFor(withPaper, session.id), session.id, (one) =>
    withStep(one, 'choose', { kind: 'done', at, by: actor.person }),
  )
}

/** The session that a choice is for. @param now In ms since 1970. @throws UserError unless the caller may choose that paper for it. */
export function requireSessionToChoose(actor: Actor, group: Group, paper: PaperId, now: number): Session {
  requireTakingPart(actor, 'choose papers')
  const session = nextSessionOf(group)
  if (!mayLead(actor, group, session)) throw choosingNotAllowed(session?.facilitator?.name)
  const later = upcomingSessions(group, 1)[0]?.date
  if (session === undefined) throw nextSessionNotPrepared(later, now)
  if (session.poll !== undefined)
    throw pollAlreadyOpen(entryOf(group, session)?.paper.title ?? 'the paper', later, now)
  const other = group.sessions.find((one) => one.paper === paper && one.id !== session.id)
  if (other !== undefined)
    throw paperTaken(entryOf(group, other)?.paper.title ?? 'The paper', other.date, now)
  return session
}
