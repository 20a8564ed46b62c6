import { type AtlasPaper, placesOf } from '../../atlas/atlas.ts'
import { counted } from '../../chat/text.ts'
import { cellName, cells } from '../../grid/axes.ts'

/** Maximum number of empty cells listed by name; more would make the text too long. */
const maxNamed = 4

/**
 * The atlas in words: "25 papers on the grid, most (5) at Behaviorist × Pessimistic-case; 4 split the group; no papers
 * at …"
 */
export function atlasAlt(papers: readonly AtlasPaper[]): string {
  const onGrid = papers.filter(({ cell }) => cell !== undefined)
  const counts = cells.map((cell) => ({
    cell,
    count: onGrid.filter((paper) => placesOf(paper).includes(cell.index)).length,
  }))
  const [fullest] = counts.toSorted((a, b) => b.count - a.count)
  const split = onGrid.filter(({ standing }) => standing.kind === 'split').length
  const off = papers.length - onGrid.length
  const number = onGrid.length === 0 ? 'No papers' : counted(onGrid.length, 'paper')
  const where =
    fullest === undefined || fullest.count === 0
      ? ''
      : onGrid.length === 1
        ? `, at ${cellName(fullest.cell)}`
        : `, most (${fullest.count}) at ${cellName(fullest.cell)}`
  const parts = [
    `${number} on the grid${where}`,
    ...(split > 0 ? [`${counted(split, 'splits', 'split')} the group`] : []),
    ...(off > 0 ? [`${off} off the grid`] : []),
  ]
  const empty = counts.filter(({ count }) => count === 0).map(({ cell }) => cellName(cell))
  if (empty.length > maxNamed) parts.push(`${counted(empty.length, 'cell is', 'cells are')} empty`)
  else if (empty.length > 0) parts.push(`no papers at ${empty.join(', ')}`)
  return `${parts.join('; ')}.`
}
