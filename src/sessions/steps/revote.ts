import { stateOf } from '../../reading/group.ts'
import { talkMs } from '../../reading/steps.ts'
import { revoteView } from '../../views/reading/thread-view.ts'
import { waitsFor } from '../../views/reading/waits-for.ts'
import { done, notNeeded, type StepOutcome, waiting } from './outcome.ts'
import {
  callerFor,
  minBallots,
  post,
  readPoll,
  record,
  type StepDeps,
  type StepWork,
  talkPlaceOf,
} from './step.ts'

/** Closes the first round without an outcome, and opens the second. */
export async function revote(deps: StepDeps, work: StepWork): Promise<StepOutcome> {
  const { group, session, lateMs } = work
  const { polls, now } = deps
  const poll = await readPoll(deps, group, session)
  if (poll === undefined || poll.sealedAt !== undefined || stateOf(session, 'reveal') === 'needless')
    return notNeeded
  if (poll.current.number === 1) {
    if (session.revealedAt === undefined) return waiting(waitsFor.reveal)
    if (now() < session.revealedAt + talkMs) return waiting(waitsFor.talk)
    if (poll.state === 'closed' && session.isRevoting !== true) return notNeeded
    if (poll.current.votes < minBallots) return waiting(waitsFor.voters)
    const caller = callerFor(group, session)
    await record(work, { isRevoting: true })
    if (poll.state === 'open') await polls.close(caller, poll.id)
    await polls.revote(caller, poll.id, { blind: group.revote === 'blind', live: false })
  }
  const second = (await readPoll(deps, group, session)) ?? poll
  await post(deps, {
    place: talkPlaceOf(group, session),
    view: revoteView(second, lateMs),
    key: `reading/${session.id}/revote`,
  })
  return done()
}
