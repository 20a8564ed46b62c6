import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryDirectory } from '../store/temporary-directory.ts'
import { ballotsOn, exportWith, written } from './exported.ts'
import { run, runProcess } from './run.ts'

const question =
  'if it worked and nobody knew why, would the paper still have reached its aim? Yes points to Engineering, no to Cognitivist.'

const report = (...args: readonly string[]) => run('report', args)

const twoCamps = exportWith(
  [
    ballotsOn([0, 0, 0, 0, 1, 8, 8, 8, 8, 7], {
      Ada: { why: 'It scales.', confidence: 2, goal: 'alignment', tractable: 'yes' },
      Ben: { why: 'It is engineering.', confidence: 4, goal: 'alignment' },
      Cleo: { goal: 'capabilities' },
      Flo: { why: 'It proves.', confidence: 5 },
    }),
  ],
  { questions: ['goal', 'tractable'] },
)

describe('npm run report', () => {
  test('prints the whole report of an export', async () => {
    await using directory = await temporaryDirectory()
    const { out, code } = await report(await written(directory.path, 'poll.json', twoCamps))
    expect(code).toBe(0)
    const lines = out.split('\n')
    expect(lines).toEqual(
      expect.arrayContaining([
        '10 votes. Two camps: ▲ around Engineering × Average-case (5) and ■ around Cognitivist × Worst-case (5).',
        'Approach: split 5–5 between the two ends, Engineering and Cognitivist; nobody in between.',
        'Case: split 4–4 between the two ends, Average-case and Worst-case; 2 in between.',
        '▲ sees capabilities work, ■ alignment work.',
        `To settle: ${question}`,
        "On the grid 5 of 10 are one step or less from the alignment end; 2 of 3 say the authors' goal is alignment.",
        'Could this direction work at all? 1 yes.',
        '“▲ It is engineering.” (Ben, Engineering × Average-case, confidence 4 of 5)',
        '“■ It proves.” (Flo, Cognitivist × Worst-case, confidence 5 of 5)',
      ]),
    )
    expect(out).toMatch(/Cognitivist science +0 +1 +4\n/)
    expect(out).not.toContain('It scales.')
    expect(out.split(question)).toHaveLength(2)
  })

  test('shows round 1 beside round 2, who moved and what moved them', async () => {
    await using directory = await temporaryDirectory()
    const rounds = [
      ballotsOn([0, 0, 8, 8, 8, 5, 4, 8]),
      ballotsOn([8, 4, 8, 8, 8, 8, 8, 8], { Ada: { movedBy: 'Section 4' } }),
    ]
    const { out } = await report(await written(directory.path, 'poll.json', exportWith(rounds)))
    expect(out).toContain('Since round 1, 4 of the 8 who voted in both rounds changed their vote.\n')
    expect(out).toContain(
      'They are closer together now, and the average distance between two of them fell from 2.0 to 0.5 steps.\n',
    )
    expect(out).toMatch(/Approach +Round 1 +Round 2\nEngineering +2 +0\n/)
    expect(out).toContain(
      'Ada moved from Engineering × Average-case to Cognitivist × Worst-case.\n“Section 4” (Ada)',
    )
    expect(out).toContain(
      'Approach, 8 people who chose one in both rounds: 1 from Engineering to Behaviorist, 1 from Engineering to Cognitivist, 2 from Behaviorist to Cognitivist, 4 unchanged.',
    )
    expect(out).toContain(
      'Case, 8 people who chose one in both rounds: 1 from Average-case to Pessimistic-case, 1 from Average-case to Worst-case, 1 from Pessimistic-case to Worst-case, 5 unchanged.',
    )
    expect(out).not.toMatch(/sign test|probability|toward|away/)
    expect(out).toContain('Another round: Both axes are settled.')
  })

  test('with --json prints one line per poll, also of a hundred files and of JSON Lines', async () => {
    await using directory = await temporaryDirectory()
    const one = await written(directory.path, 'one.json', JSON.stringify(twoCamps, null, 2))
    const many = await written(directory.path, 'many.jsonl', `${JSON.stringify(twoCamps)}\n`.repeat(3))
    const files = Array.from({ length: 100 }, () => one)
    const { out, code } = await report('--json', ...files, many)
    const lines = out.trimEnd().split('\n')
    expect(code).toBe(0)
    expect(lines).toHaveLength(103)
    expect(new Set(lines)).toHaveLength(1)
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      summary: expect.arrayContaining(['▲ sees capabilities work, ■ alignment work.']),
      case: 'two-camps-along',
      rounds: [{ number: 1, state: 'closed', votes: 10, case: 'two-camps-along' }],
      figures: {
        version: 2,
        cells: [4, 1, 0, 0, 0, 0, 0, 1, 4],
        row: { specLabel: 'ends', vanDerEijkA: -1 },
        specCamps: { k: 2, firm: true },
        goal: { placed: 10, atAlignmentEnd: 5, answered: 3, sayAlignment: 2 },
        tractable: { yes: 1, maybe: 0, no: 0 },
      },
    })
  })

  test('with --json compares each round with the one before, under the names of the reference tables', async () => {
    await using directory = await temporaryDirectory()
    const rounds = [ballotsOn([0, 0, 8, 8, 8, 5, 4, 8]), ballotsOn([8, 4, 8, 8, 8, 8, 8, 8, 0])]
    const { out } = await report('--json', await written(directory.path, 'poll.json', exportWith(rounds)))
    const [first, second] = JSON.parse(out).rounds
    expect(first).not.toHaveProperty('specVerdict')
    expect(second).toMatchObject({
      specVerdict: 'converged',
      P: 8,
      moved: 4,
      D2: 0.5,
      toward: 4,
      away: 0,
      onlyBefore: 0,
      onlyNow: 1,
      row: { up: 4, down: 0, unchanged: 4, signTestP: 0.125 },
    })
  })

  test('names each fault with its path, reports the other files, and fails', async () => {
    await using directory = await temporaryDirectory()
    const good = await written(directory.path, 'good.json', twoCamps)
    const bad = await written(directory.path, 'bad.json', {
      ...twoCamps,
      poll: { ...twoCamps.poll, visibility: 'x' },
      rounds: [
        {
          number: 1,
          state: 'open',
          ballots: [{ voter: { id: 'v_1' }, kind: 'placement', row: 7, column: 0 }],
        },
      ],
    })
    const twice = await written(
      directory.path,
      'twice.json',
      exportWith([[...ballotsOn([1]), ...ballotsOn([2])]]),
    )
    const none = join(directory.path, 'none.json')
    const { out, err, code } = await runProcess('report', [bad, twice, none, good])
    expect(code).toBe(1)
    expect(err.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/bad\.json: poll\.visibility: Invalid option/),
      expect.stringMatching(/bad\.json: rounds\[0\]\.ballots\[0\]\.row: Invalid option/),
      `${twice}: rounds[0].ballots[1].voter.id: Two votes by the same voter in one round`,
      expect.stringMatching(/none\.json: ENOENT/),
    ])
    expect(out).toContain('10 votes. Two camps')
  })

  test('names the line of a fault in JSON Lines', async () => {
    await using directory = await temporaryDirectory()
    const lines = `${JSON.stringify(twoCamps)}\n{"format":"other"}\n`
    const { err } = await report(await written(directory.path, 'polls.jsonl', lines))
    expect(err).toContain('polls.jsonl: line 2: format: Invalid input')
  })

  test('keeps hidden what the export says is blind, whatever else is in the file', async () => {
    await using directory = await temporaryDirectory()
    const blind = exportWith([ballotsOn([0, 8, 8], { Ada: { why: 'Secret.' } })], {
      blind: true,
      state: 'open',
    })
    const file = await written(directory.path, 'blind.json', blind)
    const [words, json] = await Promise.all([report(file), report('--json', file)])
    expect(words.out).toContain('3 people have voted; votes stay hidden until the reveal.')
    expect(words.out).not.toMatch(/Secret|\d Cognitivist|Ada/)
    expect(JSON.parse(json.out)).toMatchObject({
      case: null,
      figures: null,
      rounds: [{ votes: 3, figures: null }],
    })
    expect(json.out).not.toMatch(/Secret|"cells"/)
  })

  test.each([
    { advice: 'Both axes are settled.', now: [8, 8, 8, 8, 8, 8] },
    { advice: 'Little has changed, so another round is unlikely to help.', now: [0, 0, 0, 8, 8, 8] },
    { advice: 'Answers are still moving, so another round may help.', now: [4, 2, 1, 8, 5, 7] },
  ])('says of another round: $advice', async ({ advice, now }) => {
    await using directory = await temporaryDirectory()
    const rounds = [ballotsOn([0, 0, 0, 8, 8, 8]), ballotsOn(now)]
    const closed = await report(await written(directory.path, 'poll.json', exportWith(rounds)))
    expect(closed.out).toContain(`Another round: ${advice}`)
    const open = exportWith(rounds, { state: 'open' })
    const { out } = await report(await written(directory.path, 'open.json', open))
    expect(out).not.toContain('Another round')
    expect(out).toContain('Since round 1, ')
  })

  test('says that all or one are unchanged, and nothing about moves of fewer than three people', async () => {
    await using directory = await temporaryDirectory()
    const print = async (before: readonly number[], now: readonly number[]) => {
      const rounds = [ballotsOn(before), ballotsOn(now)]
      return (await report(await written(directory.path, 'poll.json', exportWith(rounds)))).out
    }
    const same = await print([0, 4, 8], [0, 4, 8])
    expect(same).toContain('Approach, 3 people who chose one in both rounds: all unchanged.')
    const few = await print([0, 4], [0, 8])
    expect(few).toContain('Only 2 people voted in both rounds, too few to compare.')
    expect(few).not.toMatch(/moved from|who chose one|Another round/)
  })

  test('shows below the six lines what they have no room for, and how sure people are', async () => {
    await using directory = await temporaryDirectory()
    const sure = { Ada: { confidence: 5 }, Ben: { confidence: 5 }, Cleo: { confidence: 5 } }
    const unsure = { Dan: { confidence: 2 }, Eve: { confidence: 2 }, Flo: { confidence: 2 } }
    const off = { Gus: { kind: 'applications', row: null, column: null } } as const
    const camps = [0, 0, 0, 8, 8, 8, 4]
    const rounds = [ballotsOn([8, 0, 0, 8, 8, 8, 4]), ballotsOn(camps, { ...sure, ...unsure, ...off })]
    const { out } = await report(await written(directory.path, 'poll.json', exportWith(rounds)))
    expect(out.split('\n').filter((line) => line !== '')).toEqual(
      expect.arrayContaining([
        `To settle: ${question}`,
        '▲ sees capabilities work, ■ alignment work.',
        'Also: 1 of 7 says it is applications research.',
        'Mean confidence: 5.0 of 5 ▲, 2.0 ■.',
      ]),
    )
    const [above = '', below = ''] = out.split(question)
    expect(above).not.toMatch(/▲ sees|Also:|confidence/)
    expect(below).toContain('Mean confidence')
  })

  test('names nobody in an anonymous export, even where the file does', async () => {
    await using directory = await temporaryDirectory()
    const rounds = [
      ballotsOn([0, 0, 8, 8, 8]),
      ballotsOn([8, 8, 8, 0, 0], { Ada: { why: 'Because.', movedBy: 'Talk' } }),
    ]
    const anonymous = exportWith(rounds, { visibility: 'anonymous' })
    const { out } = await report(await written(directory.path, 'poll.json', anonymous))
    expect(out).toContain('“Because.”\n')
    expect(out).not.toMatch(/Ada|Ben|Cleo|Dan/)
    // Nobody's two votes can be told from such a file.
    expect(out).not.toMatch(/Talk|Since round 1|who chose one|Another round/)
  })

  describe('of an anonymous poll with its moves', () => {
    const moves = (count: number) =>
      [
        { from: 4, to: 5, count },
        { from: 8, to: 'applications', count: 1 },
        { from: 'unsure', to: 8, count: 1 },
      ] as const
    const anonymous = (count: number, state: 'open' | 'closed') => {
      const before = ballotsOn([...Array<number>(count).fill(4), 8, 8])
      const now = ballotsOn([...Array<number>(count).fill(5), 8, 8], { Ada: { movedBy: 'Talk' } })
      const { rounds, ...rest } = exportWith([before, now], { visibility: 'anonymous', state })
      return {
        ...rest,
        rounds: rounds.map((round, i) => (i === 0 ? round : { ...round, moves: moves(count) })),
      }
    }

    test('says how many moved and shows where to as a table, with what moved them and no name', async () => {
      await using directory = await temporaryDirectory()
      const { out } = await report(await written(directory.path, 'poll.json', anonymous(3, 'closed')))
      expect(out).toContain('Since round 1, all 5 who voted in both rounds changed their vote.')
      expect(out).toContain('The totals moved by 4 of 5 votes.')
      expect(out).toMatch(
        /Case, 3 people who chose one in both rounds\nFrom +to Average-case +to Pessimistic-case +to Worst-case\nAverage-case +0 +0 +0\nPessimistic-case +0 +0 +3\n/,
      )
      expect(out).toContain('“Talk” (A voter)')
      expect(out).not.toMatch(/moved from|from \w+ to|Ada|Ben/)
    })

    test.each([
      { of: 'fewer than five returning voters', count: 2, state: 'closed' },
      { of: 'an open round', count: 3, state: 'open' },
    ] as const)('says none of it for $of', async ({ count, state }) => {
      await using directory = await temporaryDirectory()
      const file = await written(directory.path, 'poll.json', anonymous(count, state))
      const [words, json] = await Promise.all([report(file), report('--json', file)])
      expect(words.out).not.toMatch(/Since round 1|totals|who chose one|Talk|Another round/)
      expect(JSON.parse(json.out).rounds[1]).not.toHaveProperty('P')
      expect(JSON.parse(json.out).rounds[1]).not.toHaveProperty('row')
    })
  })

  test('cannot be made to write control characters to a terminal', async () => {
    await using directory = await temporaryDirectory()
    const paper = { id: 'title:x', title: 'Red\u001b[31m alert\u202e\nFake line' }
    const { out } = await report(await written(directory.path, 'x.json', exportWith([[]], { paper })))
    expect(out).toContain('Red[31m alert Fake line')
  })

  test('says how it is used when no file is named, or an option is unknown', async () => {
    for (const args of [[], ['--frobnicate', 'x.json']])
      expect(await report(...args)).toMatchObject({
        code: 1,
        err: expect.stringContaining('npm run report -- <poll.json>'),
      })
  })
})
