import type { Side } from '../grid/stance.ts'
import type { Ballot, CruxId, VoterId } from './ballot.ts'
import type { DifferCounts, SettledCounts } from './extra-answers.ts'
import type { CountedCrux, Reply } from './reply.ts'

type Replies = ReadonlyMap<VoterId, Reply>

/** A round whose cruxes are counted. */
interface CruxRound {
  readonly ballots: ReadonlyMap<VoterId, Pick<Ballot, 'answers'>>
  readonly replies: Replies
  readonly cruxIdOf: (voter: VoterId) => CruxId
  /** The positions between which the round is divided. */
  readonly sides: readonly Side[]
}

/**
 * Counts whom each crux would move, in the order of the ballots: in all, and by side. A writer counts for their own. Only
 * replies of voters count. docs/disagreement.md 6.5.
 */
export function countCruxes({ ballots, replies, cruxIdOf, sides }: CruxRound): readonly CountedCrux[] {
  const voters = [...ballots].map(([voter, { answers }]) => ({ voter, stance: answers.stance }))
  return [...ballots].flatMap(([writer, { answers }]) => {
    if (answers.crux === undefined) return []
    const id = cruxIdOf(writer)
    const answerOf = (voter: VoterId) => (voter === writer ? 'mine' : replies.get(voter)?.cruxes[id])
    const movedIn = (some: typeof voters) => some.filter(({ voter }) => answerOf(voter) === 'mine').length
    return {
      id,
      mine: movedIn(voters),
      notMine: voters.filter(({ voter }) => answerOf(voter) === 'not-mine').length,
      sides: sides.map(({ name, mark, has }) => {
        const onSide = voters.filter(({ stance }) => has(stance))
        return { label: mark ?? name, mine: movedIn(onSide), of: onSide.length }
      }),
    }
  })
}

/** @returns `undefined` if nobody has answered. */
export function countDiffer(replies: Replies): DifferCounts | undefined {
  const given = [...replies.values()].flatMap(({ differ }) => differ ?? [])
  const count = (reason: (typeof given)[number]) => given.filter((one) => one === reason).length
  return given.length === 0
    ? undefined
    : { words: count('words'), paper: count('paper'), values: count('values') }
}

/** @returns `undefined` if nobody has answered. */
export function countSettled(replies: Replies): SettledCounts | undefined {
  const given = [...replies.values()].flatMap(({ settled }) => settled ?? [])
  const count = (answer: (typeof given)[number]) => given.filter((one) => one === answer).length
  return given.length === 0
    ? undefined
    : { yes: count('yes'), no: count('no'), notDiscussed: count('not-discussed') }
}
