import { describe, expect, test } from 'vitest'
import { cells } from '../../src/grid/axes.ts'
import type { Stance } from '../../src/grid/stance.ts'
import { applications, unsure } from '../../src/grid/stance.ts'
import { repeats } from '../repeats.ts'
import { seeded } from '../seeded.ts'
import { type Bounds, boundsOfCell, boxOfShape, expectInside, isInside, shiftOf, textBoxes } from './boxes.ts'
import { faintTexts, textsOnEdges, touchingTexts } from './grounds.ts'
import { counted, elementsOf, on, part, pictured, times } from './pictured.ts'
import { titles } from './scripts.ts'
import { tallies } from './tallies.ts'

const names = ['Wilhelmina Mmmmmm', 'Ben', 'Ada Lovelace']
const seven = [...times(3, on(0)), on(7), ...times(3, on(8))]

/** From nobody to a crowd, on one cell, on camps, off the grid, unsure and hidden. */
const sizes = [0, 1, 2, 3, 7, 24, 30, 31, 200, 1200, 10_000, 1_234_567]
const few = sizes
  .filter((n) => n <= 31)
  .flatMap((n) => [
    pictured(times(n, on(4)), { names }),
    pictured(times(n, on(4))),
    pictured(times(n, applications), { names }),
    pictured([...times(n, on(0)), ...times(n, on(8))], { names }),
    pictured([...times(n, on(8)), ...times(n, unsure), ...times(n, applications)], { names }),
    pictured([...times(n, on(8)), ...times(n, unsure), ...times(n, applications)]),
    pictured(times(n, on(0)), { blind: true }),
    pictured(times(n, on(0)), { state: 'closed' }),
  ])
const many = sizes
  .filter((n) => n > 31)
  .flatMap((n) => [
    counted({ cells: [n, 0, 0, 0, 0, 0, 0, 0, 0] }),
    counted({ cells: [n, 0, 0, 0, 0, 0, 0, 0, n] }),
    counted({ cells: [n, 1, 1, 1, n, 1, 1, 1, n], applications: n, unsure: n }),
    counted({ rowOnly: [n, n, n], columnOnly: [n, n, n], unsure: n }),
    counted({ applications: 6, unsure: n }),
    counted({ cells: [n, 0, 0, 0, 0, 0, 0, 0, 0] }, { blind: true }),
  ])
const random = tallies(repeats(60, 500)).map((tally) => counted(tally))

/** Titles of 1 to 500 characters in every script. */
const titled = Object.values(titles).flatMap(({ text }) =>
  repeats([2, 90, 500], [1, 2, 20, 60, 90, 200, 500]).map((length) => {
    const title = `${text} `.repeat(40).slice(0, length)
    return pictured(seven, { title, authors: [text, text], names: [text] })
  }),
)

const seed = 41
/** Second rounds in which everybody may have gone anywhere. */
const moved = Array.from({ length: repeats(20, 100) }, (_, i) => {
  const random = seeded(seed + i)
  const anywhere = (): Stance => {
    const place = Math.floor(random() * 11)
    return place === 9 ? applications : place === 10 ? unsure : on(place)
  }
  const voters = 1 + Math.floor(random() * 40)
  const before = Array.from({ length: voters }, anywhere)
  const now = before.map((stance) => (random() < 0.5 ? stance : anywhere()))
  return pictured(now, { before, names })
})

const all = [
  { what: 'few people', pictures: few },
  { what: 'many people', pictures: many },
  { what: `${random.length} random tallies`, pictures: random },
  { what: 'titles of every length in every script', pictures: titled },
  { what: `${moved.length} second rounds, seed ${seed}`, pictures: moved },
]

describe('texts', () => {
  test.each(all)('stay inside the picture, their blocks and their cells: $what', ({ pictures }) => {
    for (const picture of pictures) {
      const shift = shiftOf(picture)
      for (const box of textBoxes(picture.drawing)) {
        expectInside(box, { left: 8, right: 632, top: 8, bottom: picture.height - 8 })
        expectInside(box, blockOf(box, shift))
      }
      for (const { index } of picture.details.length === 0 ? [] : cells)
        for (const box of textBoxes(part(picture, `cell-${index}`)))
          expectInside(box, boundsOfCell(index, shift))
    }
  })

  test.each(all)('stay off each other: $what', ({ pictures }) => {
    for (const picture of pictures) expect(touchingTexts(picture)).toEqual([])
  })

  test.each(all)('are wholly on a mark or wholly off it: $what', ({ pictures }) => {
    for (const picture of pictures) expect(textsOnEdges(picture)).toEqual([])
  })

  test.each(all)('have a contrast of 4.5 to what is behind them, light and dark: $what', ({ pictures }) => {
    for (const picture of pictures) expect(faintTexts(picture)).toEqual([])
  })
})

test.each(all)('dots, chips and bars stay in their cells and blocks: $what', ({ pictures }) => {
  for (const picture of pictures)
    for (const { index } of picture.details.length === 0 ? [] : cells) {
      const shapes = [...elementsOf(part(picture, `cell-${index}`))].flatMap(
        (shape) => boxOfShape(shape) ?? [],
      )
      const cell = boundsOfCell(index, shiftOf(picture))
      expect(shapes.filter((shape) => !isInside(shape, cell))).toEqual([])
    }
})

test.each(all)('a picture is never higher than it is wide: $what', ({ pictures }) => {
  expect(pictures.filter(({ width, height }) => height > width)).toEqual([])
})

/** The block that the middle of a text is in: the places that title, status, labels and the rest have. */
function blockOf({ top, bottom }: Bounds, shift: number): Bounds {
  const middle = (top + bottom) / 2
  const rows: readonly (readonly [number, number])[] = [
    [20, 88 + shift],
    [88 + shift, 116 + shift],
    [116 + shift, 146 + shift],
    [152 + shift, 200 + shift],
    [200 + shift, 456 + shift],
    [456 + shift, 512 + shift],
    [512 + shift, 552 + shift],
    [556 + shift, 592 + shift],
  ]
  const row = rows.find(([from, to]) => from <= middle && middle <= to)
  if (row === undefined) throw new Error(`Nothing belongs at a height of ${middle}`)
  return { left: 23.99, right: 616.01, top: row[0], bottom: row[1] }
}
