import type { PersonId } from '../chat/caller.ts'
import { peopleIn } from '../store/names.ts'
import { type Disclosure, disclose } from './disclose.ts'
import type { PollSource } from './find-poll.ts'
import { currentRound, type Poll } from './poll.ts'
import { anonymousExtras, namedExtras, readReplies } from './round-extras.ts'

/** A poll with all that may be seen of each round. */
export interface WholePoll {
  readonly poll: Disclosure
  /** Everybody whom it may name and whose name is looked up. */
  readonly people: readonly PersonId[]
}

export async function readWhole(source: PollSource, poll: Poll): Promise<WholePoll> {
  const isElsewhereOff = (await source.settingsOf(poll.place)).elsewhere === 'off'
  if (poll.visibility === 'anonymous') {
    const published = await source.publisher.publishedRounds(poll)
    const replies = await readReplies(source, poll)
    const rounds = poll.rounds.map((round, i) => ({
      ...round,
      extras: anonymousExtras(round, published[i], replies[i] ?? noReplies),
    }))
    const whole = { ...(await withAudiences(source, poll)), rounds }
    return {
      poll: disclose({ poll: whole, published, isElsewhereOff }),
      people: namedIn(poll),
    }
  }
  const ballots = await Promise.all(poll.rounds.map(({ number }) => source.store.ballots(poll, number)))
  const replies = await readReplies(source, poll)
  const rounds = poll.rounds.map((round, i) => ({
    ...round,
    extras: namedExtras(source, poll, {
      ...{ round, ballots: ballots[i] ?? new Map() },
      ...(replies[i] ?? noReplies),
    }),
  }))
  const voters = ballots.flatMap((round) => [...round.values()].map(({ person }) => person))
  return {
    poll: disclose({
      poll: { ...(await withAudiences(source, poll)), rounds },
      ballots,
      isElsewhereOff,
      ...(await readTurnout(source, poll)),
    }),
    people: [...new Set([...namedIn(poll), ...peopleIn(voters)])],
  }
}

const noReplies = { replies: new Map(), counted: undefined }

/** The poll with counts only, and with those who are named besides voters. */
export const readCounts = async (source: PollSource, poll: Poll): Promise<WholePoll> => ({
  poll: disclose({ poll: await withAudiences(source, poll), ...(await readTurnout(source, poll)) }),
  people: namedIn(poll),
})

/** Those who are expected are only counted. */
const namedIn = (poll: Poll): readonly PersonId[] => peopleIn({ ...poll, expected: [] })

/** An open poll with its audiences as they are at present, as far as the platform says so in time. */
async function withAudiences({ audiences }: PollSource, poll: Poll): Promise<Poll> {
  if (poll.audiences === undefined || currentRound(poll).state === 'closed') return poll
  return { ...poll, audiences: await audiences.find(poll.audiences, poll.place) }
}

/** Empty if nobody is expected, and in anonymous polls: it could tell whether a given person has voted. */
async function readTurnout({ store, voters }: PollSource, poll: Poll) {
  if (poll.expected.length === 0 || poll.visibility === 'anonymous') return {}
  const found = await Promise.all(poll.expected.map((person) => voters.voterOf(poll, person)))
  const expected = found.flatMap((voter) => voter?.id ?? [])
  const cast = await store.ballotsAmong(poll, currentRound(poll).number, expected)
  return { voted: cast.filter(Boolean).length }
}
