import type { CommandInfo } from '../../chat/command-info.ts'
import { isFiller, sayNothing } from './fillers.ts'
import { readAround } from './read-around.ts'
import { createReader } from './read-option.ts'
import { readReference } from './read-reference.ts'
import { readTitle } from './read-title.ts'
import type { Reader } from './reader.ts'
import type { Reading } from './reading.ts'
import { settle, type Understood } from './settle.ts'
import { toTokens } from './tokens.ts'
import { type Vocabulary, vocabularyOf } from './vocabulary.ts'

/**
 * Reads the words behind a command's name as its options.
 *
 * @param isSwitchElsewhere Whether a key is an option of another command.
 */
export function readArgs(
  words: string,
  command: CommandInfo,
  isSwitchElsewhere: (key: string) => boolean,
): Understood {
  const vocabulary = vocabularyOf(command)
  const { first } = vocabulary
  const text = words.trim()
  if (first?.kind === 'topic' && text !== '')
    return { args: { [first.name]: text }, left: '', needsForm: false }
  const reader = createReader(text, toTokens(text, nameTest(vocabulary)), vocabulary)
  return settle(reader, readOptions(reader, isSwitchElsewhere), command)
}

function readOptions(reader: Reader, isSwitchElsewhere: (key: string) => boolean): Reading {
  const { first } = reader.vocabulary
  const around = readAround(reader)
  if (first?.kind !== 'paper') return around
  const paper = around.found.find(({ option }) => option === first)
  const isTitled = paper !== undefined && !isInsideTitle(reader, paper.start, around)
  if (isTitled || sayNothing(reader.tokens)) return around
  return first.isRequired ? readTitle(reader, first) : readReference(reader, first, isSwitchElsewhere)
}

/** Whether words in quotes belong to a title that is not quoted as a whole. */
function isInsideTitle({ tokens }: Reader, start: number, { left }: Reading): boolean {
  return (
    tokens[start]?.kind === 'quoted' &&
    left.some((index) => index < start && !isFiller(tokens[index] ?? noToken))
  )
}

const noToken = { kind: 'word', text: '', key: '', start: 0, end: 0, from: 0, to: 0 } as const

/** Whether a key with `:` behind it may begin an option. */
const nameTest =
  ({ byName, switches }: Vocabulary) =>
  (key: string): boolean =>
    byName.has(key) || switches.has(key)
