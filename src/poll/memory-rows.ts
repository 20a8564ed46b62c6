import type { Spot } from '../grid/axes.ts'
import type { Stance } from '../grid/stance.ts'
import { votesOf } from '../grid/tally.ts'
import { type Kind, put, removeKey, type TypedKey } from '../store/record.ts'
import type { Ballot } from './ballot.ts'
import { discloseCounts } from './disclose.ts'
import { type IndexRow, textOf } from './index-records.ts'
import {
  type Line,
  lines,
  type PlacedPerson,
  placedPeople,
  type Said,
  type SaidText,
  saidTexts,
} from './memory-records.ts'
import { noteAuthorsOf, type Poll } from './poll.ts'
import type { PublishedRound } from './published.ts'

/** Of a paper with more, the first are enough to name and to find it. */
const maxAuthors = 12

/** The ballots of a poll's closed rounds, by their number; only of a poll that shows names. */
export type ClosedBallots = ReadonlyMap<number, readonly Ballot[]>
/** The published states of a poll's rounds, oldest first; only of an anonymous poll. */
export type Published = readonly (PublishedRound | undefined)[]

/** The source of a poll's texts and placements. */
export type SaidIn = { readonly ballots: ClosedBallots } | { readonly published: Published }

/** Of a poll in which nobody has voted. */
export const nothingSaid: SaidIn = { published: [] }

/** Every record of a poll that answers about many polls are made from. */
export const memoryRowsOf = (poll: Poll, said: SaidIn): readonly IndexRow[] => [
  lineRow(poll),
  ...saidRows(poll, said),
]

/** The texts and the placements. */
const saidRows = (poll: Poll, said: SaidIn): readonly IndexRow[] => [
  textsRow(poll, [...noteOf(poll), ...('ballots' in said ? textsOf(said.ballots) : publishedTexts(said))]),
  placedRow(poll, 'ballots' in said ? said.ballots : new Map()),
]

/** The records of a poll before it is changed. */
interface Before {
  /** Absent if the poll has none of these records yet: it gets all of them later, at once. */
  readonly line: Line | undefined
  readonly said: Said | undefined
  /** Those of the rounds that are closed after the change; absent if they have not been read. */
  readonly ballots: ClosedBallots | undefined
}

/**
 * The records that belong to a change of a poll; votes change none.
 *
 * @param after `undefined` if the poll is removed.
 * @returns `unread` if the change needs ballots that have not been read.
 */
export function memoryRowsToChange(
  before: Poll,
  after: Poll | undefined,
  { line, said, ballots }: Before,
): readonly IndexRow[] | 'unread' {
  if (after === undefined) return memoryKeys(before).map(removal)
  if (line === undefined) return []
  const row = lineRow(after)
  const rows = textOf(row) === textOf(lineRow(before)) ? [] : [row]
  if (hasOtherClosedRounds(before, after))
    return ballots === undefined ? 'unread' : [...rows, ...saidRows(after, { ballots })]
  const isSameNote = after.note === before.note && after.noteBy === before.noteBy
  return isSameNote ? rows : [...rows, noteRow(after, said)]
}

/** The records of a poll whose closed rounds are rewritten, with the ballots they have then. */
export function memoryRowsToRewrite(
  after: Poll,
  { line, said, ballots }: Before & { readonly ballots: ClosedBallots },
): readonly IndexRow[] {
  if (line === undefined) return []
  const rows = after.visibility === 'names' ? saidRows(after, { ballots }) : [noteRow(after, said)]
  return [lineRow(after), ...rows]
}

/** Whether what people said has to be read again from the ballots, because other rounds are closed than before. */
export const hasOtherClosedRounds = (before: Poll, after: Poll): boolean =>
  after.visibility === 'names' && closedRounds(before) !== closedRounds(after)

const closedRounds = ({ rounds }: Poll): string =>
  rounds.flatMap(({ state, number }) => (state === 'closed' ? number : [])).join()

type Placeable = Pick<Poll, 'id' | 'place'>

/** The keys of a poll's line, its texts, and its placements, in this order. */
export const memoryKeys = (poll: Placeable) =>
  [keyIn(lines, poll), keyIn(saidTexts, poll), keyIn(placedPeople, poll)] as const

const keyIn = <Value>(kind: Kind<Value>, { id, place }: Placeable): TypedKey<Value> => ({
  kind,
  scope: place.space,
  id,
})

const lineRow = (poll: Poll): IndexRow => {
  const key = keyIn(lines, poll)
  return { key, change: put(key, toLine(poll)) }
}

export function toLine(poll: Poll): Line {
  const { paper, place, visibility, openedAt, sealedAt } = poll
  return {
    v: 1,
    paper: paper.id,
    title: paper.title,
    authors: paper.authors.slice(0, maxAuthors),
    ...(paper.year !== undefined && { year: paper.year }),
    channel: place.channel,
    ...(place.thread !== undefined && { thread: place.thread }),
    visibility,
    openedAt,
    ...(sealedAt !== undefined && { sealed: true }),
    rounds: discloseCounts(poll).rounds.flatMap((round) => {
      if (round.hidden || round.state === 'open') return []
      const { number, closedAt, tally } = round
      return [{ number, ...(closedAt !== undefined && { closedAt }), tally }]
    }),
  }
}

/** The texts with the poll's present note. */
const noteRow = (poll: Poll, before: Said | undefined): IndexRow =>
  textsRow(poll, [...noteOf(poll), ...(before?.texts ?? []).filter(({ kind }) => kind !== 'note')])

/** The texts with those of a round that is published. */
export const rowsToPublish = (
  poll: Placeable,
  said: Said | undefined,
  round: number,
  published: PublishedRound,
): readonly IndexRow[] => {
  const texts = textsPublished(published, round)
  if (texts.length === 0) return []
  const others = (said?.texts ?? []).filter((text) => text.round !== round)
  return [textsRow(poll, [...others, ...texts].toSorted(byRound))]
}

/** The texts without some of those that voters wrote. The note stays. */
export function rowsWithout(
  poll: Placeable,
  said: Said | undefined,
  isMeant: (text: string, round: number) => boolean,
): readonly IndexRow[] {
  const { texts = [] } = said ?? {}
  const kept = texts.filter(({ text, round }) => round === undefined || !isMeant(text, round))
  return kept.length === texts.length ? [] : [textsRow(poll, kept)]
}

/** The note first. Stable. */
const byRound = (a: SaidText, b: SaidText): number => (a.round ?? 0) - (b.round ?? 0)

function textsRow(poll: Placeable, texts: readonly SaidText[]): IndexRow {
  const key = keyIn(saidTexts, poll)
  return texts.length === 0 ? removal(key) : { key, change: put(key, { v: 1, texts }) }
}

function noteOf(poll: Poll): readonly SaidText[] {
  const by = noteAuthorsOf(poll).at(-1)
  return poll.note === undefined ? [] : [{ kind: 'note', text: poll.note, ...(by && { by }) }]
}

/** The answers of a ballot that are texts. */
const writtenKinds = ['why', 'movedBy', 'crux'] as const

const textsOf = (ballots: ClosedBallots): readonly SaidText[] =>
  [...ballots].flatMap(([round, cast]) =>
    cast.toSorted(byCasting).flatMap(({ answers, person, name }) => {
      const author = person ?? (name === undefined ? undefined : { name })
      return writtenKinds.flatMap((kind): readonly SaidText[] => {
        const text = answers[kind]
        return text === undefined ? [] : [{ kind, text, round, ...(author && { by: author }) }]
      })
    }),
  )

/** In the order of casting, else of the people, so that the same ballots give the same record. */
const byCasting = (a: Ballot, b: Ballot): number =>
  (a.castAt ?? 0) - (b.castAt ?? 0) || ((a.person?.id ?? '') < (b.person?.id ?? '') ? -1 : 1)

const publishedTexts = ({ published }: { readonly published: Published }): readonly SaidText[] =>
  published.flatMap((one, i) => (one === undefined ? [] : textsPublished(one, i + 1)))

function textsPublished({ shown }: PublishedRound, round: number): readonly SaidText[] {
  if (shown === undefined) return []
  return [
    ...shown.reasons.map(({ text }) => ({ kind: 'why' as const, text, round })),
    ...shown.movedBy.map((text) => ({ kind: 'movedBy' as const, text, round })),
    ...(shown.cruxes ?? []).map(({ text }) => ({ kind: 'crux' as const, text, round })),
  ]
}

function placedRow(poll: Poll, ballots: ClosedBallots): IndexRow {
  const key = keyIn(placedPeople, poll)
  const standing = poll.rounds.findLast(
    ({ number, tally }) => ballots.has(number) && votesOf(tally) > 0,
  )?.number
  const people = standing === undefined ? [] : (ballots.get(standing) ?? []).flatMap(placedBy)
  if (standing === undefined || people.length === 0) return removal(key)
  const ordered = people.toSorted((a, b) => (a.person.id < b.person.id ? -1 : 1))
  return { key, change: put(key, { v: 1, round: standing, people: ordered }) }
}

/** The voter with their spot; none if nothing says who they are. */
function placedBy({ answers: { stance }, person }: Ballot): readonly PlacedPerson[] {
  const spot = spotOf(stance)
  return person === undefined || spot === undefined ? [] : [{ person, spot }]
}

/** The spot of a stance; `undefined` if it is unsure on an axis. */
export function spotOf(stance: Stance): Spot | undefined {
  if (stance.kind === 'applications') return 'off-grid'
  const { row, column } = stance
  return row === null || column === null ? undefined : 3 * row + column
}

const removal = (key: IndexRow['key']): IndexRow => ({ key, change: removeKey(key) })
