import type { AtlasPaper } from '../../atlas/atlas.ts'
import { printable } from '../drawing.ts'
import { shorten, widthOf } from '../measure.ts'
import { surnameOf } from '../surname.ts'

/** A paper with what it is called in the atlas, in pieces that keep their order: "Bai" and " ’22a". */
export interface LabelledPaper extends AtlasPaper {
  readonly pieces: readonly string[]
}

/** Where a label has to end: the cell's width without the sign and a margin. */
const room = 146
const line = { size: 19, weight: 600 } as const

const order = { settled: 0, unsettled: 1, split: 2 } as const

/** Settled ones first, then unsettled, then split; in each the oldest first. Papers that would read the same get letters. */
export function labelPapers(papers: readonly AtlasPaper[]): readonly LabelledPaper[] {
  const byDate = papers.toSorted((a, b) => a.placedAt - b.placedAt || (a.paper.id < b.paper.id ? -1 : 1))
  const names = byDate.map(nameOf)
  return byDate
    .map((paper, i) => {
      const name = names[i] ?? ''
      const year = yearOf(paper)
      const alike = byDate.filter((other, j) => names[j] === name && yearOf(other) === year)
      const letter = alike.length > 1 ? letterOf(alike.indexOf(paper)) : ''
      const tail = year === '' && letter === '' ? '' : ` ${year}${letter}`
      const shown = shorten(name, { ...line, width: room - widthOf(tail, line.size, line.weight) })
      return { ...paper, pieces: tail === '' ? [shown] : [shown, tail] }
    })
    .toSorted((a, b) => order[a.standing.kind] - order[b.standing.kind])
}

/** The first author's surname; without authors the title. */
function nameOf({ paper }: AtlasPaper): string {
  const [author] = paper.authors
  return (author === undefined ? '' : surnameOf(author)) || printable(paper.title).slice(0, 60)
}

const yearOf = ({ paper: { year } }: AtlasPaper): string =>
  year === undefined ? '' : `’${String(year % 100).padStart(2, '0')}`

/** "a" … "z", "aa" … */
function letterOf(index: number): string {
  const last = String.fromCharCode(97 + (index % 26))
  return index < 26 ? last : letterOf(Math.floor(index / 26) - 1) + last
}
