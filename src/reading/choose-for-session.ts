import type { Caller } from '../chat/caller.ts'
import type { PaperId } from '../paper/paper.ts'
import { requireTakingPart } from '../poll/permissions.ts'
import { chooseFor } from './choose.ts'
import { choosingNotAllowed, nextSessionNotPrepared, paperTaken, pollAlreadyOpen } from './errors.ts'
import { entryOf, type Group, nextSessionOf, type Session } from './group.ts'
import { mayLead } from './permissions.ts'
import { withSession, withStep } from './session-outcome.ts'

/** The group with a paper that the caller has chosen for its next session. @throws UserError unless they may. */
export function chooseManually(caller: Caller, group: Group, paper: PaperId, at: number): Group {
  const session = requireSessionToChoose(caller, group, paper)
  const withPaper = withSession(group, session.id, (one) => ({ ...one, paper }))
  return withSession(chooseFor(withPaper, session.id), session.id, (one) =>
    withStep(one, 'choose', { kind: 'done', at, by: caller.person }),
  )
}

/** The session that a choice is for. @throws UserError unless the caller may choose that paper for it. */
export function requireSessionToChoose(caller: Caller, group: Group, paper: PaperId): Session {
  requireTakingPart(caller, 'choose papers')
  const session = nextSessionOf(group)
  if (session === undefined) throw nextSessionNotPrepared()
  if (!mayLead(caller, group, session)) throw choosingNotAllowed()
  if (session.poll !== undefined) throw pollAlreadyOpen(entryOf(group, session)?.paper.title ?? 'the paper')
  if (group.sessions.some((one) => one.paper === paper && one.id !== session.id)) throw paperTaken()
  return session
}
