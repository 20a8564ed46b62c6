import type { View } from '../chat/view.ts'
import { sum } from '../grid/counts.ts'
import type { Disclosure } from '../poll/disclose.ts'
import type { PollId } from '../poll/poll.ts'
import type { Polls } from '../poll/polls.ts'
import type { Entry, Group, Past, Session } from '../reading/group.ts'
import type { GroupStore } from '../reading/group-store.ts'
import { questionsFor } from '../reading/questions/asked-session.ts'
import type { QuestionStore } from '../reading/questions/question-store.ts'
import { recapQuestionParts } from '../views/reading/question-parts.ts'
import { recapView } from '../views/reading/recap-view.ts'
import { digest } from './digest.ts'

/** How long a recap follows the votes of a poll that was reopened. What it says of people it follows for good. */
const followedMs = 14 * 86_400_000

interface Deps {
  readonly store: Pick<GroupStore, 'findPast' | 'worthOf'>
  readonly now: () => number
  readonly polls: Pick<Polls, 'replyRevisionOf' | 'readIn'>
  readonly questions: Pick<QuestionStore, 'list'>
  readonly pageOf: (poll: PollId) => Promise<string | undefined>
}

export async function renderRecap(
  deps: Deps,
  group: Group,
  session: Session,
  entry: Entry | undefined,
  lateMs: number,
): Promise<View> {
  const poll = await pollOf(deps, group, session)
  return recapView(group, {
    session,
    entry,
    poll,
    questions: await questionsFor(deps.questions, group, session),
    page: poll && (await deps.pageOf(poll.id)),
    answered: await countAnswered(deps, group, session),
    lateMs,
    now: deps.now(),
  })
}

export async function recapRevision(
  deps: Deps,
  group: Group,
  { session, entry, at }: Pick<Past, 'session' | 'entry'> & { readonly at: number | undefined },
): Promise<number> {
  const { poll: id, notes, facilitator, attachments } = session
  const edits = id && (await deps.polls.replyRevisionOf(group.place.space, id))
  const answered = await countAnswered(deps, group, session)
  // Left out where there is nothing: messages of earlier versions are not edited for it.
  const after = answered === 0 && attachments === undefined ? [] : [answered, attachments]
  const asked = recapQuestionParts(await questionsFor(deps.questions, group, session))
  const said = [notes, facilitator, entry?.by, entry?.why, entry?.whys, ...asked]
  if (at !== undefined && at + followedMs < deps.now()) return digest([...said, edits, ...after])
  const poll = await pollOf(deps, group, session)
  const votes = poll?.rounds.map(({ votes, state }) => [votes, state])
  return digest([...said, poll?.state, votes, edits, ...after])
}

/** How many people have said whether it was worth it; 0 in groups that don't ask. */
async function countAnswered(
  { store }: Deps,
  { extras, id: group }: Group,
  { id }: Session,
): Promise<number> {
  if (extras === 'off') return 0
  const counted = (await store.findPast(group, id))?.worth
  return counted === undefined ? (await store.worthOf(id)).size : sum(Object.values(counted))
}

/** The poll of a session; `undefined` if it has none any more. */
const pollOf = async (
  { polls }: Deps,
  { place }: Group,
  { poll }: Session,
): Promise<Disclosure | undefined> =>
  poll === undefined ? undefined : (await polls.readIn(place.space, poll))?.poll
