/** As much as a call takes; the rest of a longer message is left out. */
const maxLength = 20_000

/** The words and links of a message, and the title of its first file without the ending. */
export interface MessageText {
  readonly text: string
  readonly title?: string
}

/**
 * The text of a message in which a paper may be named.
 *
 * @param parts Its words and links, in the order in which people see them.
 * @param fileNames Of its files.
 */
export function toMessageText(parts: readonly string[], fileNames: readonly string[]): MessageText {
  const title = fileNames.map(withoutEnding).find((name) => name !== '')
  const text = parts.filter((part) => part !== '').join('\n')
  return { text: text.slice(0, maxLength), ...(title !== undefined && { title }) }
}

const withoutEnding = (fileName: string): string => fileName.replace(/\.[a-z0-9]{1,5}$/i, '').trim()
