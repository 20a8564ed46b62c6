import { type AtlasPaper, isListedAt, isOnGrid } from '../../atlas/atlas.ts'
import { counted } from '../../chat/text.ts'
import type { Picture } from '../../chat/view.ts'
import { cells } from '../../grid/axes.ts'
import { drawCard } from './draw-card.ts'

/** The picture for previews of a page about many papers: papers in each cell. docs/grid.md 7a. */
export function groupCard(title: string, atlas: readonly AtlasPaper[]): Picture {
  const papers = counted(atlas.filter(isOnGrid).length, 'paper')
  const counts = cells.map(({ index }) => atlas.filter((paper) => isListedAt(paper, index)).length)
  return drawCard({ title, facts: [], headline: papers, alt: `${papers} on the grid.`, counts, marks: [] })
}
