import { entryOf, type Group, type Session } from '../../reading/group.ts'
import type { StepOutcome } from './outcome.ts'
import {
  callerFor,
  postBoard,
  readPoll,
  record,
  type StepDeps,
  type StepWork,
  sessionAfter,
  talkPlaceOf,
} from './step.ts'

/** Closes the poll and posts the recap; the session is over with it. */
export async function recap(deps: StepDeps, work: StepWork): Promise<StepOutcome> {
  const { group, session, lateMs } = work
  const poll = await readPoll(deps, group, session)
  if (poll?.state === 'open') await deps.polls.close(callerFor(group, session), poll.id)
  const after = nextReadingOf(group, session)
  const ended = after === undefined ? session : await record(work, { after })
  const message =
    session.recap ??
    (await postBoard(deps, await deps.renderRecap(group, ended, lateMs), {
      place: talkPlaceOf(group, session),
      key: `reading/${session.id}/recap`,
      isForChannel: true,
    }))
  await record(work, { recap: message })
  return { kind: 'completed' }
}

/** The next session, with its paper if it has one. */
function nextReadingOf(group: Group, session: Session): Session['after'] {
  const next = sessionAfter(group, session)
  const entry = next && 'id' in next ? entryOf(group, next) : undefined
  if (next === undefined) return undefined
  const { start } = next
  if (entry === undefined) return { start }
  const { title, url } = entry.paper
  return { start, title, ...(url !== undefined && { url }) }
}
