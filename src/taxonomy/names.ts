import { type Name, toName } from './asking/name.ts'
import { indexNames } from './asking/name-index.ts'
import { shortForms } from './asking/plain-words.ts'
import type { Lexicon } from './asking/possible-names.ts'
import { createSpelling } from './asking/spelling.ts'
import { positions } from './positions.ts'
import { topics } from './taxonomy.ts'

/** The names and aliases of the content. */
const contentNames = topics.flatMap(({ id, name, aliases, aliasesAlone, nameIsOrdinary = false }) => [
  toName(id, name, nameIsOrdinary),
  ...aliases.map((alias) => toName(id, alias, false)),
  ...aliasesAlone.filter((alias) => !shortForms.has(alias)).map((alias) => toName(id, alias, true)),
])

const ordinals = ['first', 'second', 'third'] as const

/** "First valuable property" for "valuable property 1". */
const numbered = contentNames.flatMap(({ words, ...name }) => {
  const ordinal = ordinals[Number(words.at(-1)) - 1]
  return ordinal === undefined ? [] : [{ ...name, words: [ordinal, ...words.slice(0, -1)] }]
})

/** Both halves of names such as "Steganography and collusion". */
const halves = topics
  .filter(({ kind }) => kind === 'unplaced' || kind === 'contested')
  .flatMap(({ id, name }) => name.split(/ (?:and|or) /).map((half) => toName(id, half, true)))

/** The essay and its author, the discussion and its readers, as people speak of them. */
const spoken = [
  ...['ngo', 'richard', 'author', 'article', 'blog post'].map((name) => toName('concept.essay', name, true)),
  ...['discussion', 'reply', 'reader', 'commentator'].map((name) => toName('concept.comments', name, true)),
]

/** The words of an id, for people who saw it in an address. */
const idNames = topics
  .map(({ id }) => toName(id, id.slice(id.indexOf('.') + 1), false))
  .filter(({ words }) => words.length > 1)

/** All names of all topics. */
export const names: readonly Name[] = [
  ...contentNames,
  ...numbered,
  ...halves,
  ...spoken,
  ...positions.map(({ id, name }) => toName(id, name, true)),
  ...idNames,
]

/** Finds the names in questions. */
export const lexicon: Lexicon = { index: indexNames(names), spelling: createSpelling(names) }
