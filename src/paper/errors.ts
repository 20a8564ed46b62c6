import { UserError } from '../chat/user-error.ts'

/** The link can't be a paper's. */
export const notAPaper = () =>
  new UserError(
    "That link can't be a paper.",
    'Paste an https link, an arXiv id, a DOI, or write the title in words.',
    { fields: { paper: 'Paste an https link, an arXiv id, a DOI, or the title.' } },
  )
