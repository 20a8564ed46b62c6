import type { Caller, Person, PersonId, Place, SpaceId } from '../chat/caller.ts'
import type { Paper } from '../paper/paper.ts'
import { recognise } from '../paper/recognise.ts'
import type { Due } from '../store/job-store.ts'
import type { Listed, PollStore } from '../store/poll-store.ts'
import { UserError } from '../user-error.ts'
import type { Answers, Ballot, VoterId } from './ballot.ts'
import { type Disclosure, disclose } from './disclose.ts'
import { demand, mayDelete, mayRun } from './may.ts'
import { currentRound, type Poll, PollId, type Question, type Visibility } from './poll.ts'
import { changed, closed, newRound, reopened, revealed, revoted } from './rounds.ts'
import type { Settings } from './settings.ts'
import { createPollId, createSecret, voterOf } from './voter.ts'

/** What may be said of a poll when it is opened. Times in ms since 1970. */
export interface Opening {
  readonly paper: Paper
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

/** A ballot that was recorded, as its voter is told. */
export interface Receipt {
  readonly poll: Disclosure
  readonly answers: Answers
  /** Whether what they answer now differs from what they answered when they knew less. */
  readonly hasMoved: boolean
}

interface Needs {
  readonly store: PollStore
  readonly now: () => number
  readonly settingsOf: (place: Place) => Promise<Settings>
  /** Told of every change, once it is on disk. */
  readonly changed: (poll: PollId) => void
  /** Told that something falls due. */
  readonly due: () => void
}

/** A message that is edited with every vote reads so many ballots each time, and not more. */
const mostPeopleOnBoard = 100

const gone = () =>
  new UserError('That poll is not here.', 'It may have been deleted; open a new one with poll and a link.')

const isClosed = () => new UserError('This poll is closed.', 'Reopen it before you edit it.')

/** Everything that can be done with polls. Whoever calls gets disclosures, never a poll with its ballots. */
export function createPolls({ store, now, settingsOf, changed: told, due }: Needs) {
  async function get(caller: Caller, id: PollId): Promise<Poll> {
    const poll = await store.find(caller.place.space, id)
    if (poll === undefined) throw gone()
    return poll
  }

  async function run(caller: Caller, poll: Poll, what: string): Promise<void> {
    const settings = await settingsOf(poll.place)
    const who = settings.closers === 'admins' ? 'an admin' : `${poll.opener.name} or a manager`
    demand(mayRun(caller, poll, settings), what, who)
  }

  async function change(
    { id, place }: Poll,
    decide: (poll: Poll) => Poll,
    dues: readonly Due[] = [],
  ): Promise<Disclosure> {
    const poll = await store.change(id, place.space, dues, decide)
    if (poll === undefined) throw gone()
    told(id)
    if (dues.length > 0) due()
    return withCounts(poll)
  }

  /** Each round that people may look into, with its ballots. */
  async function withBallots(poll: Poll): Promise<Disclosure> {
    const ballots = await Promise.all(poll.rounds.map(({ number }) => store.ballots(poll, number)))
    return disclose({ poll, ballots, ...(await turnout(poll)) })
  }

  async function turnout(poll: Poll) {
    if (poll.expected.length === 0) return {}
    const voters = poll.expected.map((person) => voterOf(poll, person))
    const cast = await store.ballotsAmong(poll, currentRound(poll).number, voters)
    return { turnout: { voted: cast.filter(Boolean).length, expected: poll.expected.length } }
  }

  async function cast(
    caller: Caller,
    id: PollId,
    decide: (before: Answers | undefined, poll: Poll) => Answers | undefined,
  ): Promise<Receipt | undefined> {
    const known = await get(caller, id)
    const voter = voterOf(known, caller.person.id)
    const castAt = now()
    const earlier = await earlierAnswers(known, voter)
    const outcome = await store.cast(id, caller.place.space, voter, (poll, before) => {
      if (currentRound(poll).state === 'closed') return { refused: 'closed' as const }
      const answers = decide(before?.answers ?? earlier, poll)
      return { ballot: answers && ballotOf(poll, caller.person, answers, castAt) }
    })
    if (outcome.kind === 'unknown') throw gone()
    if (outcome.kind === 'refused')
      throw new UserError(
        'This poll is closed; nothing was changed.',
        'Whoever runs it can reopen it or start a re-vote.',
      )
    told(id)
    const { poll, ballot, before } = outcome
    if (ballot === undefined) return undefined
    const knewLess = before?.answers ?? earlier
    const hasMoved = mayTellMove(poll) && knewLess !== undefined && !sameStance(knewLess, ballot.answers)
    return { poll: withCounts(poll), answers: ballot.answers, hasMoved }
  }

  async function earlierAnswers(poll: Poll, voter: VoterId): Promise<Answers | undefined> {
    const { number } = currentRound(poll)
    return number === 1 ? undefined : (await store.ballot(poll, number - 1, voter))?.answers
  }

  return {
    /**
     * Opens a poll in the caller's place.
     *
     * @returns the poll, and whether it was open there already: one paper has one open poll in a place.
     */
    async open(caller: Caller, opening: Opening): Promise<{ poll: Disclosure; wasOpen: boolean }> {
      const at = now()
      const { blind, paper, ...rest } = opening
      const poll: Poll = {
        v: 1,
        id: createPollId(),
        place: caller.place,
        paper,
        opener: caller.person,
        openedAt: at,
        ...rest,
        rounds: [newRound(1, blind, at)],
        revision: 0,
        ...(caller.place.thread !== undefined && { thread: caller.place }),
        secret: createSecret(),
      }
      const open = await store.create(poll, closing(poll))
      due()
      return { poll: withCounts(open), wasOpen: open.id !== poll.id }
    },

    /**
     * The poll that is meant in a place: by its id, by a paper, or, without words, the one of this thread, else the
     * last one that is open in this channel, else the last one.
     *
     * @throws UserError when there is none.
     */
    async meant(caller: Caller, words: string | undefined): Promise<PollId> {
      const id = PollId.safeParse(words)
      if (id.success) return (await get(caller, id.data)).id
      const all = (await store.list(caller.place.space)).toSorted((a, b) => b.openedAt - a.openedAt)
      const here = all.filter(({ channel }) => channel === caller.place.channel)
      const fitting = words === undefined ? here : here.filter((poll) => fits(poll, words))
      const heads = await Promise.all(
        fitting.slice(0, 50).map((poll) => store.find(caller.place.space, poll.id)),
      )
      const polls = heads.filter((poll) => poll !== undefined)
      const { thread } = caller.place
      const inThread = polls.filter((poll) => thread !== undefined && poll.thread?.thread === thread)
      const best = inThread[0] ?? polls.find((poll) => currentRound(poll).state === 'open') ?? polls[0]
      if (best !== undefined) return best.id
      throw words === undefined
        ? new UserError('There is no poll in this channel yet.', 'Open one: poll and a link to a paper.')
        : new UserError('I found no poll on that paper in this channel.', 'Open one: poll and its link.')
    },

    /** Polls of this channel whose paper fits what is typed so far, newest first. */
    async fitting(caller: Caller, typed: string): Promise<readonly Listed[]> {
      const all = await store.list(caller.place.space)
      return all
        .filter((poll) => poll.channel === caller.place.channel && (typed === '' || fits(poll, typed)))
        .toSorted((a, b) => b.openedAt - a.openedAt)
        .slice(0, 25)
    },

    /** Casts or replaces the caller's ballot. @param decide From the ballot they had, in this round or the last. */
    async cast(
      caller: Caller,
      id: PollId,
      decide: (before: Answers | undefined, poll: Pick<Poll, 'questions'>) => Answers,
    ): Promise<Receipt> {
      const receipt = await cast(caller, id, decide)
      if (receipt === undefined) throw new Error('A ballot was cast and is not there')
      return receipt
    },

    async withdraw(caller: Caller, id: PollId): Promise<Disclosure> {
      await cast(caller, id, () => undefined)
      return withCounts(await get(caller, id))
    },

    /** The caller's answers in the current round, else in the one before, which a new ballot starts from. */
    async answersOf(
      caller: Caller,
      id: PollId,
    ): Promise<{ poll: Disclosure; answers?: Answers; isCurrent: boolean }> {
      const poll = await get(caller, id)
      const voter = voterOf(poll, caller.person.id)
      const ballot = await store.ballot(poll, currentRound(poll).number, voter)
      const answers = ballot?.answers ?? (await earlierAnswers(poll, voter))
      return {
        poll: withCounts(poll),
        ...(answers !== undefined && { answers }),
        isCurrent: ballot !== undefined,
      }
    },

    async close(caller: Caller, id: PollId): Promise<Disclosure> {
      const poll = await get(caller, id)
      await run(caller, poll, 'close this poll')
      const at = now()
      return change(poll, (poll) => closed(poll, at), [outcomeOf(poll, at)])
    },

    /** Ends a round whose time has come, unless it has ended or its closing time was moved. */
    async closeDue(space: SpaceId, id: PollId, round: number, dueAt: number): Promise<void> {
      const poll = await store.find(space, id)
      const isMeant = (poll: Poll) => {
        const { number, state } = currentRound(poll)
        return number === round && state === 'open' && poll.closesAt === dueAt
      }
      if (poll === undefined || !isMeant(poll)) return
      await change(poll, (poll) => (isMeant(poll) ? closed(poll, now()) : poll), [outcomeOf(poll, now())])
    },

    async reopen(caller: Caller, id: PollId): Promise<Disclosure> {
      const poll = await get(caller, id)
      await run(caller, poll, 'reopen this poll')
      return change(poll, reopened)
    },

    async reveal(caller: Caller, id: PollId): Promise<Disclosure> {
      const poll = await get(caller, id)
      await run(caller, poll, 'reveal this poll')
      const at = now()
      return change(poll, (poll) => revealed(poll, at))
    },

    async revote(caller: Caller, id: PollId, blind: boolean): Promise<Disclosure> {
      const poll = await get(caller, id)
      await run(caller, poll, 'start a re-vote')
      const at = now()
      return change(poll, (poll) => revoted(poll, blind, at))
    },

    /** What the edit form is filled in with. */
    async editable(caller: Caller, id: PollId) {
      const poll = await get(caller, id)
      await run(caller, poll, 'edit this poll')
      if (currentRound(poll).state === 'closed') throw isClosed()
      return { poll: withCounts(poll), expected: poll.expected, votes: votesIn(poll) }
    },

    async amend(caller: Caller, id: PollId, amendment: Amendment): Promise<Disclosure> {
      const poll = await get(caller, id)
      await run(caller, poll, 'edit this poll')
      const amended = (poll: Poll) => withAmendment(poll, amendment)
      const next = amended(poll)
      return change(poll, amended, next.closesAt === poll.closesAt ? [] : closing(next))
    },

    /** Where the outcome is discussed from now on. */
    async discussedIn(space: SpaceId, id: PollId, thread: Place): Promise<void> {
      await store.change(id, space, [], (poll) => (poll.thread === undefined ? { ...poll, thread } : poll))
    },

    /** @returns how many ballots went with it. */
    async remove(caller: Caller, id: PollId): Promise<number> {
      const poll = await get(caller, id)
      demand(mayDelete(caller, poll), 'delete this poll', `${poll.opener.name} or a manager`)
      const removed = await store.remove(id, caller.place.space, now())
      told(id)
      due()
      return removed === undefined ? 0 : votesIn(removed)
    },

    /**
     * Whom to remind: expected people without a ballot; in anonymous polls everyone expected, so that being
     * reminded tells nothing.
     */
    async toRemind(
      caller: Caller,
      id: PollId,
    ): Promise<{ poll: Disclosure; people: readonly PersonId[]; round: number }> {
      const poll = await get(caller, id)
      await run(caller, poll, 'remind people')
      const round = currentRound(poll)
      if (round.state === 'closed')
        throw new UserError('This poll is closed.', 'Reopen it or start a re-vote before you remind people.')
      if (poll.expected.length === 0)
        throw new UserError('Nobody is expected in this poll.', 'Name people with Edit first.')
      const voters = poll.expected.map((person) => voterOf(poll, person))
      const cast = await store.ballotsAmong(poll, round.number, voters)
      const people = poll.expected.filter((_, i) => poll.visibility === 'anonymous' || cast[i] === undefined)
      return { poll: withCounts(poll), people, round: round.number }
    },

    /** What the caller may do with the poll. */
    async rights(caller: Caller, id: PollId) {
      const poll = await get(caller, id)
      return {
        poll: withCounts(poll),
        mayRun: mayRun(caller, poll, await settingsOf(poll.place)),
        mayDelete: mayDelete(caller, poll),
        votes: votesIn(poll),
      }
    },

    /** The poll with every ballot that may be seen. */
    read: async (caller: Caller, id: PollId): Promise<Disclosure> => withBallots(await get(caller, id)),

    /** As {@link read}, for what the bot does by itself; with the place, and the thread once there is one. */
    async readIn(space: SpaceId, id: PollId) {
      const poll = await store.find(space, id)
      if (poll === undefined) return undefined
      return { poll: await withBallots(poll), place: poll.place, thread: poll.thread }
    },

    /** What the poll's message shows: people while they are few, counts when they are many. */
    async onBoard(space: SpaceId, id: PollId): Promise<{ poll: Disclosure; revision: number } | undefined> {
      const poll = await store.find(space, id)
      if (poll === undefined) return undefined
      const showsPeople = poll.visibility === 'names' && votesIn(poll) <= mostPeopleOnBoard
      const shown = showsPeople
        ? await withBallots(poll)
        : disclose({ poll, ballots: [], ...(await turnout(poll)) })
      return { poll: shown, revision: poll.revision }
    },

    /** Counts the poll's changes; nothing for an unknown poll. */
    revisionOf: async (space: SpaceId, id: PollId): Promise<number | undefined> =>
      (await store.find(space, id))?.revision,

    /** As {@link read}, for whoever was given the address of the poll's page. */
    async readAnywhere(id: PollId): Promise<Disclosure | undefined> {
      const poll = await store.findAnywhere(id)
      return poll && withBallots(poll)
    },

    /** Every poll of the caller's space, oldest first. */
    async *readAll(caller: Caller): AsyncIterable<Disclosure> {
      for (const { id } of (await store.list(caller.place.space)).toSorted(
        (a, b) => a.openedAt - b.openedAt,
      )) {
        const poll = await store.find(caller.place.space, id)
        if (poll !== undefined) yield withBallots(poll)
      }
    },
  }
}

export type Polls = ReturnType<typeof createPolls>

/** The poll with its counts, for where no single ballot is shown. */
const withCounts = (poll: Poll): Disclosure => disclose({ poll, ballots: [] })

function ballotOf(poll: Poll, person: Person, answers: Answers, castAt: number): Ballot {
  return { v: 1, answers, ...(poll.visibility === 'names' && { person }), castAt }
}

/** Only who has seen the others' placements can say that something moved them. */
function mayTellMove(poll: Poll): boolean {
  const { number, revealedAt } = currentRound(poll)
  return number > 1 || revealedAt !== undefined
}

const sameStance = (a: Answers, b: Answers): boolean => JSON.stringify(a.stance) === JSON.stringify(b.stance)

function closing(poll: Poll): readonly Due[] {
  if (poll.closesAt === undefined) return []
  const { id, place, closesAt } = poll
  const round = currentRound(poll).number
  const task = { kind: 'close', space: place.space, poll: id, round } as const
  return [{ id: `close/${id}/${round}/${closesAt}`, task, due: closesAt }]
}

/** The outcome of one closing; a round that was reopened has one more when it closes again. */
function outcomeOf(poll: Poll, at: number): Due {
  const { id, place } = poll
  const round = currentRound(poll).number
  return {
    id: `outcome/${id}/${round}/${poll.revision}`,
    task: { kind: 'outcome', space: place.space, poll: id, round },
    due: at,
  }
}

function withAmendment(poll: Poll, { title, note, closesAt, expected, visibility }: Amendment): Poll {
  if (currentRound(poll).state === 'closed') throw isClosed()
  if (visibility !== undefined && visibility !== poll.visibility && votesIn(poll) > 0)
    throw new UserError(
      'People have voted, so names or anonymous is settled.',
      'Open a new poll to change it.',
    )
  const { note: _, closesAt: __, ...rest } = poll
  return changed({
    ...rest,
    paper: { ...poll.paper, title },
    expected,
    visibility: visibility ?? poll.visibility,
    ...(note !== undefined && { note }),
    ...(closesAt !== undefined && { closesAt }),
  })
}

const votesIn = (poll: Poll): number => withCounts(poll).rounds.reduce((sum, { votes }) => sum + votes, 0)

function fits({ paper }: Listed, words: string): boolean {
  const meant = recognise(words)
  if ('id' in meant && meant.id === paper.id) return true
  const text = `${paper.title} ${paper.authors.join(' ')} ${paper.id}`.toLowerCase()
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}
