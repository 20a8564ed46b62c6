import { type PersonId, toErasedPerson } from '../../chat/caller.ts'
import type { Entry, Group, Past, Session, StepState } from '../../reading/group.ts'
import type { Pseudonyms } from './pseudonyms.ts'

// Every field that stays is named, as in `redact-poll.ts`.

interface Redaction {
  readonly pseudonyms: Pseudonyms
  readonly group: string
}

/** A reading group with its list, schedule and counts, without names and words. */
export function redactGroup(group: Group, pseudonyms: Pseudonyms): Group {
  const redaction = { pseudonyms, group: group.id }
  const { id, schedule, scheduledAt, plannedUntil, offsets, votes, poll, revote, season, revision } = group
  return {
    v: 1,
    id,
    name: 'Reading group',
    place: pseudonyms.place(group.place),
    scheduledAt,
    plannedUntil,
    offsets,
    votes,
    poll,
    revote,
    expect: toOthers(group.expect, redaction),
    organisers: group.organisers.map(() => toErasedPerson(group.place.platform)),
    facilitators: [],
    entries: group.entries.map((entry) => redactEntry(entry, redaction)),
    removed: [],
    sessions: group.sessions.map((session) => redactSession(session, redaction)),
    season: { name: pseudonyms.word(season.name), from: season.from },
    toSumUp: group.toSumUp.map(({ name, from }) => ({ name: pseudonyms.word(name), from })),
    unmarks: [],
    muted: [],
    notes: [],
    failures: 0,
    revision,
    ...(schedule !== undefined && { schedule }),
  }
}

/** A session that is over, without names and words. */
export function redactPast(
  { session, entry, season, end, at, came, worth }: Past,
  redaction: Redaction,
): Past {
  return {
    v: 1,
    session: redactSession(session, redaction),
    ...(entry !== undefined && { entry: redactEntry(entry, redaction) }),
    season: redaction.pseudonyms.word(season),
    end,
    at,
    ...(came !== undefined && { came }),
    ...(worth !== undefined && { worth }),
  }
}

const toOthers = (people: readonly PersonId[], { pseudonyms, group }: Redaction): PersonId[] =>
  people.map((person) => pseudonyms.person(group, person))

const redactEntry = (
  { paper, isNamed, at, votes, pinned, isNext, carriedFrom }: Entry,
  redaction: Redaction,
): Entry => ({
  paper: redaction.pseudonyms.paper(paper),
  isNamed,
  at,
  whys: [],
  votes: toOthers(votes, redaction),
  ...(pinned !== undefined && { pinned: { date: pinned.date } }),
  ...(isNext !== undefined && { isNext }),
  ...(carriedFrom !== undefined && { carriedFrom }),
})

function redactSession(session: Session, redaction: Redaction): Session {
  const { id, start, date, paper, coming, notComing, steps, poll, openedAt, revealedAt } = session
  return {
    id,
    start,
    date,
    coming: toOthers(coming, redaction),
    notComing: toOthers(notComing, redaction),
    steps: Object.fromEntries(
      Object.entries(steps).map(([name, { due, until, state }]) => [
        name,
        { due, until, state: redactState(state) },
      ]),
    ),
    reminded: {},
    ...(paper !== undefined && { paper: redaction.pseudonyms.paperId(paper) }),
    ...(poll !== undefined && { poll }),
    ...(openedAt !== undefined && { openedAt }),
    ...(revealedAt !== undefined && { revealedAt }),
  }
}

function redactState(state: StepState): StepState {
  switch (state.kind) {
    case 'done':
      return { kind: 'done', at: state.at }
    case 'skipped':
      return { kind: 'skipped', at: state.at, why: '' }
    case 'waiting':
    case 'needless':
      return state
  }
}
