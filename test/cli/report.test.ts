import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryDirectory } from '../store/temporary-directory.ts'
import { ballotsOn, exportWith, written } from './exported.ts'
import { run, runProcess } from './run.ts'

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
        '10 votes. Two camps: around Engineering × Average-case (5) and around Cognitivist × Worst-case (5).',
        'Approach: polarised: 5 Engineering, 5 Cognitivist, none between.',
        'Case: split across the ends: 4 Average-case, 4 Worst-case, 2 between.',
        'They differ along the capabilities–alignment spectrum.',
        'To settle: is it Engineering × Average-case or Cognitivist × Worst-case?',
        'By method 5 of 10 place it at the alignment end; by goal 2 of 3 say alignment.',
        'Could this direction work at all? 1 yes, 0 maybe, 0 no.',
        '“▲ It is engineering.” (Ben, Engineering × Average-case, confidence 4 of 5)',
        '“■ It proves.” (Flo, Cognitivist × Worst-case, confidence 5 of 5)',
        'To discuss: is it Engineering × Average-case or Cognitivist × Worst-case?',
      ]),
    )
    expect(out).toMatch(/Cognitivist science +0 +1 +4\n/)
    expect(out).not.toContain('It scales.')
  })

  test('shows round 1 beside round 2, who moved and what moved them', async () => {
    await using directory = await temporaryDirectory()
    const rounds = [
      ballotsOn([0, 0, 8, 8, 8, 5, 4, 8]),
      ballotsOn([8, 4, 8, 8, 8, 8, 8, 8], { Ada: { movedBy: 'Section 4' } }),
    ]
    const { out } = await report(await written(directory.path, 'poll.json', exportWith(rounds)))
    expect(out).toContain('Since round 1: 4 of 8 changed; 4 toward the round-1 centre, 0 away.')
    expect(out).toContain('Converged: average gap between two voters fell from 2.0 to 0.5 steps.')
    expect(out).toMatch(/Approach +Round 1 +Round 2\nEngineering +2 +0\n/)
    expect(out).toContain(
      'Ada moved from Engineering × Average-case to Cognitivist × Worst-case.\n“Section 4” (Ada)',
    )
    expect(out).toContain('4 toward Cognitivist, 0 toward Engineering, 4 the same.')
    expect(out).not.toMatch(/sign test|probability/)
    expect(out).toContain('Another round: settled.')
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
      summary: expect.arrayContaining(['They differ along the capabilities–alignment spectrum.']),
      case: 'two-camps-along',
      rounds: [{ number: 1, state: 'closed', votes: 10, case: 'two-camps-along' }],
      figures: {
        version: 1,
        cells: [4, 1, 0, 0, 0, 0, 0, 1, 4],
        row: { specLabel: 'polarised', vanDerEijkA: -1 },
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

  test('names nobody in an anonymous export, even where the file does', async () => {
    await using directory = await temporaryDirectory()
    const rounds = [
      ballotsOn([0, 0, 8, 8, 8]),
      ballotsOn([8, 8, 8, 0, 0], { Ada: { why: 'Because.', movedBy: 'Talk' } }),
    ]
    const file = await written(directory.path, 'poll.json', exportWith(rounds, { visibility: 'anonymous' }))
    const { out } = await report(file)
    expect(out).toContain('“Because.”\n')
    expect(out).toContain('“Talk” (A voter)')
    expect(out).not.toMatch(/Ada|Ben|Cleo|Dan/)
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
