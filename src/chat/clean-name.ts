/**
 * A name as people may see it: without control characters and direction marks, which would break its line or reverse
 * what is beside it, and in whole characters. It may be empty.
 */
export const cleanName = (name: string): string =>
  name
    .toWellFormed()
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[\p{Cc}\p{Bidi_Control}]/gu, '')
    .trim()
