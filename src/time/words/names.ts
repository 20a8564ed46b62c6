/** Every way to write a weekday, in small letters: 1 is Monday. */
export const weekdaysByWord: ReadonlyMap<string, number> = new Map(
  [
    ['mon', 'monday'],
    ['tue', 'tues', 'tuesday'],
    ['wed', 'weds', 'wednesday', 'wensday', 'wendsday', 'wednsday'],
    ['thu', 'thur', 'thurs', 'thursday', 'thrusday'],
    ['fri', 'friday'],
    ['sat', 'saturday', 'saterday'],
    ['sun', 'sunday'],
  ].flatMap((names, index) => names.map((name): [string, number] => [name, index + 1])),
)

/** Every way to write a month, in small letters. */
export const monthsByWord: ReadonlyMap<string, number> = new Map(
  [
    ['january', 'jan'],
    ['february', 'feb'],
    ['march', 'mar'],
    ['april', 'apr'],
    ['may'],
    ['june', 'jun'],
    ['july', 'jul'],
    ['august', 'aug'],
    ['september', 'sept', 'sep'],
    ['october', 'oct'],
    ['november', 'nov'],
    ['december', 'dec'],
  ].flatMap((names, index) => names.map((name): [string, number] => [name, index + 1])),
)

/** Numbers in words, to twelve. */
export const numbersByWord: ReadonlyMap<string, number> = new Map(
  ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'].map(
    (word, index) => [word, index + 1],
  ),
)

/** The source of a pattern for any of the names, the longest first. */
const anyOf = (names: ReadonlyMap<string, unknown>): string =>
  `(?:${[...names.keys()].sort((a, b) => b.length - a.length).join('|')})`

export const weekdayPattern = anyOf(weekdaysByWord)
export const monthPattern = anyOf(monthsByWord)
export const numberPattern = anyOf(numbersByWord)

/** The weekday that is named somewhere in a text; `undefined` if none is. */
export function weekdayOfWord(text: string): number | undefined {
  const name = new RegExp(`(?<![a-z])(${weekdayPattern})(?![a-z])`).exec(text.toLowerCase())?.[1]
  return name === undefined ? undefined : weekdaysByWord.get(name)
}
