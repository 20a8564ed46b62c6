import { describe, expect, test } from 'vitest'
import { applications, unsure } from '../../src/grid/stance.ts'
import { seeded } from '../seeded.ts'
import { counted, on, pictured, times } from './pictured.ts'
import { tallies } from './tallies.ts'

const seven = [...times(3, on(0)), on(7), ...times(3, on(8))]

describe('the alt text', () => {
  test('tells the headline, and nothing twice that is in it', () => {
    expect(pictured(seven, { title: 'T' }).alt).toBe(
      'T, round 1, open: 7 votes. Two camps: first camp Engineering × Average-case (3) and second camp around ' +
        'Cognitivist × Worst-case (4). Top left is the capabilities end, bottom right the alignment end.',
    )
    expect(pictured([...times(2, on(0)), ...times(3, applications)], { title: 'T' }).alt).toBe(
      'T, round 1, open: 5 votes. 3 say it is applications research, 2 say it belongs on the grid. Engineering × Average-case (2). ' +
        'Top left is the capabilities end, bottom right the alignment end.',
    )
  })

  test('names three camps by their order, and as long as it takes', () => {
    const camps = [...times(4, on(0)), ...times(4, on(2)), ...times(4, on(6))]
    expect(pictured(camps, { title: 'T' }).alt).toBe(
      'T, round 1, open: 12 votes. Three camps: first camp Engineering × Average-case (4), second camp ' +
        'Engineering × Worst-case (4) and third camp Cognitivist × Average-case (4). ' +
        'Top left is the capabilities end, bottom right the alignment end.',
    )
  })

  test('tells the three fullest cells and who is off the grid where the headline doesn’t', () => {
    const stances = [...times(6, on(8)), ...times(2, on(7)), on(4), on(0), applications, unsure]
    expect(pictured(stances, { title: 'T' }).alt).toBe(
      'T, round 1, open: 12 votes. Most who chose an approach agree on Cognitivist (8 of 10); the case is not settled. Cognitivist × Worst-case (6), ' +
        'Cognitivist × Pessimistic-case (2), Engineering × Average-case (1); 1 applications research, 1 unsure.',
    )
  })

  test('tells who moved, and where most of them went', () => {
    const before = [on(0), on(0), on(4), ...times(5, on(8))]
    const now = [...times(2, on(8)), on(7), ...times(5, on(8))]
    expect(pictured(now, { title: 'T', before, names: ['Ada'] }).alt).toContain(
      '3 of the 8 who voted in both rounds moved, most of them to Cognitivist × Worst-case.',
    )
    expect(pictured([on(1), on(2), ...now.slice(2)], { title: 'T', before, names: ['Ada'] }).alt).toContain(
      '3 of the 8 who voted in both rounds moved.',
    )
    const two = pictured([on(1), on(2)], { title: 'T', before: [on(0), on(4)], names: ['Ada'] })
    expect(two.alt).not.toContain('moved')
    expect(pictured(before, { title: 'T', before, names: ['Ada'] }).alt).toContain(
      'None of the 8 who voted in both rounds moved.',
    )
    const four = pictured(now.slice(0, 4), { title: 'T', before: before.slice(0, 4), state: 'closed' })
    expect(four.alt).not.toContain('moved')
  })

  test('has at most 300 characters, keeps the title’s beginning, and never has a name', () => {
    const random = seeded(3)
    const anywhere = () => on(Math.floor(9 * random()))
    const texts = [
      ...tallies(300).map((tally) => counted(tally, { title: 'Wörter '.repeat(90) }).alt),
      ...Array.from({ length: 50 }, () => {
        const before = Array.from({ length: 14 }, anywhere)
        const now = before.map(anywhere)
        return pictured(now, { title: 'Wörter '.repeat(90), before, names: ['Rumpelstiltskin'] }).alt
      }),
    ]
    expect(texts.filter((alt) => alt.length > 300 || !alt.startsWith('Wörter Wörter'))).toEqual([])
    expect(texts.filter((alt) => alt.includes('Rumpel'))).toEqual([])
  })

  test.each(['😀', '👩‍👩‍👧‍👦', 'e\u0301'])('never cuts a character in two: %s', (character) => {
    const { alt } = pictured(seven, { title: character.repeat(400) })
    expect(alt.length).toBeLessThanOrEqual(300)
    expect(alt.replaceAll(character, '')).toMatch(/^…, round 1, open: 7 votes\./)
  })

  test('says that nobody has voted yet, and of one person that it is one', () => {
    expect(pictured([], { title: 'T' }).alt).toBe('T, round 1, open: No votes yet.')
    expect(pictured([], { title: 'T', state: 'closed' }).alt).toBe('T, round 1, closed: Nobody voted.')
    expect(pictured([on(0)], { title: 'T', state: 'closed' }).alt).toBe(
      'T, round 1, closed: 1 vote, at Engineering × Average-case. Nothing to compare. Top left is the capabilities end, bottom right the alignment end.',
    )
    expect(pictured([on(0)], { title: 'T', blind: true }).alt).toBe(
      'T, round 1, blind: 1 person has voted; votes are hidden until the reveal.',
    )
  })
})
