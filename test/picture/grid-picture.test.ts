import { describe, expect, test } from 'vitest'
import type { Drawing, Picture } from '../../src/chat/view.ts'
import { widthOf } from '../../src/picture/measure.ts'
import { applications, type Stance, unsure } from '../../src/poll/ballot.ts'
import { seeded } from '../seeded.ts'
import { elementsOf, on, part, pictured, textsIn, times } from './pictured.ts'

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

describe('what a reader can add up', () => {
  test.each(tallies(40).map((stances) => ({ stances })))(
    'cells, applications and unsure make the votes: tally %#',
    ({ stances }) => {
      const { details, alt } = pictured(stances)
      const counted = details.reduce((sum, { name }) => sum + Number(/: (\d+)/.exec(name)?.[1]), 0)
      expect(counted).toBe(stances.length)
      expect(alt).toContain(stances.length === 0 ? 'No votes yet.' : `${stances.length} vote`)
    },
  )
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
})

describe('details for pointing at', () => {
  test('name the voters of a cell with their reasons, where names are shown', () => {
    const { details } = pictured([on(0), on(8)], { names: ['Ada', 'Ben'], why: 'Because' })
    expect(details.find((detail) => detail.part === 'cell-0')?.lines).toEqual(['Ada: Because'])
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
  const cases = [...tallies(60), times(200, on(4)), times(1200, on(0)), times(31, applications)]

  test.each(titles)('stay inside the picture and off each other: %s', (title) => {
    for (const [i, stances] of cases.entries()) {
      const names = i % 2 === 0 ? ['Wilhelmina Mmmmmm', 'Ben'] : undefined
      const picture = pictured(stances, { title, ...(names !== undefined && { names }) })
      const boxes = textBoxes(picture)
      for (const box of boxes) {
        expect.soft(box.left, box.text).toBeGreaterThanOrEqual(8)
        expect.soft(box.right, box.text).toBeLessThanOrEqual(picture.width - 8)
        expect.soft(box.bottom, box.text).toBeLessThanOrEqual(picture.height - 8)
      }
      for (const [at, one] of boxes.entries())
        for (const other of boxes.slice(at + 1))
          expect.soft(overlap(one, other), `${one.text} and ${other.text}`).toBe(false)
    }
  })

  test('of a picture are never higher than it is wide', () => {
    for (const title of titles) expect(pictured(seven, { title }).height).toBeLessThanOrEqual(640)
  })
})

const marks = (drawing: Drawing) => [...elementsOf(drawing)].filter(({ tag }) => tag === 'circle').length

function tallies(count: number): Stance[][] {
  const random = seeded(7)
  return Array.from({ length: count }, () => {
    const votes = Math.floor(random() * 36)
    return Array.from({ length: votes }, () => {
      const kind = Math.floor(random() * 12)
      return kind < 9 ? on(kind) : kind === 9 ? applications : unsure
    })
  })
}

interface TextBox {
  readonly text: string
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

function textBoxes({ drawing }: Picture): readonly TextBox[] {
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
