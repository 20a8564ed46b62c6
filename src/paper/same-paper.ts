import { type Paper, slugOf } from './paper.ts'

/**
 * Whether two descriptions agree on title and first author: the same words in the title, and the same last name and
 * first initial, in any spelling of case, accents and punctuation. Transitive. Without an author nothing agrees.
 */
export function isSamePaper(
  a: Pick<Paper, 'title' | 'authors'>,
  b: Pick<Paper, 'title' | 'authors'>,
): boolean {
  const [title, author] = [slugOf(a.title), authorKey(a.authors[0])]
  return (
    title !== '' && author !== undefined && title === slugOf(b.title) && author === authorKey(b.authors[0])
  )
}

/** "Ada Lovelace", "A. Lovelace" and "Lovelace, Ada" → "a lovelace" */
function authorKey(name = ''): string | undefined {
  const [family = '', given, ...rest] = name.split(',')
  const ordered = given === undefined || rest.length > 0 ? name : `${given} ${family}`
  const words = ordered
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu)
  const last = words?.at(-1)
  return last === undefined ? undefined : `${words?.[0]?.[0]} ${last}`
}
