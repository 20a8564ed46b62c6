import { type DueDigest, postponeDigest, withoutDigest } from '../reading/due-digest.ts'
import { type Group, SessionId } from '../reading/group.ts'
import { lateDigestNotice } from './notices.ts'
import { sendDigest } from './steps/send-digest.ts'
import type { StepDeps } from './steps/step.ts'
import type { Turn } from './turn.ts'

/**
 * Sends the digests that are due. One that fails is tried again for a day, more and more slowly, while the group goes on; each
 * person is sent it once.
 */
export async function sendDueDigests(deps: StepDeps, group: Group, turn: Turn): Promise<Group> {
  let last = group
  for (const due of group.toDigest ?? [])
    if (due.at <= deps.now()) last = await trySend(deps, last, due, turn)
  return last
}

async function trySend(
  deps: StepDeps,
  group: Group,
  due: DueDigest,
  { change, notices }: Turn,
): Promise<Group> {
  const past = await deps.store.findPast(group.id, SessionId.parse(due.session))
  if (past === undefined) return change((group) => withoutDigest(group, due))
  if (deps.now() > due.until) {
    notices.push(lateDigestNotice(past.session))
    return change((group) => withoutDigest(group, due))
  }
  const isSent = await sendDigest(deps, group, past).then(
    () => true,
    (fault: unknown) => {
      deps.log.warn({ fault, group: group.id }, 'could not send the digest of a session')
      return false
    },
  )
  return change((group) => (isSent ? withoutDigest(group, due) : postponeDigest(group, due, deps.now())))
}
