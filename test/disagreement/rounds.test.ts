import { describe, expect, test } from 'vitest'
import { changeOf, type Move, type MoveCount, stepsOf } from '../../src/disagreement/rounds.ts'
import { sinceLines } from '../../src/disagreement/since.ts'
import type { Stance } from '../../src/grid/stance.ts'
import { type Answer, near, read, reference } from './reference.ts'

const levels = [0, 1, 2] as const

function stanceOf(answer: Answer): Stance {
  if (answer === 'A') return { kind: 'applications' }
  if (answer === 'U') return { kind: 'placement', row: null, column: null }
  return { kind: 'placement', row: levels[Math.floor(answer / 3)] ?? 0, column: levels[answer % 3] ?? 0 }
}

type Pair = readonly [Answer, Answer]

const movesOf = (pairs: readonly Pair[]): readonly Move[] =>
  pairs.map(([before, now]) => ({ before: stanceOf(before), now: stanceOf(now) }))

const changeBetween = (pairs: readonly Pair[]) => changeOf(stepsOf(movesOf(pairs)))

/** The lines on these voters, who all voted in both rounds. */
const linesOn = (pairs: readonly Pair[]): readonly string[] =>
  sinceLines({ change: changeBetween(pairs), round: 1, left: 0, joined: 0 })

const answerIn = (word: string): Answer => (word === 'A' || word === 'U' ? word : Number(word))

/** "0→8 0→4" */
const pairsIn = (words: string): readonly Pair[] =>
  words.split(' ').map((word) => {
    const [before = '', now = ''] = word.split('→')
    return [answerIn(before), answerIn(now)]
  })

const worked = read('worked-rounds.txt')
  .trim()
  .split(/\n\n+/)
  .map((block) => {
    const [first = '', ...lines] = block.split('\n')
    const [, moves = '', verdict = ''] = first.match(/^# (.*?) +\[([\w-]+)\]$/) ?? []
    return { moves, verdict, text: lines.join('\n') }
  })

/** So many who went from one answer to another. */
const times = (n: number, words: string): readonly Pair[] =>
  Array.from({ length: n }, () => pairsIn(words)).flat()

const verdictOn = (...groups: readonly (readonly Pair[])[]): string => changeBetween(groups.flat()).verdict

describe('two rounds', () => {
  test('are tried on every worked example', () => {
    expect(worked.length).toBe(read('worked-rounds.txt').match(/^#/gm)?.length)
  })

  test.each(worked)('$moves: $verdict, to the letter', ({ moves, verdict, text }) => {
    expect(linesOn(pairsIn(moves)).join('\n')).toBe(text)
    expect(changeBetween(pairsIn(moves)).verdict).toBe(verdict)
  })

  test.each(reference.twoRounds.map((entry, i) => ({ ...entry, i })))(
    'entry $i of the table: $pairs.length voters, $specVerdict',
    ({ pairs, specVerdict, P = pairs.length, moved, net, D1, D2, toward, away }) => {
      const change = changeBetween(pairs)
      expect(change).toMatchObject({ verdict: specVerdict, returning: P })
      if (moved === undefined) return
      expect(change).toMatchObject({ moved, toward, away })
      expect(near({ share: net, gapBefore: D1, gapNow: D2 })).toEqual({
        share: change.net / P,
        gapBefore: change.gapBefore,
        gapNow: change.gapNow,
      })
    },
  )

  test('take no notice of the order of their voters', () => {
    const pairs = pairsIn('4→0 4→0 4→4 4→8 5→8 4→8 A→2 2→A U→U')
    expect(stepsOf(movesOf(pairs.toReversed()))).toEqual(stepsOf(movesOf(pairs)))
  })

  test('count whoever is unsure on either axis as unsure', () => {
    const moves: readonly Move[] = [
      {
        before: { kind: 'placement', row: 0, column: null },
        now: { kind: 'placement', row: null, column: 2 },
      },
      {
        before: { kind: 'placement', row: 1, column: null },
        now: { kind: 'placement', row: 2, column: null },
      },
      {
        before: { kind: 'placement', row: null, column: null },
        now: { kind: 'placement', row: 0, column: 0 },
      },
    ]
    expect(changeOf(stepsOf(moves))).toMatchObject({ returning: 3, moved: 1, net: 1, gapBefore: null })
  })
})

describe('the verdict', () => {
  test('is too few below three voters, whatever they do', () => {
    expect(changeBetween([]).verdict).toBe('too-few')
    expect(verdictOn(pairsIn('0→8 0→8'))).toBe('too-few')
    expect(verdictOn(pairsIn('0→0 0→0 0→0'))).toBe('unchanged')
  })

  test('is swapped from two voters and a quarter of them, with a net change of at most 15 %', () => {
    expect(verdictOn(pairsIn('0→8 8→0'), times(6, '4→4'))).toBe('swapped')
    expect(verdictOn(pairsIn('0→8 8→0'), times(7, '4→4'))).toBe('stable')
    // Net 3 of 20 is 15 %; 3 of 19 is more.
    expect(verdictOn(pairsIn('0→8 8→0 A→U A→U A→U'), times(15, '4→4'))).toBe('swapped')
    expect(verdictOn(pairsIn('0→8 8→0 A→U A→U A→U'), times(14, '4→4'))).toBe('shifted')
  })

  test('is swapped rather than converged or diverged where both hold', () => {
    // Of those who are on the grid both times, four come to the middle; as many leave it for the places they left.
    const together = [...times(2, '0→4 8→4'), ...pairsIn('4→4')]
    const apart = together.map(([before, now]): Pair => [now, before])
    expect(verdictOn(together)).toBe('converged')
    expect(verdictOn(together, times(2, 'A→0 A→8'), times(4, '4→A'))).toBe('swapped')
    expect(verdictOn(apart)).toBe('diverged')
    expect(verdictOn(apart, times(2, '0→A 8→A'), times(4, 'A→4'))).toBe('swapped')
  })

  test('is converged only with three full placements in both rounds', () => {
    expect(verdictOn(pairsIn('0→4 8→4 A→A'))).toBe('shifted')
    expect(verdictOn(pairsIn('0→4 8→4 4→4'))).toBe('converged')
  })

  test('is converged where the gap falls to three quarters, and not where it stays above', () => {
    // Four and four on the ends of a row are 32 steps apart in all; two, four and two are 24; two, three, three 27.
    const stayed = [...times(2, '0→0'), ...times(2, '2→2')]
    expect(verdictOn(stayed, times(2, '0→1'), times(2, '2→1'))).toBe('converged')
    expect(verdictOn(stayed, times(2, '0→1'), pairsIn('2→1 2→2'))).toBe('shifted')
  })

  test('is converged or diverged where the gap changes by a quarter of a step, and not by less', () => {
    // Two beside twelve: 24 steps over 91 pairs, 0.264. Beside thirteen: 26 over 105, 0.248.
    expect(verdictOn(times(12, '4→4'), times(2, '5→4'))).toBe('converged')
    expect(verdictOn(times(13, '4→4'), times(2, '5→4'))).toBe('stable')
    expect(verdictOn(times(12, '4→4'), times(2, '4→5'))).toBe('diverged')
    expect(verdictOn(times(13, '4→4'), times(2, '4→5'))).toBe('stable')
  })

  test('is not converged on the move of a single voter', () => {
    expect(changeBetween([...times(4, '0→0'), ...pairsIn('8→0')])).toMatchObject({
      verdict: 'shifted',
      gapBefore: 1.6,
      gapNow: 0,
    })
    expect(verdictOn(times(4, '0→0'), times(2, '8→0'))).toBe('converged')
  })

  test('is not diverged on the move of a single voter', () => {
    expect(verdictOn(times(4, '0→0'), pairsIn('0→8'))).toBe('shifted')
    expect(verdictOn(times(4, '0→0'), times(2, '0→8'))).toBe('diverged')
  })

  test('is shifted above 15 % and stable from there down', () => {
    expect(verdictOn(times(17, '4→4'), times(3, '4→A'))).toBe('stable')
    expect(verdictOn(times(16, '4→4'), times(3, '4→A'))).toBe('shifted')
  })

  test('tells the gaps of those alone who placed it in full both times', () => {
    const change = changeBetween(pairsIn('0→0 8→8 2→A A→6 U→4 4→U'))
    expect(change).toMatchObject({ returning: 6, gapBefore: 4, gapNow: 4, toward: 0, away: 0 })
  })
})

describe('toward and away', () => {
  test('are measured to the centre of everyone who came back, on the grid or off it by now', () => {
    // Three were in cell 0 and left the grid; without them the centre would be cell 8.
    const change = changeBetween(pairsIn('0→A 0→A 0→A 8→8 8→4'))
    expect(change).toMatchObject({ toward: 1, away: 0 })
  })

  test('leave out moves that keep the distance', () => {
    const [line] = linesOn([...times(4, '4→4'), ...pairsIn('1→3')])
    expect(line).toBe('Since round 1: 1 of 5 changed.')
  })
})

describe('the most common move', () => {
  test.each([
    {
      moves: '0→A 0→A 1→A 4→4 4→4',
      words: 'Engineering × Average-case → applications research (2)',
      because: 'two made it',
    },
    {
      moves: 'A→4 A→4 U→0 8→8',
      words: 'applications research → Behaviorist × Pessimistic-case (2)',
      because: 'two made it',
    },
    {
      moves: '4→U 4→U 8→8 0→0',
      words: 'Behaviorist × Pessimistic-case → unsure (2)',
      because: 'two made it',
    },
    {
      moves: '1→A 1→A 0→U 0→U 4→4',
      words: 'Engineering × Average-case → unsure (2)',
      because: 'of equals the first to leave from',
    },
    {
      moves: '4→U 4→U 4→A 4→A 8→8',
      words: 'Behaviorist × Pessimistic-case → applications research (2)',
      because: 'of equals the first to go to',
    },
    { moves: '0→A 4→U 8→A 2→2', words: 'to applications research (2)', because: 'no move is shared' },
    {
      moves: 'A→4 U→4 A→0 0→0',
      words: 'to Behaviorist × Pessimistic-case (2)',
      because: 'no move is shared',
    },
    { moves: '0→U 1→A 4→4', words: 'to applications research (1)', because: 'of equals it comes first' },
    { moves: '8→8 0→0 4→A', words: 'to applications research (1)', because: 'a single voter moved' },
  ])('of $moves is $words, because $because', ({ moves, words }) => {
    expect(linesOn(pairsIn(moves)).at(-1)).toBe(`Shifted: most common move ${words}.`)
  })
})

describe('voters who left or joined', () => {
  const stable = pairsIn('8→8 8→8 8→8 7→8 5→5 8→8 4→4 8→8')

  test('are always told', () => {
    expect(sinceLines({ change: changeBetween(stable), round: 1, left: 3, joined: 0 })).toEqual([
      'Since round 1: 1 of 8 changed; 1 toward the round-1 centre, 0 away. 3 voted only in round 1, 0 only in round 2.',
      'Stable: net change 1 of 8.',
    ])
    expect(
      sinceLines({ change: changeBetween(pairsIn('8→8 4→4 0→0')), round: 1, left: 0, joined: 2 }),
    ).toEqual(['Since round 1: none of 3 changed. 0 voted only in round 1, 2 only in round 2.'])
    expect(sinceLines({ change: changeBetween([]), round: 1, left: 4, joined: 5 })).toEqual([
      'Only 0 voted in both rounds: too few to compare. 4 voted only in round 1, 5 only in round 2.',
    ])
  })

  test('are told with the number of their rounds', () => {
    expect(sinceLines({ change: changeBetween(stable), round: 2, left: 1, joined: 1 })).toEqual([
      'Since round 2: 1 of 8 changed; 1 toward the round-2 centre, 0 away. 1 voted only in round 2, 1 only in round 3.',
      'Stable: net change 1 of 8.',
    ])
  })

  test('take no more than 200 characters, however many they are', () => {
    const steps: readonly MoveCount[] = [
      { from: 5, to: 4, voters: 99_999 },
      { from: 4, to: 7, voters: 99_998 },
      { from: 8, to: 9, voters: 88_888 },
    ]
    const lines = sinceLines({ change: changeOf(steps), round: 99, left: 99_999, joined: 99_999 })
    expect(lines).toHaveLength(2)
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(200)
  })
})
