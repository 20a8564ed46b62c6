import type { Caller, SpaceId } from '../chat/caller.ts'
import { votesOf } from '../grid/tally.ts'
import type { Ballot, CruxId, VoterId } from './ballot.ts'
import type { PollDeps } from './change-poll.ts'
import { countCruxes } from './count-replies.ts'
import { type Disclosure, selectRound } from './disclose.ts'
import { withLargeSides } from './disclosed-extras.ts'
import type { Crux } from './extra-answers.ts'
import type { Poll, PollId, Round } from './poll.ts'
import { readWhole } from './read-whole.ts'
import { type Asked, areVotesHidden, recordReply, requireAsked } from './record-reply.ts'
import type { CountedCrux, CruxAnswer, Reply } from './reply.ts'
import { noSuchCrux, notAVoter, repliesClosed } from './reply-errors.ts'

/** The cruxes of a round as one of its voters answers them. */
export interface CruxWalk {
  /** The poll as it was in that round. */
  readonly poll: Disclosure
  /** Those that the voter hasn't written. */
  readonly cruxes: readonly Crux[]
  readonly answers: Reply['cruxes']
  /** How many have answered those that the voter has answered, and whom they would move. */
  readonly counts: ReadonlyMap<string, Pick<CountedCrux, 'mine' | 'notMine'>>
}

const aboutCruxes = { ask: 'crux', about: 'votes' } as const

/** Answering whether what would move others would move oneself too: nobody sees who answered what. */
export function createCruxAnswering(deps: PollDeps) {
  const { store, voters, publisher, cruxSidesIn, findSharedCrux, now, onEdit } = deps

  /** The cruxes that everyone sees, with the ballots, which hold their writers. */
  async function cruxesOf({ poll, round }: Pick<Asked, 'poll' | 'round'>) {
    const whole = selectRound((await readWhole(deps, poll)).poll, round.number)
    const shown = whole.current.hidden ? [] : (whole.current.extras?.cruxes ?? [])
    return { poll: whole, shown }
  }

  /** Whether all voters have answered but the writer of the only crux, who has none to answer. */
  async function isWriterAloneLeft({ poll, round }: Pick<Asked, 'poll' | 'round'>): Promise<boolean> {
    if (round.cruxAnswers !== votesOf(round.tally) - 1) return false
    return (await cruxesOf({ poll, round })).shown.length === 1
  }

  async function count({ id }: Poll, { number, tally }: Round, cruxIdOf: (voter: VoterId) => CruxId) {
    const [ballots, replies] = await Promise.all([ballotsOf(id, number), store.replies(id, number)])
    return countCruxes({ ballots, replies, cruxIdOf, sides: cruxSidesIn(tally) })
  }

  const ballotsOf = (id: PollId, round: number): Promise<ReadonlyMap<VoterId, Ballot>> =>
    store.ballots({ id }, round)

  async function walk({ poll, round, voter }: Asked): Promise<CruxWalk> {
    const { poll: shownPoll, shown } = await cruxesOf({ poll, round })
    const cruxIdsOf = await voters.cruxIdsOf(poll)
    if (cruxIdsOf === undefined) throw repliesClosed()
    const cruxIdOf = (one: VoterId) => cruxIdsOf(round.number, one)
    const answers = (await store.reply(poll.id, round.number, voter))?.cruxes ?? {}
    const counted =
      Object.keys(answers).length === 0
        ? []
        : ((await store.counted(poll.id, round.number))?.cruxes ?? (await count(poll, round, cruxIdOf)))
    return {
      poll: shownPoll,
      cruxes: shown.filter(({ id }) => id !== cruxIdOf(voter)),
      answers,
      counts: new Map(
        counted.flatMap((one) => (answers[one.id] === undefined ? [] : [[one.id, one] as const])),
      ),
    }
  }

  /** Counts the cruxes of a round for everyone, once. */
  async function countForAll(poll: Poll, round: Round): Promise<void> {
    const cruxIdsOf = await voters.cruxIdsOf(poll)
    if (cruxIdsOf === undefined || round.cruxOutcome !== undefined) return
    if (poll.visibility === 'anonymous') await publisher.publishedRounds(poll)
    const { shown } = await cruxesOf({ poll, round })
    if (shown.length === 0) return
    const all = await count(poll, round, (voter) => cruxIdsOf(round.number, voter))
    const counts = poll.visibility === 'anonymous' ? all.map(withLargeSides) : all
    const shared = findSharedCrux(
      shown.map((crux) => ({ ...crux, ...counts.find(({ id }) => id === crux.id) })),
    )
    const outcome = {
      at: now(),
      answered: round.cruxAnswers ?? 0,
      ...(shared !== undefined && { shared }),
    }
    const changed = await store.setCruxOutcome(poll.id, round.number, outcome, { cruxes: counts })
    if (changed !== undefined) onEdit(changed)
  }

  return {
    /** The cruxes of a round, to be answered. @throws UserError unless the caller has voted in it and it takes answers. */
    async cruxesToAnswer(caller: Caller, id: PollId, round: number): Promise<CruxWalk> {
      const asked = await requireAsked(deps, caller, { id, round, ...aboutCruxes })
      if ((await store.ballot(asked.poll, round, asked.voter)) === undefined) throw notAVoter(round)
      return walk(asked)
    },

    /** Stores whether what would move another voter would move the caller too. Once most have answered, all see the counts. */
    async answerCrux(
      caller: Caller,
      id: PollId,
      number: number,
      { crux, answer }: { readonly crux: string; readonly answer: CruxAnswer },
    ): Promise<CruxWalk> {
      const asked = await requireAsked(deps, caller, { id, round: number, ...aboutCruxes })
      const { cruxes } = await walk(asked)
      const found = cruxes.find((one) => one.id === crux)
      if (found === undefined) throw noSuchCrux()
      const poll = await recordReply(deps, asked, (before) => ({
        ...before,
        cruxes: { ...before.cruxes, [found.id]: answer },
      }))
      const round = poll.rounds.find((one) => one.number === number) ?? asked.round
      if (haveMostAnswered(round) || (await isWriterAloneLeft({ poll, round })))
        await countForAll(poll, round)
      return walk({ ...asked, poll })
    },

    /** Counts the cruxes of a round for everyone when it is time, even if few have answered. */
    async countCruxesDue(space: SpaceId, id: PollId, number: number): Promise<void> {
      const poll = await store.find(space, id)
      const round = poll?.rounds.find((one) => one.number === number)
      if (poll !== undefined && round !== undefined && !areVotesHidden(poll, round))
        await countForAll(poll, round)
    },

    /** Counts the cruxes of the closed rounds of an anonymous poll, before a ballot or a reply is cut loose from its voter. */
    async countCruxesBeforeErasing(poll: Poll): Promise<void> {
      for (const round of poll.rounds) if (round.state === 'closed') await countForAll(poll, round)
    },
  }
}

/** Two thirds of those who voted. */
const haveMostAnswered = ({ tally, cruxAnswers = 0 }: Round): boolean => 3 * cruxAnswers >= 2 * votesOf(tally)
