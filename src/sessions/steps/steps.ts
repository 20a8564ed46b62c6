import type { Disclosure } from '../../poll/disclose.ts'
import type { Group, Session } from '../../reading/group.ts'
import type { StepName } from '../../reading/steps.ts'
import { announce } from './announce.ts'
import { choose } from './choose.ts'
import { open } from './open.ts'
import { openPoll } from './open-poll.ts'
import type { StepOutcome } from './outcome.ts'
import { recap } from './recap.ts'
import { remind } from './remind.ts'
import { reveal } from './reveal.ts'
import { revote } from './revote.ts'
import { sheet } from './sheet.ts'
import { readPoll, type StepDeps, type StepWork } from './step.ts'

type Step = (deps: StepDeps, work: StepWork) => Promise<StepOutcome>

/** Each may have run in part before: what the record says was done is not done again. */
const steps: Readonly<Record<StepName, Step>> = {
  choose,
  announce,
  remind1: remind('remind1'),
  remind2: remind('remind2'),
  sheet,
  open,
  poll: openPoll,
  reveal,
  revote,
  recap,
}

/**
 * Runs a step of a session.
 *
 * @throws UserError, or whatever a platform throws: it may have run in part, and is to be run again.
 */
export function runStep(
  deps: StepDeps,
  { group, session, change }: Omit<StepWork, 'lateMs'>,
  step: StepName,
): Promise<StepOutcome> {
  const due = session.steps[step]?.due ?? deps.now()
  const lateMs = due < group.scheduledAt ? 0 : deps.now() - due
  return steps[step](deps, { group, session, change, lateMs })
}

/** Whether everyone who is asked to vote has voted; false if that isn't known, and in anonymous polls. */
function hasEveryVote({ visibility, voted = 0, expected, audiences }: Disclosure): boolean {
  const sizes = audiences.map(({ size = Number.POSITIVE_INFINITY }) => size)
  const asked = sizes.reduce((sum, size) => sum + size, expected)
  const isEach = audiences.every((audience, i) => (audience.voted ?? 0) >= (sizes[i] ?? 0))
  return visibility === 'names' && asked > 0 && voted === expected && isEach
}

/** Whether a waiting step is due: its time has come, or people have done what it waits for. */
export async function isDue(
  deps: StepDeps,
  group: Group,
  session: Session,
  step: StepName,
): Promise<boolean> {
  const { now } = deps
  const due = session.steps[step]?.due ?? Number.POSITIVE_INFINITY
  if (step !== 'reveal' || session.poll === undefined) return now() >= due
  const poll = await readPoll(deps, group, session)
  if (poll === undefined || poll.state === 'closed' || !poll.current.hidden) return true
  return now() >= due || (hasEveryVote(poll) && now() >= session.start)
}
