import { toSpectrum } from '../grid/distance.ts'
import type { Findings } from './findings.ts'
import type { HeadlineCase } from './headline.ts'
import { campsSentence, nameOf } from './wording.ts'

/** Cases in which the line names camps or tentative groups. */
const casesWithCamps: ReadonlySet<HeadlineCase> = new Set([
  'row-split',
  'col-split',
  'mainly-row',
  'mainly-col',
  'leaning',
  'spread',
])
/** Cases in which the line may show the distribution along the spectrum. */
const casesWithSpectrum: ReadonlySet<HeadlineCase> = new Set([
  'consensus',
  'leaning',
  'spread',
  'diagonal-along',
  'mainly-row',
  'mainly-col',
])

/** One line about the distribution of placements on the grid, or `undefined`; docs/disagreement.md 6.3. */
export function shapeLine(
  headlineCase: HeadlineCase,
  { camps, cells, full, apart }: Findings,
): string | undefined {
  if (casesWithCamps.has(headlineCase) && camps.k > 1 && (camps.isFirm || full >= 6))
    return campsSentence(camps, cells)
  if (headlineCase === 'two-camps-along') return 'They differ along the capabilities–alignment spectrum.'
  if (headlineCase === 'two-camps-across') return 'They differ across the spectrum, not along it.'
  if (apart !== undefined)
    return `One vote stands apart: ${nameOf(apart.cell)}, ${apart.steps} steps from the nearest other vote.`
  if (full >= 3 && camps.k === 1 && casesWithSpectrum.has(headlineCase))
    return `Spectrum, capabilities to alignment: ${toSpectrum(cells).join(' · ')}.`
  return undefined
}
