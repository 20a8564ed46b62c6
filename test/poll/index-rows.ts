import { rowsOf } from '../store/rows.ts'

interface Head {
  readonly id: string
  readonly place: { readonly space: string; readonly channel: string; readonly thread?: string }
  readonly paper: { readonly id: string; readonly title: string; readonly authors: readonly string[] }
  readonly openedAt: number
  readonly rounds: readonly { readonly state: string; readonly closedAt?: number }[]
}

const partsOf = (row: string) => {
  const at = row.indexOf(' {')
  return { key: row.slice(0, at), value: JSON.parse(row.slice(at + 1)).value }
}

/** Whether a collection is one of the index. */
export const isOfIndex = (collection: string): boolean => /^(?:card|recent|word)\//.test(collection)

/** What the database holds of the index, as one line for each record; what stands for a paper is cut off after its mark. */
export const indexRowsOf = (database: string): readonly string[] => indexRowsIn(rowsOf(database))

/** What the index has to hold, from reading every poll. Titles and authors are plain English here. */
export const expectedRowsOf = (database: string): readonly string[] => expectedRowsIn(rowsOf(database))

/** As {@link indexRowsOf}, of a database's records, each as a line: collection, id, text. */
export const indexRowsIn = (rows: readonly string[]): readonly string[] =>
  rows
    .filter(isOfIndex)
    .map((row) => {
      const { key, value } = partsOf(row)
      return `${key.replace(/ =\S+/, ' =')} ${JSON.stringify(value)}`
    })
    .toSorted()

/** As {@link expectedRowsOf}, of such lines. */
export function expectedRowsIn(rows: readonly string[]): readonly string[] {
  const heads = rows.filter((row) => /^poll\/\S+ head /.test(row)).map((row): Head => partsOf(row).value)
  return heads.flatMap(rowsOfHead).toSorted()
}

function rowsOfHead({
  id,
  place: { space, channel, thread },
  paper,
  openedAt,
  rounds,
}: Head): readonly string[] {
  const row = `${String(9_999_999_999_999 - openedAt).padStart(13, '0')}-${id}`
  const { state, closedAt } = rounds.at(-1) ?? { state: '' }
  const card = {
    v: 1,
    paper: paper.id,
    title: paper.title,
    authors: paper.authors,
    channel,
    ...(thread !== undefined && { thread }),
    ...(state === 'closed' && { closedAt }),
  }
  const named = paper.id.startsWith('title:') ? '' : paper.id
  const text = [paper.title, named, ...paper.authors].join(' ').toLowerCase()
  const words = [...new Set(text.match(/[a-z0-9]{2,}/g))]
  return [
    `card/${space} ${row} ${JSON.stringify(card)}`,
    `recent/${space}/${channel} ${row} true`,
    ...(thread === undefined ? [] : [`recent/${space}/${channel}/${thread} ${row} true`]),
    ...['=', ...words].flatMap((word) => [
      `word/${space} ${word} ${row} true`,
      `word/${space}/${channel} ${word} ${row} true`,
    ]),
  ]
}
