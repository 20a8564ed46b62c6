import { describe, expect, test } from 'vitest'
import type { Drawing, Picture } from '../../src/chat/view.ts'
import type { Stance } from '../../src/grid/stance.ts'
import { applications } from '../../src/grid/stance.ts'
import { repeats } from '../repeats.ts'
import { seeded } from '../seeded.ts'
import { areOverlapping, boundsOfCell, boxOfShape, boxOfText, isInside, shiftOf, textBoxes } from './boxes.ts'
import { counted, elementsOf, on, pictured, textsIn, times } from './pictured.ts'

const names = ['Ada Lovelace', 'Ben', 'Cleo D']

const shapes = ({ drawing }: Picture, tag: string, attributes: Drawing['attributes']): readonly Drawing[] =>
  [...elementsOf(drawing)].filter(
    (shape) =>
      shape.tag === tag &&
      Object.entries(attributes).every(([name, value]) => shape.attributes[name] === value),
  )

const inGrid = (picture: Picture) => (shape: Drawing) => Number(shape.attributes.cy) > 190 + shiftOf(picture)

/** The cells with a centre mark: a ring of 8 with a dot in it. */
function centresOf(picture: Picture): readonly number[] {
  const rings = shapes(picture, 'circle', { r: 8 }).filter(inGrid(picture))
  return rings.map((ring) => cellOf(picture, ring))
}

function cellOf(picture: Picture, shape: Drawing): number {
  const box = boxOfShape(shape)
  if (box === undefined) throw new Error(`${shape.tag} has no area`)
  return [0, 1, 2, 3, 4, 5, 6, 7, 8].findIndex((cell) => isInside(box, boundsOfCell(cell, shiftOf(picture))))
}

const outlinesOf = (picture: Picture) => shapes(picture, 'path', { stroke: '@accent', 'stroke-width': 4 })

/** The corner points of a path, as far as they are where straight lines would meet. */
const cornersOf = ({ attributes }: Drawing): readonly string[] =>
  [...String(attributes.d).matchAll(/Q([\d.]+ [\d.]+) /g)].map(([, corner = '']) => corner).toSorted()

describe('the cell at the centre', () => {
  test('is marked from five votes on where both axes lean or more', () => {
    expect(centresOf(pictured(times(5, on(7))))).toEqual([7])
    expect(centresOf(pictured(times(4, on(7))))).toEqual([])
    expect(centresOf(pictured([...times(4, on(7)), on(5)]))).toEqual([7])
    expect(centresOf(counted({ cells: [0, 0, 0, 0, 3, 3, 0, 3, 3] }))).toEqual([])
    expect(textsIn(pictured(times(5, on(7))).drawing)).toContain('group centre')
  })

  test('is never marked beside camps, arrows or in a blind round', () => {
    expect(centresOf(pictured([...times(3, on(0)), ...times(7, on(8))]))).toEqual([])
    expect(centresOf(pictured(times(6, on(8)), { blind: true }))).toEqual([])
    const before = [on(7), ...times(5, on(8))]
    expect(centresOf(pictured(times(6, on(8)), { before, names }))).toEqual([])
  })

  test('is always a cell that somebody chose', () => {
    const random = seeded(9)
    for (let i = 0; i < repeats(100, 500); i++) {
      const cells = Array.from({ length: 9 }, () => (random() < 0.5 ? 0 : Math.floor(12 * random())))
      for (const cell of centresOf(counted({ cells }))) expect(cells[cell]).toBeGreaterThan(0)
    }
  })
})

describe('camps', () => {
  const three = pictured([...times(10, on(0)), ...times(9, on(2)), ...times(9, on(6))])

  test('are outlined in three styles with a mark on their member, and named at the end of the status', () => {
    expect(outlinesOf(three).map(({ attributes }) => attributes['stroke-dasharray'])).toEqual([
      undefined,
      '10 8',
      '2 8',
    ])
    const tags = shapes(three, 'rect', { fill: '@accent', rx: 6 })
    expect(tags.map((tag) => cellOf(three, tag))).toEqual([0, 2, 6])
    const marks = shapes(three, 'path', {}).flatMap(({ attributes }) => attributes['data-mark'] ?? [])
    expect(marks).toEqual(['▲', '■', '◆', '▲', '■', '◆'])
    expect(textsIn(three.drawing)).toContain('camps')
  })

  test('whose cells touch share one line across the gap', () => {
    const [, around] = outlinesOf(pictured([...times(3, on(0)), on(7), ...times(3, on(8))]))
    expect(around && cornersOf(around)).toEqual(['278 374', '278 458', '530 374', '530 458'])
  })

  test('whose cells meet at a corner have a bend there', () => {
    const { drawing, ...rest } = counted({ cells: [5, 1, 0, 1, 0, 0, 0, 0, 7] })
    const [first] = outlinesOf({ drawing, ...rest })
    expect(first && cornersOf(first)).toEqual([
      '150 198',
      '150 370',
      '274 282',
      '274 370',
      '402 198',
      '402 282',
    ])
  })

  test('are told only where no single vote decides them', () => {
    const tentative = pictured([on(0), on(0), on(8), on(8)])
    expect(outlinesOf(tentative)).toEqual([])
    expect(textsIn(tentative.drawing)).not.toContain('camps')
  })
})

describe('a second round', () => {
  const before = [...times(3, on(0)), ...times(3, on(3)), ...times(4, on(6)), on(4), ...times(3, on(7))]
  const now = [on(0), ...times(8, on(7)), on(6), on(4), ...times(2, on(7)), on(8)]
  const picture = pictured(now, { before, names })

  const rings = shapes(picture, 'circle', { r: 6, 'stroke-width': 3 }).filter(inGrid(picture))
  const heads = shapes(picture, 'path', { fill: '@accent', 'paint-order': 'stroke' })
  const badges = shapes(picture, 'rect', { fill: '@accent', rx: 14 })

  test('has an arrow for each flow, from a ring in the old cell to a head in the new one', () => {
    expect(rings.map((ring) => cellOf(picture, ring)).toSorted()).toEqual([0, 3, 6, 7])
    const tips = heads.map(({ attributes }) => String(attributes.d).match(/^M([\d.]+) ([\d.]+)/) ?? [])
    const into = tips.map(([, x, y]) =>
      cellOf(picture, { tag: 'circle', attributes: { cx: Number(x), cy: Number(y), r: 0 }, children: [] }),
    )
    expect(into.toSorted()).toEqual([7, 7, 7, 8])
  })

  test('says how many went, where it is more than one', () => {
    const texts = badges.map((badge) => {
      const area = boxOfShape(badge)
      return textBoxes(picture.drawing).find((box) => area !== undefined && isInside(box, area))?.text
    })
    expect(texts.toSorted()).toEqual(['2', '3', '3'])
    expect(textsIn(picture.drawing)).toContain('moved since round 1')
  })

  test('writes what changed beside the counts, and a nought where everybody left', () => {
    const cell = (index: number) =>
      textBoxes(picture.drawing)
        .filter((box) => isInside(box, boundsOfCell(index, shiftOf(picture))))
        .map(({ text }) => text)
    expect(cell(0)).toEqual(['1', '−2'])
    expect(cell(3).slice(-2)).toEqual(['0', '−3'])
    expect(cell(7).slice(-2)).toEqual(['10', '+7'])
    expect(cell(8)).toEqual(['1', '+1'])
    expect(cell(2)).toEqual([])
  })

  test('draws lines wider the more went, up to ten', () => {
    const widthFor = (movers: number) => {
      const was = [...times(movers, on(0)), on(8)]
      const lines = [
        ...elementsOf(pictured([...times(movers, on(8)), on(8)], { before: was, names }).drawing),
      ].filter(
        ({ tag, attributes }) =>
          tag === 'path' && attributes.stroke === '@accent' && attributes.fill === 'none',
      )
      return Math.max(...lines.map(({ attributes }) => Number(attributes['stroke-width'])))
    }
    expect([1, 2, 3, 20].map(widthFor)).toEqual([3, 4.2, 5.4, 10])
  })

  test('takes no notice of who joined or left', () => {
    const joined = pictured([...times(3, on(8)), on(0)], { before: [on(8), on(8), on(0)], names })
    const cell = textBoxes(joined.drawing).filter((box) => isInside(box, boundsOfCell(0, shiftOf(joined))))
    expect(cell.map(({ text }) => text)).toEqual(['1', '−1'])
  })

  test('shows people as ever where nobody moved, or where who moved isn’t told', () => {
    const still = pictured(before, { before, names })
    expect(shapes(still, 'path', { 'paint-order': 'stroke' })).toEqual([])
    expect(textsIn(still.drawing)).toContain('AL')
    const few = pictured(now.slice(0, 4), { before: before.slice(0, 4), state: 'closed' })
    expect(textsIn(few.drawing)).not.toContain('moved since round 1')
    expect(textsIn(pictured(now, { before, state: 'closed' }).drawing)).toContain('moved since round 1')
  })

  test('draws the eight largest flows, the first of those that are alike', () => {
    const from = Array.from({ length: 9 }, (_, i) => on(i))
    const to = from.map((_, i) => on((i + 1) % 9))
    const all = pictured(to, { before: from, names })
    expect(shapes(all, 'path', { fill: '@accent', 'paint-order': 'stroke' })).toHaveLength(8)
    const starts = shapes(all, 'circle', { r: 6, 'stroke-width': 3 }).filter(inGrid(all))
    expect(starts.map((start) => cellOf(all, start)).toSorted()).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
  })

  test('draws two that change places side by side, eighteen apart', () => {
    const swapped = pictured([on(3), on(0), on(8)], { before: [on(0), on(3), on(8)], names })
    const lines = shapes(swapped, 'path', { fill: 'none', stroke: '@accent', 'stroke-width': 3 })
      .map(({ attributes }) => String(attributes.d))
      .filter((d) => d.includes('Q'))
    const [down, up] = lines.map((d) => [...d.matchAll(/[\d.]+/g)].filter((_, i) => i % 2 === 0).map(Number))
    expect(new Set(down)).toEqual(new Set([152 + 86]))
    expect(new Set(up)).toEqual(new Set([152 + 68]))
  })

  const seed = 17
  test(`never has a badge on a number, whoever goes where, seed ${seed}`, () => {
    for (let i = 0; i < repeats(40, 200); i++) {
      const random = seeded(seed + i)
      const anywhere = (): Stance => (random() < 0.1 ? applications : on(Math.floor(9 * random())))
      const was = Array.from({ length: 1 + Math.floor(30 * random()) }, anywhere)
      const is = was.map((stance) => (random() < 0.4 ? stance : anywhere()))
      const moved = pictured(is, { before: was, names })
      const numbers = [...elementsOf(moved.drawing)]
        .filter(({ tag, attributes }) => tag === 'text' && attributes['paint-order'] === 'stroke')
        .map(boxOfText)
      for (const badge of shapes(moved, 'rect', { fill: '@accent', rx: 14 })) {
        const area = boxOfShape(badge)
        if (area === undefined) continue
        expect(numbers.filter((number) => areOverlapping(number, area))).toEqual([])
      }
    }
  })
})
