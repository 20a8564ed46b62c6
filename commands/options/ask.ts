import { optional, text, typed } from '../../src/chat/option.ts'
import { Ask } from '../../src/poll/poll.ts'
import { unknownQuestion } from './errors.ts'

/** The optional questions of a poll, as a list: `depth,crux`, or `none`. */
export const askOption = typed(optional(text('Ask: depth, crux, expected, differ, or none', 60)), {
  as: 'parts',
  onlyWithName: true,
  spellings: { depth: [], crux: [], expected: [], differ: [], none: ['nothing', 'off'] },
})

/** In their own order, each once. @throws UserError if the words name another question. */
export function readAsks(words: string): readonly Ask[] {
  const given = words.split(/[\s,]+/).filter((word) => word !== '' && word !== 'and')
  if (given.length === 1 && given[0] === 'none') return []
  const unknown = given.find((word) => !Ask.safeParse(word).success)
  if (unknown !== undefined) throw unknownQuestion(unknown)
  return Ask.options.filter((ask) => given.includes(ask))
}

/** "depth, crux", "none" */
export const askWords = (asks: readonly Ask[] = Ask.options): string =>
  asks.length === 0 ? 'none' : asks.join(', ')
