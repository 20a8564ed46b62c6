/** The label of a guess in the full ballot, which goes on with the answer that it is about. */
export const guessLabel = 'How many others will choose the same cell?: your guess before the reveal'
