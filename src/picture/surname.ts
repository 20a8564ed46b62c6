import { printable } from './drawing.ts'

const maxNameLength = 60

/**
 * The last word of a name with the lower-case words before it: "van Merwijk"; the part before the comma in "Hubinger,
 * Evan". Chinese, Japanese and Korean names are kept whole: they are short and begin with the family name. Where one
 * name stands for all, the rest stays: "Hubinger et al."
 */
export function surnameOf(name: string): string {
  const { first } = /^(?<first>.+) et al\.$/.exec(name)?.groups ?? {}
  if (first !== undefined) return `${surnameOf(first)} et al.`
  const [whole = ''] = printable(name).slice(0, maxNameLength).split(',')
  if (/^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(whole)) return whole
  const words = whole.trim().split(' ')
  const isLowerCase = (word: string | undefined) => word !== undefined && /^\p{Ll}/u.test(word)
  let start = words.length - 1
  // A name in lower case only ("bell hooks") has no particles that could be recognised.
  if (!isLowerCase(words.at(-1))) while (isLowerCase(words[start - 1])) start--
  return words.slice(start).join(' ')
}
