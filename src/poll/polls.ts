import type { Caller, PersonId, Place, SpaceId } from '../chat/caller.ts'
import type { Message } from '../chat/message.ts'
import { UserError } from '../chat/user-error.ts'
import type { Paper, PaperId } from '../paper/paper.ts'
import type { NewJob } from '../store/job-store.ts'
import { createCasting } from './casting.ts'
import { type Disclosure, discloseCounts } from './disclose.ts'
import { mayDelete, mayRun, requirePermission } from './permissions.ts'
import { currentRound, type Poll, type PollId, type Question, type Visibility } from './poll.ts'
import type { PollStore } from './poll-store.ts'
import { createPollQueries, pollNotFound, requirePoll } from './queries.ts'
import { addRound, closeRound, createRound, reopenRound, revealRound, withNextRevision } from './rounds.ts'
import type { Settings } from './settings.ts'
import { createTitleLookup, toTitleLookupJob } from './title-lookup.ts'
import { createPollId, createSecret, voterOf } from './voter.ts'

/** What may be said of a poll when it is opened. Times in ms since 1970. */
export interface Opening {
  readonly paper: Paper
  /** Whether the paper's title is its own, and not only what was typed. */
  readonly hasOfficialTitle: boolean
  readonly blind: boolean
  readonly visibility: Visibility
  readonly closesAt?: number
  readonly questions: readonly Question[]
  readonly expected: readonly PersonId[]
  readonly note?: string
}

/** What may be changed about a poll that is open. */
export interface Amendment {
  readonly title: string
  readonly note?: string
  readonly closesAt?: number
  readonly expected: readonly PersonId[]
  /** Only before the first ballot. */
  readonly visibility?: Visibility
}

interface Deps {
  readonly store: PollStore
  readonly now: () => number
  readonly settingsOf: (place: Place) => Promise<Settings>
  /** Told of every change, once it is on disk. */
  readonly onChange: (poll: PollId) => void
  /** Told that something falls due. */
  readonly notifyScheduler: () => void
  /** The messages that show a poll. */
  readonly messagesOf: (poll: PollId) => Promise<readonly Message[]>
}

const pollNotEditable = () => new UserError('This poll is closed.', 'Reopen it before you edit it.')

/** Everything that can be done with polls. Whoever calls gets disclosures, never a poll with its ballots. */
export function createPolls({ store, now, settingsOf, onChange, notifyScheduler, messagesOf }: Deps) {
  async function requireMayRun(caller: Caller, poll: Poll, what: string): Promise<void> {
    const settings = await settingsOf(poll.place)
    const who = settings.closers === 'admins' ? 'an admin' : `${poll.opener.name} or a manager`
    requirePermission(mayRun(caller, poll, settings), what, who)
  }

  async function change(
    { id, place }: Poll,
    decide: (poll: Poll) => Poll,
    jobs: readonly NewJob[] = [],
  ): Promise<Disclosure> {
    const poll = await store.change(id, place.space, jobs, decide)
    if (poll === undefined) throw pollNotFound()
    onChange(id)
    if (jobs.length > 0) notifyScheduler()
    return discloseCounts(poll)
  }

  /** One paper has one open poll in a place, also when an older one is opened again. */
  async function requireFreePlace(poll: Poll): Promise<void> {
    const open = await store.takePlace(poll)
    if (open.id !== poll.id)
      throw new UserError(
        'A newer poll on this paper is open here.',
        'Vote in that one, or close it before you open this one again.',
      )
  }

  return {
    ...createPollQueries(store, messagesOf),
    ...createCasting({ store, now, onChange }),
    ...createTitleLookup({ store, onChange }),

    /**
     * Opens a poll in the caller's place.
     *
     * @returns the poll, and whether it was open there already: one paper has one open poll in a place.
     */
    async open(caller: Caller, opening: Opening): Promise<{ poll: Disclosure; wasOpen: boolean }> {
      const at = now()
      const { blind, paper, hasOfficialTitle, ...rest } = opening
      const poll: Poll = {
        v: 1,
        id: createPollId(),
        place: caller.place,
        paper,
        opener: caller.person,
        openedAt: at,
        ...rest,
        rounds: [createRound(1, blind, at)],
        revision: 0,
        ...(caller.place.thread !== undefined && { thread: caller.place }),
        secret: createSecret(),
      }
      const open = await store.create(poll, [
        ...toCloseJobs(poll),
        ...(hasOfficialTitle ? [] : [toTitleLookupJob(poll, 0, at)]),
      ])
      notifyScheduler()
      return { poll: discloseCounts(open), wasOpen: open.id !== poll.id }
    },

    /** @param isQuiet Whether whoever closes it says what came of it, so that no outcome is posted. */
    async close(caller: Caller, id: PollId, isQuiet = false): Promise<Disclosure> {
      const poll = await requirePoll(store, caller, id)
      await requireMayRun(caller, poll, 'close this poll')
      const at = now()
      return change(poll, (poll) => closeRound(poll, at), isQuiet ? [] : [toOutcomeJob(poll, at)])
    },

    /** Ends a round whose time has come, unless it has ended or its closing time was moved. */
    async closeDue(space: SpaceId, id: PollId, round: number, dueAt: number): Promise<void> {
      const poll = await store.find(space, id)
      const isDue = (poll: Poll) => {
        const { number, state } = currentRound(poll)
        return number === round && state === 'open' && poll.closesAt === dueAt
      }
      if (poll === undefined || !isDue(poll)) return
      await change(poll, (poll) => (isDue(poll) ? closeRound(poll, now()) : poll), [
        toOutcomeJob(poll, now()),
      ])
    },

    async reopen(caller: Caller, id: PollId): Promise<Disclosure> {
      const poll = await requirePoll(store, caller, id)
      await requireMayRun(caller, poll, 'reopen this poll')
      await requireFreePlace(poll)
      return change(poll, reopenRound)
    },

    async reveal(caller: Caller, id: PollId): Promise<Disclosure> {
      const poll = await requirePoll(store, caller, id)
      await requireMayRun(caller, poll, 'reveal this poll')
      const at = now()
      return change(poll, (poll) => revealRound(poll, at))
    },

    async revote(caller: Caller, id: PollId, blind: boolean): Promise<Disclosure> {
      const poll = await requirePoll(store, caller, id)
      await requireMayRun(caller, poll, 'start a re-vote')
      await requireFreePlace(poll)
      const at = now()
      return change(poll, (poll) => addRound(poll, blind, at))
    },

    /** What the edit form is filled in with. */
    async findEditable(caller: Caller, id: PollId) {
      const poll = await requirePoll(store, caller, id)
      await requireMayRun(caller, poll, 'edit this poll')
      if (currentRound(poll).state === 'closed') throw pollNotEditable()
      return { poll: discloseCounts(poll), expected: poll.expected, votes: countVotes(poll) }
    },

    async amend(caller: Caller, id: PollId, amendment: Amendment): Promise<Disclosure> {
      const poll = await requirePoll(store, caller, id)
      await requireMayRun(caller, poll, 'edit this poll')
      const amendPoll = (poll: Poll) => withAmendment(poll, amendment)
      const next = amendPoll(poll)
      return change(poll, amendPoll, next.closesAt === poll.closesAt ? [] : toCloseJobs(next))
    },

    /** The poll that is open on a paper in a place, or in a thread of it. */
    async findOpen({ space, channel }: Place, paper: PaperId): Promise<PollId | undefined> {
      for (const { id, ...listed } of await store.list(space)) {
        if (listed.channel !== channel || listed.paper.id !== paper) continue
        const poll = await store.find(space, id)
        if (poll !== undefined && currentRound(poll).state === 'open') return id
      }
      return undefined
    },

    /** Where the outcome is discussed from now on. */
    async setThread(space: SpaceId, id: PollId, thread: Place): Promise<void> {
      await store.change(id, space, [], (poll) => (poll.thread === undefined ? { ...poll, thread } : poll))
    },

    /** @returns how many ballots went with it. */
    async remove(caller: Caller, id: PollId): Promise<number> {
      const poll = await requirePoll(store, caller, id)
      requirePermission(mayDelete(caller, poll), 'delete this poll', `${poll.opener.name} or a manager`)
      const removed = await store.remove(id, caller.place.space, now())
      onChange(id)
      notifyScheduler()
      return removed === undefined ? 0 : countVotes(removed)
    },

    /**
     * Whom to remind: expected people without a ballot; in anonymous polls everyone expected, so that being
     * reminded tells nothing.
     */
    async findToRemind(
      caller: Caller,
      id: PollId,
    ): Promise<{ poll: Disclosure; people: readonly PersonId[]; round: number }> {
      const poll = await requirePoll(store, caller, id)
      await requireMayRun(caller, poll, 'remind people')
      const round = currentRound(poll)
      if (round.state === 'closed')
        throw new UserError('This poll is closed.', 'Reopen it or start a re-vote before you remind people.')
      if (poll.expected.length === 0)
        throw new UserError('Nobody is expected in this poll.', 'Name people with Edit first.')
      const voters = poll.expected.map((person) => voterOf(poll, person))
      const cast = await store.ballotsAmong(poll, round.number, voters)
      const people = poll.expected.filter((_, i) => poll.visibility === 'anonymous' || cast[i] === undefined)
      return { poll: discloseCounts(poll), people, round: round.number }
    },

    /** What the caller may do with the poll. */
    async readRights(caller: Caller, id: PollId) {
      const poll = await requirePoll(store, caller, id)
      return {
        poll: discloseCounts(poll),
        mayRun: mayRun(caller, poll, await settingsOf(poll.place)),
        mayDelete: mayDelete(caller, poll),
        votes: countVotes(poll),
      }
    },
  }
}

export type Polls = ReturnType<typeof createPolls>

function toCloseJobs(poll: Poll): readonly NewJob[] {
  if (poll.closesAt === undefined) return []
  const { id, place, closesAt } = poll
  const round = currentRound(poll).number
  const task = { kind: 'close', space: place.space, poll: id, round } as const
  return [{ id: `close/${id}/${round}/${closesAt}`, task, due: closesAt }]
}

/** The outcome of one closing; a round that was reopened has one more when it closes again. */
function toOutcomeJob(poll: Poll, at: number): NewJob {
  const { id, place } = poll
  const round = currentRound(poll).number
  return {
    id: `outcome/${id}/${round}/${poll.revision}`,
    task: { kind: 'outcome', space: place.space, poll: id, round },
    due: at,
  }
}

function withAmendment(poll: Poll, { title, note, closesAt, expected, visibility }: Amendment): Poll {
  if (currentRound(poll).state === 'closed') throw pollNotEditable()
  if (visibility !== undefined && visibility !== poll.visibility && countVotes(poll) > 0)
    throw new UserError(
      'People have voted, so names or anonymous is settled.',
      'Open a new poll to change it.',
    )
  const { note: _, closesAt: __, ...rest } = poll
  return withNextRevision({
    ...rest,
    paper: { ...poll.paper, title },
    expected,
    visibility: visibility ?? poll.visibility,
    ...(note !== undefined && { note }),
    ...(closesAt !== undefined && { closesAt }),
  })
}

const countVotes = (poll: Poll): number =>
  discloseCounts(poll).rounds.reduce((sum, { votes }) => sum + votes, 0)
