import type { Caller, Standing } from '../chat/caller.ts'
import type { Message } from '../chat/message.ts'
import type { PollDeps } from './change-poll.ts'
import { noPollFor, noPollInChannel, noPollOnPaper, severalPolls } from './errors.ts'
import { createSightOf, findCandidates, requirePoll } from './find-poll.ts'
import { type Actor, mayDelete, mayRun } from './permissions.ts'
import { currentRound, type Poll, PollId } from './poll.ts'
import { appliesTo, type PollAct } from './poll-act.ts'
import type { Settings } from './settings.ts'

interface Seen {
  readonly poll: Poll
  readonly rank: Standing
}

/** One of several polls that the words may refer to. */
export interface PollChoice {
  readonly id: PollId
  readonly title: string
  /** The name of who opened it. */
  readonly opener: string
  /** In ms since 1970. */
  readonly openedAt: number
}

type Deps = PollDeps & {
  /** The messages that show a poll. */
  readonly messagesOf: (poll: PollId) => Promise<readonly Message[]>
}

/** Finding the poll that words refer to. */
export function createPollResolver(deps: Deps) {
  const { store, settingsOf, messagesOf, now } = deps

  /** Whether a thread is the poll's: the one of its outcome, or one that people opened under its message. */
  async function isIn({ id, thread }: Poll, place: string): Promise<boolean> {
    return thread?.thread === place || (await messagesOf(id)).some((message) => message.id === place)
  }

  /** The polls of the caller's channel that they see and that match the words, newest first. */
  async function listHere(caller: Caller, words: string | undefined): Promise<readonly Seen[]> {
    const candidates = await findCandidates(deps, caller, words)
    const rankAt = createSightOf(deps, caller)
    const seen = await Promise.all(
      candidates.map(async (listed): Promise<readonly Seen[]> => {
        const rank = await rankAt(listed)
        const poll = rank === false ? undefined : await store.find(caller.place.space, listed.id)
        return poll === undefined || rank === false ? [] : [{ poll, rank }]
      }),
    )
    return seen.flat()
  }

  async function filterDoable(caller: Caller, seen: readonly Seen[], act: PollAct): Promise<readonly Poll[]> {
    const doable = await Promise.all(
      seen.map(async ({ poll, rank }) => {
        const settings = await settingsOf(poll.place)
        return appliesTo(act, poll) && mayDo(act, { person: caller.person, rank }, poll, settings)
      }),
    )
    return seen.filter((_, i) => doable[i] === true).map(({ poll }) => poll)
  }

  /** The polls that words may refer to, newest first, and the one of the caller's thread. @throws UserError if nothing is found. */
  async function findMeant(caller: Caller, words: string | undefined, act: PollAct | undefined) {
    const seen = await listHere(caller, words)
    const polls = seen.map(({ poll }) => poll)
    const [newest] = polls
    if (newest === undefined) {
      if (words === undefined) throw noPollInChannel()
      const all = await listHere(caller, undefined)
      const others = act === undefined ? all.map(({ poll }) => poll) : await filterDoable(caller, all, act)
      throw noPollOnPaper(words, act, others.toSorted(byActivity), now())
    }
    const { thread } = caller.place
    const own = thread === undefined ? [] : await Promise.all(polls.map((poll) => isIn(poll, thread)))
    return { seen, polls, newest, inThread: polls[own.indexOf(true)] }
  }

  /** For what only reads: of several, the latest that is open, else the latest; the others are offered beside it. */
  async function resolveToRead(
    caller: Caller,
    words: string | undefined,
  ): Promise<{ readonly id: PollId; readonly others: readonly PollChoice[] }> {
    const id = PollId.safeParse(words)
    if (id.success) return { id: (await requirePoll(deps, caller, id.data)).poll.id, others: [] }
    const { polls, newest, inThread } = await findMeant(caller, words, undefined)
    if (inThread !== undefined) return { id: inThread.id, others: [] }
    const meant = polls.find((poll) => currentRound(poll).state === 'open') ?? newest
    const others = polls.filter((poll) => poll !== meant).toSorted(byActivity)
    return { id: meant.id, others: others.map(toChoice) }
  }

  return {
    resolveToRead,

    /**
     * The poll that words refer to: by its id or by a paper of this channel. Without words, the one of the caller's
     * thread. Of several, the only one that the act can be done with now and by the caller, or that they opened; if
     * there is no act, the latest that is open, else the latest.
     *
     * @throws UserError if nothing matches, and with a choice if several do.
     */
    async resolve(caller: Caller, words: string | undefined, act?: PollAct): Promise<PollId> {
      if (act === undefined || PollId.safeParse(words).success) return (await resolveToRead(caller, words)).id
      const { seen, polls, newest, inThread } = await findMeant(caller, words, act)
      if (inThread !== undefined || polls.length === 1) return (inThread ?? newest).id
      const doable = await filterDoable(caller, seen, act)
      if (doable.length === 0)
        throw noPollFor(
          act,
          polls.find((poll) => appliesTo(act, poll)),
        )
      const opened = doable.filter(({ opener }) => opener.id === caller.person.id)
      const [best] = doable.length === 1 ? doable : opened.length === 1 ? opened : []
      if (best === undefined) throw severalPolls(act, doable.toSorted(byActivity), now())
      return best.id
    },
  }
}

const toChoice = ({ id, paper, opener, openedAt }: Poll): PollChoice => ({
  id,
  title: paper.title,
  opener: opener.name,
  openedAt,
})

/** When a poll was last opened, closed, revealed or edited, in ms since 1970. When people voted is not stored in it. */
function lastActOf(poll: Poll): number {
  const { openedAt, closedAt = 0, revealedAt = 0 } = currentRound(poll)
  return Math.max(openedAt, closedAt, revealedAt, poll.acts?.changed?.at ?? 0)
}

const byActivity = (a: Poll, b: Poll): number => lastActOf(b) - lastActOf(a)

const mayDo = (act: PollAct, actor: Actor, poll: Poll, settings: Settings): boolean =>
  act === 'delete' || act === 'seal' ? mayDelete(actor, poll) : mayRun(actor, poll, settings)
