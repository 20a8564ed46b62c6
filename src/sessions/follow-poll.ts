import { recapBoard } from '../board/reading-boards.ts'
import type { PollId } from '../poll/poll.ts'
import { stateOf } from '../reading/group.ts'
import type { GroupStore } from '../reading/group-store.ts'
import { touchSeasons } from './season-recap.ts'
import type { SessionRunner } from './session-runner.ts'

interface Deps {
  readonly store: GroupStore
  readonly runner: SessionRunner
  readonly touch: (board: string) => void
}

/** Whether a running session shows the votes of that round itself after a reveal, no matter who reveals them. */
export async function showsReveal(
  { store }: Pick<Deps, 'store'>,
  poll: PollId,
  round: number,
): Promise<boolean> {
  const owner = await store.findOwner(poll)
  const group = owner && (await store.find(owner.space, owner.group))
  const session = group?.sessions.find((session) => session.poll === poll)
  return round === 1 && session !== undefined && stateOf(session, 'reveal') !== 'needless'
}

/** Brings a poll's session up to date after a change of the poll: a step may be due, or its recap may change. */
export async function followPoll({ store, runner, touch }: Deps, poll: PollId): Promise<void> {
  const owner = await store.findOwner(poll)
  const group = owner && (await store.find(owner.space, owner.group))
  if (group === undefined) return
  const session = group.sessions.find((session) => session.poll === poll)
  if (session !== undefined) return runner.onVote(group, session)
  const past = (await store.history(group.id)).find((past) => past.session.poll === poll)
  if (past === undefined) return
  touch(recapBoard(group, past.session.id))
  await touchSeasons({ store, touch }, group)
}
