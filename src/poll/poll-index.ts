import type { SpaceId } from '../chat/caller.ts'
import type { PaperId } from '../paper/paper.ts'
import { recognise } from '../paper/recognise.ts'
import { skipCorrupt } from '../store/collection.ts'
import type { Store } from '../store/store.ts'
import { createBreaks } from '../time/breaks.ts'
import { type Card, cards, indexScope, readRowId, recents, rowId, words } from './index-records.ts'
import { firstWords, foldedWords, isIndexed, type Named, wordOfPaper, wordsOf } from './index-words.ts'
import { openPolls } from './open-polls.ts'
import { type ListedPoll, lists } from './poll-records.ts'
import type { PolledPlace } from './polled-places.ts'

/** The rows of one read. */
const pageSize = 200
/** The cards of one read: most searches need no more. */
const chunkSize = 50
/** The most rows that one search reads for a word, whatever the space holds. */
const maxRows = 1000
/** The most words that one search reads rows for: the longest, because they lead to the fewest polls. */
const maxWordsRead = 4
/** Comes after everything that begins with a word. */
const end = '\u{10FFFF}'

/** A poll as the index knows it. */
export interface FoundPoll extends Pick<ListedPoll, 'id' | 'openedAt' | 'channel' | 'thread'> {
  readonly paper: PaperId
  readonly title: string
  readonly authors: readonly string[]
  readonly isOpen: boolean
  /** When its last round was closed, in ms since 1970; absent while it is open, and where only the poll itself says so. */
  readonly closedAt?: number
}

/** A space, a channel of it, or a thread of that. */
export interface IndexedPlace {
  readonly space: SpaceId
  readonly channel?: string
  readonly thread?: string
}

/** The paper and the words to search for. */
export interface Search {
  /** Polls on that paper fit, whatever their words. */
  readonly paper?: PaperId
  /** Every one of them has to begin a word of the poll. */
  readonly words: readonly string[]
}

/** Reads a typed text as a search: for the paper that it links or names by id, and for polls with its words. */
export function readSearch(typed: string): Search {
  const recognised = recognise(typed)
  return { words: firstWords(foldedWords(typed)), ...('id' in recognised && { paper: recognised.id }) }
}

/** Whether a search leads to a paper. */
export function isFound(paper: Named, search: Search): boolean {
  if (paper.id === search.paper) return true
  const own = search.words.length === 0 ? [] : wordsOf(paper)
  return own.length > 0 && search.words.every((word) => own.some((one) => one.startsWith(word)))
}

/** Says whether enough was found, so that nothing more is read. */
export type IsEnough = (found: readonly FoundPoll[]) => boolean

/**
 * Finds polls by their place, their paper and their words. Every search is bounded, whatever a space holds; rows that lead to
 * nothing are left out.
 *
 * @param isBehind Whether older polls of a space are not in the index yet: there every poll is read.
 */
export function createPollIndex(store: Store, isBehind: (space: SpaceId) => boolean) {
  const cardsOf = (space: SpaceId) => store.collection(cards, space)

  async function readCards(space: SpaceId, rows: readonly string[]): Promise<readonly FoundPoll[]> {
    const polls = rows.map(readRowId)
    const found = await cardsOf(space).getMany(polls.map(rowId))
    return polls.flatMap((poll, i) => {
      const card = found[i]
      return card === undefined ? [] : [toFoundPoll(poll, card)]
    })
  }

  async function* newestOf(
    { space, channel, thread }: IndexedPlace,
    most = maxRows,
  ): AsyncIterable<readonly FoundPoll[]> {
    if (channel === undefined) {
      for await (const rows of pagesOf(cardsOf(space), '', chunkSize, most))
        yield rows.map(([id, card]) => toFoundPoll(readRowId(id), card))
      return
    }
    const there = store.collection(recents, indexScope(space, channel, thread))
    for await (const rows of pagesOf(there, '', chunkSize, most))
      yield await readCards(
        space,
        rows.map(([id]) => id),
      )
  }

  const rowsWith = ({ space, channel }: IndexedPlace, word: string) =>
    pagesOf(store.collection(words, indexScope(space, channel)), word, pageSize)

  /** The polls that rows lead to, newest first. */
  async function* inChunks(space: SpaceId, rows: Iterable<string>): AsyncIterable<readonly FoundPoll[]> {
    const newest = [...new Set(rows)].toSorted()
    for (let at = 0; at < newest.length; at += chunkSize)
      yield await readCards(space, newest.slice(at, at + chunkSize))
  }

  /** The newest first of each page: a page may hold the rows of several words. */
  async function* withWord(place: IndexedPlace, word: string): AsyncIterable<readonly FoundPoll[]> {
    for await (const rows of rowsWith(place, word)) yield* inChunks(place.space, rows.map(endOf))
  }

  /** The polls that have every word of those whose rows are all read; where each word has too many, those of the first. */
  async function* withWords(
    place: IndexedPlace,
    all: readonly string[],
  ): AsyncIterable<readonly FoundPoll[]> {
    let ofFirst: readonly string[] | undefined
    let shared: readonly string[] | undefined
    for (const word of all) {
      const rows: string[] = []
      for await (const page of rowsWith(place, word)) rows.push(...page.map(endOf))
      ofFirst ??= rows
      if (rows.length < maxRows) shared = intersect(rows, shared)
      // Reading these cards is as quick as reading the rows of another word.
      if (shared !== undefined && shared.length <= chunkSize) break
    }
    yield* inChunks(place.space, shared ?? ofFirst ?? [])
  }

  /** Every poll of a place, newest first. */
  async function readAll({ space, channel, thread }: IndexedPlace): Promise<readonly FoundPoll[]> {
    const open = new Set<string>()
    for await (const [id] of store.collection(openPolls, space).entries(skipCorrupt)) open.add(id)
    const found: FoundPoll[] = []
    for await (const [, listed] of store.collection(lists, space).entries(skipCorrupt)) {
      const { paper, v: _, ...poll } = listed
      if (channel !== undefined && poll.channel !== channel) continue
      if (thread !== undefined && poll.thread !== thread) continue
      const { id, title, authors } = paper
      found.push({ ...poll, paper: id, title, authors, isOpen: open.has(poll.id) })
    }
    return found.toSorted((a, b) => b.openedAt - a.openedAt)
  }

  return {
    /** The polls of a place, newest first. */
    findNewest: async (place: IndexedPlace, isEnough: IsEnough): Promise<readonly FoundPoll[]> =>
      isBehind(place.space) ? readAll(place) : collect(newestOf(place), () => true, isEnough),

    /** Every poll of a channel besides those of its threads, or of a thread. */
    async *listIn(place: PolledPlace): AsyncIterable<FoundPoll> {
      const takeBreak = createBreaks()
      const pages = isBehind(place.space) ? [await readAll(place)] : newestOf(place, Number.POSITIVE_INFINITY)
      for await (const page of pages) {
        yield* page.filter(({ thread }) => thread === place.thread)
        await takeBreak()
      }
    },

    /** The polls of a space or a channel that are looked for, in no particular order. */
    async findFitting(
      place: IndexedPlace,
      search: Search,
      isEnough: IsEnough,
    ): Promise<readonly FoundPoll[]> {
      const isFitting = (poll: FoundPoll) => isFound(toNamed(poll), search)
      if (isBehind(place.space)) return (await readAll(place)).filter(isFitting)
      const byPaper =
        search.paper === undefined
          ? []
          : await collect(withWord(place, wordOfPaper(search.paper)), isFitting, isEnough)
      const longest = search.words.filter(isIndexed).toSorted((a, b) => b.length - a.length)
      const [word = search.words[0]] = longest
      if (word === undefined) return byPaper
      const pages =
        longest.length > 1 ? withWords(place, longest.slice(0, maxWordsRead)) : withWord(place, word)
      // All that the rows of the only word lead to fits.
      const isFittingWord = search.words.length === 1 ? () => true : isFitting
      const byWords = await collect(pages, isFittingWord, isEnough)
      // The words that are just this character are on the cards alone.
      const newest = isIndexed(word) ? [] : await collect(newestOf(place), isFitting, () => true)
      return [...new Map([...byPaper, ...byWords, ...newest].map((poll) => [poll.id, poll])).values()]
    },
  }
}

/** The part of a poll's paper that words are taken from. */
export const toNamed = ({ paper: id, title, authors }: FoundPoll): Named => ({ id, title, authors })

/** Where the id of a row of a word leads. */
const endOf = ([id]: readonly [string, true]): string => id.slice(id.lastIndexOf(' ') + 1)

/** The rows that are in both, each once. @param others `undefined` stands for everything. */
function intersect(rows: readonly string[], others: readonly string[] | undefined): readonly string[] {
  const known = others && new Set(others)
  return [...new Set(rows)].filter((row) => known?.has(row) !== false)
}

interface Ordered<Value> {
  range(from: string, to: string | undefined, limit: number): Promise<readonly (readonly [string, Value])[]>
}

/** The rows that begin with some words, a page at a time. */
async function* pagesOf<Value>(
  rows: Ordered<Value>,
  start: string,
  size: number,
  most = maxRows,
): AsyncIterable<readonly (readonly [string, Value])[]> {
  let from = start
  for (let read = 0; read < most; read += size) {
    const found = await rows.range(from, start === '' ? undefined : start + end, size)
    yield found
    const last = found.at(-1)
    if (found.length < size || last === undefined) return
    // The least id that comes after the last.
    from = `${last[0]}\u0001`
  }
}

async function collect(
  pages: AsyncIterable<readonly FoundPoll[]>,
  isFitting: (poll: FoundPoll) => boolean,
  isEnough: IsEnough,
): Promise<readonly FoundPoll[]> {
  const found = new Map<string, FoundPoll>()
  for await (const page of pages) {
    for (const poll of page) if (isFitting(poll)) found.set(poll.id, poll)
    if (isEnough([...found.values()])) break
  }
  return [...found.values()]
}

const toFoundPoll = (poll: Pick<FoundPoll, 'id' | 'openedAt'>, card: Card): FoundPoll => {
  const { paper, title, authors, channel, thread, closedAt } = card
  return {
    ...poll,
    ...{ paper, title, authors, channel },
    ...(thread !== undefined && { thread }),
    isOpen: closedAt === undefined,
    ...(closedAt !== undefined && { closedAt }),
  }
}
