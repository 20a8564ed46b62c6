/** Spreadsheets read text that begins with one of these as a formula, unless an apostrophe precedes it. */
const formula = /^[=+\-@\t\r]/

/** Spreadsheets read a file that begins with it as UTF-8. */
const byteOrderMark = '\ufeff'

/** A CSV file with a header (RFC 4180, UTF-8). @param rows Lines with their line breaks. */
export const csvFile = (columns: readonly string[], rows: readonly string[]): string =>
  byteOrderMark + csvLine(columns) + rows.join('')

/** A line of a CSV file (RFC 4180) with its line break. */
export const csvLine = (values: readonly unknown[]): string => `${values.map(cell).join(',')}\r\n`

function cell(value: unknown): string {
  if (value === undefined || value === null) return ''
  if (typeof value === 'number') return String(value)
  const text = String(value)
  const safe = formula.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
