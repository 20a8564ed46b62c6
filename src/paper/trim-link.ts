const punctuation = /[.,;:!?*_~'"”’»…]$/
const brackets = [
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
] as const

/** No ending that goes is longer. */
const maxEndingLength = 32

/**
 * The text without these endings, one after another.
 *
 * @param ending What may go, up to 32 characters, bound to the end.
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
 * A link or id without what closes the sentence around it. A closing bracket belongs to the sentence unless it closes
 * one inside. Takes a time that grows with the text.
 *
 * @param suffix What else may go from the end, up to 32 characters.
 */
export function trimLink(text: string, suffix = /$^/): string {
  const surplus = new Map(
    brackets.map(([open, close]) => [close as string, countLetter(text, close) - countLetter(text, open)]),
  )
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

const countLetter = (text: string, letter: string): number => text.split(letter).length - 1
