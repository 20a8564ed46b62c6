import { notAPaper, titleTooLong } from './errors.ts'
import type { Paper } from './paper.ts'
import { excessOf, recognise, toPaper } from './recognise.ts'

/** The maximum length of what is typed for a paper, in characters: links may be much longer than titles. */
export const maxPaperWords = 4000

/** Reads a paper from a link, an id or its title. @throws UserError if it is a link that can't be a paper. */
export function readPaper(words: string): Paper {
  const paper = toPaper(recognise(words))
  if (paper !== undefined) return paper
  const excess = excessOf(words)
  throw excess > 0 ? titleTooLong(excess) : notAPaper()
}
