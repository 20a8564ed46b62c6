import { describe, expect, test } from 'vitest'
import type { Drawing, Picture } from '../../src/chat/view.ts'
import { cells, type Level } from '../../src/grid/axes.ts'
import type { Stance } from '../../src/grid/stance.ts'
import { applications, unsure } from '../../src/grid/stance.ts'
import { votesOf } from '../../src/grid/tally.ts'
import { counted, elementsOf, on, part, pictured, textsIn, times } from './pictured.ts'
import { tallies } from './tallies.ts'

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
    expect(textsIn(drawing)).toContain('2 of 3 agree')
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
})

describe('a blind round', () => {
  test('looks the same wherever people voted', () => {
    const one = pictured(times(6, on(0)), { blind: true })
    const other = pictured([on(8), on(4), on(2), applications, unsure, on(1)], { blind: true })
    expect(one).toEqual(other)
    expect(textsIn(one.drawing)).toContain('6 people have voted')
    expect(one.alt).toContain('round 1, blind: 6 people have voted; votes are hidden until the reveal.')
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

describe('the line under the title', () => {
  const meta = (authors: readonly string[]) => textsIn(pictured([], { title: 'T', authors }).drawing)[1]

  test.each([
    [['Evan Hubinger', 'Chris van Merwijk'], 'Hubinger, van Merwijk · 2019 · arXiv:1906.01820'],
    [['van Merwijk, Chris'], 'van Merwijk · 2019 · arXiv:1906.01820'],
    [['bell hooks', 'Plato'], 'hooks, Plato · 2019 · arXiv:1906.01820'],
    [['A B', 'C D', 'E F', 'G H'], 'B, D, F +1 · 2019 · arXiv:1906.01820'],
    [['Evan Hubinger et al.'], 'Hubinger et al. · 2019 · arXiv:1906.01820'],
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
    const six = [on(0), on(0), on(0), on(8), on(8), on(8)]
    const lines = (stances: readonly Stance[], state: 'open' | 'closed') =>
      pictured(stances, { why: 'Because', state }).details.flatMap(({ lines }) => lines)
    expect(lines(six, 'closed')).toEqual(Array(6).fill('“Because”'))
    expect(lines(six, 'open')).toEqual([])
    // Beside a cell with two voters it could be told whose it is.
    expect(lines([...six.slice(1), applications], 'closed')).toEqual([])
    expect(lines(six.slice(2), 'closed')).toEqual([])
  })

  test('name nobody in an anonymous poll, and nothing while it is blind', () => {
    expect(pictured([on(0)], { why: 'Because' }).details.flatMap(({ lines }) => lines)).toEqual([])
    expect(pictured([on(0)], { names: ['Ada'], blind: true }).details).toEqual([])
  })

  test('are announced as what they are', () => {
    expect(pictured([on(0)], { names: ['Ada'] }).hint).toContain('who voted for it')
    expect(pictured([on(0)], { why: 'Because' }).hint).toBe('Point at or tap a cell to see its votes.')
  })

  test('stop at twenty', () => {
    const { details } = pictured(times(25, on(0)), { names: ['Ada'] })
    expect(details[0]?.lines).toHaveLength(21)
    expect(details[0]?.lines.at(-1)).toBe('and 5 more')
  })
})

const marks = (drawing: Drawing) => [...elementsOf(drawing)].filter(({ tag }) => tag === 'circle').length
