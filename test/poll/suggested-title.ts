/** The title in the name of a suggested poll, without `open` or its month. */
export const titleIn = (name: string): string => name.replace(/ · (?:open|\p{L}+ \d{4})$/u, '')
