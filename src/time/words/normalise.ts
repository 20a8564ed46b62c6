/**
 * A text in small letters with single spaces, one kind of dash, no quotes and no invisible characters; full-width forms
 * are made ASCII. Nothing that a person can read is lost.
 */
export const normalise = (text: string): string =>
  text
    .replaceAll(/[\uff01-\uff5e]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replaceAll(/[\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g, '')
    .replaceAll(/[‐‑‒–—―−]/g, '-')
    .replaceAll(/["'“”„‟«»‘’‚‛‹›`´]/g, '')
    .replaceAll(/(\d)\s?½/g, '$1.5')
    .replaceAll('½', '0.5')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .toLowerCase()
