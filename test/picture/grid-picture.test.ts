import { describe, expect, test } from 'vitest'
import type { Drawing, Picture } from '../../src/chat/view.ts'
import { type Tally, votesOf } from '../../src/disagreement/tally.ts'
import { widthOf } from '../../src/picture/measure.ts'
import { cells, type Level } from '../../src/poll/axes.ts'
import { applications, type Stance, unsure } from '../../src/poll/ballot.ts'
import { seeded } from '../seeded.ts'
import { counted, elementsOf, on, part, pictured, textsIn, times } from './pictured.ts'

const seven = [...times(3, on(0)), on(7), ...times(3, on(8))]

describe('the nine cells', () => {
  test('write how many are in each, with one mark per voter', () => {
    const picture = pictured(seven)
    expect(textsIn(part(picture, 'cell-0'))).toEqual(['3'])
    expect(marks(part(picture, 'cell-0'))).toBe(3)
    expect(marks(part(picture, 'cell-7'))).toBe(1)
    expect(textsIn(part(picture, 'cell-4'))).toEqual([])
  })

  test('show initials where names are shown, and how many more than fit', () => {
    const names = ['Ada Lovelace', 'Ben', 'Cleo de la Cruz', 'Élodie Laurent', 'Zoë', 'Dan Ek', 'Ma Xi']
    const picture = pictured(times(7, on(5)), { names })
    expect(textsIn(part(picture, 'cell-5'))).toEqual(['7', 'AL', 'B', 'CC', 'ÉL', 'Z', '+2'])
  })

  test('have a mark for each of thirty, and shares from thirty-one on', () => {
    const thirty = pictured(times(30, on(4)))
    expect(marks(part(thirty, 'cell-4'))).toBe(30)
    const more = pictured([...times(30, on(4)), on(0)])
    expect(marks(part(more, 'cell-4'))).toBe(0)
    expect(textsIn(part(more, 'cell-4'))).toEqual(['97%', '30'])
    expect(textsIn(part(more, 'cell-8'))).toEqual(['0%', '0'])
  })

  test('say a share below half a percent as less than one', () => {
    expect(textsIn(part(pictured([...times(999, on(4)), on(0)]), 'cell-0'))).toEqual(['<1%', '1'])
  })

  test('never make one vote look like a strong result', () => {
    const fill = (picture: Picture) => part(picture, 'cell-0').children[0]
    expect(fill(pictured([on(0)]))).toMatchObject({ attributes: { fill: '@step1' } })
    expect(fill(pictured(times(5, on(0))))).toMatchObject({ attributes: { fill: '@step5' } })
  })

  test('are named for who can’t see them', () => {
    expect(part(pictured(seven), 'cell-8').attributes['aria-label']).toBe(
      'Cognitivist science, Worst-case: 3 votes',
    )
  })
})

describe('the margins', () => {
  const half = (row: Level): Stance => ({ kind: 'placement', row, column: null })

  test('count who is unsure on the other axis, as the outlined end of the bar', () => {
    const { drawing } = pictured([on(4), half(1), half(2)])
    const outlines = [...elementsOf(drawing)].filter(
      ({ tag, attributes }) => tag === 'rect' && attributes.stroke === '@bar',
    )
    expect(outlines.map(({ attributes }) => attributes.fill)).toEqual(['none', 'none'])
    expect(textsIn(drawing)).toContain('0–2–1')
    expect(textsIn(drawing)).toContain('0–1–0')
  })

  test('have no bar for nobody', () => {
    const bars = [...elementsOf(pictured([on(0)]).drawing)].filter(
      ({ attributes }) => attributes.fill === '@bar',
    )
    expect(bars).toHaveLength(2)
    expect(bars.every(({ attributes }) => Number(attributes.width) > 0)).toBe(true)
  })
})

describe('the tray', () => {
  const names = ['Ada B', 'Cleo D', 'Eve F', 'Gus H', 'Ida J', 'Kim L', 'Mia N']
  const off = (stances: readonly Stance[], wanted?: { names: readonly string[] }) => {
    const picture = pictured([on(0), ...stances], wanted)
    return ['applications', 'unsure'].map((name) => textsIn(part(picture, name)))
  }

  test('shows who is in it, as many as leave room for the rest', () => {
    expect(off(times(5, applications), { names })).toEqual([
      ['Applications', '5', 'CD', 'EF', 'GH', 'IJ', 'KL'],
      ['Unsure', '0'],
    ])
    expect(off([...times(4, applications), ...times(3, unsure)], { names })).toEqual([
      ['Applications', '4', 'CD', 'EF', '+2'],
      ['Unsure', '3', 'KL', '+2'],
    ])
  })

  test('has a ring for each of up to six without a name', () => {
    const rings = (n: number) => marks(part(pictured(times(n, unsure)), 'unsure'))
    expect([rings(0), rings(1), rings(6), rings(7)]).toEqual([0, 1, 6, 0])
  })
})

describe('what a reader can add up', () => {
  const written = (text: string | undefined) => Number(text?.replaceAll(',', ''))

  test.each(tallies(200).map((tally) => ({ tally })))(
    'cells, applications and unsure make the votes: tally %#',
    ({ tally }) => {
      const picture = counted(tally)
      const inCells = cells.map(({ index }) => written(textsIn(part(picture, `cell-${index}`)).at(-1) ?? '0'))
      const off = ['applications', 'unsure'].map((name) => written(textsIn(part(picture, name))[1]))
      const votes = textsIn(picture.drawing).find((text) => / votes?( yet)?$/.test(text))
      const sum = [...inCells, ...off].reduce((total, n) => total + n, 0)
      expect(sum).toBe(votesOf(tally))
      expect(votes).toBe(
        sum === 0 ? 'no votes yet' : sum === 1 ? '1 vote' : `${sum.toLocaleString('en')} votes`,
      )
    },
  )

  test('counts too long for their place give way to shares', () => {
    const third = 1_000_000
    const { drawing } = counted({ cells: [third, 0, 0, 0, third, 0, 0, 0, third] })
    expect(textsIn(drawing).filter((text) => text === '33%–33%–33%')).toHaveLength(2)
  })
})

describe('a blind round', () => {
  test('looks the same wherever people voted', () => {
    const one = pictured(times(6, on(0)), { blind: true })
    const other = pictured([on(8), on(4), on(2), applications, unsure, on(1)], { blind: true })
    expect(one).toEqual(other)
    expect(textsIn(one.drawing)).toContain('6 people have voted')
    expect(one.alt).toContain('round 1, blind: 6 people have voted; placements are hidden until reveal.')
  })
})

describe('the same votes', () => {
  test('make the same picture in whatever order they came, where nobody is named', () => {
    expect(pictured(seven.toReversed()).key).toBe(pictured(seven).key)
  })

  test('make another picture than other votes', () => {
    expect(pictured(seven).key).not.toBe(pictured([...seven, on(4)]).key)
  })

  test('leave everything in its place, whatever they are', () => {
    const frame = (picture: Picture) => [picture.width, picture.height]
    expect(frame(pictured([]))).toEqual(frame(pictured(times(500, on(3)))))
  })
})

describe('the alt text', () => {
  test('says the three fullest cells and who is off the grid', () => {
    const stances = [...times(4, on(8)), ...times(3, on(0)), ...times(2, on(4)), on(1), applications, unsure]
    expect(pictured(stances, { title: 'T' }).alt).toBe(
      'T, round 1, open: 12 votes. Cognitivist × Worst-case (4), Engineering × Average-case (3), ' +
        'Behaviorist × Pessimistic-case (2); 1 applications, 1 unsure.',
    )
  })

  test('has at most 300 characters and never a name', () => {
    const { alt } = pictured(seven, { title: 'word '.repeat(200), names: ['Rumpelstiltskin'] })
    expect(alt.length).toBeLessThanOrEqual(300)
    expect(alt).not.toContain('Rumpelstiltskin')
    expect(alt).toContain('7 votes.')
  })

  test.each(['😀', '👩‍👩‍👧‍👦', 'e\u0301'])('never cuts a character in two: %s', (character) => {
    const { alt } = pictured(seven, { title: character.repeat(400) })
    expect(alt.length).toBeLessThanOrEqual(300)
    expect(alt.replaceAll(character, '')).toMatch(/^…, round 1, open: 7 votes\./)
  })

  test('says that nobody has voted yet, and of one person that it is one', () => {
    expect(pictured([], { title: 'T' }).alt).toBe('T, round 1, open: No votes yet.')
    expect(pictured([on(0)], { title: 'T', state: 'closed' }).alt).toBe(
      'T, round 1, closed: 1 vote. Engineering × Average-case (1).',
    )
    expect(pictured([on(0)], { title: 'T', blind: true }).alt).toBe(
      'T, round 1, blind: 1 person has voted; placements are hidden until reveal.',
    )
  })
})

describe('the line under the title', () => {
  const meta = (authors: readonly string[]) => textsIn(pictured([], { title: 'T', authors }).drawing)[1]

  test.each([
    [['Evan Hubinger', 'Chris van Merwijk'], 'Hubinger, van Merwijk · 2019 · arXiv:1906.01820'],
    [['van Merwijk, Chris'], 'van Merwijk · 2019 · arXiv:1906.01820'],
    [['bell hooks', 'Plato'], 'hooks, Plato · 2019 · arXiv:1906.01820'],
    [['A B', 'C D', 'E F', 'G H'], 'B, D, F +1 · 2019 · arXiv:1906.01820'],
    [[], '2019 · arXiv:1906.01820'],
  ])('names up to three of %j', (authors, expected) => {
    expect(meta(authors)).toBe(expected)
  })

  test('names fewer where the names are long, and keeps year and source', () => {
    const long = 'Wolfeschlegelsteinhausen'
    expect(meta([long, long, long])).toBe(`${long} +2 · 2019 · arXiv:1906.01820`)
    expect(meta(['W'.repeat(80), 'B'])).toMatch(/^W+… \+1 · 2019 · arXiv:1906\.01820$/)
  })
})

describe('details for pointing at', () => {
  test('name the voters of a cell with their reasons, where names are shown', () => {
    const { details } = pictured([on(0), on(8)], { names: ['Ada', 'Ben'], why: 'Because' })
    expect(details.find((detail) => detail.part === 'cell-0')?.lines).toEqual(['Ada: Because'])
  })

  test('give the reasons of an anonymous poll once it is closed, without a name', () => {
    const four = [on(0), on(0), on(8), applications]
    const lines = (stances: readonly Stance[], state: 'open' | 'closed') =>
      pictured(stances, { why: 'Because', state }).details.flatMap(({ lines }) => lines)
    expect(lines(four, 'closed')).toEqual(['“Because”', '“Because”', '“Because”', '“Because”'])
    expect(lines(four, 'open')).toEqual([])
    expect(lines(four.slice(1), 'closed')).toEqual([])
  })

  test('name nobody in an anonymous poll, and nothing while it is blind', () => {
    expect(pictured([on(0)], { why: 'Because' }).details.flatMap(({ lines }) => lines)).toEqual([])
    expect(pictured([on(0)], { names: ['Ada'], blind: true }).details).toEqual([])
  })

  test('stop at twenty', () => {
    const { details } = pictured(times(25, on(0)), { names: ['Ada'] })
    expect(details[0]?.lines).toHaveLength(21)
    expect(details[0]?.lines.at(-1)).toBe('and 5 more')
  })
})

describe('texts', () => {
  const titles = [
    'A',
    'Risks from Learned Optimization',
    'wörter '.repeat(60),
    'x'.repeat(500),
    '深度学习 '.repeat(40),
  ]
  const names = ['Wilhelmina Mmmmmm', 'Ben']
  const people = [0, 1, 7, 30, 31].flatMap((n) => [
    pictured(times(n, on(4)), { names }),
    pictured(times(n, applications), { names }),
    pictured([...times(n, on(8)), ...times(n, unsure), ...times(n, applications)], { names }),
    pictured([...times(n, on(8)), ...times(n, unsure), ...times(n, applications)]),
    pictured(times(n, on(0)), { blind: true }),
  ])
  const crowds = [1200, 1_234_567].flatMap((n) => [
    counted({ cells: [n, 0, 0, 0, 0, 0, 0, 0, 0] }),
    counted({ cells: [n, 1, 1, 1, n, 1, 1, 1, n], applications: n, unsure: n }),
    counted({ rowOnly: [n, n, n], columnOnly: [n, n, n], unsure: n }),
    counted({ applications: 6, unsure: n }),
    counted({ cells: [n, 0, 0, 0, 0, 0, 0, 0, 0] }, { blind: true }),
  ])
  const random = tallies(200).map((tally, i) => counted(tally, { title: titles[i % titles.length] ?? 'T' }))

  test.each([
    { what: 'few people', pictures: people },
    { what: 'crowds', pictures: crowds },
    { what: 'random tallies', pictures: random },
    { what: 'long titles', pictures: titles.map((title) => pictured(seven, { title, names })) },
  ])('stay inside the picture and their blocks, and off each other: $what', ({ pictures }) => {
    for (const picture of pictures) {
      const boxes = textBoxes(picture.drawing)
      for (const box of boxes) expectInside(box, { left: 8, right: 632, top: 8, bottom: picture.height - 8 })
      for (const [at, one] of boxes.entries())
        for (const other of boxes.slice(at + 1))
          expect(overlap(one, other), `${one.text} and ${other.text}`).toBe(false)
      const dy = picture.height - 640 === 0 ? 0 : -34
      for (const { text, ...box } of boxes) expectInside({ text, ...box }, blockOf(box, dy))
      for (const { index, row, column } of picture.details.length === 0 ? [] : cells) {
        const [left, top] = [152 + 128 * column, 200 + 88 * row + dy]
        for (const box of textBoxes(part(picture, `cell-${index}`)))
          expectInside(box, { left, top, right: left + 120, bottom: top + 80 })
      }
    }
  })

  test('leave every dot and chip in its cell', () => {
    for (const { details, drawing, height } of [...people, ...random]) {
      if (details.length === 0) continue
      const dy = height === 640 ? 0 : -34
      for (const { index, row, column } of cells) {
        const [left, top] = [152 + 128 * column, 200 + 88 * row + dy]
        for (const { tag, attributes } of elementsOf(part({ drawing }, `cell-${index}`))) {
          if (tag !== 'circle') continue
          const [x, y, r] = [Number(attributes.cx), Number(attributes.cy), Number(attributes.r)]
          const box = { text: 'a dot', left: x - r, right: x + r, top: y - r, bottom: y + r }
          expectInside(box, { left, top, right: left + 120, bottom: top + 80 })
        }
      }
    }
  })

  test('of a picture are never higher than it is wide', () => {
    for (const title of titles) expect(pictured(seven, { title }).height).toBeLessThanOrEqual(640)
  })
})

const marks = (drawing: Drawing) => [...elementsOf(drawing)].filter(({ tag }) => tag === 'circle').length

/** Tallies of every size, from nobody to a crowd, with every kind of answer. */
function tallies(count: number): readonly Tally[] {
  const random = seeded(7)
  const counts = (length: number, most: number) =>
    Array.from({ length }, () => Math.max(0, Math.floor((2 * random() - 1) * most)))
  return Array.from({ length: count }, (_, i) => {
    const most = [1, 3, 6, 40, 3000][i % 5] ?? 1
    const [unsureOnBoth = 0, neither = 0] = counts(2, most + 1)
    return {
      cells: counts(9, most + 1),
      rowOnly: counts(3, most),
      columnOnly: counts(3, most),
      unsure: unsureOnBoth,
      applications: neither,
    }
  })
}

interface Bounds {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** The block that the middle of a text is in: the places that GRID.md gives to title, status, labels and the rest. */
function blockOf({ left, right, top, bottom }: Bounds, dy: number): Bounds {
  const middle = (top + bottom) / 2
  const side = { left: 24, right: 616 }
  const rows: readonly (readonly [number, number])[] = [
    [20, 88 + dy],
    [88 + dy, 116 + dy],
    [116 + dy, 146 + dy],
    [152 + dy, 200 + dy],
    [200 + dy, 456 + dy],
    [456 + dy, 512 + dy],
    [512 + dy, 552 + dy],
    [556 + dy, 586 + dy],
    [590 + dy, 620 + dy],
  ]
  const row = rows.find(([from, to]) => from <= middle && middle <= to)
  if (row === undefined) throw new Error(`Nothing belongs at ${left}–${right}, ${top}–${bottom}`)
  return { ...side, top: row[0], bottom: row[1] }
}

function expectInside(box: TextBox, bounds: Bounds): void {
  const isInside =
    box.left >= bounds.left &&
    box.right <= bounds.right &&
    box.top >= bounds.top &&
    box.bottom <= bounds.bottom
  expect(isInside, `${box.text}: ${JSON.stringify({ box, bounds })}`).toBe(true)
}

interface TextBox extends Bounds {
  readonly text: string
}

function textBoxes(drawing: Drawing): readonly TextBox[] {
  return [...elementsOf(drawing)]
    .filter(({ tag }) => tag === 'text')
    .map(({ attributes, children }) => {
      const [x, y, size] = [Number(attributes.x), Number(attributes.y), Number(attributes['font-size'])]
      const text = children.join('')
      const width = widthOf(text, size, attributes['font-weight'] === 600 ? 600 : 400)
      const anchor = attributes['text-anchor']
      const left = anchor === 'middle' ? x - width / 2 : anchor === 'end' ? x - width : x
      return { text, left, right: left + width, top: y - 0.73 * size, bottom: y }
    })
}

const overlap = (a: TextBox, b: TextBox): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
