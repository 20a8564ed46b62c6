import { describe, expect, test } from 'vitest'
import { campMarks } from '../../src/disagreement/camps.ts'
import { reportSummary } from '../../src/disagreement/poll-summary.ts'
import { repeats } from '../repeats.ts'
import { seeded } from '../seeded.ts'
import { pollOf } from './extras.ts'
import { untrueIn } from './extras-truth.ts'
import type { ExtraBallot, ExtraRound } from './reference.ts'

const seed = 20261130
const tries = repeats(1000, 30_000)

type Random = () => number
const below = (random: Random, n: number): number => Math.floor(random() * n)
const pick = <Item>(random: Random, items: readonly Item[]): Item | undefined =>
  items[below(random, items.length)]
const depths = ['read', 'skimmed', 'abstract', 'not-yet'] as const
const level = (random: Random) => pick(random, [0, 1, 2] as const) ?? 0

const places = [
  'Engineering',
  'Cognitivist',
  'Worst-case',
  ...campMarks,
  'On the grid',
  'Applications research',
]
const cellPlaces = ['Engineering × Pessimistic-case', 'Behaviorist × Pessimistic-case']
const texts = [
  'does it still hold on a second model family?',
  'whether the effect they report on the small models would still be there if the same probes were trained on a model that was itself trained h',
]

/** A round in which people stand at two or three places, and those at one of them have read more or guess alike. */
function roundFrom(random: Random): ExtraRound {
  const spots = Array.from({ length: 1 + below(random, 3) }, () => ({
    row: level(random),
    column: level(random),
    depth: pick(random, depths),
    share: pick(random, [0, 1, 2, 3, 4] as const) ?? 0,
  }))
  const habit = random()
  const ballots = Array.from({ length: 1 + below(random, 18) }, (): ExtraBallot => {
    const spot = pick(random, spots)
    const depth = random() < habit ? spot?.depth : pick(random, [...depths, undefined])
    const { row = 0, column = 0, share = 0 } = spot ?? {}
    const answers = depth === undefined ? {} : { depth }
    const strays = random()
    if (strays < 0.08)
      return { kind: 'applications', ...answers, expected: { cell: 'applications', share: level(random) } }
    if (strays < 0.16)
      return { kind: 'placement', row: null, column: strays < 0.12 ? null : column, ...answers }
    const guesses = random() < habit ? { expected: { cell: 3 * row + column, share } } : {}
    return { kind: 'placement', row, column, ...answers, ...guesses }
  })
  const visibility = random() < 0.7 ? 'names' : 'anonymous'
  return {
    state: random() < 0.7 ? 'closed' : 'open',
    visibility,
    ballots: visibility === 'names' ? ballots : ballots.map(withoutExtras),
    round: {
      ...(random() < 0.3 && { countsAtReveal: countsNear(ballots, random) }),
      ...(random() < 0.5 && { cruxes: cruxesFrom(random) }),
      ...(visibility === 'anonymous' && {
        depth: { read: below(random, 5), 'not-yet': below(random, 3) },
        expected: [below(random, 3), 0, below(random, 4), 0, below(random, 3)],
      }),
    },
  }
}

const withoutExtras = ({ depth: _, expected: __, ...ballot }: ExtraBallot): ExtraBallot => ballot

/** The counts of the guesses' own answers, and of a voter who has changed since. */
function countsNear(ballots: readonly ExtraBallot[], random: Random): number[] {
  const counts = Array.from({ length: 10 }, () => 0)
  const add = (i: number) => {
    counts[i] = (counts[i] ?? 0) + 1
  }
  for (const { expected } of ballots)
    if (expected !== undefined) add(expected.cell === 'applications' ? 9 : expected.cell)
  add(below(random, 10))
  return counts
}

function cruxesFrom(random: Random) {
  return Array.from({ length: 1 + below(random, 3) }, (_, i) => {
    const from = below(random, places.length)
    const somePlaces = [...places, ...places].slice(from, from + 2 + below(random, 2))
    const labels = random() < 0.3 ? cellPlaces : somePlaces
    const sides = labels.map((label) => {
      const of = 1 + below(random, 6)
      return { label, mine: below(random, of + 1), of }
    })
    return { id: `x_${i}`, text: pick(random, texts) ?? '', mine: below(random, 9), notMine: 0, sides }
  })
}

const linesOf = (round: ExtraRound): readonly string[] => reportSummary(pollOf(round))?.lines ?? []

describe(`in rounds from the seed ${seed}`, () => {
  const random = seeded(seed)
  const rounds = Array.from({ length: tries }, () => roundFrom(random))
  const summaries = rounds.map((round) => ({ round, lines: linesOf(round) }))
  const all = summaries.flatMap(({ lines }) => lines)

  test('every sentence on extra answers is true of the ballots', () => {
    expect(
      summaries.flatMap(({ round, lines }) => {
        const untrue = untrueIn(lines, round)
        return untrue.length === 0 ? [] : [{ untrue, round }]
      }),
    ).toEqual([])
  })

  test('each kind of sentence occurs', () => {
    for (const kind of [
      /^Answers go with how far people read: all/,
      /^Answers go with how far people read: none/,
      /, more than they expected/,
      /, fewer than the \d+ of them who guessed expected/,
      /At the reveal/,
      /of the \d+ who were sure chose/,
      /; they expected about/,
      /guessed too high/,
      /said almost none/,
      /^To settle: “.+ in ▲/,
      /^To settle: “.+…” .+ at Engineering/,
      /had not read it\.$/,
      /not read it yet\.$/,
    ])
      expect(all.filter((line) => kind.test(line)).length, String(kind)).toBeGreaterThan(0)
  })

  test('there are at most six lines of at most 200 characters, with at most one colon outside quotes', () => {
    const colons = (line: string) => line.replace(/“.*”/, '').split(':').length - 1
    expect(summaries.filter(({ lines }) => lines.length > 6)).toEqual([])
    expect(all.filter((line) => line.length > 200 || colons(line) > 1)).toEqual([])
  })

  test('no line has a probability, or says “yet” of a closed round', () => {
    const closed = summaries.flatMap(({ round, lines }) => (round.state === 'closed' ? lines : []))
    expect(all.filter((line) => /%|chance|probab|signific|0\.\d/.test(line))).toEqual([])
    expect(closed.filter((line) => /\byet\b/.test(line))).toEqual([])
  })

  test('the order of the ballots changes nothing', () => {
    const changed = rounds.slice(0, tries / 5).filter((round) => {
      const reversed = { ...round, ballots: round.ballots.toReversed() }
      return linesOf(reversed).join('\n') !== linesOf(round).join('\n')
    })
    expect(changed).toEqual([])
  })

  test('an anonymous round says nothing beside an answer, and while it is open nothing at all', () => {
    const extra = /read it|read only|expected|guessed|It would move|how far people/
    const anonymous = summaries.filter(({ round }) => round.visibility === 'anonymous')
    const open = anonymous.filter(({ round }) => round.state === 'open').flatMap(({ lines }) => lines)
    expect(open.length).toBeGreaterThan(0)
    expect(open.filter((line) => extra.test(line))).toEqual([])
    const closed = anonymous.flatMap(({ lines }) => lines)
    expect(closed.filter((line) => /how far people read|they expected|of them who/.test(line))).toEqual([])
  })
})

test('no line on very many ballots has more than 200 characters', () => {
  const many = 99_999
  const sides = [
    { label: 'Behaviorist × Pessimistic-case', mine: many, of: many },
    { label: 'Cognitivist × Pessimistic-case', mine: many, of: many },
  ]
  const [, text = ''] = texts
  const round = {
    cruxes: [{ id: 'x_1', text, mine: many, notMine: 0, sides }],
    depth: { read: many, skimmed: many, abstract: many, 'not-yet': many },
    expected: [many, many, many, many, many] as const,
  }
  const ballots = [3, 4, 5, 6, 7, 8].flatMap((cell) => [
    ...(cell === 4 ? [{ kind: 'applications' } as const] : []),
    ...[0, 1].map((): ExtraBallot => ({ kind: 'placement', row: cell < 6 ? 1 : 2, column: 1 })),
  ])
  const lines = linesOf({
    state: 'closed',
    visibility: 'anonymous',
    ballots,
    round: { ...round, expected: [...round.expected] },
  })
  expect(lines.find((line) => line.startsWith('To settle: “'))).toContain('…”')
  expect(lines.filter((line) => line.length > 200)).toEqual([])
})
