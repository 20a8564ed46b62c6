import { type AtlasPaper, isListedAt, isOffGrid, isOnGrid } from '../atlas/atlas.ts'
import { counted } from '../chat/text.ts'
import { formatTenths, onOrOffGrid } from '../disagreement/wording.ts'
import { approach, caseFocus, levels } from '../grid/axes.ts'
import type { Season } from '../reading/season.ts'
import { axisWords, settleWords } from '../views/reading/season-words.ts'
import { toList, toNumberedList, toTable } from './markdown.ts'
import { paperLink, quoteTitle } from './paper-markdown.ts'

/** The table of the atlas, the papers off the grid, and those that were read but not placed. */
export function atlasBlocks({ atlas, sessions }: Season): readonly string[] {
  const table = toTable(
    [approach.name, ...caseFocus.levels],
    levels.map((level) => [
      approach.levels[level],
      ...levels.map(
        (column) =>
          atlas
            .filter((paper) => isListedAt(paper, 3 * level + column))
            .map(placementWords)
            .join(', ') || 'none',
      ),
    ]),
  )
  const offGrid = atlas.filter(isOffGrid).map(({ paper }) => quoteTitle(paper))
  const placed = new Set(
    atlas.filter((paper) => isOnGrid(paper) || isOffGrid(paper)).map(({ paper }) => paper.id),
  )
  const unplaced = new Map(
    sessions.flatMap(({ past, paper }) =>
      past.end !== 'read' || paper === undefined || placed.has(paper.id)
        ? []
        : [[paper.id, quoteTitle(paper)]],
    ),
  )
  return [
    table,
    `Off the grid: ${offGrid.join(', ') || 'none'}.`,
    ...(unplaced.size === 0 ? [] : [`Not placed: ${[...unplaced.values()].join(', ')}.`]),
  ]
}

const placementWords = ({ paper, standing }: AtlasPaper): string => `${quoteTitle(paper)} (${standing.kind})`

/** The papers with the largest gaps, and those on which people differ about the grid or applications. */
export function contestedBlocks({ contested: { onGrid, gridOrApplications } }: Season): readonly string[] {
  const ranked = onGrid.map(({ paper, gap, full }) => {
    const { item } = paper
    const width = `${counted(full, 'vote')} on both questions, ${formatTenths(gap)} steps apart on average.`
    const words = [...axisWords(paper), ...settleWords(item)]
    return [`${paperLink(item.paper)}, ${item.date}: ${width}`, ...words].join(' ')
  })
  const divided = gridOrApplications.map(
    ({ paper: { item }, applications, placements }) =>
      `${paperLink(item.paper)}, ${item.date}: ${onOrOffGrid(applications, placements)}`,
  )
  return [
    ranked.length === 0 ? 'No paper split the group.' : toNumberedList(ranked),
    ...(divided.length === 0 ? [] : ['On the grid, or applications research?', toList(divided)]),
  ]
}

/** The open question of each unsettled paper. */
export function settleBlocks({ unsettled }: Season): readonly string[] {
  if (unsettled.length === 0) return ['Nothing is left to settle.']
  return [
    toList(
      unsettled.map(
        ({ paper, date, vote: { summary } }) => `${paperLink(paper)}, ${date}: ${summary?.settle ?? ''}`,
      ),
    ),
  ]
}
