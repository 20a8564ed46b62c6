/** The text of one value of JSON. */
export interface JsonValue {
  /** Where it begins, from 1. */
  readonly line: number
  /** Absent if it is longer than what is read of one. */
  readonly text?: string
}

/** In characters: a poll with thousands of votes, which is read in a few hundredths of a second. */
const maxLength = 500_000

/**
 * Divides a file of JSON Lines, or of one indented value, into its values as it arrives: each begins with a line that begins
 * with `{`. What is kept is at most one value.
 */
export function createJsonValues() {
  let values: JsonValue[] = []
  let kept: string[] = []
  let [length, line, firstLine, isAtStart] = [0, 1, 1, true]

  function keep(text: string): void {
    length += text.length
    if (length <= maxLength) kept.push(text)
    else kept = []
  }

  function endValue(): void {
    const text = kept.join('')
    if (length > maxLength) values.push({ line: firstLine })
    else if (text.trim() !== '') values.push({ line: firstLine, text })
    kept = []
    length = 0
  }

  function takeValues(): readonly JsonValue[] {
    const taken = values
    values = []
    return taken
  }

  return {
    /** @returns the values that end in this piece of the file. */
    push(text: string): readonly JsonValue[] {
      for (let from = 0; from < text.length; ) {
        if (isAtStart && text[from] === '{') {
          endValue()
          firstLine = line
        }
        const end = text.indexOf('\n', from)
        keep(text.slice(from, end < 0 ? undefined : end + 1))
        isAtStart = end >= 0
        if (end < 0) break
        line += 1
        from = end + 1
      }
      return takeValues()
    },

    /** @returns the last value. */
    end(): readonly JsonValue[] {
      endValue()
      return takeValues()
    },
  }
}
