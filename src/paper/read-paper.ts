import { notAPaper } from './errors.ts'
import type { Paper } from './paper.ts'
import { recognise, toPaper } from './recognise.ts'

/** Reads a paper from a link, an id or its title. @throws UserError if it is a link that can't be a paper. */
export function readPaper(words: string): Paper {
  const paper = toPaper(recognise(words))
  if (paper === undefined) throw notAPaper()
  return paper
}
