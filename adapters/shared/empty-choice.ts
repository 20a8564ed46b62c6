/** The value of a field's empty choice where a platform refuses an empty one; no option has a value like it. */
export const emptyChoice = '-'
