import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { elsewhereLine } from '../../src/atlas/elsewhere.ts'
import content from '../../src/atlas/shallow-review-2025.json' with { type: 'json' }
import { memoryTable } from './memory-table.ts'
import { toPlacements } from './shallow-review.ts'

const noVotes = [0, 0, 0, 0, 0, 0, 0, 0, 0]
const placed = (cell: number, votes: number) => ({ cells: noVotes.with(cell, votes), applications: 0 })
/** Three votes in three cells: a group without a result of its own. */
const apart = { cells: [1, 0, 0, 0, 1, 0, 0, 0, 1], applications: 0 }

describe('what the Shallow Review made of a paper', () => {
  test.each(memoryTable.elsewhere)('$paper, $cells', ({ paper, expect: lines, ...counts }) => {
    expect(elsewhereLine(paper, counts)).toEqual(lines)
  })

  const under = (paper: string, counts: Parameters<typeof elsewhereLine>[1] = apart) =>
    elsewhereLine(paper, counts)[0]?.replace('The Shallow Review 2025 lists this paper ', '')

  test.each([
    [
      'three agendas',
      'arxiv:2506.19823',
      'under “Character training and persona steering” and puts that agenda at Cognitivist × Average-case; also under “Emergent misalignment” and puts that agenda at Behaviorist × Pessimistic-case; and 1 more.',
    ],
    [
      'two approaches in another order are the same place',
      'arxiv:2509.17938',
      'under “Control” and “AI deception evals” and puts both at Worst-case, under both Engineering and Behaviorist.',
    ],
    [
      'no single case, of two agendas',
      'arxiv:2505.00783',
      'under “Aligning to the social contract” and “Theory for aligning multiple AIs” and puts both under Cognitivist, with no single case.',
    ],
    [
      'two approaches and no single case',
      'arxiv:2505.15811',
      'under “Reverse engineering” and puts that agenda at Cognitivist × Worst-case; also under “Other interpretability” and puts that agenda under both Engineering and Cognitivist, with no single case.',
    ],
    [
      'the fourth approach alone',
      'lesswrong:tQ9vWm4b57HFqbaRj',
      'under “High-Actuation Spaces” and puts that agenda at Pessimistic-case, under its fourth approach, maths and philosophy; also under “Aligning what?” and puts that agenda under both Behaviorist and Cognitivist, with no single case.',
    ],
  ])('is said of %s', (_, paper, words) => {
    expect(under(paper)).toBe(words)
  })

  test('is said of an approach that varies', () => {
    const [paper = ''] = content.agendas.find(({ approach }) => approach[0] === 'varies')?.papers ?? []
    expect(under(paper)).toMatch(/puts that agenda at Pessimistic-case, with no single approach\.$/)
  })

  test('is said of a paper by any of its ids, each agenda once', () => {
    const counts = placed(0, 5)
    const line = elsewhereLine('arxiv:2503.11926', counts)
    expect(line).toHaveLength(1)
    expect(elsewhereLine('doi:10.1/x', counts, ['arxiv:2503.11926'])).toEqual(line)
    expect(elsewhereLine('arxiv:2503.11926', counts, ['arxiv:2503.11926'])).toEqual(line)
    expect(elsewhereLine('doi:10.1/x', counts)).toEqual([])
  })

  test('names the same cell “there” only where one place was named', () => {
    expect(under('arxiv:2501.13124', placed(0, 5))).toMatch(/ You put this paper there too\.$/)
    expect(under('arxiv:2505.03989', placed(0, 5))).toMatch(/ at Engineering × Average-case\.$/)
    expect(under('arxiv:2506.19823', placed(7, 5))).toMatch(/ at Cognitivist × Pessimistic-case\.$/)
  })

  test('stands beside a split between the grid and applications', () => {
    expect(under('arxiv:2503.11926', { ...placed(8, 4), applications: 4 })).toMatch(
      / You are split between Cognitivist × Worst-case and applications research\.$/,
    )
  })

  test('is one sentence or two, whatever the paper and the votes', () => {
    const papers = new Set(content.agendas.flatMap(({ papers }) => papers))
    for (const paper of papers)
      for (const counts of [apart, placed(4, 5)]) {
        const lines = elsewhereLine(paper, counts)
        expect(lines).toHaveLength(1)
        expect(lines[0]).toMatch(/^The Shallow Review 2025 lists this paper under “.+\.$/)
        expect(lines[0]).not.toMatch(/undefined|right|wrong|agree/i)
      }
    expect(papers.size).toBe(721)
  })
})

/** The review's own tables as we were given them, which are in no repository of ours. */
const given = join(import.meta.dirname, '../../../shared/reference/placements-2025.json')

test.skipIf(!existsSync(given))(
  'what the product holds of the review is what was given (skipped where no folder shared/reference lies around the project)',
  () => {
    expect(content).toEqual(toPlacements(readFileSync(given, 'utf8')))
  },
)
