import { cleanTitle } from '../clean-title.ts'
import type { DescribedPaper } from '../source.ts'

const maxAuthors = 200
const maxSameAs = 8
const [minYear, maxYear] = [1000, 9999]

/** Makes the texts of a described paper readable, and bounds everything that it holds. */
export function cleanPaper({ value, title, authors, year, sameAs }: DescribedPaper): DescribedPaper {
  const names = authors
    .slice(0, maxAuthors)
    .map(cleanTitle)
    .filter((name) => name !== '')
  const isYear = year !== undefined && Number.isInteger(year) && year >= minYear && year <= maxYear
  return {
    ...(value !== undefined && { value }),
    title: cleanTitle(title),
    authors: names,
    ...(isYear && { year }),
    ...(sameAs !== undefined && sameAs.length > 0 && { sameAs: sameAs.slice(0, maxSameAs) }),
  }
}
