import { describe, expect, test } from 'vitest'
import type { AtlasPaper } from '../../src/atlas/atlas.ts'
import type { PaperStanding } from '../../src/atlas/standing.ts'
import type { Drawing, Picture } from '../../src/chat/view.ts'
import { PaperId } from '../../src/paper/paper.ts'
import { atlasPicture } from '../../src/picture/atlas/atlas-picture.ts'
import { repeats } from '../repeats.ts'
import { seeded } from '../seeded.ts'
import { boxOfShape, expectInside, isInside, textBoxes } from './boxes.ts'
import { faintTexts, textsOnEdges, touchingTexts } from './grounds.ts'
import { elementsOf, part, textsIn } from './pictured.ts'
import { titles } from './scripts.ts'

type Place = number | 'off'

interface Wanted extends Partial<Omit<AtlasPaper, 'paper' | 'standing' | 'counts'>> {
  readonly author?: string
  readonly year?: number
  readonly kind?: PaperStanding['kind']
  /** Each with fewer votes than the one before. */
  readonly places?: readonly Place[]
}

function paper({
  author = 'Ada Lovelace',
  year = 2024,
  kind,
  places = [0],
  ...rest
}: Wanted = {}): AtlasPaper {
  const id = PaperId.parse(`title:${author.length}-${year}-${rest.placedAt ?? 0}`)
  const votesAt = (place: Place) => (places.includes(place) ? 9 - places.indexOf(place) : 0)
  return {
    paper: { id, title: 'On The Grid', authors: author === '' ? [] : [author], year },
    standing: { kind: kind ?? 'settled', places: places.toSorted() },
    counts: {
      cells: [0, 1, 2, 3, 4, 5, 6, 7, 8].map(votesAt),
      applications: votesAt('off'),
      unsure: 0,
    },
    placedAt: 0,
    isNew: false,
    ...rest,
  }
}

const split = (...places: readonly Place[]) => ({ kind: 'split', places }) as const
const offGrid = { kind: 'off-grid', places: [] } as const

const drawn = (papers: readonly AtlasPaper[], title = 'The atlas'): Picture =>
  atlasPicture({ title, span: 'Sep–Nov 2026', papers })

function boxOfCell(drawing: Drawing, cell: number) {
  const ground = [...elementsOf(part({ drawing }, `cell-${cell}`))].find(({ tag }) => tag === 'rect')
  const box = ground && boxOfShape(ground)
  if (box === undefined) throw new Error(`Cell ${cell} has no ground`)
  return box
}

const listed = (picture: Picture, cell = 0) => textsIn(part(picture, `cell-${cell}`))

describe('a cell of the atlas', () => {
  test('lists its papers: settled, unsettled, split, each from the oldest on', () => {
    const picture = drawn([
      paper({ author: 'A Split', ...split(0, 8), placedAt: 1 }),
      paper({ author: 'B Late', placedAt: 5 }),
      paper({ author: 'C Unsettled', kind: 'unsettled', placedAt: 2 }),
      paper({ author: 'D Early', placedAt: 3 }),
    ])
    expect(listed(picture)).toEqual(['Early ’24', 'Late ’24', 'Unsettled ’24', 'Split ’24'])
    expect(listed(picture, 5)).toEqual(['none yet'])
  })

  test('lists a split paper in both its places, each pointing to the other, and counts it once', () => {
    const picture = drawn([paper({ author: 'A Split', ...split(0, 2) }), paper()])
    expect([listed(picture, 0), listed(picture, 2)]).toEqual([['Lovelace ’24', 'Split ’24'], ['Split ’24']])
    const handOf = (cell: number) =>
      [...elementsOf(part(picture, `cell-${cell}`))].find(
        ({ tag, attributes }) => tag === 'path' && attributes.stroke,
      )?.attributes.d
    const [[from = 0, to = 0], [back = 0, there = 0]] = [0, 2].map((cell) => {
      const [x1 = 0, , x2 = 0] = [...String(handOf(cell)).matchAll(/[\d.]+/g)].map(Number)
      return [x1, x2] as const
    }) as [readonly [number, number], readonly [number, number]]
    expect(to).toBeGreaterThan(from)
    expect(there).toBeLessThan(back)
    expect(textsIn(picture.drawing)).toContain('2 papers on the grid · Sep–Nov 2026')
  })

  test('says in its middle that nothing is there yet', () => {
    const picture = drawn([paper()])
    const area = boxOfCell(picture.drawing, 1)
    const [words] = textBoxes(part(picture, 'cell-1'))
    if (words === undefined) throw new Error('An empty cell without words')
    expect(words.left + words.right).toBeCloseTo(area.left + area.right, 0)
    expect(Math.abs(words.top + words.bottom - area.top - area.bottom)).toBeLessThan(8)
  })

  test('tells papers that would read the same apart by letters, by date', () => {
    const picture = drawn([
      paper({ author: 'Yuntao Bai', year: 2022, placedAt: 2, places: [4] }),
      paper({ author: 'Yuntao Bai', year: 2022, placedAt: 1 }),
      paper({ author: 'Yuntao Bai', year: 2023, placedAt: 3 }),
    ])
    expect(listed(picture)).toEqual(['Bai ’22a', 'Bai ’23'])
    expect(listed(picture, 4)).toEqual(['Bai ’22b'])
  })

  test('names a paper without authors by its title', () => {
    expect(listed(drawn([paper({ author: '' })]))).toEqual(['On The Grid ’24'])
  })

  test('keeps the newest of too many and says how many more', () => {
    const picture = drawn(Array.from({ length: 12 }, (_, i) => paper({ author: `A${i} B${i}`, placedAt: i })))
    expect(listed(picture)).toEqual([
      'B5 ’24',
      'B6 ’24',
      'B7 ’24',
      'B8 ’24',
      'B9 ’24',
      'B10 ’24',
      'B11 ’24',
      '+5 more',
    ])
  })

  test('has new ones in bold', () => {
    const { drawing } = drawn([
      paper({ author: 'A Old' }),
      paper({ author: 'B New', isNew: true, placedAt: 1 }),
    ])
    const weight = (name: string) =>
      [...elementsOf(drawing)].find(({ children }) => children[0] === name)?.attributes['font-weight']
    expect([weight('Old ’24'), weight('New ’24')]).toEqual([400, 600])
  })

  test.each([
    { others: [1], dx: 1, dy: 0 },
    { others: [3], dx: 0, dy: 1 },
    { others: [8], dx: Math.SQRT1_2, dy: Math.SQRT1_2 },
    { others: ['off'], dx: 0, dy: 1 },
    { others: [1, 3], dx: 1, dy: 0 },
    { others: [3, 1], dx: 0, dy: 1 },
    { others: [1, 'off'], dx: 1, dy: 0 },
  ] as const)('points from a split paper to its other place, the fuller of $others', ({ others, dx, dy }) => {
    const cell = part(drawn([paper(split(0, ...others))]), 'cell-0')
    const hand = [...elementsOf(cell)].find(({ tag, attributes }) => tag === 'path' && attributes.stroke)
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = [...String(hand?.attributes.d).matchAll(/[\d.]+/g)].map(Number)
    expect((x2 - x1) / 6).toBeCloseTo(dx, 2)
    expect((y2 - y1) / 6).toBeCloseTo(dy, 2)
  })
})

describe('the atlas', () => {
  test('names the two ends on lines of their own, and what its signs mean', () => {
    const { drawing } = drawn([paper({ places: [8] })])
    const texts = [...elementsOf(drawing)].filter(({ tag }) => tag === 'text')
    const named = (name: string) => texts.find(({ children }) => children[0] === name)?.attributes
    const small = { 'font-size': 19, 'font-weight': 400, fill: '@muted' }
    expect(named('capabilities')).toMatchObject({ x: 24, y: 107, ...small })
    expect(named('alignment')).toMatchObject({ x: 616, 'text-anchor': 'end', ...small })
    expect(named('alignment')?.y).toBe(boxOfCell(drawing, 8).bottom + 24)
    expect(named('Average-case')?.y).toBe(136)
    const legend = texts.flatMap(({ children }) => children).slice(-5)
    expect(legend).toEqual(['settled', 'unsettled', 'split: in both places', 'bold', '= new'])
  })

  test('names what is off the grid, as many as there is room for', () => {
    const off = Array.from({ length: 20 }, (_, i) => paper({ author: `A Long${i}`, ...offGrid, placedAt: i }))
    expect(textsIn(drawn(off.slice(0, 2)).drawing)).toContain('Long0 ’24, Long1 ’24')
    expect(textsIn(drawn(off).drawing)).toContainEqual(expect.stringMatching(/^Long0 ’24, .*, \+17 more$/))
    expect(textsIn(drawn([]).drawing)).toContain('none')
    const divided = drawn([paper({ author: 'A Divided', ...split(4, 'off') })])
    expect(listed(divided, 4)).toEqual(['Divided ’24'])
    expect(textsIn(divided.drawing).filter((text) => text === 'Divided ’24')).toHaveLength(2)
  })

  test('names what has votes and no shared place, and counts what has too few votes', () => {
    const nowhere = Array.from({ length: 20 }, (_, i) =>
      paper({ author: `A Long${i}`, kind: 'no-shared-place', places: [], placedAt: i }),
    )
    const few = [1, 2, 3].map((placedAt) => paper({ kind: 'too-few', places: [], placedAt }))
    const textOf = (papers: readonly AtlasPaper[]) => textsIn(drawn(papers).drawing)
    expect(textOf([...nowhere.slice(0, 2), ...few])).toEqual(
      expect.arrayContaining(['No shared place: Long0 ’24, Long1 ’24', 'Too few votes: 3']),
    )
    expect(textOf(nowhere)).toContainEqual(
      expect.stringMatching(/^No shared place: Long0 ’24, .*, \+1\d more$/),
    )
    expect(textOf([paper()]).join()).not.toMatch(/shared place|Too few/)
    expect(textOf([paper(), ...few])).toContain('1 paper on the grid · Sep–Nov 2026')
  })

  test('is never higher than 960', () => {
    const full = Array.from({ length: 200 }, (_, i) => paper({ places: [i % 9], placedAt: i }))
    const picture = drawn(full)
    expect(picture.height).toBeLessThanOrEqual(960)
    expect(listed(picture).at(-1)).toMatch(/^\+\d+ more$/)
  })

  test('says in words how many are where', () => {
    expect(
      drawn([
        paper({ places: [4] }),
        paper({ places: [4], placedAt: 1 }),
        paper(split(8, 0)),
        paper(offGrid),
        paper({ kind: 'no-shared-place', places: [] }),
        paper({ kind: 'too-few', places: [] }),
      ]).alt,
    ).toBe(
      '3 papers on the grid, most (2) at Behaviorist × Pessimistic-case; 1 splits the group; 1 off the grid; ' +
        '1 without a shared place; 1 with too few votes; 6 cells are empty.',
    )
    expect(drawn([]).alt).toBe('No papers on the grid; 9 cells are empty.')
    expect(drawn([]).hint).toBe('Point at or tap a cell to see its papers.')
    const most = drawn([0, 1, 2, 3, 5, 6, 7].map((cell) => paper({ places: [cell], placedAt: cell })))
    expect(most.alt).toContain('; no papers at Behaviorist × Pessimistic-case, Cognitivist × Worst-case.')
  })

  const seed = 23
  test(`has no text on another, off its cell or unreadable, whatever is in it, seed ${seed}`, () => {
    const scripts = Object.values(titles)
    for (let i = 0; i < repeats(20, 100); i++) {
      const random = seeded(seed + i)
      const below = (n: number) => Math.floor(n * random())
      const papers = Array.from({ length: below(60) }, (_, j) => {
        const text = scripts[below(scripts.length)]?.text ?? ''
        return paper({
          author: random() < 0.1 ? '' : text.slice(0, 1 + below(40)),
          year: 1950 + below(80),
          ...(
            [
              { kind: 'settled', places: [below(9)] },
              { kind: 'unsettled', places: [below(9)] },
              split(below(4), 4 + below(5)),
              split(below(9), 'off'),
              offGrid,
              { kind: 'no-shared-place', places: [] },
              { kind: 'too-few', places: [] },
            ] as const
          )[below(7)],
          placedAt: j,
          isNew: random() < 0.3,
        })
      })
      const picture = drawn(papers, `${scripts[i % scripts.length]?.text} `.repeat(1 + below(6)))
      for (const box of textBoxes(picture.drawing))
        expectInside(box, { left: 23.99, right: 616.01, top: 8, bottom: picture.height - 8 })
      for (const cell of [0, 1, 2, 3, 4, 5, 6, 7, 8]) {
        const own = part(picture, `cell-${cell}`)
        const ground = [...elementsOf(own)].find(({ tag }) => tag === 'rect')
        const area = ground && boxOfShape(ground)
        expect(textBoxes(own).filter((box) => area === undefined || !isInside(box, area))).toEqual([])
      }
      expect(touchingTexts(picture)).toEqual([])
      expect(textsOnEdges(picture)).toEqual([])
      expect(faintTexts(picture)).toEqual([])
    }
  })
})
