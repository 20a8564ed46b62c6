import { toErasedPerson } from '../../chat/caller.ts'
import type { Answers, Ballot } from '../../poll/ballot.ts'
import type { Poll, Round } from '../../poll/poll.ts'
import type { ListedPoll } from '../../poll/poll-records.ts'
import type { PublishedRound } from '../../poll/published.ts'
import type { Settings } from '../../poll/settings.ts'
import type { Pseudonyms } from './pseudonyms.ts'

// Every field that stays is named, so that a new one is left out until it is added here.

/** A poll with its counts, without names and words. */
export function redactPoll(poll: Poll, pseudonyms: Pseudonyms): Poll {
  const { id, place, openedAt, visibility, questions, revision, editRevision } = poll
  const { ask, closesAt, shownFrom, sealedAt, namelessRounds } = poll
  return {
    v: 1,
    id,
    place: pseudonyms.place(place),
    paper: pseudonyms.paper(poll.paper),
    opener: toErasedPerson(place.platform),
    openedAt,
    visibility,
    questions,
    expected: poll.expected.map((person) => pseudonyms.person(id, person)),
    rounds: poll.rounds.map((round) => redactRound(round, id, pseudonyms)),
    revision,
    ...(editRevision !== undefined && { editRevision }),
    ...(ask !== undefined && { ask }),
    ...(closesAt !== undefined && { closesAt }),
    ...(shownFrom !== undefined && { shownFrom }),
    ...(sealedAt !== undefined && { sealedAt }),
    ...(namelessRounds !== undefined && { namelessRounds }),
  }
}

function redactRound(round: Round, poll: string, pseudonyms: Pseudonyms): Round {
  const { number, state, blind, live, openedAt, closedAt, revealedAt, tally, countsAtReveal } = round
  return {
    number,
    state,
    blind,
    openedAt,
    tally,
    ...(closedAt !== undefined && { closedAt }),
    ...(revealedAt !== undefined && { revealedAt }),
    ...(countsAtReveal !== undefined && { countsAtReveal }),
    ...(live !== undefined && {
      live: {
        ...(live.tally !== undefined && { tally: live.tally }),
        waiting: live.waiting.map((voter) => pseudonyms.voter(poll, voter)),
      },
    }),
  }
}

/** A ballot without its voter, its time and its words. */
export const redactBallot = ({ answers }: Ballot): Ballot => ({ v: 2, answers: redactAnswers(answers) })

function redactAnswers({ stance, confidence, goal, tractable, depth, expected }: Answers): Answers {
  return {
    stance,
    ...(confidence !== undefined && { confidence }),
    ...(goal !== undefined && { goal }),
    ...(tractable !== undefined && { tractable }),
    ...(depth !== undefined && { depth }),
    ...(expected !== undefined && { expected }),
  }
}

/** The published state of an anonymous round, without words and receipt codes. */
export function redactPublished({ votes, shown }: PublishedRound): PublishedRound {
  if (shown === undefined) return { v: 1, votes, receipts: [] }
  const { tally, counts, depth, guesses, moves } = shown
  return {
    v: 1,
    votes,
    receipts: [],
    shown: {
      tally,
      counts,
      reasons: [],
      movedBy: [],
      ...(depth !== undefined && { depth }),
      ...(guesses !== undefined && { guesses }),
      ...(moves !== undefined && { moves }),
    },
  }
}

export function redactListed(
  { id, openedAt, channel, thread, paper }: ListedPoll,
  of: ListedPlace,
): ListedPoll {
  const { pseudonyms, space } = of
  const place = pseudonyms.place({
    platform: '',
    space,
    channel,
    ...(thread !== undefined && { thread }),
  })
  return {
    v: 1,
    id,
    openedAt,
    channel: place.channel,
    ...(place.thread !== undefined && { thread: place.thread }),
    paper: pseudonyms.paper(paper),
  }
}

interface ListedPlace {
  readonly pseudonyms: Pseudonyms
  readonly space: Parameters<Pseudonyms['space']>[0]
}

/** A channel's settings, which name nobody. */
export function redactSettings(settings: Settings): Settings {
  const { v, visibility, blind, closes, closers, thread, shownFrom, seal, guests, keep, language, zone } =
    settings
  return {
    v,
    visibility,
    blind,
    closers,
    thread,
    language,
    ...(zone !== undefined && { zone }),
    ...(closes !== undefined && { closes }),
    ...(shownFrom !== undefined && { shownFrom }),
    ...(seal !== undefined && { seal }),
    ...(guests !== undefined && { guests }),
    ...(keep !== undefined && { keep }),
  }
}
