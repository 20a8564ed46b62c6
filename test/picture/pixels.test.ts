import { afterAll, describe, expect, test } from 'vitest'
import type { Drawing, Picture } from '../../src/chat/view.ts'
import { applications, unsure } from '../../src/grid/stance.ts'
import { gridPicture } from '../../src/picture/grid/grid-picture.ts'
import { createPngRenderer } from '../../src/picture/png.ts'
import { shadeFor, type Theme, themes } from '../../src/picture/theme.ts'
import { states } from '../gallery/states.ts'
import { repeats } from '../repeats.ts'
import { boundsOfCell, boxOfText, shiftOf, textBoxes } from './boxes.ts'
import { contrastOf } from './grounds.ts'
import { counted, elementsOf, on, pictured, times } from './pictured.ts'
import { type Pixels, patchesIn, pixelsOf } from './pixels.ts'
import { tallies } from './tallies.ts'
import { themesFor } from './themes-for.ts'
import { wordless } from './wordless.ts'

const renderer = createPngRenderer({ workers: 2 })
afterAll(() => renderer.close())

const both = ['light', 'dark'] as const
const scale = 2

const drawn = async (picture: Picture, theme: Theme): Promise<Pixels> =>
  pixelsOf(await renderer.png(picture, theme, scale))

/** In pixels: the part of a cell below its number. */
function belowNumber(cell: number, picture: Picture) {
  const { left, right, top, bottom } = boundsOfCell(cell, shiftOf(picture))
  return {
    left: scale * (left + 6),
    right: scale * (right - 2),
    top: scale * (top + 37),
    bottom: scale * (bottom - 2),
  }
}

/** The colour near the lower right corner of a cell, where nothing is written. */
function groundOf(pixels: Pixels, cell: number, picture: Picture): string {
  const { right, bottom } = boundsOfCell(cell, shiftOf(picture))
  return pixels.at(scale * (right - 4), scale * (bottom - 8))
}

const is = (colour: string) => (other: string) => other === colour

describe('the pixels', () => {
  test.each(both)(
    'light up the cells that have votes, each in the colour of its share: %s',
    async (theme) => {
      for (const tally of tallies(repeats(3, 20)).filter((_, i) => i % 5 > 1)) {
        const picture = counted({ ...tally, cells: tally.cells })
        const pixels = await drawn(picture, theme)
        const total = tally.cells.reduce((sum, n) => sum + n, 0)
        const seen = tally.cells.map((_, cell) => groundOf(pixels, cell, picture))
        const expected = tally.cells.map(
          (n) => themes[theme][n === 0 ? ('empty' as const) : (`step${shadeFor(n, total)}` as const)],
        )
        expect(seen).toEqual(expected)
      }
    },
  )

  test.each(both)('have a dot for each of up to thirty voters: %s', async (theme) => {
    for (const n of repeats([7, 30], [1, 2, 3, 6, 7, 12, 13, 17, 24, 25, 30])) {
      const picture = pictured(times(n, on(4)))
      const ink = themes[theme][`step${shadeFor(n, n)}-ink`]
      expect(patchesIn(await drawn(picture, theme), belowNumber(4, picture), is(ink))).toBe(n)
    }
  })

  test('have as many dots in all as there are votes, spread over the cells', async () => {
    const votes = [1, 2, 3, 0, 4, 5, 6, 2, 7]
    const picture = pictured(votes.flatMap((n, cell) => times(n, on(cell))))
    const pixels = await drawn(picture, 'light')
    const dots = votes.map((n, cell) =>
      n === 0
        ? 0
        : patchesIn(pixels, belowNumber(cell, picture), is(themes.light[`step${shadeFor(n, 30)}-ink`])),
    )
    expect(dots).toEqual(votes)
  })

  test('have a chip for each of up to six voters by name', async () => {
    for (const n of [1, 3, 6]) {
      const picture = pictured(times(n, on(4)), { names: ['I L'] })
      const area = { ...belowNumber(4, picture), top: scale * (boundsOfCell(4, 0).top + 30) }
      const ink = themes.light[`step${shadeFor(n, n)}-ink`]
      expect(patchesIn(await drawn(picture, 'light'), area, is(ink))).toBe(n)
    }
  })

  test('have a ring for each of up to six who are off the grid or unsure', async () => {
    const picture = pictured([...times(4, applications), ...times(2, unsure)])
    const pixels = await drawn(picture, 'dark')
    const box = (text: string) => {
      const found = textBoxes(picture.drawing).find((box) => box.text === text && box.top > 516)
      if (found === undefined) throw new Error(`There is no ${text}`)
      return found
    }
    const rings = (left: number, right: number) =>
      patchesIn(
        pixels,
        {
          left: Math.ceil(scale * left) + 1,
          right: Math.floor(scale * right) - 1,
          top: scale * 524,
          bottom: scale * 541,
        },
        (colour) => colour !== themes.dark.background,
      )
    expect(rings(box('4').right, box('Unsure').left)).toBe(4)
    expect(rings(box('2').right, 600)).toBe(2)
  })

  test('mirrored ballots mirror the fills', async () => {
    const votes = [9, 4, 0, 2, 0, 1, 1, 0, 3]
    const [one, other] = [counted({ cells: votes }), counted({ cells: votes.toReversed() })]
    const [first, second] = [await drawn(one, 'light'), await drawn(other, 'light')]
    const fills = (pixels: Pixels, picture: Picture) =>
      votes.map((_, cell) => groundOf(pixels, cell, picture))
    expect(fills(second, other)).toEqual(fills(first, one).toReversed())
  })
})

describe('every text', () => {
  const shown = Object.entries(states).map(([name, poll]) => ({ name, picture: gridPicture(poll) }))

  test.each(shown)('has a contrast of 4.5 to each pixel behind it: $name', async ({ name, picture }) => {
    for (const theme of themesFor(name)) {
      const behind = await drawn(
        { ...picture, key: `${picture.key} wordless`, drawing: wordless(picture.drawing) },
        theme,
      )
      const colours: Readonly<Record<string, string>> = themes[theme]
      const faint = [...elementsOf(picture.drawing)].filter((text) => {
        if (text.tag !== 'text') return false
        const fill = colours[String(text.attributes.fill).slice(1)] ?? ''
        const casing = colours[String(text.attributes.stroke).slice(1)]
        const grounds = casing === undefined ? coloursBehind(behind, text) : [casing]
        return grounds.some((ground) => contrastOf(fill, ground) < 4.5)
      })
      expect(faint.map(({ children }) => children.join(''))).toEqual([])
    }
  })
})

function coloursBehind(pixels: Pixels, text: Drawing): readonly string[] {
  const { left, right, top, bottom } = boxOfText(text)
  const found = new Set<string>()
  for (let y = Math.ceil(scale * top); y < scale * bottom; y += 2)
    for (let x = Math.ceil(scale * left); x < scale * right; x += 2) found.add(pixels.at(x, y))
  return [...found]
}
