import { type Person, PersonId } from '../chat/caller.ts'
import { randomId } from '../chat/ids.ts'
import { removeFromTally } from '../grid/tally.ts'
import { withAudienceVotes } from './audience-votes.ts'
import { type Answers, type Ballot, VoterId } from './ballot.ts'
import { withLiveChange } from './live-state.ts'
import { isZoneOf, noteAuthorsOf, type Poll, shownFromOf } from './poll.ts'
import type { PublishedRound } from './published.ts'
import { withoutRevealed } from './revealed-counts.ts'
import { withEdit, withNextRevision } from './rounds.ts'

/** The parts that an erasure removes besides the name, votes in open rounds, and words in polls with names. */
export interface ErasureScope {
  /** Votes in closed rounds with names. */
  readonly votes: boolean
  /** Words in closed anonymous rounds. */
  readonly words: boolean
}

interface StoredPoll {
  readonly poll: Poll
  /** The person as a voter; absent if nothing leads to their ballots any more. */
  readonly voter: VoterId | undefined
  /** The person's ballots by round. */
  readonly ballots: readonly (Ballot | undefined)[]
  readonly published: readonly (PublishedRound | undefined)[]
}

export interface ErasedPoll {
  readonly poll: Poll
  /** By round, the ballot that stays in the counts under an id that leads to nobody. */
  readonly loose: readonly (Ballot | undefined)[]
  readonly published: readonly (PublishedRound | undefined)[]
}

/** The id of a ballot that nothing leads to. */
export const createLooseVoter = (): VoterId => VoterId.parse(`v_${randomId()}${randomId()}`)

/**
 * Takes a person out of a poll. In closed rounds their votes stay in the counts; of an anonymous one what was published
 * stays as it was, because comparing two states would show their ballot.
 *
 * @returns `undefined` if the poll has no data of theirs.
 */
export function eraseFromPoll(
  { poll, voter, ballots, published }: StoredPoll,
  person: PersonId,
  scope: ErasureScope,
): ErasedPoll | undefined {
  const isOpener = poll.opener.id === person
  const isAuthor = noteAuthorsOf(poll).some(({ id }) => id === person)
  const isZoneTheirs = isZoneOf(poll, person)
  const isReader = voter !== undefined && poll.readers?.includes(voter) === true
  const isNamed = isOpener || isAuthor || isZoneTheirs || isReader || poll.expected.includes(person)
  if (!isNamed && !ballots.some(Boolean)) return undefined
  const keepsVote = (i: number) =>
    poll.rounds[i]?.state === 'closed' && (poll.visibility === 'anonymous' || !scope.votes)
  const rounds = poll.rounds.map((round, i) => {
    const ballot = ballots[i]
    if (ballot === undefined || voter === undefined || keepsVote(i)) return round
    const tally = removeFromTally(round.tally, ballot.answers.stance)
    const counted = { ...round, ...withoutRevealed(round, ballot), tally }
    return withLiveChange(withAudienceVotes(counted, ballot, undefined), voter, shownFromOf(poll))
  })
  const keepsWords = poll.visibility === 'anonymous' && !scope.words
  const { note, noteBy, closesZone, closesZoneBy, ...rest } = poll
  return {
    poll: withEdit(
      withNextRevision({
        ...rest,
        rounds,
        opener: isOpener ? toErasedPerson(poll) : poll.opener,
        expected: poll.expected.filter((id) => id !== person),
        ...(isReader && { readers: poll.readers?.filter((id) => id !== voter) }),
        ...(note !== undefined && !isAuthor && { note, ...(noteBy !== undefined && { noteBy }) }),
        // It may say where they live.
        ...(closesZone !== undefined &&
          !isZoneTheirs && { closesZone, ...(closesZoneBy !== undefined && { closesZoneBy }) }),
      }),
    ),
    loose: ballots.map((ballot, i) =>
      ballot === undefined || !keepsVote(i)
        ? undefined
        : { v: 2, answers: keepsWords ? ballot.answers : withoutWords(ballot.answers) },
    ),
    published: published.map((shown, i) => {
      const answers = ballots[i]?.answers
      return shown === undefined || answers === undefined || keepsWords ? shown : withoutTexts(shown, answers)
    }),
  }
}

/** Answers without what was written. */
export function withoutWords({ why: _, movedBy: __, crux: ___, ...answers }: Answers): Answers {
  return answers
}

/** Each text once: another voter may have written the same. */
function withoutTexts(published: PublishedRound, { why, movedBy, crux }: Answers): PublishedRound {
  const { shown } = published
  if (shown === undefined) return published
  const reason = shown.reasons.findIndex(({ text }) => text === why)
  const moved = movedBy === undefined ? -1 : shown.movedBy.indexOf(movedBy)
  const { cruxes } = shown
  return {
    ...published,
    shown: {
      ...shown,
      reasons: without(shown.reasons, reason),
      movedBy: without(shown.movedBy, moved),
      ...(cruxes !== undefined && {
        cruxes: without(
          cruxes,
          cruxes.findIndex(({ text }) => text === crux),
        ),
      }),
    },
  }
}

const without = <Item>(items: readonly Item[], index: number): readonly Item[] =>
  items.filter((_, i) => i !== index)

const toErasedPerson = ({ place }: Poll): Person => ({
  id: PersonId.parse(`${place.platform}:forgotten`),
  name: 'someone who left',
})
