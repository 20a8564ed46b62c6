import type { Caller } from '../chat/caller.ts'
import type { Message } from '../chat/message.ts'
import { recognise } from '../paper/recognise.ts'
import { noPollInChannel, noPollOnPaper, pollNotFound } from './errors.ts'
import { currentRound, type Poll, PollId } from './poll.ts'
import type { ListedPoll } from './poll-records.ts'
import type { PollStore } from './poll-store.ts'

const maxSearched = 50

/** The poll of the caller's space. @throws UserError if it does not exist there. */
export async function requirePoll(store: PollStore, caller: Caller, id: PollId): Promise<Poll> {
  const poll = await store.find(caller.place.space, id)
  if (poll === undefined) throw pollNotFound()
  return poll
}

/**
 * Finding the poll that words refer to.
 *
 * @param messagesOf The messages that show a poll.
 */
export function createPollFinder(
  store: PollStore,
  messagesOf: (poll: PollId) => Promise<readonly Message[]>,
) {
  /** Whether a thread is the poll's: the one of its outcome, or one that people opened under its message. */
  async function isIn({ id, thread }: Poll, place: string): Promise<boolean> {
    return thread?.thread === place || (await messagesOf(id)).some((message) => message.id === place)
  }

  return {
    /**
     * The poll that words refer to: by its id or by a paper of this channel. Of several, and without words, the one
     * of the caller's thread, else the latest that is open, else the latest.
     *
     * @throws UserError if nothing matches.
     */
    async resolve(caller: Caller, words: string | undefined): Promise<PollId> {
      const id = PollId.safeParse(words)
      if (id.success) return (await requirePoll(store, caller, id.data)).id
      const all = (await store.list(caller.place.space)).toSorted((a, b) => b.openedAt - a.openedAt)
      const here = all.filter(({ channel }) => channel === caller.place.channel)
      const fitting = words === undefined ? here : here.filter((poll) => isMatch(poll, words))
      const heads = await Promise.all(
        fitting.slice(0, maxSearched).map((poll) => store.find(caller.place.space, poll.id)),
      )
      const polls = heads.filter((poll) => poll !== undefined)
      const { thread } = caller.place
      const own = thread === undefined ? [] : await Promise.all(polls.map((poll) => isIn(poll, thread)))
      const best =
        polls[own.indexOf(true)] ?? polls.find((poll) => currentRound(poll).state === 'open') ?? polls[0]
      if (best !== undefined) return best.id
      throw words === undefined ? noPollInChannel() : noPollOnPaper()
    },
  }
}

/** Whether the words are a link to the poll's paper, or are all in its title, authors or id. */
export function isMatch({ paper }: ListedPoll, words: string): boolean {
  const recognised = recognise(words)
  if ('id' in recognised && recognised.id === paper.id) return true
  const text = `${paper.title} ${paper.authors.join(' ')} ${paper.id}`.toLowerCase()
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}
