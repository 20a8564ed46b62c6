import type { Drawing } from '../../chat/view.ts'
import { approach, caseFocus, levels } from '../../grid/axes.ts'
import { sum, type Three } from '../../grid/counts.ts'
import { columnsOf, rowsOf, type Tally, unsureOf } from '../../grid/tally.ts'
import { element, group, label } from '../drawing.ts'
import { cornerOf, type GridLayout } from '../layout.ts'
import { widthOf } from '../measure.ts'
import { formatCount, formatPercent } from '../numbers.ts'
import { ends } from './frame.ts'
import { hollowLegend, hollowWords, legend, legendStart } from './legend.ts'
import type { Annotations } from './movement.ts'

const [left, right] = [16, 624]

/**
 * The names of rows, columns and ends, with the answers of each level.
 *
 * @param tally `undefined` while it is hidden. @param bottom The baseline of the line below the cells.
 */
export function messageLabels(tally: Tally | undefined, layout: GridLayout, bottom: number): Drawing {
  const { width, height } = layout.cell
  const columns = tally && totalsOf(columnsOf(tally), width)
  const rows = tally && totalsOf(rowsOf(tally), layout.origin.x - left - 8)
  return group(
    label(ends.first, { x: left, y: 54, size: 17, fill: 'muted' }),
    label(ends.last, { x: right, y: bottom, size: 17, fill: 'muted', anchor: 'end' }),
    ...levels.flatMap((column) => {
      const x = cornerOf(column, layout).x + width / 2
      const total = columns?.[column]
      return [
        label(caseFocus.levels[column], { x, y: 32, size: 19, weight: 600, anchor: 'middle' }),
        ...(total === undefined
          ? []
          : [label(total, { x, y: 54, size: 17, fill: 'muted', anchor: 'middle' })]),
      ]
    }),
    ...levels.flatMap((row) => {
      const total = rows?.[row]
      const names = approach.levels[row].split(' ')
      const lines = names.length + (total === undefined ? 0 : 1)
      const first = cornerOf(3 * row, layout).y + height / 2 + 6 - 10 * (lines - 1)
      return [
        ...names.map((name, i) => label(name, { x: left, y: first + 20 * i, size: 19, weight: 600 })),
        ...(total === undefined
          ? []
          : [label(total, { x: left, y: first + 20 * names.length, size: 17, fill: 'muted' })]),
      ]
    }),
  )
}

/** "8 of 9" for each level, or shares where that is too long; `undefined` without answers. */
function totalsOf(counts: Three, room: number): readonly string[] | undefined {
  const answers = sum(counts)
  if (answers === 0) return undefined
  const written = counts.map((count) => `${formatCount(count)} of ${formatCount(answers)}`)
  return written.every((text) => widthOf(text, 17) <= room)
    ? written
    : counts.map((count) => formatPercent(count, answers))
}

/** The line below the cells. */
interface BottomLine {
  readonly tally: Tally
  readonly annotations: Annotations
  /** Whether a mark is hollow. */
  readonly hasHollow: boolean
  /** The baseline. */
  readonly y: number
}

/** The votes off the grid and the unsure ones; the legend of the marks, and of hollow ones, each if there is room. */
export function bottomLine({ tally, annotations, hasHollow, y }: BottomLine): Drawing {
  const { applications, unsure } = countItems(tally, y)
  const place = { x: legendEnd, y, size: 17 }
  const start = unsure.end + 16
  const isExplained = hasHollow && hasHollowRoom({ start, annotations })
  const before = isExplained ? { ...place, x: place.x - widthOf(hollowWords, 17) - 19 } : place
  const hasLegend = annotations !== undefined && legendStart(annotations, before) >= start
  return group(
    applications.drawing,
    unsure.drawing,
    ...(hasLegend ? [legend(annotations, before)] : []),
    ...(isExplained ? [hollowLegend(place)] : []),
  )
}

const legendEnd = 508

/** Whether hollow marks can be explained beside the legend of the other marks. @param start Where a legend may begin. */
function hasHollowRoom({
  start,
  annotations,
}: {
  readonly start: number
  readonly annotations: Annotations
}): boolean {
  const x = legendEnd - widthOf(hollowWords, 17)
  const first = annotations === undefined ? x : legendStart(annotations, { x: x - 19, y: 0, size: 17 })
  return first >= start
}

function countItems(tally: Tally, y: number) {
  const applications = countItem('Applications', 'applications', tally.applications, { x: left, y })
  const unsure = countItem('Unsure', 'unsure', unsureOf(tally), { x: applications.end + 19, y })
  return { applications, unsure }
}

/** Whether the message picture explains hollow marks. */
export const explainsHollow = (tally: Tally, annotations: Annotations): boolean =>
  hasHollowRoom({ start: countItems(tally, 0).unsure.end + 16, annotations })

interface CountItem {
  readonly drawing: Drawing
  /** Where its number ends. */
  readonly end: number
}

function countItem(name: string, part: string, count: number, { x, y }: { x: number; y: number }): CountItem {
  const number = formatCount(count)
  const numberX = x + widthOf(name, 19) + 8
  const attributes = { 'data-part': part, tabindex: 0, role: 'img', 'aria-label': `${name}: ${number}` }
  const drawing = element(
    'g',
    attributes,
    label(name, { x, y, size: 19, fill: 'muted' }),
    label(number, { x: numberX, y, size: 19, weight: 600, fill: count === 0 ? 'muted' : 'ink' }),
  )
  return { drawing, end: numberX + widthOf(number, 19, 600) }
}
