import type { RecordChange } from './engine.ts'

/**
 * The last change of each key, ordered by key: what remains when all are made one after another. Two that write the same
 * records in one order can't wait for each other.
 */
export function lastChanges(changes: readonly RecordChange[]): readonly RecordChange[] {
  // No key contains NUL.
  const byKey = new Map(changes.map((change) => [`${change.key.collection}\0${change.key.id}`, change]))
  return [...byKey].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, change]) => change)
}
