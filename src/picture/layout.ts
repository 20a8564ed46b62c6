/** In drawing units, from the top left corner of the picture. */
export interface Point {
  readonly x: number
  readonly y: number
}

export interface Box extends Point {
  readonly width: number
  readonly height: number
}

/** Where the nine cells of a picture are, and what in them depends on their size. */
export interface GridLayout {
  /** The top left corner of the first cell. */
  readonly origin: Point
  readonly cell: { readonly width: number; readonly height: number }
  /** Where a camp's tag or the centre is: in its cell's top right corner, or to the right of the count. */
  readonly markAt: 'corner' | 'beside'
  /** Where arrows that enter a cell from above end, from its top. */
  readonly entryFromAbove: number
}

/** The distance between two cells. */
export const gap = 8

export const rowOf = (cell: number): number => Math.floor(cell / 3)
export const columnOf = (cell: number): number => cell % 3

/** The top left corner of a cell. @param cell 0–8. */
export const cornerOf = (cell: number, { origin, cell: { width, height } }: GridLayout): Point => ({
  x: origin.x + (width + gap) * columnOf(cell),
  y: origin.y + (height + gap) * rowOf(cell),
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
export const gridArea = (layout: GridLayout): Box => {
  const [first, last] = [cornerOf(0, layout), cornerOf(8, layout)]
  const { width, height } = layout.cell
  return { ...first, width: last.x + width - first.x, height: last.y + height - first.y }
}

/** Rounded to hundredths; more digits would only make files longer. */
export const round = (value: number): number => Math.round(value * 100) / 100
