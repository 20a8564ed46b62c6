import lists from './function-words.json' with { type: 'json' }

const { about: _, ...classes } = lists
/** A closed class of English. */
export type WordClass = keyof typeof classes

const byClass = new Map(Object.entries(classes).map(([name, words]) => [name, new Set(words.split(' '))]))

export const functionWords: ReadonlySet<string> = new Set(
  [...byClass.values()].flatMap((words) => [...words]),
)

/** Whether the word joins or points, and has no subject of its own. */
export const isFunctionWord = (word: string): boolean => functionWords.has(word)

/** Whether the word belongs to one of these classes. */
export const isIn = (word: string, ...of: readonly WordClass[]): boolean =>
  of.some((name) => byClass.get(name)?.has(word) === true)

/** The class of a word, the first of several; `undefined` for others. */
export const classOf = (word: string): WordClass | undefined =>
  (Object.keys(classes) as readonly WordClass[]).find((name) => isIn(word, name))
