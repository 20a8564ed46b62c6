const punctuation = /[.,;:!?*_~'"”’»…]$/
const brackets = [
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
] as const

/** The maximum length of an ending, in characters. */
const maxEndingLength = 32

/**
 * Removes endings from a text repeatedly.
 *
 * @param ending Matches at the end, up to 32 characters.
 */
export function trimEndings(text: string, ending: RegExp): string {
  let end = text.length
  for (;;) {
    const match = ending.exec(text.slice(Math.max(0, end - maxEndingLength), end))
    if (match === null || match[0] === '') return text.slice(0, end)
    end -= match[0].length
  }
}

/**
 * Removes the punctuation of the surrounding sentence from the end of a link or id. A closing bracket stays if the link
 * has its opening one. Takes linear time.
 *
 * @param suffix Further endings to remove, up to 32 characters.
 */
export function trimLink(text: string, suffix = /$^/): string {
  const surplus = new Map(brackets.map(([open, close]) => [close as string, surplusIn(text, open, close)]))
  let rest = text
  for (;;) {
    const last = rest.at(-1) ?? ''
    const lone = surplus.get(last) ?? 0
    if (lone > 0) {
      surplus.set(last, lone - 1)
      rest = rest.slice(0, -1)
      continue
    }
    const ending = punctuation.exec(last) ?? suffix.exec(rest.slice(-maxEndingLength))
    if (ending === null || ending[0] === '') return rest
    rest = rest.slice(0, -ending[0].length)
  }
}

const surplusIn = (text: string, open: string, close: string): number =>
  text.includes(close) ? countLetter(text, close) - countLetter(text, open) : 0

const countLetter = (text: string, letter: string): number => text.split(letter).length - 1
