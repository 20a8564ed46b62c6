import { counted } from '../chat/text.ts'
import { UserError } from '../chat/user-error.ts'
import { maxTitleLength } from './clean-title.ts'

/** The link can't be a paper's. */
export const notAPaper = () =>
  new UserError(
    "I can't open that kind of link.",
    'Use an https link, an arXiv id, a DOI, or the title in words.',
    { fields: { paper: 'Use an https link, an arXiv id, a DOI or the title.' } },
  )

/** @param excess By how many characters. */
export const titleTooLong = (excess: number) =>
  new UserError(
    `That title is ${counted(excess, 'character')} too long (${maxTitleLength} at most).`,
    'Shorten it, or use a link to the paper.',
    { fields: { paper: 'Shorten it, or use a link to the paper.' } },
  )
