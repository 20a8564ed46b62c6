import { rowsOf } from '../store/rows.ts'

/** A stored record, as far as the expectation depends on it. */
interface Row {
  readonly collection: string
  readonly id: string
  // biome-ignore lint/suspicious/noExplicitAny: plain JSON, which the expectation reads on its own.
  readonly value: any
}

/** Whether a collection is one that answers about many polls are made from. */
export const isOfMemory = (collection: string): boolean => /^(?:line|said|placed)\//.test(collection)

const toRow = (row: string): Row => {
  const [collection = '', id = ''] = row.split(' ', 2)
  return { collection, id, value: JSON.parse(row.slice(collection.length + id.length + 2)).value }
}

const write = ({ collection, id, value }: Row): string => `${collection} ${id} ${JSON.stringify(value)}`

/** What the database holds for answers about many polls, as one line for each record. */
export const memoryRowsOf = (database: string): readonly string[] => memoryRowsIn(rowsOf(database))

/** What it has to hold, from every poll with its ballots and what was published of it. */
export const expectedMemoryOf = (database: string): readonly string[] => expectedMemoryIn(rowsOf(database))

/** As {@link memoryRowsOf}, of a database's records, each as a line: collection, id, text. */
export const memoryRowsIn = (rows: readonly string[]): readonly string[] =>
  rows
    .filter(isOfMemory)
    .map((row) => write(toRow(row)))
    .toSorted()

/** As {@link expectedMemoryOf}, of such lines. */
export function expectedMemoryIn(rows: readonly string[]): readonly string[] {
  const stored = rows.filter((row) => /^(?:poll|ballot|published)\//.test(row)).map(toRow)
  return stored
    .filter(({ collection }) => collection.startsWith('poll/'))
    .flatMap(({ value }) => rowsOfPoll(value, stored))
    .map(write)
    .toSorted()
}

const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0)

// biome-ignore lint/suspicious/noExplicitAny: as above.
function rowsOfPoll(poll: any, stored: readonly Row[]): readonly Row[] {
  const { id, paper, place, visibility, rounds, shownFrom = 5, note, noteBy = [poll.opener] } = poll
  const votes = ({ cells, rowOnly, columnOnly, unsure, applications }: Row['value']) =>
    total([...cells, ...rowOnly, ...columnOnly, unsure, applications])
  const closed = rounds.filter(({ state }: Row['value']) => state === 'closed')
  const isNamed = visibility === 'names'
  const line = {
    v: 1,
    paper: paper.id,
    title: paper.title,
    authors: paper.authors.slice(0, 12),
    year: paper.year,
    channel: place.channel,
    thread: place.thread,
    visibility,
    openedAt: poll.openedAt,
    sealed: poll.sealedAt === undefined ? undefined : true,
    rounds: closed
      .filter(({ tally }: Row['value']) => isNamed || votes(tally) >= shownFrom)
      .map(({ number, closedAt, tally }: Row['value']) => ({ number, closedAt, tally })),
  }
  const ballotsIn = (round: number) =>
    stored
      .filter(({ collection }) => collection === `ballot/${id}/${round}`)
      .map(({ value }) => value)
      .toSorted((a, b) => (a.castAt ?? 0) - (b.castAt ?? 0) || (a.person?.id < b.person?.id ? -1 : 1))
  const texts = [
    ...(note === undefined ? [] : [{ kind: 'note', text: note, by: noteBy.at(-1) }]),
    ...(isNamed
      ? closed.flatMap(({ number: round }: Row['value']) =>
          ballotsIn(round).flatMap(({ answers, person: by }) =>
            ['why', 'movedBy', 'crux'].flatMap((kind) =>
              answers[kind] === undefined ? [] : [{ kind, text: answers[kind], round, by }],
            ),
          ),
        )
      : closed.flatMap(({ number: round }: Row['value']) => {
          const one = stored.find((row) => row.collection === `published/${id}` && row.id === String(round))
          const { reasons = [], movedBy = [], cruxes = [] } = one?.value.shown ?? {}
          return [
            ...reasons.map(({ text }: Row['value']) => ({ kind: 'why', text, round })),
            ...movedBy.map((text: string) => ({ kind: 'movedBy', text, round })),
            ...cruxes.map(({ text }: Row['value']) => ({ kind: 'crux', text, round })),
          ]
        })),
  ]
  const standing = closed.findLast(({ tally }: Row['value']) => votes(tally) > 0)
  const people =
    isNamed && standing !== undefined
      ? ballotsIn(standing.number)
          .flatMap(({ answers: { stance }, person }) => {
            if (person === undefined) return []
            if (stance.kind === 'applications') return [{ person, spot: 'off-grid' }]
            const { row, column } = stance
            return row === null || column === null ? [] : [{ person, spot: 3 * row + column }]
          })
          .toSorted((a, b) => (a.person.id < b.person.id ? -1 : 1))
      : []
  const row = (name: string, value: unknown): Row => ({ collection: `${name}/${place.space}`, id, value })
  return [
    row('line', line),
    ...(texts.length === 0 ? [] : [row('said', { v: 1, texts })]),
    ...(people.length === 0 ? [] : [row('placed', { v: 1, round: standing.number, people })]),
  ]
}
