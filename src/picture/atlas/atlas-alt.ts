import type { AtlasPaper } from '../../atlas/atlas.ts'
import { cellName, cells } from '../../grid/axes.ts'

/** More names than these would make it too long. */
const maxNamed = 4

/** "25 papers on the grid, most (5) at Behaviorist × Pessimistic-case; 4 split the group; no papers at …" */
export function atlasAlt(papers: readonly AtlasPaper[]): string {
  const onGrid = papers.filter(({ cell }) => cell !== undefined)
  const counts = cells.map((cell) => ({
    cell,
    count: onGrid.filter((paper) => paper.cell === cell.index).length,
  }))
  const [most] = counts.toSorted((a, b) => b.count - a.count)
  const split = onGrid.filter(({ standing }) => standing.kind === 'split').length
  const off = papers.length - onGrid.length
  const number = `${onGrid.length || 'No'} ${onGrid.length === 1 ? 'paper' : 'papers'} on the grid`
  const where = most !== undefined && most.count > 0 ? `, most (${most.count}) at ${cellName(most.cell)}` : ''
  const parts = [
    number + where,
    ...(split > 0 ? [`${split} ${split === 1 ? 'splits' : 'split'} the group`] : []),
    ...(off > 0 ? [`${off} off the grid`] : []),
  ]
  const empty = counts.filter(({ count }) => count === 0).map(({ cell }) => cellName(cell))
  if (empty.length > maxNamed) parts.push(`no papers in ${empty.length} of 9 cells`)
  else if (empty.length > 0) parts.push(`no papers at ${empty.join(', ')}`)
  return `${parts.join('; ')}.`
}
