import { spansOf, toPlainText } from '../../chat/plain-text.ts'
import type { Fact, Part, Text } from '../../chat/view.ts'
import type { Topic } from '../../taxonomy/topic.ts'
import { attribute } from './passages.ts'

/** A paragraph of an answer. */
export interface Line {
  readonly text: Text
  /** The names of the facts that it prints, or passages of one: the whole answer doesn't print them again. */
  readonly says?: readonly string[]
}

/** Stands for a topic's first passage in {@link Line.says}. */
export const definitionFact = 'Definition'

/** "*Where it sits:* …" */
export const labelled = ({ name, value }: Fact): Line => ({
  text: [{ emphasis: `${name}:` }, ' ', ...spansOf(value)],
  says: [name],
})

/** "**AI control.** Arranging things so that …" */
export const nameLine = ({ name, definition: [first] }: Topic): Line => ({
  text: [{ strong: toSentence(name) }, ` ${attribute(first)}`],
  says: [definitionFact],
})

/** A name that is a question ends in its question mark. */
export const toSentence = (name: string): string => (/[.?!]$/.test(name) ? name : `${name}.`)

export const toPart = ({ text }: Line): Part => ({ kind: 'text', text })

/** The characters that people read. */
const lengthOf = (lines: readonly Line[]): number =>
  lines.map(({ text }) => toPlainText(text)).join('\n').length

/** The maximum length of an answer's short part, in characters. */
const maxShort = 600

export const isShort = (lines: readonly Line[]): boolean => lengthOf(lines) <= maxShort
