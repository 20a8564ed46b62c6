import type { AtlasPaper } from '../../atlas/atlas.ts'
import { printable } from '../drawing.ts'
import { shorten, widthOf } from '../measure.ts'
import { surnameOf } from '../surname.ts'

/** A paper with its label, as pieces that keep their left-to-right order: "Bai" and " ’22a". */
export interface LabelledPaper extends AtlasPaper {
  readonly pieces: readonly string[]
}

/** The maximum width of a label: the cell's width without the mark and a margin. */
const room = 146
const line = { size: 19, weight: 600 } as const

/** In a cell; the others are in none. */
const order = {
  settled: 0,
  unsettled: 1,
  split: 2,
  'off-grid': 3,
  'no-shared-place': 3,
  'too-few': 3,
} as const

/** As much of a name as a cell of the picture has room for beside the tail. */
const shortenToCell = (name: string, tail: string): string =>
  shorten(name, { ...line, width: room - widthOf(tail, line.size, line.weight) })

/**
 * Settled papers first, then unsettled, then split ones, each oldest first. Papers with the same label get letters.
 *
 * @param shortenName Shortens a name that would be too long beside its tail.
 */
export function labelPapers(
  papers: readonly AtlasPaper[],
  shortenName: (name: string, tail: string) => string = shortenToCell,
): readonly LabelledPaper[] {
  const byDate = papers.toSorted((a, b) => a.placedAt - b.placedAt || (a.paper.id < b.paper.id ? -1 : 1))
  const alike = Map.groupBy(byDate, (paper) => `${nameOf(paper)}\0${yearOf(paper)}`)
  const letters = new Map(
    [...alike.values()]
      .filter(({ length }) => length > 1)
      .flatMap((same) => same.map((paper, i) => [paper, letterOf(i)])),
  )
  return byDate
    .map((paper) => {
      const [year, letter] = [yearOf(paper), letters.get(paper) ?? '']
      const tail = year === '' && letter === '' ? '' : ` ${year}${letter}`
      const shortName = shortenName(nameOf(paper), tail)
      return { ...paper, pieces: tail === '' ? [shortName] : [shortName, tail] }
    })
    .toSorted((a, b) => order[a.standing.kind] - order[b.standing.kind])
}

/** The first author's surname, or the title if there are no authors. */
function nameOf({ paper }: AtlasPaper): string {
  const [author] = paper.authors
  const surname = author === undefined ? '' : surnameOf(author).replace(/ et al\.$/, '')
  return surname || printable(paper.title).slice(0, 60)
}

const yearOf = ({ paper: { year } }: AtlasPaper): string =>
  year === undefined ? '' : `’${String(year % 100).padStart(2, '0')}`

/** "a" … "z", "aa" … */
function letterOf(index: number): string {
  const last = String.fromCharCode(97 + (index % 26))
  return index < 26 ? last : letterOf(Math.floor(index / 26) - 1) + last
}
