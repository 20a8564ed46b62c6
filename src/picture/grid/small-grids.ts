import type { Drawing, Picture } from '../../chat/view.ts'
import { cellName, cells } from '../../grid/axes.ts'
import { fullOf, type Tally } from '../../grid/tally.ts'
import { box, group, label, paint, printable } from '../drawing.ts'
import { keyOf } from '../key.ts'
import { cornerOf, type GridLayout } from '../layout.ts'
import { type Role, shadeFor } from '../theme.ts'
import { emptyCell } from './cell-marks.ts'
import { canvas, ends } from './frame.ts'

/** One poll of several on the same paper. */
export interface SmallGrid {
  /** "Oct 2026 · 9 votes" */
  readonly name: string
  /** Absent while its votes are hidden. */
  readonly tally?: Tally
}

const width = 640
const inRow = 3
const tile = { width: 204, height: 232 } as const
const margin = 14
const cell = { width: 53, height: 44 } as const

/** The results of several polls side by side, never added up: the nine counts of each under its name. docs/grid.md 5b. */
export function smallGrids(title: string, grids: readonly SmallGrid[]): Picture {
  const height = Math.ceil(grids.length / inRow) * tile.height + margin
  const drawing = group(
    canvas(width, height),
    ...grids.flatMap((grid, i) =>
      tileOf(grid, {
        x: margin + tile.width * (i % inRow),
        y: margin + tile.height * Math.floor(i / inRow),
      }),
    ),
  )
  const alt = `${printable(title)}. ${grids.map(wordsOf).join(' ')}`
  return { key: keyOf(drawing, alt), alt, width, height, drawing, details: [] }
}

/** "Oct 2026 · 9 votes: 7 at Behaviorist × Worst-case, 2 at Cognitivist × Worst-case." */
function wordsOf({ name, tally }: SmallGrid): string {
  if (tally === undefined) return `${name}: hidden.`
  const placed = cells.flatMap((cell) => {
    const count = tally.cells[cell.index] ?? 0
    return count === 0 ? [] : [`${count} at ${cellName(cell)}`]
  })
  return `${name}: ${placed.length === 0 ? 'no place' : placed.join(', ')}.`
}

function tileOf({ name, tally }: SmallGrid, { x, y }: GridLayout['origin']): readonly Drawing[] {
  const layout: GridLayout = { origin: { x, y: y + 50 }, cell, markAt: 'beside', entryFromAbove: 0 }
  const last = cornerOf(8, layout)
  return [
    label(name, { x, y: y + 20, size: 18, weight: 600 }),
    label(ends.first, { x, y: y + 43, size: 17, fill: 'muted' }),
    ...cells.flatMap(({ index }) => cellOf(index, tally, layout)),
    label(ends.last, {
      ...{ x: last.x + cell.width, y: last.y + cell.height + 19, size: 17 },
      ...{ fill: 'muted', anchor: 'end' },
    }),
  ]
}

function cellOf(index: number, tally: Tally | undefined, layout: GridLayout): readonly Drawing[] {
  const count = tally?.cells[index] ?? 0
  if (tally === undefined || count === 0) return [emptyCell(index, layout)]
  const corner = cornerOf(index, layout)
  const shade: Role = `step${shadeFor(count, fullOf(tally))}`
  return [
    box({ ...corner, ...cell }, { rx: 8, fill: paint(shade) }),
    label(String(count), {
      ...{ x: corner.x + cell.width / 2, y: corner.y + 29, size: 20, weight: 600 },
      ...{ fill: `${shade}-ink` as const, anchor: 'middle' },
    }),
  ]
}
