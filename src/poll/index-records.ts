import { z } from 'zod'
import type { SpaceId } from '../chat/caller.ts'
import { PaperId } from '../paper/paper.ts'
import { type Change, type Kind, put, removeKey, type TypedKey } from '../store/record.ts'
import { foundAuthors, isIndexed, wordOfPaper, wordsOf } from './index-words.ts'
import { currentRound, type Poll, type PollId } from './poll.ts'
import { type ListedPoll, toListedPoll } from './poll-records.ts'

const Card = z
  .object({
    v: z.literal(1),
    paper: PaperId,
    title: z.string(),
    /** Those by whom it is found. */
    authors: z.array(z.string()).readonly(),
    channel: z.string(),
    thread: z.string().optional(),
    /** In ms since 1970; absent while people can vote. */
    closedAt: z.int().optional(),
  })
  .readonly()
/** The parts of a poll that lists and suggestions need. */
export type Card = z.infer<typeof Card>

/** The cards of a space's polls, newest first. */
export const cards: Kind<Card> = { name: 'card', schema: Card, isDerived: true }

/** The polls of a channel, and of a thread, newest first. */
export const recents: Kind<true> = { name: 'recent', schema: z.literal(true), isDerived: true }

/** The polls of a space, and of a channel, by word, newest first. */
export const words: Kind<true> = { name: 'word', schema: z.literal(true), isReadOften: true, isDerived: true }

/** Increases when polls get records, or texts in them, that they had not before. */
export const indexVersion = 3

/** Stands for all spaces among those whose polls are in the index: no space has such an id. */
export const everySpace = 'all'

/**
 * The spaces whose older polls are in the index, while others are not; and whether all are. With the version of the index:
 * what an earlier one has left doesn't count.
 */
export const indexed: Kind<typeof indexVersion> = {
  name: 'indexed',
  schema: z.literal(indexVersion),
  isDerived: true,
}

/** A poll as far as its place in the index depends on it. */
export interface IndexedPoll extends Pick<ListedPoll, 'id' | 'openedAt' | 'channel' | 'thread' | 'paper'> {
  readonly space: SpaceId
  readonly closedAt?: number
}

/** A record of the index: its key, and the change that stores it. */
export interface IndexRow {
  readonly key: TypedKey<unknown>
  readonly change: Change
}

/** 13 digits that are lower the later the time. */
const newestFirst = (at: number): string => String(9_999_999_999_999 - at).padStart(13, '0')

/** The end of an id that is newest first. */
export const rowId = ({ openedAt, id }: Pick<IndexedPoll, 'openedAt' | 'id'>): string =>
  `${newestFirst(openedAt)}-${id}`

/** The end of the id of a row, as {@link rowId} made it. */
export function readRowId(row: string): Pick<IndexedPoll, 'openedAt' | 'id'> {
  const [time = '', id = ''] = row.slice(row.lastIndexOf(' ') + 1).split('-')
  return { openedAt: 9_999_999_999_999 - Number(time), id: id as PollId }
}

/** The scope of a place's rows. */
export const indexScope = (space: SpaceId, ...place: readonly (string | undefined)[]): string =>
  [space, ...place.filter((part) => part !== undefined)].join('/')

/** The space of a scope that {@link indexScope} made. */
export const spaceOf = (scope: string): string => scope.split('/', 1)[0] ?? scope

/** Every record of a poll in the index. */
export function rowsOf(poll: IndexedPoll): readonly IndexRow[] {
  const { space, channel, thread, paper, closedAt } = poll
  const id = rowId(poll)
  const card: Card = {
    v: 1,
    paper: paper.id,
    title: paper.title,
    authors: foundAuthors(paper),
    channel,
    ...(thread !== undefined && { thread }),
    ...(closedAt !== undefined && { closedAt }),
  }
  const places = [
    indexScope(space, channel),
    ...(thread === undefined ? [] : [indexScope(space, channel, thread)]),
  ]
  return [
    toRow({ kind: cards, scope: space, id }, card),
    ...places.map((scope) => toRow({ kind: recents, scope, id }, true)),
    ...[wordOfPaper(paper.id), ...wordsOf(paper).filter(isIndexed)].flatMap((word) =>
      [space, indexScope(space, channel)].map((scope) =>
        toRow({ kind: words, scope, id: `${word} ${id}` }, true),
      ),
    ),
  ]
}

const toRow = <Value>(key: TypedKey<Value>, value: Value): IndexRow => ({ key, change: put(key, value) })

export function toIndexedPoll(poll: Poll): IndexedPoll {
  const closedAt = closedAtOf(poll)
  return { ...toListedPoll(poll), space: poll.place.space, ...(closedAt !== undefined && { closedAt }) }
}

/**
 * The changes of the index that belong to a change of a poll.
 *
 * @param after `undefined` if the poll is removed.
 */
export function rowsToChange(before: Poll, after: Poll | undefined): readonly IndexRow[] {
  if (
    after?.paper === before.paper &&
    after.place === before.place &&
    closedAtOf(after) === closedAtOf(before)
  )
    return []
  const old = new Map(rowsOf(toIndexedPoll(before)).map((row) => [nameOf(row), row]))
  const rows = after === undefined ? [] : rowsOf(toIndexedPoll(after))
  const kept = new Set(rows.map(nameOf))
  return [
    ...[...old.values()]
      .filter((row) => !kept.has(nameOf(row)))
      .map(({ key }) => ({ key, change: removeKey(key) })),
    ...rows.filter((row) => textOf(row) !== textOf(old.get(nameOf(row)))),
  ]
}

/** When the last round was closed; `undefined` while it is open. */
function closedAtOf(poll: Poll): number | undefined {
  const { state, closedAt = poll.openedAt } = currentRound(poll)
  return state === 'closed' ? closedAt : undefined
}

/** Collection and id. */
export const nameOf = ({ change: { key } }: IndexRow): string => `${key.collection} ${key.id}`

export const textOf = (row: IndexRow | undefined): string | undefined =>
  row !== undefined && 'text' in row.change ? row.change.text : undefined
