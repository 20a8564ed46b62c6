/** The words that only pages have. */
export const words = {
  skip: 'Skip to the content',
  made: 'Shared by link, not listed by search engines. Made with Cruxgrid.',
  nothingHere: 'There is nothing here. The link may have been withdrawn.',
  tooMany: 'Too many requests. Try again in a minute.',
  downloads: 'Downloads',
  cells: 'What each part shows',
  reasons: 'Reasons',
  changes: 'Who moved',
  counts: 'All counts',
  more: 'More about this round',
  receipts: 'Receipt codes',
  settle: 'To settle',
  elsewhere: 'Elsewhere',
  guesses:
    "Its columns ask how hard alignment will turn out to be; yours ask how bad a case the paper has in view. These are one team's guesses.",
  source: 'Source',
  openPoll: 'Open poll.',
} as const
