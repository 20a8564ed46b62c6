import { done, type StepOutcome } from './outcome.ts'
import { openSessionPoll } from './session-poll.ts'
import { postBoard, record, type StepDeps, type StepWork } from './step.ts'

/** Announces the session in the group's channel, with its poll if the group votes early. */
export async function announce(deps: StepDeps, work: StepWork): Promise<StepOutcome> {
  const { group, session } = work
  const message =
    session.announcement ??
    (await postBoard(deps, deps.renderAnnouncement(group, session), {
      place: group.place,
      key: `reading/${session.id}/announce`,
    }))
  const announced = await record(work, { announcement: message })
  if (group.poll === 'early') await openSessionPoll(deps, { ...work, session: announced }, message)
  return done()
}
