import { hasVoted, listThere } from '../../reading/came.ts'
import type { Group, Past } from '../../reading/group.ts'
import { digestView } from '../../views/reading/digest-view.ts'
import { listInvited } from './invited.ts'
import { readPoll, type StepDeps } from './step.ts'

/**
 * Sends the digest of a session to those who want it and were expected or coming, and did not come. Never of an anonymous poll,
 * of which the bot must not know who has voted.
 */
export async function sendDigest(deps: StepDeps, group: Group, { session, entry }: Past): Promise<void> {
  const { missed = [], extras } = group
  if (missed.length === 0 || extras === 'off') return
  const poll = await readPoll(deps, group, session)
  if (poll === undefined || poll.visibility === 'anonymous') return
  const meant = new Set([...(await listInvited(deps.audiences, group)), ...session.coming])
  const there = listThere(session, await deps.store.worthOf(session.id))
  const people = missed.filter(
    (person) => meant.has(person) && !there.includes(person) && !hasVoted(poll, person),
  )
  if (people.length === 0) return
  const facts = { session, entry, poll, now: deps.now() }
  await deps.sendPrivately(
    group,
    people,
    digestView(group, facts, 'asked for'),
    `reading/${session.id}/missed`,
  )
}
