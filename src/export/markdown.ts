/** Items of an unordered list; each is Markdown already. */
export const toList = (items: readonly string[]): string => items.map((item) => `- ${item}`).join('\n')

export const toNumberedList = (items: readonly string[]): string =>
  items.map((item, i) => `${i + 1}. ${item}`).join('\n')

/** A table from its header and rows; the cells are Markdown already. */
export function toTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [header, header.map(() => '---'), ...rows].map(line).join('\n')
}

/**
 * A block quote of plain text. Each line becomes a paragraph, so that none turns the line above it into a heading or a
 * table.
 */
export function toQuote(text: string, from: string | undefined, toPlain = escapeMarkdown): string {
  const lines = text.split(/[\n\r\u2028\u2029]+/).map(toPlain)
  const source = from === undefined ? [] : [`— ${toPlain(from)}`]
  return [...lines, ...source]
    .filter((line) => line !== '')
    .map((line) => `> ${line}`)
    .join('\n>\n')
}

/** A link. @param label Markdown already. */
export const toLink = (label: string, url: string): string => `[${label}](${toAddress(url)})`

/** The form in angle brackets, which may contain parentheses. Encodes what would end it or start an entity. */
const toAddress = (url: string): string =>
  `<${url.replace(/[\p{Cc}\s<>\\`|]/gu, encodeURIComponent).replace(entity, '&amp;')}>`

/**
 * Escapes plain text, on one line: nothing in it formats, links or starts a block, also at the start of a line. A
 * zero-width space breaks web addresses and mentions, which programs link in spite of a backslash.
 */
export const escapeMarkdown = (text: string): string => escapeWith(text, linkStart)

/** As {@link escapeMarkdown}. @param links What begins an address or a mention. */
export function escapeWith(text: string, links: RegExp): string {
  return text
    .toWellFormed()
    .replace(directions, '')
    .replace(blank, ' ')
    .trim()
    .replace(marks, '\\$&')
    .replace(entity, '\\&')
    .replace(lineStart, '$<number>\\')
    .replace(links, `$&${zeroWidthSpace}`)
}

const directions = /[\u202a-\u202e\u2066-\u2069]/g
const blank = /[\p{Cc}\s]+/gu
const marks = /[\\`*_~|<[\]#$]/g
const entity = /&(?=#?\w+;)/g
const lineStart = /^(?:(?<number>\d{1,9})(?=[.)])|(?=[>+=:-]))/
const linkStart = /@|:(?=\/\/)|www(?=\.)/gi
const zeroWidthSpace = '\u200b'
