/** In drawing units, from the top left corner of the picture. */
export interface Point {
  readonly x: number
  readonly y: number
}

export interface Box extends Point {
  readonly width: number
  readonly height: number
}

export const cellSize = { width: 120, height: 80 }
/** The distance between two cells. */
export const gap = 8

export const rowOf = (cell: number): number => Math.floor(cell / 3)
export const columnOf = (cell: number): number => cell % 3

/**
 * The top left corner of a cell.
 *
 * @param cell 0–8. @param dy The vertical offset for a title of one line.
 */
export const cornerOf = (cell: number, dy: number): Point => ({
  x: 152 + (cellSize.width + gap) * columnOf(cell),
  y: 200 + (cellSize.height + gap) * rowOf(cell) + dy,
})

export const areOverlapping = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

/** Whether the first box is completely inside the second. */
export const isWithin = (inner: Box, outer: Box): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height

/** The smallest box around all nine cells. */
export const gridArea = (dy: number): Box => {
  const [first, last] = [cornerOf(0, dy), cornerOf(8, dy)]
  return { ...first, width: last.x + cellSize.width - first.x, height: last.y + cellSize.height - first.y }
}

/** Rounded to hundredths; more digits would only make files longer. */
export const round = (value: number): number => Math.round(value * 100) / 100
