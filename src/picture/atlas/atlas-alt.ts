import { type AtlasPaper, isListedAt, isOffGrid, isOnGrid } from '../../atlas/atlas.ts'
import type { PaperStanding } from '../../atlas/standing.ts'
import { counted } from '../../chat/text.ts'
import { cellName, cells } from '../../grid/axes.ts'

/** Maximum number of empty cells listed by name; more would make the text too long. */
const maxNamed = 4

/**
 * The atlas in words: "25 papers on the grid, most (5) at Behaviorist × Pessimistic-case; 4 split the group; no papers
 * at …"
 */
export function atlasAlt(papers: readonly AtlasPaper[]): string {
  const onGrid = papers.filter(isOnGrid)
  const counts = cells.map((cell) => ({
    cell,
    count: onGrid.filter((paper) => isListedAt(paper, cell.index)).length,
  }))
  const [fullest] = counts.toSorted((a, b) => b.count - a.count)
  const split = onGrid.filter(({ standing }) => standing.kind === 'split').length
  const off = papers.filter(isOffGrid).length
  const countOf = (kind: PaperStanding['kind']) =>
    papers.filter(({ standing }) => standing.kind === kind).length
  const [nowhere, few] = [countOf('no-shared-place'), countOf('too-few')]
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
    ...(nowhere > 0 ? [`${nowhere} without a shared place`] : []),
    ...(few > 0 ? [`${few} with too few votes`] : []),
  ]
  const empty = counts.filter(({ count }) => count === 0).map(({ cell }) => cellName(cell))
  if (empty.length > maxNamed) parts.push(`${counted(empty.length, 'cell is', 'cells are')} empty`)
  else if (empty.length > 0) parts.push(`no papers at ${empty.join(', ')}`)
  return `${parts.join('; ')}.`
}
