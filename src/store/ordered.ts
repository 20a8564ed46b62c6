/** The kinds whose records are read in the order of their ids; docs/storage.md section 4. */
const orderedKinds: ReadonlySet<string> = new Set(['audit', 'card', 'recent', 'word'])

/** Whether `range` reads the collection: its kind is one of those that are kept in order. */
export const isOrdered = (collection: string): boolean => orderedKinds.has(collection.split('/', 1)[0] ?? '')
