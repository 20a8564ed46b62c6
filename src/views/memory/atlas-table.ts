import type { AtlasPaper } from '../../atlas/atlas.ts'
import { isListedAt, isOffGrid } from '../../atlas/atlas.ts'
import type { Fact, Part } from '../../chat/view.ts'
import { cellName, cells } from '../../grid/axes.ts'
import { sum } from '../../grid/counts.ts'
import { factsSize } from '../reading/text-size.ts'
import { monthOf, paperWords } from './paper-words.ts'

const maxLines = 40
/** In characters: what a message has room for beside the rest of the answer. */
const maxText = 3000

/** One line a paper, grouped by where it is listed; a split paper in each of its places. */
export interface AtlasGroup {
  readonly name: string
  readonly lines: readonly string[]
}

/** The whole atlas in words. */
function atlasGroups(papers: readonly AtlasPaper[]): readonly AtlasGroup[] {
  const byDate = papers.toSorted((a, b) => a.placedAt - b.placedAt)
  const ofKind = (kind: AtlasPaper['standing']['kind']) =>
    byDate.filter(({ standing }) => standing.kind === kind)
  return [
    ...cells.map((cell) => ({
      name: cellName(cell),
      lines: byDate
        .filter((paper) => isListedAt(paper, cell.index))
        .map((paper) => lineOf(paper, paper.counts.cells[cell.index])),
    })),
    {
      name: 'Off the grid',
      lines: byDate.filter(isOffGrid).map((paper) => lineOf(paper, paper.counts.applications)),
    },
    { name: 'No shared place', lines: ofKind('no-shared-place').map((paper) => lineOf(paper)) },
    { name: 'Too few votes', lines: ofKind('too-few').map((paper) => lineOf(paper)) },
  ].filter(({ lines }) => lines.length > 0)
}

/** “Alignment faking …” (Greenblatt et al., 2024): 9 of 10, settled, Oct 2026 */
function lineOf({ paper, standing, counts, placedAt }: AtlasPaper, here?: number): string {
  const votes = sum(counts.cells) + counts.applications + counts.unsure
  const facts = [
    ...(votes === 0 ? [] : [here === undefined ? `${votes} in all` : `${here} of ${votes}`]),
    ...(votes === 0 || standing.places.length === 0 ? [] : [standing.kind]),
    monthOf(placedAt),
  ]
  return `${paperWords(paper)}: ${facts.join(', ')}`
}

/** The first lines of the atlas in words, as many as a message has room for. */
export function atlasTable(papers: readonly AtlasPaper[]): readonly Part[] {
  const all = atlasGroups(papers)
  const count = all.reduce((total, { lines }) => total + lines.length, 0)
  let shown = Math.min(count, maxLines)
  while (shown > 1 && factsSize(factsOf(all, shown)) > maxText) shown -= 1
  const more = count - shown
  return [
    { kind: 'facts', facts: factsOf(all, shown) },
    ...(more === 0
      ? []
      : [{ kind: 'text', text: [`and ${more} more: `, { typed: 'export atlas csv' }] } as const]),
  ]
}

function factsOf(groups: readonly AtlasGroup[], count: number): readonly Fact[] {
  let left = count
  return groups.flatMap(({ name, lines }) => {
    const kept = lines.slice(0, left)
    left -= kept.length
    return kept.length === 0 ? [] : [{ name, value: kept.join('\n') }]
  })
}
