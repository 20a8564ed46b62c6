import type { Caller, Place, Standing } from '../chat/caller.ts'
import type { Sight } from '../chat/sight.ts'
import type { Stance } from '../grid/stance.ts'
import type { Disclosure } from './disclose.ts'
import { createSightOf, keyOf, maxCandidates, type PollSource } from './find-poll.ts'
import { mayTakePart } from './permissions.ts'
import { currentRound, type Poll, type PollId } from './poll.ts'
import { readCounts } from './read-whole.ts'

const maxListed = 10
const maxClosed = 5
const justClosedMs = 7 * 86_400_000
/** How many of the polls that were opened last are looked at for those that have just closed. */
const maxLookedAt = 100

/** A poll on somebody's start page. */
export interface HomePoll {
  readonly poll: Disclosure
  readonly place: Place
  /** The address of its message; absent where messages have none. */
  readonly url?: string
  /** The person's own vote in the current round; `null` without one, `undefined` if nothing leads to it any more. */
  readonly own: Stance | null | undefined
  readonly mayVote: boolean
}

/** The polls on somebody's start page. Each is in one of the lists. */
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

/** A poll that somebody sees, with their rank in its conversation. */
interface Seen {
  readonly poll: Poll
  readonly rank: Standing
}

/** The polls of a space as one person sees them. */
export function createHomePolls(deps: Deps) {
  return {
    async listForHome(caller: Caller): Promise<HomePolls> {
      const { person, place } = caller
      const rankAt = createSightOf(deps, caller)
      const filterSeen = async (polls: readonly Poll[]): Promise<readonly Seen[]> => {
        const ranks = await Promise.all(polls.map(({ place }) => rankAt(place)))
        return polls.flatMap((poll, i) => {
          const rank = ranks[i] ?? false
          return rank === false ? [] : [{ poll, rank }]
        })
      }
      const heads = await readHeads(deps, place)
      const isAsked = ({ expected }: Poll) => expected.includes(person.id)
      const open = heads.open.toSorted((a, b) => Number(isAsked(b)) - Number(isAsked(a)) || byNewest(a, b))
      const seen = await filterSeen(cutToConversations(open))
      const found = await Promise.all(seen.map((one) => toHomePoll(deps, caller, one)))
      const isWaiting = await Promise.all(
        seen.map(
          async ({ poll }, i) =>
            found[i]?.mayVote === true &&
            found[i].own === null &&
            (isAsked(poll) || (await deps.isInside(caller, poll.place))),
        ),
      )
      const waiting = found
        .filter((_, i) => isWaiting[i])
        .toSorted((a, b) => bySoonest(a.poll, b.poll))
        .slice(0, maxListed)
      const others = found
        .filter((one) => !waiting.includes(one))
        .toSorted((a, b) => byNewest(a.poll, b.poll))
      const closed = (await filterSeen(cutToConversations(heads.closed))).slice(0, maxClosed)
      return {
        waiting,
        open: others.slice(0, maxListed),
        closed: await Promise.all(closed.map((one) => toHomePoll(deps, caller, one))),
      }
    },
  }
}

interface Opened {
  readonly openedAt: number
  readonly closesAt?: number | undefined
}

const byNewest = (a: Opened, b: Opened): number => b.openedAt - a.openedAt

const bySoonest = (a: Opened, b: Opened): number =>
  (a.closesAt ?? Number.MAX_VALUE) - (b.closesAt ?? Number.MAX_VALUE) || byNewest(a, b)

/** The polls of a space that are open, and those that closed within seven days, the latest first. */
async function readHeads({ store, now }: Deps, { space }: Place) {
  const [listed, open] = await Promise.all([store.list(space), store.listOpen(space)])
  const others = listed.filter(({ id }) => !open.some((one) => one.id === id)).toSorted(byNewest)
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

/** The polls of no more conversations than a platform is asked about, those of the first ones. */
function cutToConversations(polls: readonly Poll[]): readonly Poll[] {
  const asked = [...new Set(polls.map(({ place }) => keyOf(place)))].slice(0, maxCandidates)
  return polls.filter(({ place }) => asked.includes(keyOf(place)))
}

async function toHomePoll(deps: Deps, caller: Caller, { poll, rank }: Seen): Promise<HomePoll> {
  const [{ poll: disclosed }, own, url] = await Promise.all([
    readCounts(deps, poll),
    readOwn(deps, caller, poll),
    deps.linkToPoll(poll.id),
  ])
  return {
    poll: disclosed,
    place: poll.place,
    own,
    mayVote: mayTakePart({ rank }),
    ...(url !== undefined && { url }),
  }
}

async function readOwn({ store, voters }: Deps, { person }: Caller, poll: Poll): Promise<HomePoll['own']> {
  const voter = await voters.findVoter(poll, person.id)
  if (voter === undefined) return undefined
  return (await store.ballot(poll, currentRound(poll).number, voter.id))?.answers.stance ?? null
}
