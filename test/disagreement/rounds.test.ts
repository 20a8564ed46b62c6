import { describe, expect, test } from 'vitest'
import { changeOf, type Move, type MoveCount, stepsOf } from '../../src/disagreement/rounds.ts'
import { sinceLines } from '../../src/disagreement/since.ts'
import { summaryOf } from '../../src/disagreement/summary.ts'
import { formatTenths } from '../../src/disagreement/wording.ts'
import type { Stance } from '../../src/grid/stance.ts'
import { tallyOf } from '../../src/grid/tally.ts'
import { seeded } from '../seeded.ts'
import { withOtherNumbers } from './claims.ts'
import { faultsIn } from './grammar.ts'
import { type Answer, near, read, reference } from './reference.ts'
import { type RoundsFacts, untrueSentences } from './truth-of-rounds.ts'

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

/** The lines on these voters, closed and with names unless it says otherwise. */
function linesOn(
  pairs: readonly Pair[],
  {
    left = 0,
    joined = 0,
    state = 'closed',
    visibility = 'names',
    settled,
  }: Partial<RoundsFacts> & { settled?: string | undefined } = {},
): readonly string[] {
  const now = { number: 2, state }
  return sinceLines({ change: changeBetween(pairs), now, left, joined, visibility, settled }).lines
}

const answerIn = (word: string): Answer => (word === 'A' || word === 'U' ? word : Number(word))

/** "0→8 0→4" */
const pairsIn = (words: string): readonly Pair[] =>
  (words.match(/\w→\w/g) ?? []).map((word) => {
    const [before = '', now = ''] = word.split('→')
    return [answerIn(before), answerIn(now)]
  })

/** The sentence of the worked example on whether the question is settled: the lines take it as it is. */
const settledIn = (header: string): string | undefined =>
  header.includes('settled 3-1-0')
    ? '3 say the question from round 1 is settled, 1 says it is not.'
    : undefined

const worked = read('worked-rounds.txt')
  .trim()
  .split(/\n\n+/)
  .map((block) => {
    const [first = '', ...lines] = block.split('\n')
    const [, header = '', verdict = ''] = first.match(/^# (.*?) +\[([\w-]+)\]$/) ?? []
    const numberOf = (what: string) => Number(header.match(new RegExp(`(\\d+) ${what}`))?.[1] ?? 0)
    return {
      header,
      pairs: pairsIn(header),
      verdict,
      facts: {
        left: numberOf('left'),
        joined: numberOf('joined'),
        state: header.includes('open') ? 'open' : 'closed',
        visibility: header.includes('anonymous') ? 'anonymous' : 'names',
        settled: settledIn(header),
      } as const,
      text: lines.join('\n'),
    }
  })

/** So many who went from one answer to another. */
const times = (n: number, words: string): readonly Pair[] =>
  Array.from({ length: n }, () => pairsIn(words)).flat()

const verdictOn = (...groups: readonly (readonly Pair[])[]): string => changeBetween(groups.flat()).verdict

describe('two rounds', () => {
  test('are tried on every worked example', () => {
    expect(worked.length).toBe(read('worked-rounds.txt').match(/^#/gm)?.length)
  })

  test.each(worked)('$header: $verdict, to the letter', ({ pairs, verdict, facts, text }) => {
    expect(linesOn(pairs, facts).join('\n')).toBe(text)
    expect(changeBetween(pairs).verdict).toBe(verdict)
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

/*
 * Whether anything is said of an anonymous poll at all is decided where its rounds are read: see the poll's report.
 * What people say about the question of the round before comes as a sentence of its own.
 */
const comparable = reference.twoRounds
  .map((entry, i) => ({ ...entry, i }))
  .filter(({ text, settled }) => text.length > 0 && settled.yes + settled.no + settled.notDiscussed < 3)

describe('the lines on two rounds', () => {
  test.each(comparable)(
    'of entry $i of the table are its own, to the letter',
    ({ pairs, left, joined, state, visibility, text, summary, specCase }) => {
      const lines = linesOn(pairs, { left: left.length, joined: joined.length, state, visibility })
      expect(lines).toEqual(text)
      const tally = tallyOf([...pairs.map(([, now]) => now), ...joined].map(stanceOf))
      const whole = summaryOf(tally, { round: { number: 2, state }, since: lines })
      expect(whole.lines).toEqual(summary)
      expect(whole.case).toBe(specCase)
    },
  )

  test('have room for what people say about the question of the round before', () => {
    const settled = '3 say the question from round 1 is settled.'
    expect(linesOn(times(3, '4→4'), { settled })).toEqual([
      'Since round 1, none of the 3 who voted in both rounds changed their vote.',
      settled,
    ])
    expect(linesOn([...times(6, '4→4'), ...pairsIn('4→A')], { settled }).at(-1)).toBe(
      `The totals hardly moved, by 1 of 7 votes. ${settled}`,
    )
  })

  test('leave that for the report where the line would pass 200 characters', () => {
    const settled = `${'x'.repeat(140)}.`
    const pairs = [...times(6, '4→4'), ...pairsIn('4→A')]
    const now = { number: 2, state: 'closed' } as const
    const change = changeBetween(pairs)
    const told = sinceLines({ change, now, left: 0, joined: 0, visibility: 'names', settled })
    expect(told.lines).toHaveLength(2)
    expect(told.leftOut).toEqual([])
    const longer = sinceLines({
      change,
      now,
      left: 0,
      joined: 0,
      visibility: 'names',
      settled: `${'x'.repeat(20)}${settled}`,
    })
    expect(longer.lines.at(-1)).toBe('The totals hardly moved, by 1 of 7 votes.')
    expect(longer.leftOut).toHaveLength(1)
  })

  test('name the rounds by their numbers', () => {
    const change = changeBetween([...times(6, '4→4'), ...pairsIn('4→A')])
    const now = { number: 4, state: 'closed' } as const
    expect(sinceLines({ change, now, left: 2, joined: 1, visibility: 'names' }).lines[0]).toBe(
      'Since round 3, 1 of the 7 who voted in both rounds changed their vote. 2 voted in round 3 but not in round 4, and 1 voted in round 4 but not in round 3.',
    )
  })

  test.each([
    { moves: '0→A 1→A 4→A 8→8', words: 'All 3 who changed now say it is applications research.' },
    { moves: '0→U 1→U 4→4 4→4', words: 'Both who changed are now unsure.' },
    { moves: '0→U 4→4 4→4 4→4', words: 'The one who changed is now unsure.' },
    {
      moves: '0→8 4→4 4→4 A→A',
      words: 'The one who changed now places it at Cognitivist × Worst-case.',
    },
    { moves: '0→A 1→U 4→4', words: 'The 2 who changed gave 2 different answers.' },
    {
      moves: '0→A 1→A 2→U 3→U 4→4',
      words: 'Of the 4 who changed, 2 now say it is applications research and 2 are now unsure.',
    },
    {
      moves: '0→A 1→A 2→U 3→U 4→8 5→8 4→4',
      words: 'The 6 who changed gave 3 different answers.',
    },
    {
      moves: 'A→4 U→4 A→0 0→0',
      words: 'Of the 3 who changed, 2 now place it at Behaviorist × Pessimistic-case.',
    },
  ])('say of $moves where people went', ({ moves, words }) => {
    expect(changeBetween(pairsIn(moves)).verdict).toBe('shifted')
    expect(linesOn(pairsIn(moves)).at(-1)).toBe(words)
  })

  test('say of an anonymous poll how far the totals moved, and not where to', () => {
    expect(linesOn(times(5, '0→A'), { visibility: 'anonymous' }).at(-1)).toBe(
      'The totals moved by 5 of 5 votes.',
    )
  })

  test.each([
    { value: 29 / 20, words: '1.5' },
    { value: 7 / 20, words: '0.4' },
    { value: 9 / 4, words: '2.3' },
    { value: 1.449, words: '1.4' },
    { value: 0, words: '0.0' },
  ])('write a distance of $value as $words, rounded half up', ({ value, words }) => {
    expect(formatTenths(value)).toBe(words)
  })

  test('take no more than 200 characters, however many they are', () => {
    const steps: readonly MoveCount[] = [
      { from: 5, to: 4, voters: 99_999 },
      { from: 4, to: 7, voters: 99_999 },
      { from: 8, to: 9, voters: 88_888 },
    ]
    for (const state of ['open', 'closed'] as const) {
      const { lines } = sinceLines({
        change: changeOf(steps),
        now: { number: 99, state },
        left: 99_999,
        joined: 99_999,
        visibility: 'names',
      })
      expect(lines).toHaveLength(2)
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(200)
    }
  })
})

const seed = 7_041

/** Two rounds of up to twelve people who mostly stay, of every verdict. */
function randomRounds(count: number): readonly RoundsFacts[] {
  const random = seeded(seed)
  const below = (n: number) => Math.floor(random() * n)
  const answers: readonly Answer[] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 'A', 'U']
  return Array.from({ length: count }, () => {
    const [spread, stay] = [1 + below(answers.length), random()]
    const answer = () => answers[below(spread)] ?? 0
    const pairs = Array.from({ length: below(13) }, (): Pair => {
      const before = answer()
      return [before, random() < stay ? before : (answers[below(1 + below(answers.length))] ?? 0)]
    })
    return {
      pairs,
      left: below(3),
      joined: below(3),
      state: random() < 0.5 ? 'open' : 'closed',
      visibility: random() < 0.5 ? 'names' : 'anonymous',
    }
  })
}

describe(`2,000 pairs of rounds, seed ${seed},`, () => {
  const rounds = randomRounds(2000).map((facts) => ({ facts, lines: linesOn(facts.pairs, facts) }))

  test('have every verdict', () => {
    expect([...new Set(rounds.map(({ facts }) => changeBetween(facts.pairs).verdict))].toSorted()).toEqual([
      'converged',
      'diverged',
      'shifted',
      'stable',
      'swapped',
      'too-few',
      'unchanged',
    ])
  })

  test('have at most two lines, none above 200 characters', () => {
    expect(rounds.filter(({ lines }) => lines.length < 1 || lines.length > 2)).toEqual([])
    expect(rounds.flatMap(({ lines }) => lines).filter((line) => line.length > 200)).toEqual([])
  })

  test('have no sentence that the votes don’t bear out', () => {
    expect(rounds.flatMap(({ facts, lines }) => untrueSentences(lines, facts))).toEqual([])
  })

  test('have no sentence that they would bear out with one number changed', () => {
    const indifferent = rounds.flatMap(({ facts, lines: [first = '', second] }) => [
      ...withOtherNumbers(first).filter(
        (line) => untrueSentences([line, ...(second === undefined ? [] : [second])], facts).length === 0,
      ),
      ...withOtherNumbers(second ?? '').filter((line) => untrueSentences([first, line], facts).length === 0),
    ])
    expect(indifferent).toEqual([])
  })

  test('have no line that is bad English, or that says what no text may say', () => {
    expect(
      rounds.flatMap(({ facts, lines }) => lines.flatMap((line) => faultsIn(line, facts.state))),
    ).toEqual([])
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
})
