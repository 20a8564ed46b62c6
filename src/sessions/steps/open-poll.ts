import { done, notNeeded, type StepOutcome } from './outcome.ts'
import { openSessionPoll } from './session-poll.ts'
import type { StepDeps, StepWork } from './step.ts'

/** Opens the poll of a session once people have read the paper; one that people have opened meanwhile is the session's already. */
export async function openPoll(deps: StepDeps, work: StepWork): Promise<StepOutcome> {
  const { opening } = work.session
  if (opening === undefined) return notNeeded
  await openSessionPoll(deps, work, opening)
  return done({ polledAt: deps.now() })
}
