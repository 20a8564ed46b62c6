import { UserError } from '../chat/user-error.ts'
import type { Paper } from './paper.ts'
import { recognise, toPaper } from './recognise.ts'

/** The paper that somebody asks for by a link, an id or its title. @throws UserError for a link that can't be one. */
export function readPaper(words: string): Paper {
  const paper = toPaper(recognise(words))
  if (paper !== undefined) return paper
  throw new UserError(
    "That link can't be a paper.",
    'Paste an https link, an arXiv id, a DOI, or write the title in words.',
    { fields: { paper: 'Paste an https link, an arXiv id, a DOI, or the title.' } },
  )
}
