import { printable } from './drawing.ts'

const maxNameLength = 60

/**
 * The last word of a name with the small words before it: "van Merwijk"; of "Hubinger, Evan" what comes first. Chinese,
 * Japanese and Korean names stay whole: they are short, and the family's name is the first.
 */
export function surnameOf(name: string): string {
  const [whole = ''] = printable(name).slice(0, maxNameLength).split(',')
  if (/^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(whole)) return whole
  const words = whole.trim().split(' ')
  const isSmall = (word: string | undefined) => word !== undefined && /^\p{Ll}/u.test(word)
  let start = words.length - 1
  // A name all in small letters ("bell hooks") has no small words to tell apart.
  if (!isSmall(words.at(-1))) while (isSmall(words[start - 1])) start--
  return words.slice(start).join(' ')
}
