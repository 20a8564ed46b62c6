/** What stands in the gaps of a sentence, in their order; '' for an optional part that isn't there. */
export type Words = readonly (string | undefined)[]
/** A sentence with gaps, and whether it is true with what stands in them. */
export type Claim<Of> = readonly [pattern: RegExp, holds: (words: Words, of: Of) => boolean]

export const rowLevels = ['Engineering', 'Behaviorist', 'Cognitivist']
export const columnLevels = ['Average-case', 'Pessimistic-case', 'Worst-case']
const cellNames = rowLevels.flatMap((row) => columnLevels.map((column) => `${row} × ${column}`))

const gaps: Readonly<Record<string, string>> = {
  n: '(\\d+)',
  cell: `(${cellNames.join('|')})`,
  row: `(${rowLevels.join('|')})`,
  column: `(${columnLevels.join('|')})`,
  level: `(${[...rowLevels, ...columnLevels].join('|')})`,
  who: '( who placed it| who chose an approach| who chose a case)?',
  yet: '( yet)?',
  between: '(nobody|\\d+)',
  rest: '(.+)',
}

/** A sentence with gaps in braces, word for word from its start to its end. */
export function claim<Of>(sentence: string, holds: (words: Words, of: Of) => boolean): Claim<Of> {
  const pattern = sentence
    .split(/\{(\w+)\}/)
    .map((part, i) => (i % 2 === 1 ? gaps[part] : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')))
  return [new RegExp(`^${pattern.join('')}$`), holds]
}

/** Whether one of the claims reads the sentence and holds. */
export const isTrue = <Of>(claims: readonly Claim<Of>[], sentence: string, of: Of): boolean =>
  claims.some(([pattern, holds]) => {
    const match = sentence.match(pattern)
    return (
      match !== null &&
      holds(
        match.slice(1).map((word) => word ?? ''),
        of,
      )
    )
  })

export const is = (word: string | undefined, n: number): boolean => word === String(n)

/** The index of a cell by its name; −1 for anything else. */
export const cellOf = (word: string | undefined): number => cellNames.indexOf(word ?? '')

export const at = (counts: readonly number[], i: number): number => counts[i] ?? Number.NaN

export const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0)

export const steps = (a: number, b: number): number =>
  Math.abs(Math.floor(a / 3) - Math.floor(b / 3)) + Math.abs((a % 3) - (b % 3))

/** Every cell that a text names, by its index. */
export const cellsNamedIn = (text: string): readonly number[] =>
  [...text.matchAll(new RegExp(`${gaps.cell}`, 'g'))].map(([name]) => cellOf(name))

/** The text with one of its numbers raised by one, for each of them. */
export const withOtherNumbers = (text: string): readonly string[] =>
  [...text.matchAll(/\d+/g)].map(
    ({ 0: n, index }) => `${text.slice(0, index)}${Number(n) + 1}${text.slice(index + n.length)}`,
  )
