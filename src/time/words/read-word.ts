import type { PartReader, Word } from './part.ts'
import { constantReader } from './pattern-reader.ts'

const word = (source: string, word: Word): PartReader => constantReader(source, { kind: 'word', word })

/** Words for the start of a span, on their own or before a preposition: "starting on". */
const starts = ['starting', 'beginning', 'starts', 'begins'].join('|')

/** Words and signs between the parts; those that change nothing are `filler`. */
export const wordReaders: readonly PartReader[] = [
  word('at', 'at'),
  word('on', 'on'),
  word('until|till|til', 'until'),
  word(`from|(?:${starts})(?: (?:from|on|at|in))?|since`, 'from'),
  word('to|through|thru|-|\\.\\.\\.?', 'to'),
  word('for', 'for'),
  word('after', 'after'),
  word('and|&|;|\\+', 'and'),
  word(',', 'comma'),
  word('/', 'slash'),
  word('by|the|please|pls|plz|thanks|thank you|sharp|[()\\[\\]!?]|\\.(?![\\p{L}\\p{N}.])', 'filler'),
]
