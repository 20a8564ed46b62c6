import { keepShown } from '../board/keep-shown.ts'
import { recapBoard } from '../board/reading-boards.ts'
import type { Logger } from '../log.ts'
import { PollId } from '../poll/poll.ts'
import { stateOf } from '../reading/group.ts'
import type { GroupStore } from '../reading/group-store.ts'
import { backoff } from '../time/backoff.ts'
import type { Clock } from '../time/clock.ts'
import { touchSeasons } from './season-recap.ts'
import type { SessionRunner } from './session-runner.ts'

interface Deps {
  readonly store: GroupStore
  readonly runner: SessionRunner
  readonly touch: (board: string) => void
}

/** The time between two looks at one poll by its session; longer after failures. */
const followPauseMs = backoff({ minMs: 2000, maxMs: 64_000 })

/** Stands for the polls of all sessions; no poll has that id. */
const everyPoll = '*'

/** The polls of sessions that have changed: each is looked at soon, and again after a failure. */
export function createPollChanges(deps: Deps & { readonly clock: Clock; readonly log: Logger }) {
  const stopping = new AbortController()
  const changes = keepShown({
    show: (poll) =>
      poll === everyPoll
        ? forEachPoll(deps.store, changes.touchInTurn)
        : followPoll(deps, PollId.parse(poll)),
    pause: (_, failures) => deps.clock.pause(followPauseMs(failures), stopping.signal),
    report: (fault, poll) => deps.log.error({ fault, poll }, 'a session could not follow its poll'),
    rest: everyPoll,
  })
  return {
    touch: (poll: PollId): void => changes.touch(poll),
    async stop(): Promise<void> {
      stopping.abort()
      await changes.stop()
    },
  }
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
async function followPoll({ store, runner, touch }: Deps, poll: PollId): Promise<void> {
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

/** Visits the polls of all sessions, also of those that are over. */
async function forEachPoll(store: GroupStore, visit: (poll: PollId) => Promise<void>): Promise<void> {
  for (const space of await store.spaces())
    for (const { id, sessions } of await store.list(space)) {
      const past = (await store.history(id)).map(({ session }) => session)
      for (const { poll } of [...sessions, ...past]) if (poll !== undefined) await visit(poll)
    }
}
