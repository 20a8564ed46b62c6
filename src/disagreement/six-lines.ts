/** The parts of a summary, in the order in which they are shown. */
const order = ['headline', 'since', 'axes', 'shape', 'reading', 'expected', 'settle', 'also'] as const

/** Lines by what they are about; docs/disagreement.md 6.1. */
export type SummaryParts = Readonly<Record<(typeof order)[number], readonly string[]>>

/** The parts that are left out if there are too many lines, in this order. */
const droppable = ['also', 'shape', 'expected', 'reading'] as const

const maxLines = 6
/** Of a line, in characters. */
export const maxLineLength = 200

/** The lines of the parts in their order. */
export const linesOf = (parts: SummaryParts): readonly string[] => order.flatMap((name) => parts[name])

/** The parts without those for which six lines have no room. */
export function fitParts(parts: SummaryParts): SummaryParts {
  let left = parts
  for (const name of droppable) if (linesOf(left).length > maxLines) left = { ...left, [name]: [] }
  return left
}

/** Sentences in one line, as far as they fit. */
interface Joined {
  /** No line or one. */
  readonly line: readonly string[]
  readonly leftOut: readonly string[]
}

/** Joins sentences into a line of at most 200 characters. One that doesn't fit is left out, and those after it are tried. */
export const joinSentences = (sentences: readonly string[]): Joined =>
  sentences.reduce<Joined>(
    ({ line, leftOut }, sentence) => {
      const longer = [...line, sentence].join(' ')
      return longer.length <= maxLineLength
        ? { line: [longer], leftOut }
        : { line, leftOut: [...leftOut, sentence] }
    },
    { line: [], leftOut: [] },
  )
