import type { Identifier } from './identifier.ts'

/** `2204.05862`, `2204.05862v2` */
const newForm = /^(?<year>\d{2})(?<month>\d{2})\.(?<number>\d{4,5})(?:v(?<version>\d{1,3}))?$/
/** `hep-th/9901001`, `math.GT/0309136v1` */
const oldForm = /^(?<archive>[a-z-]+)(?:\.[a-z-]{2,})?\/(?<number>\d{7})(?:v(?<version>\d{1,3}))?$/

/** The archives of old ids. */
export const archives =
  /(?:acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|comp-gas|cond-mat|cs|dg-ga|funct-an|gr-qc|hep-(?:ex|lat|ph|th)|math(?:-ph)?|mtrl-th|nlin|nucl-(?:ex|th)|patt-sol|physics|plasm-ph|q-(?:alg|bio)|quant-ph|solv-int|supr-con)/
    .source

/** Words before a number that show it is not an arXiv id. */
export const counting = /(?:\b(?:room|version|release|build|section|page|price|usd|eur)|[§#$€£])\s*$/i

/**
 * Reads an arXiv id. New ids, used since April 2007, have a valid month and five digits since 2015, four before. Old
 * ids lose their subject class.
 *
 * @returns `undefined` if the text is not a valid id.
 */
export function readArxivId(text: string): Identifier | undefined {
  const id = text.toLowerCase()
  const { archive, number, year, month, version } = (newForm.exec(id) ?? oldForm.exec(id))?.groups ?? {}
  if (number === undefined) return undefined
  const value = archive === undefined ? toModernId(`${year}${month}`, number) : `${archive}/${number}`
  return value === undefined
    ? undefined
    : { kind: 'arxiv', value, ...(version !== undefined && { version: Number(version) }) }
}

function toModernId(yearMonth: string, number: string): string | undefined {
  const month = Number(yearMonth.slice(2))
  const digits = Number(yearMonth) >= 1501 ? 5 : 4
  const isReal = month >= 1 && month <= 12 && Number(yearMonth) >= 704 && number.length === digits
  return isReal ? `${yearMonth}.${number}` : undefined
}
