import type { PersonId } from '../../chat/caller.ts'
import type { Disclosure } from '../../poll/disclose.ts'
import type { Group, Session } from '../../reading/group.ts'
import { hasEveryMessage } from '../../reading/private-messages.ts'
import { sessionReminderView } from '../../views/reading/reminder-view.ts'
import { listInvited } from './invited.ts'
import { done, type StepOutcome } from './outcome.ts'
import { readInterest } from './read-interest.ts'
import { callerFor, readPoll, type StepDeps, type StepWork } from './step.ts'

/** A person who was reminded is not reminded again within this time. */
const remindAgainMs = 6 * 3_600_000

/** Makes the step that sends the first or the second reminder, privately. */
export const remind =
  (step: 'remind1' | 'remind2') =>
  async (deps: StepDeps, work: StepWork): Promise<StepOutcome> => {
    const { now, sendPrivately } = deps
    const { group, session } = await readInterest(deps, work)
    const poll = await readPoll(deps, group, session)
    const people = (await findExpected(deps, group, session, poll)).filter(
      (person) =>
        !group.muted.includes(person) &&
        (session.reminded[person] ?? 0) < now() - remindAgainMs &&
        !hasEveryMessage(session, person),
    )
    if (people.length === 0) return done()
    const link = poll && (await deps.linkToPoll(poll.id))
    const view = sessionReminderView(group, session, poll, { link, now: now() })
    const delivered = await sendPrivately(group, people, view, `reading/${session.id}/${step}`)
    const at = now()
    return done({
      unreached: people.length - delivered,
      reminded: Object.fromEntries(people.map((person) => [person, at])),
    })
  }

/** The expected people who have not voted; before there is a poll, who have not answered. */
async function findExpected(
  { polls, audiences }: StepDeps,
  group: Group,
  session: Session,
  poll: Disclosure | undefined,
): Promise<readonly PersonId[]> {
  if (poll === undefined)
    return (await listInvited(audiences, group)).filter(
      (one) => ![...session.coming, ...session.notComing].includes(one),
    )
  if (poll.state === 'closed' || poll.expected + poll.audiences.length === 0) return []
  return polls.findToRemind(callerFor(group, session), poll.id)
}
