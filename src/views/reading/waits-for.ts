/** The reasons for which a step waits, each one sentence. */
export const waitsFor = {
  paper: 'The reading list is empty.',
  voters: 'Fewer than two people have voted.',
  reveal: "The votes haven't been revealed yet.",
  talk: 'The votes were revealed less than 15 minutes ago.',
} as const
