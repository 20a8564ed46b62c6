import type { SpaceId } from '../chat/caller.ts'
import { UserError } from '../chat/user-error.ts'
import { type Group, type GroupId, type Session, type SessionId, stateOf } from '../reading/group.ts'
import { waitsForVotes } from '../reading/steps.ts'
import type { Where } from '../reading/where.ts'
import { checkPlaces } from './check-places.ts'
import { sendDueDigests } from './digests.ts'
import type { LeaseDeps } from './group-lease.ts'
import { runNextStep } from './next-step.ts'
import { calendarNotice, eventQuestion, type NoticeDeps, placeGoneNotice, seasonNotice } from './notices.ts'
import { updateCalendar } from './platform-calendar.ts'
import { type ManualStep, runStepNow } from './run-step-now.ts'
import type { StepDeps } from './steps/step.ts'
import { isDue } from './steps/steps.ts'
import { callForSubstitutes } from './substitutes.ts'
import { type Turn, withLease } from './turn.ts'

interface RunnerDeps extends StepDeps, LeaseDeps, NoticeDeps {
  /** Posts the recap of a season, unless none of its sessions is over. */
  readonly postSeasonRecap: (group: Group, season: Group['season']) => Promise<void>
}

/**
 * Runs the steps of reading groups, each exactly once: a worker leases the group, and records a step only while it has
 * the lease. docs/reading-groups.md, sections 5 to 9.
 */
export function createSessionRunner(deps: RunnerDeps) {
  async function runDueSteps(space: SpaceId, id: GroupId): Promise<void> {
    await withLease(deps, space, id, (group, turn) => runUntilNoneIsDue(deps, group, turn))
  }

  return {
    runDueSteps,

    /** To be called when people did something in a session's poll: a step may have waited for that. */
    async onVote(group: Group, session: Session): Promise<void> {
      for (const step of waitsForVotes)
        if (stateOf(session, step) === 'waiting' && (await isDue(deps, group, session, step)))
          return runDueSteps(group.place.space, group.id)
    },

    /** @throws UserError when it can't be run. */
    runStepNow: (manual: ManualStep): Promise<void> => runStepNow(deps, manual),
  }
}

export type SessionRunner = ReturnType<typeof createSessionRunner>

/** @throws the fault of one of the sessions that couldn't go on, once everything else is done. */
async function runUntilNoneIsDue(deps: RunnerDeps, leased: Group, turn: Turn): Promise<void> {
  const stuck = new Map<SessionId, unknown>()
  let last = leased
  let group: Group | undefined = leased
  while (group !== undefined) {
    last = group
    group = await runNextStep(deps, group, turn, stuck)
  }
  last = await callForSubstitutes(deps, last, turn)
  last = await sendDueDigests(deps, last, turn)
  const { notices } = turn
  const onRefused = (fault: UserError, session: Session) =>
    void notices.push(calendarNotice(last, session, fault))
  const onUnsure = (session: Session) => void notices.push(eventQuestion(session))
  const onGone = (where: Where) => void notices.push(placeGoneNotice(last, where, deps.now()))
  last = await checkPlaces({ ...deps, onGone }, last, turn.change)
  await updateCalendar({ ...deps, onRefused, onUnsure }, last, turn.change)
  for (const season of last.toSumUp) await sumUpSeason(deps, last, season, turn)
  for (const fault of stuck.values()) throw fault
}

async function sumUpSeason(
  { postSeasonRecap, now }: RunnerDeps,
  group: Group,
  season: Group['season'],
  { change, notices }: Turn,
): Promise<void> {
  try {
    await postSeasonRecap(group, season)
  } catch (fault) {
    if (fault instanceof UserError) notices.push(seasonNotice(group, season, fault, now()))
    throw fault
  }
  await change((group) => ({ ...group, toSumUp: group.toSumUp.filter(({ from }) => from !== season.from) }))
}
