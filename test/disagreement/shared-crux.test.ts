import { describe, expect, test } from 'vitest'
import {
  findSharedCrux,
  isNoneShared,
  minShareOf,
  sharedCruxText,
} from '../../src/disagreement/shared-crux.ts'
import type { Crux } from '../../src/poll/extra-answers.ts'

type Side = readonly [label: string, mine: number, of: number]

const crux = (text: string, sides: readonly Side[], mine = 9): Crux => ({
  id: `x_${text}`,
  text,
  mine,
  notMine: 0,
  sides: sides.map(([label, mine, of]) => ({ label, mine, of })),
})

const onApproach = (text: string, one: number, other: number, mine?: number) =>
  crux(
    text,
    [
      ['Engineering', one, 6],
      ['Cognitivist', other, 3],
    ],
    mine,
  )

const chosen = (...cruxes: readonly Crux[]) => findSharedCrux(cruxes)?.text

describe('the crux that two sides share', () => {
  test('would move at least one person on each of them', () => {
    expect(chosen(onApproach('a', 2, 1))).toBe('a')
    expect(chosen(onApproach('a', 6, 0))).toBeUndefined()
    expect(chosen()).toBeUndefined()
    expect(chosen({ id: 'x_1', text: 'a', mine: 4, notMine: 0 })).toBeUndefined()
    expect(chosen({ id: 'x_1', text: 'a' })).toBeUndefined()
  })

  test('has the largest smaller share', () => {
    // 2 of 6 and 3 of 3 is a third, 4 of 6 and 2 of 3 two thirds, 6 of 6 and 1 of 3 a third.
    expect(chosen(onApproach('a', 2, 3), onApproach('b', 4, 2), onApproach('c', 6, 1))).toBe('b')
  })

  test('then the most people in all, then comes first', () => {
    expect(chosen(onApproach('a', 2, 1, 3), onApproach('b', 2, 1, 5), onApproach('c', 2, 1, 5))).toBe('b')
  })

  test('compares shares as fractions', () => {
    const thirds = crux('a', [
      ['▲', 333, 1000],
      ['■', 2, 2],
    ])
    const third = crux('b', [
      ['▲', 1, 3],
      ['■', 2, 2],
    ])
    expect(chosen(thirds, third)).toBe('b')
  })

  test('takes the two sides it would move most, the earlier of two alike, in the order of the sides', () => {
    const three = crux('a', [
      ['Average-case', 1, 2],
      ['Pessimistic-case', 1, 4],
      ['Worst-case', 2, 2],
    ])
    expect(findSharedCrux([three])?.sides.map(({ label }) => label)).toEqual(['Average-case', 'Worst-case'])
    const alike = crux('a', [
      ['▲', 1, 2],
      ['■', 2, 4],
      ['◆', 1, 2],
    ])
    expect(findSharedCrux([alike])?.sides.map(({ label }) => label)).toEqual(['▲', '■'])
    expect(minShareOf(three)).toBe(1 / 2)
  })

  test('has no smaller share with fewer than two sides, and 0 where a side is empty', () => {
    expect(minShareOf({ id: 'x_1', text: 'a' })).toBeNull()
    expect(minShareOf(crux('a', [['▲', 1, 3]]))).toBeNull()
    expect(
      minShareOf(
        crux('a', [
          ['▲', 1, 3],
          ['■', 0, 0],
        ]),
      ),
    ).toBe(0)
  })
})

describe('that no crux is shared', () => {
  const alone = onApproach('a', 6, 0)

  test('is known once each has been counted by sides', () => {
    expect(isNoneShared([alone])).toBe(true)
    expect(isNoneShared([alone, onApproach('b', 1, 1)])).toBe(false)
    expect(isNoneShared([])).toBe(false)
    expect(isNoneShared([{ id: 'x_1', text: 'a', mine: 4, notMine: 0 }, alone])).toBe(false)
  })
})

describe('what would settle it', () => {
  const text = (sides: readonly [Side, Side], of = 'is it so?', maxLength = 188) => {
    const shared = findSharedCrux([crux(of, sides)])
    return shared && sharedCruxText(shared, maxLength)
  }

  test.each([
    {
      sides: [
        ['Engineering', 2, 6],
        ['Cognitivist', 1, 3],
      ],
      moved: '2 of 6 for Engineering and 1 of 3 for Cognitivist',
    },
    {
      sides: [
        ['Average-case', 2, 6],
        ['Worst-case', 1, 3],
      ],
      moved: '2 of 6 for Average-case and 1 of 3 for Worst-case',
    },
    {
      sides: [
        ['▲', 2, 6],
        ['◆', 1, 3],
      ],
      moved: '2 of 6 in ▲ and 1 of 3 in ◆',
    },
    {
      sides: [
        ['Engineering × Average-case', 2, 6],
        ['Cognitivist × Worst-case', 1, 3],
      ],
      moved: '2 of 6 at Engineering × Average-case and 1 of 3 at Cognitivist × Worst-case',
    },
    {
      sides: [
        ['On the grid', 2, 6],
        ['Applications research', 1, 3],
      ],
      moved: '2 of 6 who say it belongs on the grid and 1 of 3 who say applications research',
    },
  ] as const)('would move $moved', ({ sides, moved }) => {
    expect(text(sides)).toBe(`“is it so?” It would move ${moved}.`)
  })

  const [one, other]: readonly [Side, Side] = [
    ['▲', 1, 4],
    ['■', 1, 4],
  ]
  /** The length of the text around a crux. */
  const around = '“” It would move 1 of 4 in ▲ and 1 of 4 in ■.'.length

  test('is cut at a space if it is too long, and not before', () => {
    const words = 'one two three four'
    expect(text([one, other], words, around + words.length)).toContain('“one two three four”')
    expect(text([one, other], words, around + words.length - 1)).toContain('“one two three…”')
    expect(text([one, other], words, around + 12)).toContain('“one two…”')
    expect(text([one, other], words, around + 9)).toContain('“one two…”')
    expect(text([one, other], words, around + 7)).toContain('“one…”')
  })

  test('is cut within a word only if it is one word', () => {
    expect(text([one, other], `https://example.org/${'a'.repeat(120)}`, around + 20)).toContain(
      '“https://example.org…”',
    )
  })
})
