import type { Caller, Place, Standing } from '../chat/caller.ts'
import type { Sight } from '../chat/sight.ts'
import type { Stance } from '../grid/stance.ts'
import type { Disclosure } from './disclose.ts'
import { createSightOf, keyOf, maxCandidates, type PollSource } from './find-poll.ts'
import { mayTakePart } from './permissions.ts'
import { currentRound, type Poll, type PollId } from './poll.ts'
import type { FoundPoll } from './poll-index.ts'
import { readCounts } from './read-whole.ts'

const maxListed = 10
const maxClosed = 5
const justClosedMs = 7 * 86_400_000
/** How many of the polls that were opened last are looked at for those that have just closed. */
const maxLookedAt = 100

/** A poll on a person's start page. */
export interface HomePoll {
  readonly poll: Disclosure
  readonly place: Place
  /** The address of its message; absent where messages have none. */
  readonly url?: string
  /** The person's own vote in the current round; `null` without one, `undefined` if nothing leads to it any more. */
  readonly own: Stance | null | undefined
  readonly mayVote: boolean
}

/** The polls on a person's start page. Each is in at most one list. */
export interface HomePolls {
  /** Open polls that they haven't voted in, though asked to or in their channel: soonest closing first, at most ten. */
  readonly waiting: readonly HomePoll[]
  /** The other open ones, newest first, at most ten. */
  readonly open: readonly HomePoll[]
  /** Those that closed within seven days, the latest first, at most five. */
  readonly closed: readonly HomePoll[]
}

interface Deps extends PollSource {
  readonly linkToPoll: (poll: PollId) => Promise<string | undefined>
  readonly isInside: Sight['isInside']
}

/** A poll that the caller sees. */
interface Seen {
  readonly poll: Poll
  /** The caller's rank in its conversation. */
  readonly rank: Standing
  readonly own: HomePoll['own']
}

/** The polls of a space as one person sees them. */
export function createHomePolls(deps: Deps) {
  const read = (polls: readonly Seen[]) => Promise.all(polls.map((one) => toHomePoll(deps, one)))

  async function listAmong(caller: Caller, { open, closed }: Heads): Promise<HomePolls> {
    const [seen, seenClosed] = await Promise.all([
      filterSeen(deps, caller, open.toSorted(firstAsked(caller))),
      filterSeen(deps, caller, closed),
    ])
    const isWaiting = await Promise.all(seen.map((one) => isWaitingFor(deps, caller, one)))
    const waiting = seen
      .filter((_, i) => isWaiting[i])
      .toSorted(bySoonest)
      .slice(0, maxListed)
    const others = seen.filter((one) => !waiting.includes(one)).toSorted(byNewest)
    return {
      waiting: await read(waiting),
      open: await read(others.slice(0, maxListed)),
      closed: await read(seenClosed.slice(0, maxClosed)),
    }
  }

  return {
    listForHome: async (caller: Caller): Promise<HomePolls> =>
      listAmong(caller, await readHeads(deps, caller.place)),

    /** The open ones in the caller's channel, its threads included. */
    async listOpenHere(caller: Caller): Promise<HomePolls> {
      const { open } = await readHeads(deps, caller.place)
      const here = open.filter(({ place }) => place.channel === caller.place.channel)
      return listAmong(caller, { open: here, closed: [] })
    },
  }
}

const isAsked = ({ person }: Caller, { expected }: Poll): boolean => expected.includes(person.id)

/** Orders polls: those that the caller was asked to vote in, then newest first. */
const firstAsked =
  (caller: Caller) =>
  (a: Poll, b: Poll): number =>
    Number(isAsked(caller, b)) - Number(isAsked(caller, a)) || b.openedAt - a.openedAt

const byNewest = ({ poll: a }: Seen, { poll: b }: Seen): number => b.openedAt - a.openedAt

const bySoonest = (a: Seen, b: Seen): number =>
  (a.poll.closesAt ?? Number.MAX_VALUE) - (b.poll.closesAt ?? Number.MAX_VALUE) || byNewest(a, b)

/** Whether an open poll waits for the caller's vote. */
const isWaitingFor = async (deps: Deps, caller: Caller, { poll, rank, own }: Seen): Promise<boolean> =>
  own === null &&
  mayTakePart({ rank }) &&
  (isAsked(caller, poll) || (await deps.isInside(caller, poll.place)))

/** The polls of a space that are open, and those that closed within seven days, the latest first. */
interface Heads {
  readonly open: readonly Poll[]
  readonly closed: readonly Poll[]
}

async function readHeads({ store, now }: Deps, { space }: Place): Promise<Heads> {
  const open = await store.listOpen(space)
  const ids = new Set(open.map(({ id }) => id))
  const dropOpen = (found: readonly FoundPoll[]) => found.filter(({ id }) => !ids.has(id))
  const others = dropOpen(await store.findNewest({ space }, (found) => dropOpen(found).length >= maxLookedAt))
  const find = async (all: readonly { readonly id: PollId }[]) =>
    (await Promise.all(all.map(({ id }) => store.find(space, id)))).filter((poll) => poll !== undefined)
  const since = now() - justClosedMs
  const closedAt = (poll: Poll) => currentRound(poll).closedAt ?? 0
  return {
    open: (await find(open)).filter((poll) => currentRound(poll).state === 'open'),
    closed: (await find(others.slice(0, maxLookedAt)))
      .filter((poll) => closedAt(poll) >= since)
      .toSorted((a, b) => closedAt(b) - closedAt(a)),
  }
}

/** The polls that the caller sees, in their order, from no more conversations than a platform may be asked about. */
async function filterSeen(deps: Deps, caller: Caller, polls: readonly Poll[]): Promise<readonly Seen[]> {
  const rankAt = createSightOf(deps, caller)
  const asked = new Set([...new Set(polls.map(({ place }) => keyOf(place)))].slice(0, maxCandidates))
  const found = await Promise.all(
    polls.map(async (poll) => {
      const rank = asked.has(keyOf(poll.place)) && (await rankAt(poll.place))
      return rank === false ? [] : [{ poll, rank, own: await readOwn(deps, caller, poll) }]
    }),
  )
  return found.flat()
}

async function readOwn({ store, voters }: Deps, { person }: Caller, poll: Poll): Promise<HomePoll['own']> {
  const voter = await voters.findVoter(poll, person.id)
  if (voter === undefined) return undefined
  return (await store.ballot(poll, currentRound(poll).number, voter.id))?.answers.stance ?? null
}

async function toHomePoll(deps: Deps, { poll, rank, own }: Seen): Promise<HomePoll> {
  const [counts, url] = await Promise.all([readCounts(deps, poll), deps.linkToPoll(poll.id)])
  return {
    poll: counts.poll,
    place: poll.place,
    own,
    mayVote: mayTakePart({ rank }),
    ...(url !== undefined && { url }),
  }
}
