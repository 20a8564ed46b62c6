import { afterAll, describe, expect, test } from 'vitest'
import type { Picture } from '../../src/chat/view.ts'
import { cells } from '../../src/grid/axes.ts'
import type { Stance } from '../../src/grid/stance.ts'
import { applications, unsure } from '../../src/grid/stance.ts'
import { messagePicture } from '../../src/picture/grid/message-picture.ts'
import { createPngRenderer } from '../../src/picture/png.ts'
import { shadeFor, type Theme, themes } from '../../src/picture/theme.ts'
import { states } from '../gallery/states.ts'
import { repeats } from '../repeats.ts'
import { seeded } from '../seeded.ts'
import { type Bounds, boxOfShape, boxOfText, expectInside, isInside, textBoxes } from './boxes.ts'
import { contrastOf, faintTexts, textsOnEdges, touchingTexts } from './grounds.ts'
import { elementsOf, messaged, messagedCounts, on, part, textsIn, times } from './pictured.ts'
import { patchesIn, pixelsOf } from './pixels.ts'
import { tallies } from './tallies.ts'
import { themesFor } from './themes-for.ts'
import { wordless } from './wordless.ts'

const renderer = createPngRenderer({ workers: 2 })
afterAll(() => renderer.close())

const names = ['Wilhelmina Mmmmmm', 'Ben', 'Ada Lovelace']
const seven = [...times(3, on(0)), on(7), ...times(3, on(8))]

const isLater = ({ height }: Picture): boolean => height === 368

/** The area of a cell: 156 wide, 64 high, and 80 from the second round on. */
function boundsOf(cell: number, picture: Picture): Bounds {
  const height = isLater(picture) ? 80 : 64
  const [left, top] = [140 + 164 * (cell % 3), 64 + (height + 8) * Math.floor(cell / 3)]
  return { left, top, right: left + 156, bottom: top + height }
}

const few = [0, 1, 2, 3, 7, 12, 13, 20, 21, 30, 31].flatMap((n) => [
  messaged(times(n, on(4)), { names }),
  messaged(times(n, on(4))),
  messaged([...times(n, on(0)), ...times(n, on(8))], { names }),
  messaged([...times(n, on(0)), ...times(n, on(2)), ...times(n, on(6))]),
  messaged([...times(n, on(8)), ...times(n, unsure), ...times(n, applications)], { names }),
  messaged(times(n, on(0)), { blind: true }),
  messaged(times(n, on(0)), { state: 'closed' }),
])
const many = [200, 1200, 10_000, 1_234_567].flatMap((n) => [
  messagedCounts({ cells: [n, 0, 0, 0, 0, 0, 0, 0, n] }),
  messagedCounts({ cells: [n, 1, 1, 1, n, 1, 1, 1, n], applications: n, unsure: n }),
  messagedCounts({ cells: [n, 0, 0, 0, 0, 0, 0, 0, 0], applications: n, unsure: n }),
  messagedCounts({ rowOnly: [n, n, n], columnOnly: [n, n, n], unsure: n }),
  messagedCounts({ cells: [n, 0, 0, 0, 0, 0, 0, 0, 0] }, { blind: true }),
])
const seed = 43
/** Second rounds in which everybody may have gone anywhere. */
const moved = Array.from({ length: repeats(20, 100) }, (_, i) => {
  const random = seeded(seed + i)
  const anywhere = (): Stance => {
    const place = Math.floor(random() * 11)
    return place === 9 ? applications : place === 10 ? unsure : on(place)
  }
  const before = Array.from({ length: 1 + Math.floor(random() * 40) }, anywhere)
  const now = before.map((stance) => (random() < 0.5 ? stance : anywhere()))
  return messaged(now, { before, names })
})

const random = tallies(repeats(40, 300)).map((tally) => messagedCounts(tally))

const all = [
  { what: 'few people', pictures: few },
  { what: 'many people', pictures: many },
  { what: `${random.length} random tallies`, pictures: random },
  { what: `${moved.length} second rounds, seed ${seed}`, pictures: moved },
]

describe('the texts of a message picture', () => {
  test.each(all)('stay inside it and inside their cells: $what', ({ pictures }) => {
    for (const picture of pictures) {
      for (const box of textBoxes(picture.drawing))
        expectInside(box, { left: 15.99, right: 624.01, top: 8, bottom: picture.height - 8 })
      for (const { index } of picture.details.length === 0 ? [] : cells)
        for (const box of textBoxes(part(picture, `cell-${index}`)))
          expectInside(box, boundsOf(index, picture))
    }
  })

  test.each(all)('stay off each other, and wholly on a mark or off it: $what', ({ pictures }) => {
    for (const picture of pictures) {
      expect(touchingTexts(picture)).toEqual([])
      expect(textsOnEdges(picture)).toEqual([])
    }
  })

  test.each(all)('have a contrast of 4.5 to what is behind them, light and dark: $what', ({ pictures }) => {
    for (const picture of pictures) expect(faintTexts(picture)).toEqual([])
  })

  const shown = Object.entries(states).map(([name, poll]) => ({ name, picture: messagePicture(poll) }))

  test.each(shown)('have a contrast of 4.5 to each pixel behind them: $name', async ({ name, picture }) => {
    for (const theme of themesFor(name)) {
      const drawing = wordless(picture.drawing)
      const behind = await pixelsOf(
        await renderer.png({ ...picture, key: `${picture.key} wordless`, drawing }, theme, 2),
      )
      const colours: Readonly<Record<string, string>> = themes[theme]
      const faint = [...elementsOf(picture.drawing)].filter((text) => {
        if (text.tag !== 'text') return false
        const fill = colours[String(text.attributes.fill).slice(1)] ?? ''
        const casing = colours[String(text.attributes.stroke).slice(1)]
        const { left, right, top, bottom } = boxOfText(text)
        const grounds = new Set<string>(casing === undefined ? [] : [casing])
        for (let y = Math.ceil(2 * top); casing === undefined && y < 2 * bottom; y += 2)
          for (let x = Math.ceil(2 * left); x < 2 * right; x += 2) grounds.add(behind.at(x, y))
        return [...grounds].some((ground) => contrastOf(fill, ground) < 4.5)
      })
      expect(faint.map(({ children }) => children.join(''))).toEqual([])
    }
  })
})

test.each(all)('dots and chips stay in their cells: $what', ({ pictures }) => {
  for (const picture of pictures)
    for (const { index } of picture.details.length === 0 ? [] : cells) {
      const shapes = [...elementsOf(part(picture, `cell-${index}`))].flatMap(
        (shape) => boxOfShape(shape) ?? [],
      )
      expect(shapes.filter((shape) => !isInside(shape, boundsOf(index, picture)))).toEqual([])
    }
})

describe('a message picture', () => {
  test('is 320 high, 368 from the second round on, whatever the title and the votes', () => {
    for (const title of ['T', 'A long title '.repeat(30)])
      for (const stances of [[], seven, times(500, on(3))]) {
        const { width, height } = messaged(stances, { title })
        expect([width, height]).toEqual([640, 320])
      }
    expect(messaged(seven, { before: seven, names }).height).toBe(368)
    expect(messaged([], { before: seven, blind: true }).height).toBe(368)
  })

  test('has neither title nor state nor margins, and names the two ends', () => {
    const texts = textsIn(messaged(seven, { title: 'T' }).drawing)
    expect(texts).toEqual(expect.arrayContaining(['capabilities', 'alignment', 'camps']))
    for (const left of ['T', 'Open', '7 votes', 'Approach', 'Off the grid']) expect(texts).not.toContain(left)
  })

  test('writes the answers of each level, of all answers on its axis', () => {
    const half: Stance = { kind: 'placement', row: 2, column: null }
    const texts = textsIn(messaged([...seven, half, applications]).drawing)
    expect(texts.filter((text) => / of /.test(text))).toEqual([
      ...['3 of 7', '1 of 7', '3 of 7'],
      ...['3 of 8', '0 of 8', '5 of 8'],
    ])
    expect(texts.slice(-5, -1)).toEqual(expect.arrayContaining(['Applications', '1', 'Unsure']))
  })

  test('writes no answers before there are any, nor while votes are hidden', () => {
    for (const picture of [messaged([]), messaged(times(6, on(0)), { blind: true })])
      expect(textsIn(picture.drawing).filter((text) => / of /.test(text))).toEqual([])
  })

  test('shows up to four by their initials, else three and how many more', () => {
    const people = ['Ada L', 'Ben', 'Cleo D', 'Dan E', 'Eve F']
    const texts = (n: number) => textsIn(part(messaged(times(n, on(5)), { names: people }), 'cell-5'))
    expect(texts(4)).toEqual(['4', 'AL', 'B', 'CD', 'DE'])
    expect(texts(5)).toEqual(['5', 'AL', 'B', 'CD', '+2'])
  })

  test('writes shares above thirty, and nothing where nobody is', () => {
    const picture = messaged([...times(30, on(4)), on(0)])
    expect(textsIn(part(picture, 'cell-4'))).toEqual(['97%', '30'])
    expect(textsIn(part(picture, 'cell-8'))).toEqual([])
  })

  test('marks camps beside their counts', () => {
    const picture = messaged(seven)
    const tags = [...elementsOf(picture.drawing)].filter(
      ({ tag, attributes }) => tag === 'rect' && attributes.fill === '@accent',
    )
    expect(tags.map(({ attributes }) => [attributes.x, attributes.y])).toEqual([
      [140 + 42, 64 + 18],
      [468 + 42, 208 + 18],
    ])
  })

  test('of a blind round is the same wherever people voted', () => {
    const one = messaged(times(6, on(0)), { blind: true })
    const other = messaged([on(8), on(4), on(2), applications, unsure, on(1)], { blind: true })
    expect(one).toEqual(other)
    expect(textsIn(one.drawing)).toEqual(
      expect.arrayContaining(['6 people have voted', 'Votes stay hidden until the reveal']),
    )
  })

  test('of a later round has counts and changes, and no head above the numbers', () => {
    const before = [...times(3, on(0)), ...times(3, on(3)), ...times(4, on(6)), on(4), ...times(3, on(7))]
    const now = [on(0), ...times(8, on(7)), on(6), on(4), ...times(2, on(7)), on(8)]
    const picture = messaged(now, { before, names })
    const inCell = (index: number) =>
      textBoxes(picture.drawing).filter((box) => isInside(box, boundsOf(index, picture)))
    expect(inCell(0).map(({ text }) => text)).toEqual(['1', '−2'])
    expect(inCell(0)[1]?.left).toBe(boundsOf(0, picture).left + 40)
    const heads = [...elementsOf(picture.drawing)].filter(
      ({ tag, attributes }) => tag === 'path' && attributes.fill === '@accent' && attributes['paint-order'],
    )
    expect(heads).toHaveLength(4)
    for (const { attributes } of heads) {
      const [, , y] = String(attributes.d).match(/^M([\d.]+) ([\d.]+)/) ?? []
      expect((Number(y) - 64) % 88).toBeGreaterThanOrEqual(48)
    }
  })
})

describe('a later anonymous round of which it isn’t known who has voted in both', () => {
  const before = [...times(6, on(0)), ...times(3, on(8))]
  const now = { cells: [4, 0, 0, 0, 2, 0, 0, 0, 3] }

  test('has counts and changes alone, once it is closed', () => {
    const picture = messagedCounts(now, { before, state: 'closed' })
    const inCell = (index: number) => textsIn(part(picture, `cell-${index}`))
    const written = textBoxes(picture.drawing)
    const at = (index: number) =>
      written.filter((box) => isInside(box, boundsOf(index, picture))).map(({ text }) => text)
    expect([at(0), at(4), at(8), at(1)]).toEqual([['4', '−2'], ['2', '+2'], ['3'], []])
    expect(inCell(0)).toEqual([])
    expect(textsIn(picture.drawing).join()).not.toContain('moved')
    expect(picture.alt).not.toContain('moved')
    expect(
      [...elementsOf(picture.drawing)].some(({ attributes }) => attributes['paint-order'] && attributes.d),
    ).toBe(false)
  })

  test('has its counts alone while it is open', () => {
    const picture = messagedCounts(now, { before, state: 'open' })
    expect(textsIn(picture.drawing).filter((text) => /^[+−]/.test(text))).toEqual([])
  })
})

describe('the pixels of a message picture', () => {
  test.each(['light', 'dark'] as const)(
    'have a dot for each of up to thirty voters: %s',
    async (theme: Theme) => {
      for (const n of [1, 4, 7, 12, 13, 20, 21, 30]) {
        const picture = messaged(times(n, on(4)))
        const { left, right, top, bottom } = boundsOf(4, picture)
        const ink = themes[theme][`step${shadeFor(n, n)}-ink`]
        const area = {
          left: 2 * (left + 84),
          right: 2 * (right - 4),
          top: 2 * (top + 4),
          bottom: 2 * (bottom - 4),
        }
        const pixels = await pixelsOf(await renderer.png(picture, theme, 2))
        expect(patchesIn(pixels, area, (colour) => colour === ink)).toBe(n)
      }
    },
  )

  test('light up the cells that have votes, each in the colour of its share', async () => {
    for (const tally of tallies(10)) {
      const picture = messagedCounts(tally)
      const pixels = await pixelsOf(await renderer.png(picture, 'light', 2))
      const total = tally.cells.reduce((sum, n) => sum + n, 0)
      const seen = tally.cells.map((_, cell) => {
        const { right, bottom } = boundsOf(cell, picture)
        return pixels.at(2 * (right - 4), 2 * (bottom - 8))
      })
      const expected = tally.cells.map(
        (n) => themes.light[n === 0 ? ('empty' as const) : (`step${shadeFor(n, total)}` as const)],
      )
      expect(seen).toEqual(expected)
    }
  })
})
