import { describe, expect, test } from 'vitest'
import { toPlainText } from '../../src/chat/plain-text.ts'
import { differLine } from '../../src/disagreement/differ.ts'
import { settledSentence } from '../../src/disagreement/settled.ts'
import { readExport } from '../../src/export/read-export.ts'
import { reportJson } from '../../src/export/report-json.ts'
import type { RoundExtras } from '../../src/poll/extra-answers.ts'
import { reportParts } from '../../src/views/poll/report-parts.ts'
import { exportText, pollOf } from './extras.ts'
import { type ExtraBallot, type ExtraRound, reference } from './reference.ts'

const ballots: readonly ExtraBallot[] = [0, 0, 0, 2, 2, 2].map((row) => ({
  kind: 'placement',
  row: row === 0 ? 0 : 2,
  column: 2,
}))

/** What a round shows of its extra answers; `undefined` if the round is hidden. */
function shownOf(some: Partial<ExtraRound>): RoundExtras | undefined {
  const { current } = pollOf({ state: 'closed', visibility: 'names', ballots, round: {}, ...some })
  return current.hidden ? undefined : (current.extras ?? {})
}

const everything: ExtraRound['round'] = {
  countsAtReveal: [0, 0, 3, 0, 0, 0, 0, 0, 3, 0],
  cruxes: [
    {
      id: 'x_1',
      text: 'is it so?',
      voter: 'v_1',
      mine: 3,
      notMine: 1,
      sides: [
        { label: '▲', mine: 2, of: 3 },
        { label: '■', mine: 1, of: 3 },
      ],
    },
  ],
  differ: { words: 1, paper: 4, values: 0 },
  settled: { yes: 4, no: 1, notDiscussed: 0 },
  depth: { read: 3, skimmed: 2 },
  expected: [1, 0, 3, 0, 1],
}

describe('why votes differ', () => {
  test.each(reference.differ)(
    '$differ, with $visibility, is said as “$text”',
    ({ differ, visibility, text }) => {
      const shown = shownOf({ visibility, round: { differ } })?.differ
      expect(shown === undefined ? null : differLine(shown)).toBe(text)
    },
  )
})

describe('whether the question of the round before was settled', () => {
  test.each([
    { settled: [3, 0, 1], text: '3 say the question from round 1 is settled, 1 says it was not discussed.' },
    { settled: [4, 0, 0], text: '4 say the question from round 1 is settled.' },
    {
      settled: [1, 9, 5],
      text: '1 says the question from round 1 is settled, 9 say it is not, 5 say it was not discussed.',
    },
    {
      settled: [0, 3, 1],
      text: '3 say the question from round 1 is not settled, 1 says it was not discussed.',
    },
    { settled: [0, 0, 3], text: '3 say the question from round 1 was not discussed.' },
  ] as const)('$settled is said as “$text”', ({ settled: [yes, no, notDiscussed], text }) => {
    expect(settledSentence({ yes, no, notDiscussed }, 1)).toBe(text)
  })

  test.each([
    { visibility: 'names', settled: { yes: 1, no: 1, notDiscussed: 0 }, isShown: false },
    { visibility: 'names', settled: { yes: 1, no: 1, notDiscussed: 1 }, isShown: true },
    { visibility: 'anonymous', settled: { yes: 2, no: 1, notDiscussed: 1 }, isShown: false },
    { visibility: 'anonymous', settled: { yes: 3, no: 1, notDiscussed: 1 }, isShown: true },
  ] as const)('with $visibility, $settled is shown: $isShown', ({ visibility, settled, isShown }) => {
    expect(shownOf({ visibility, round: { settled } })?.settled).toEqual(isShown ? settled : undefined)
  })
})

describe('the extra answers of a poll with names', () => {
  test('are shown, open or closed, but for totals that belong to anonymous polls', () => {
    const { depth: _, expected: __, ...shown } = everything
    expect(shownOf({ round: everything })).toEqual(shown)
    expect(shownOf({ round: everything, state: 'open' })).toEqual(shown)
  })
})

describe('a report', () => {
  const lines = (some: Partial<ExtraRound>) => {
    const poll = pollOf({ state: 'closed', visibility: 'names', ballots, round: everything, ...some })
    return reportParts(poll).flatMap((part) => (part.kind === 'text' ? toPlainText(part.text) : []))
  }
  const question =
    'To settle: if it worked and nobody knew why, would the paper still have reached its aim? Yes points to Engineering, no to Cognitivist.'
  const differ = 'Asked why they differ, 1 says it is the words, 4 say it is how they read the paper.'

  test('has the deciding question below a crux that two sides share, and why votes differ', () => {
    const said = lines({})
    const [crux, ...below] = said.slice(said.findIndex((line) => line.startsWith('To settle: “')))
    expect(crux).toBe('To settle: “is it so?” It would move 2 of 3 in ▲ and 1 of 3 in ■.')
    expect(below.slice(0, 2)).toEqual([question, differ])
  })

  test('says that no crux is shared, once all are counted by sides', () => {
    const cruxes = [
      {
        id: 'x_1',
        text: 'is it so?',
        mine: 2,
        notMine: 1,
        sides: [2, 0].map((mine) => ({ label: '▲', mine, of: 3 })),
      },
    ]
    const said = lines({ round: { cruxes } })
    expect(said).toContain('No crux is shared by two sides.')
    expect(said).toContain(question)
    expect(lines({ round: { cruxes: [{ id: 'x_1', text: 'is it so?' }] } }).join()).not.toContain('No crux')
  })

  test('has no crux where nothing is left to settle', () => {
    const agreed = ballots.map((): ExtraBallot => ({ kind: 'placement', row: 2, column: 2 }))
    expect(lines({ ballots: agreed }).filter((line) => line.startsWith('To settle'))).toEqual([])
  })

  test('has nothing on extra answers of an anonymous round that is open', () => {
    const said = lines({ visibility: 'anonymous', state: 'open' })
    expect(said).toContain(question)
    expect(said.join()).not.toMatch(/It would move|Asked|read it|shared/)
  })
})

describe('the figures of extra answers', () => {
  const figuresIn = (some: Partial<ExtraRound>) =>
    reportJson(pollOf({ state: 'closed', visibility: 'names', ballots, round: {}, ...some })).figures

  test('are those behind the lines', () => {
    const given = ballots.map(
      (ballot, i): ExtraBallot => ({
        ...ballot,
        depth: i < 3 ? 'read' : 'skimmed',
        expected: { cell: i < 3 ? 2 : 8, share: i < 3 ? 1 : 2 },
      }),
    )
    const { countsAtReveal, cruxes, differ } = everything
    expect(figuresIn({ ballots: given, round: { countsAtReveal, cruxes, differ } })).toMatchObject({
      reading: {
        counts: { read: 3, skimmed: 3, abstract: 0, 'not-yet': 0 },
        axis: 'row',
        table: [
          [3, 0],
          [0, 3],
        ],
        fisherP: expect.closeTo(0.1, 9),
      },
      expected: {
        answers: [
          {
            cell: 2,
            chosen: 3,
            guesses: 3,
            meanShare: 0.25,
            expectedVotes: 2.25,
            // At least and at most 2 of 5 with ¼ each: 376 and 918 of 1024.
            tailMore: expect.closeTo(376 / 1024, 9),
            tailFewer: expect.closeTo(918 / 1024, 9),
          },
          { cell: 8, chosen: 3, guesses: 3, meanShare: 0.5, expectedVotes: 3.5 },
        ],
        tooHigh: 0,
        tooLow: 3,
        aboutRight: 3,
      },
      cruxes: [{ text: 'is it so?', mine: 3, notMine: 1, minShare: expect.closeTo(1 / 3, 9) }],
      differ,
    })
  })

  test('of an anonymous round are totals', () => {
    expect(figuresIn({ visibility: 'anonymous', round: everything })).toMatchObject({
      reading: { counts: { read: 3, skimmed: 2 }, axis: null, table: null, fisherP: null },
      expected: { totals: [1, 0, 3, 0, 1] },
    })
  })

  test('are empty where nobody answered', () => {
    expect(figuresIn({})).toMatchObject({ reading: null, expected: null, cruxes: null, differ: null })
  })
})

describe('the extra answers of an anonymous poll', () => {
  test('are totals without names, and only of a closed round', () => {
    const shown = shownOf({ visibility: 'anonymous', round: everything })
    expect(shown).toEqual({
      ...everything,
      cruxes: [
        {
          id: 'x_1',
          text: 'is it so?',
          mine: 3,
          notMine: 1,
          sides: [
            { label: '▲', mine: 2, of: 3 },
            { label: '■', mine: 1, of: 3 },
          ],
        },
      ],
      depth: { read: 3, skimmed: 2, abstract: 0, 'not-yet': 0 },
      expected: undefined,
      guesses: [1, 0, 3, 0, 1],
    })
    expect(shownOf({ visibility: 'anonymous', round: everything, state: 'open' })).toEqual({})
  })

  test('are not shown of a round with fewer than five ballots', () => {
    expect(
      shownOf({ visibility: 'anonymous', round: everything, ballots: ballots.slice(0, 4) }),
    ).toBeUndefined()
  })

  test('are shown from five answers to that question on', () => {
    const round: ExtraRound['round'] = {
      ...everything,
      depth: { read: 3, skimmed: 1 },
      expected: [1, 0, 2, 0, 1],
      differ: { words: 4, paper: 0, values: 0 },
    }
    const { depth, guesses, differ, settled } = shownOf({ visibility: 'anonymous', round }) ?? {}
    expect({ depth, guesses, differ }).toEqual({})
    expect(settled).toEqual(everything.settled)
  })

  test('are shown from the number that the channel has set on', () => {
    const few = { visibility: 'anonymous', round: { ...everything, shownFrom: 6 } } as const
    expect(shownOf(few)?.settled).toBeUndefined()
    expect(
      shownOf({ ...few, round: { ...few.round, settled: { yes: 4, no: 1, notDiscussed: 1 } } })?.settled,
    ).toBeDefined()
  })

  test.each([
    { of: [3, 3], isShown: true },
    { of: [2, 4], isShown: false },
  ] as const)(
    'name the sides of a crux where each has three voters: $of',
    ({ of: [one, other], isShown }) => {
      const sides = [
        { label: '▲', mine: 1, of: one },
        { label: '■', mine: 1, of: other },
      ]
      const round = { cruxes: [{ id: 'x_1', text: 'is it so?', mine: 2, notMine: 0, sides }] }
      const [crux] = shownOf({ visibility: 'anonymous', round })?.cruxes ?? []
      expect(crux?.sides).toEqual(isShown ? sides : undefined)
      expect(crux?.mine).toBe(2)
    },
  )

  test('never stand at a ballot, whatever else is in the file', () => {
    const given: readonly ExtraBallot[] = ballots.map((ballot) => ({
      ...ballot,
      depth: 'read',
      crux: 'is it so?',
      expected: { cell: 2, share: 1 },
    }))
    const poll = pollOf({ state: 'closed', visibility: 'anonymous', ballots: given, round: {} })
    expect(poll).toEqual(pollOf({ state: 'closed', visibility: 'anonymous', ballots, round: {} }))
  })
})

describe('an export with extra answers', () => {
  const faultsOf = (some: object): readonly string[] => {
    const [ballot] = ballots
    const round = { number: 1, state: 'closed', ballots: [{ voter: { id: 'v_1' }, ...ballot }], ...some }
    const result = readExport(exportText({ state: 'closed', visibility: 'names' }, [round]))
    return 'faults' in result ? result.faults : []
  }

  test.each([
    { has: { countsAtReveal: [1, 2, 3] }, at: 'rounds[0].countsAtReveal' },
    { has: { differ: { words: 1, paper: 1 } }, at: 'rounds[0].differ.values' },
    { has: { expected: [1, 2, 3, 4] }, at: 'rounds[0].expected' },
    { has: { depth: { read: -1 } }, at: 'rounds[0].depth.read' },
    {
      has: { cruxes: [{ id: 'x_1', text: 'a', sides: [{ label: '▲', mine: 3, of: 2 }] }] },
      at: 'rounds[0].cruxes[0].sides[0].mine: More than the voters of the side',
    },
    { has: { cruxes: [{ id: 'x_1', text: ' \n ' }] }, at: 'rounds[0].cruxes[0].text' },
    {
      has: { ballots: [{ voter: { id: 'v_1' }, kind: 'applications', depth: 'twice' }] },
      at: 'rounds[0].ballots[0].depth',
    },
    {
      has: { ballots: [{ voter: { id: 'v_1' }, kind: 'applications', expected: { cell: 9, share: 0 } }] },
      at: 'rounds[0].ballots[0].expected.cell',
    },
  ])('names what is wrong: $at', ({ has, at }) => {
    expect(faultsOf(has)).toEqual([expect.stringContaining(at)])
  })

  test('has each crux on one line, without characters that are not seen', () => {
    const text = '  does it\nhold \u202eon\u0007 a second model?  '
    expect(shownOf({ round: { cruxes: [{ id: 'x_1', text }] } })?.cruxes?.[0]?.text).toBe(
      'does it hold on a second model?',
    )
  })
})
