import { isFunctionWord, isIn } from './function-words.ts'
import { toPlainWords } from './plain-words.ts'

/** A name of a topic. */
export interface Name {
  /** The topic's id, which begins with its kind. */
  readonly id: string
  /** As `toPlainWords` returns them, without articles. */
  readonly words: readonly string[]
  /** Whether ordinary talk uses it, too: then it counts only if nothing else is asked. */
  readonly isOrdinary: boolean
  /** Whether articles and auxiliaries may come between its words: "start a poll", "how to use the grid". */
  readonly isPhrase: boolean
  /** Whether it is another form of the name: "sandbag". */
  readonly isInflected?: boolean
}

/** Reads a name of the content. */
export function toName(id: string, name: string, isOrdinary: boolean): Name {
  const all = toPlainWords(name)
  const words = all.filter((word) => !isIn(word, 'articles'))
  const isPhrase = all.slice(1).some(isFunctionWord)
  // "Change my vote" is also "change a vote", but "your sources" are not any sources.
  const core = words.filter((word) => !isIn(word, 'possessives'))
  return { id, words: core.length > 1 ? core : words, isOrdinary, isPhrase }
}

/** The kind of the topic: level, cell, how-to and so on. */
export const kindOf = ({ id }: Name): string => id.slice(0, id.indexOf('.'))

const lines: ReadonlySet<string> = new Set(['top', 'upper', 'middle', 'center', 'central', 'bottom', 'lower'])

/** Whether a name says where something is on the grid, rather than what it is: "top left". */
export const isPosition = ({ words }: Name): boolean => words.some((word) => lines.has(word))

/** Whether a name is a position, a level's or an axis'. */
export const isPlace = (name: Name): boolean => isPosition(name) || /^(?:level|axis)$/.test(kindOf(name))

const ends: readonly string[] = [
  'concept.alignment-research',
  'concept.capabilities-research',
  'concept.applications-research',
]

/** Whether a name is that of an end of the spectrum, or of what is off it: kinds of research rather than a field. */
export const isEnd = ({ id }: Name): boolean => ends.includes(id)

const people: ReadonlySet<string> = new Set('arb chomsky goodall ngo olah richard skinner'.split(' '))

/** Whether a name is that of a person or a team. */
export const isPerson = ({ words }: Name): boolean => words.some((word) => people.has(word))
