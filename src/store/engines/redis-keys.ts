import type { RecordKey } from './engine.ts'

/**
 * In a cluster, what is in braces decides which node has a key. Transactions join a poll with what lies beside it in its
 * space, and the server runs none over several nodes, so all keys are on one.
 */
const prefix = '{cruxgrid}'

export const layoutKey = `${prefix}:layout`
export const lockKey = `${prefix}:lock`
/** The names of the collections that have records. */
export const collectionsKey = `${prefix}:collections`
/** `<collection> NUL <id>` of what expires, by when, in ms since 1970. */
export const expiresKey = `${prefix}:expires`

/** The random word of the process that is reading everything. */
export const copyingKey = `${prefix}:copying`
/** `<collection> NUL <id>` of each record that has changed since it started. */
export const changedKey = `${prefix}:changed`

/** The beginning of the key of each collection's hash. */
export const hashPrefix = `${prefix}:records:`

/** A hash from ids to fields. */
const hashOf = (collection: string): string => `${hashPrefix}${collection}`

/** A set of ids with one score, so that it is ordered by their bytes. */
const orderOf = (collection: string): string => `${prefix}:order:${collection}`

/** The hash and the order of a collection. */
export const keysOf = (collection: string): [string, string] => [hashOf(collection), orderOf(collection)]

/** The arguments of a script about several records: the keys it uses, and the numbers of the collections, from 1. */
export function collectionsOf(keys: readonly RecordKey[]) {
  const numbers = new Map<string, number>()
  for (const { collection } of keys) if (!numbers.has(collection)) numbers.set(collection, numbers.size + 1)
  const names = [...numbers.keys()]
  return {
    names,
    keys: [collectionsKey, expiresKey, ...names.flatMap(keysOf), copyingKey, changedKey],
    /** The collection's number and the id. */
    place: ({ collection, id }: RecordKey): [string, string] => [String(numbers.get(collection)), id],
  }
}

/** A text as stored. @param expires In ms since 1970. */
export const toField = (text: string, expires?: number): string => `${expires ?? ''} ${text}`

/** The text in a field; `undefined` if it has expired by `now`. */
export function textIn(field: string, now: number): string | undefined {
  const { text, expires = Infinity } = readField(field)
  return expires <= now ? undefined : text
}

/** A stored text, and when it expires, in ms since 1970. */
export function readField(field: string): { readonly text: string; readonly expires?: number } {
  const end = field.indexOf(' ')
  const text = field.slice(end + 1)
  return end > 0 ? { text, expires: Number(field.slice(0, end)) } : { text }
}
