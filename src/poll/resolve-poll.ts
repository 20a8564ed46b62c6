import type { Caller, Standing } from '../chat/caller.ts'
import type { Message } from '../chat/message.ts'
import type { PollDeps } from './change-poll.ts'
import { noPollFor, noPollInChannel, noPollOnPaper, severalPolls } from './errors.ts'
import { createSightOf, findCandidates, isMatch, requirePoll } from './find-poll.ts'
import { type Actor, mayDelete, mayRun } from './permissions.ts'
import { currentRound, type Poll, PollId } from './poll.ts'
import { appliesTo, type PollAct } from './poll-act.ts'
import type { Settings } from './settings.ts'

interface Seen {
  readonly poll: Poll
  readonly rank: Standing
}

type Deps = PollDeps & {
  /** The messages that show a poll. */
  readonly messagesOf: (poll: PollId) => Promise<readonly Message[]>
}

/** Finding the poll that words refer to. */
export function createPollResolver(deps: Deps) {
  const { store, settingsOf, messagesOf } = deps

  /** Whether a thread is the poll's: the one of its outcome, or one that people opened under its message. */
  async function isIn({ id, thread }: Poll, place: string): Promise<boolean> {
    return thread?.thread === place || (await messagesOf(id)).some((message) => message.id === place)
  }

  /** The polls of the caller's channel that they see and that match the words, newest first. */
  async function listHere(caller: Caller, words: string | undefined): Promise<readonly Seen[]> {
    const candidates = await findCandidates(
      deps,
      caller,
      (poll) => words === undefined || isMatch(poll, words),
    )
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

  return {
    /**
     * The poll that words refer to: by its id or by a paper of this channel. Without words, the one of the caller's
     * thread. Of several, the only one that the act can be done with now and by the caller, or that they opened; if
     * there is no act, the latest that is open, else the latest.
     *
     * @throws UserError if nothing matches, and with a choice if several do.
     */
    async resolve(caller: Caller, words: string | undefined, act?: PollAct): Promise<PollId> {
      const id = PollId.safeParse(words)
      if (id.success) return (await requirePoll(deps, caller, id.data)).poll.id
      const seen = await listHere(caller, words)
      const polls = seen.map(({ poll }) => poll)
      const { thread } = caller.place
      const own = thread === undefined ? [] : await Promise.all(polls.map((poll) => isIn(poll, thread)))
      const inThread = polls[own.indexOf(true)]
      const [only, ...others] = polls
      if (only === undefined) throw words === undefined ? noPollInChannel() : noPollOnPaper(words)
      if (inThread !== undefined || others.length === 0) return (inThread ?? only).id
      if (act === undefined) return (polls.find((poll) => currentRound(poll).state === 'open') ?? only).id
      const doable = await filterDoable(caller, seen, act)
      if (doable.length === 0)
        throw noPollFor(
          act,
          polls.find((poll) => appliesTo(act, poll)),
        )
      const opened = doable.filter(({ opener }) => opener.id === caller.person.id)
      const [best] = doable.length === 1 ? doable : opened.length === 1 ? opened : []
      if (best === undefined) throw severalPolls(act, doable)
      return best.id
    },
  }
}

const mayDo = (act: PollAct, actor: Actor, poll: Poll, settings: Settings): boolean =>
  act === 'delete' || act === 'seal' ? mayDelete(actor, poll) : mayRun(actor, poll, settings)
