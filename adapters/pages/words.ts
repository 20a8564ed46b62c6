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
  openPoll: 'Open poll.',
} as const
