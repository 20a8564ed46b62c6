import type { Tally } from '../../src/grid/tally.ts'

interface Wording {
  readonly of: string
  readonly some: Partial<Tally>
  readonly lines: readonly string[]
}

export const wholeSummaries: readonly Wording[] = [
  {
    of: 'one application',
    some: { applications: 1 },
    lines: ['1 vote: applications research.'],
  },
  {
    of: 'two applications',
    some: { applications: 2 },
    lines: ['2 votes, both applications research.'],
  },
  {
    of: 'three applications',
    some: { applications: 3 },
    lines: ['All 3 say applications research: off the grid.'],
  },
  {
    of: 'one vote that knows the case alone',
    some: { columnOnly: [0, 1, 0] },
    lines: ['1 vote, unsure on approach. Nothing to compare yet.'],
  },
  {
    of: 'one vote that knows the approach alone',
    some: { rowOnly: [0, 0, 1] },
    lines: ['1 vote, unsure on case. Nothing to compare yet.'],
  },
  {
    of: 'one vote that knows neither',
    some: { unsure: 1 },
    lines: ['1 vote, unsure on both axes. Nothing to compare yet.'],
  },
  {
    of: 'two in the same cell',
    some: { cells: [0, 0, 0, 0, 2, 0, 0, 0, 0] },
    lines: ['2 votes, both at Behaviorist × Pessimistic-case. Too few to call.'],
  },
  {
    of: 'two a single step apart',
    some: { cells: [1, 1, 0, 0, 0, 0, 0, 0, 0] },
    lines: [
      '2 votes, 1 step apart: Engineering × Average-case and Engineering × Pessimistic-case. Too few to call.',
    ],
  },
  {
    of: 'two in opposite corners',
    some: { cells: [0, 0, 1, 0, 0, 0, 1, 0, 0] },
    lines: [
      '2 votes, 4 steps apart: Engineering × Worst-case and Cognitivist × Average-case. Too few to call.',
    ],
  },
  {
    of: 'one on the grid and one off it',
    some: { cells: [0, 0, 0, 1, 0, 0, 0, 0, 0], applications: 1 },
    lines: ['2 votes: one at Behaviorist × Average-case, one applications research. Too few to call.'],
  },
  {
    of: 'one on the grid and one half unsure',
    some: { cells: [0, 0, 0, 1, 0, 0, 0, 0, 0], rowOnly: [0, 0, 1] },
    lines: [
      '2 votes, only 1 full placement: too few to call.',
      'Approach: 1 Behaviorist, 1 Cognitivist.',
      'Case: 1 answer, Average-case.',
      'Also: 1 unsure on case.',
    ],
  },
  {
    of: 'four that answered one axis each',
    some: { rowOnly: [2, 0, 0], columnOnly: [0, 0, 2] },
    lines: [
      '4 votes, only 0 full placements: too few to call.',
      'Approach: both say Engineering.',
      'Case: both say Worst-case.',
      'Also: 2 unsure on approach, 2 unsure on case.',
    ],
  },
  {
    of: 'five with two full placements and one application',
    some: { cells: [1, 0, 0, 0, 0, 0, 0, 0, 1], rowOnly: [1, 0, 0], columnOnly: [0, 1, 0], applications: 1 },
    lines: [
      '5 votes, only 2 full placements: too few to call.',
      'Approach: split across the ends: 2 Engineering, 1 Cognitivist, none between.',
      'Case: no settled answer: 1 Average-case, 1 Pessimistic-case, 1 Worst-case.',
      'Also: 1 of 5 say applications research, 1 unsure on approach, 1 unsure on case.',
    ],
  },
  {
    of: 'more than half off the grid, the others as one',
    some: { cells: [0, 0, 0, 0, 3, 0, 0, 0, 0], applications: 4 },
    lines: [
      '4 of 7 say applications research; 3 placed it on the grid.',
      'Approach: all 3 say Behaviorist.',
      'Case: all 3 say Pessimistic-case.',
    ],
  },
  {
    of: 'exactly half off the grid',
    some: { cells: [0, 0, 0, 0, 3, 0, 0, 0, 0], applications: 3 },
    lines: [
      '6 votes. First split: 3 of 6 say applications research, 3 placed it on the grid.',
      'Approach: all 3 say Behaviorist.',
      'Case: all 3 say Pessimistic-case.',
      'To settle: does it belong on the grid, or is it applications research?',
    ],
  },
  {
    of: 'one of four off the grid, which is no split',
    some: { cells: [0, 0, 0, 0, 3, 0, 0, 0, 0], applications: 1 },
    lines: [
      '4 votes. All 3 full placements are at Behaviorist × Pessimistic-case. Few votes.',
      'Also: 1 of 4 say applications research.',
    ],
  },
  {
    of: 'two of nine off the grid, which is less than a quarter',
    some: { cells: [0, 0, 0, 0, 7, 0, 0, 0, 0], applications: 2 },
    lines: [
      '9 votes. All 7 full placements are at Behaviorist × Pessimistic-case.',
      'Also: 2 of 9 say applications research.',
    ],
  },
  {
    of: 'one cell, with a partial answer that agrees',
    some: { cells: [0, 0, 0, 0, 4, 0, 0, 0, 0], rowOnly: [0, 1, 0] },
    lines: [
      '5 votes. All 4 full placements are at Behaviorist × Pessimistic-case. Few votes.',
      'Also: 1 unsure on case.',
    ],
  },
  {
    of: 'one cell, with partial answers that differ',
    some: { cells: [3, 0, 0, 0, 0, 0, 0, 0, 0], rowOnly: [0, 2, 0], columnOnly: [0, 2, 0] },
    lines: [
      '7 votes. All 3 full placements are at Engineering × Average-case, but partial answers differ.',
      'Approach: split 3–2 between Engineering and Behaviorist.',
      'Case: split 3–2 between Average-case and Pessimistic-case.',
      'Spectrum, capabilities to alignment: 3 · 0 · 0 · 0 · 0.',
      'To settle: approach (Engineering or Behaviorist) and case (Average-case or Pessimistic-case)?',
      'Also: 2 unsure on approach, 2 unsure on case.',
    ],
  },
  {
    of: 'mostly unsure on case',
    some: { cells: [0, 0, 0, 0, 0, 1, 0, 0, 1], rowOnly: [0, 0, 3] },
    lines: [
      '5 votes. Mostly unsure on case: 3 of 5.',
      'Approach: leans Cognitivist (4 of 5; 1 Behaviorist).',
      'Case: both say Worst-case.',
      'To settle: what in the paper shows its case?',
    ],
  },
  {
    of: 'nobody sure of anything',
    some: { unsure: 3 },
    lines: [
      '3 votes. Mostly unsure: 3 of 3 on approach, 3 of 3 on case.',
      'To settle: what in the paper shows its approach and its case?',
    ],
  },
  {
    of: 'half unsure, which is not mostly',
    some: { cells: [0, 0, 0, 0, 3, 0, 0, 0, 0], unsure: 3 },
    lines: [
      '6 votes. All 3 full placements are at Behaviorist × Pessimistic-case. Few votes.',
      'Also: 3 unsure on approach, 3 unsure on case.',
    ],
  },
  {
    of: 'a strong consensus',
    some: { cells: [0, 0, 0, 0, 0, 0, 0, 1, 11] },
    lines: [
      '12 votes. Consensus: Cognitivist × Worst-case.',
      'Approach: all 12 say Cognitivist.',
      'Case: strong consensus on Worst-case (11 of 12; 1 Pessimistic-case).',
      'Spectrum, capabilities to alignment: 0 · 0 · 0 · 1 · 11.',
    ],
  },
  {
    of: 'five that agree on approach',
    some: { cells: [0, 0, 0, 0, 0, 0, 3, 2, 0] },
    lines: [
      '5 votes. Agreed on Cognitivist; not on case.',
      'Approach: all 5 say Cognitivist.',
      'Case: split 3–2 between Average-case and Pessimistic-case.',
      'To settle: is the case Average-case or Pessimistic-case?',
    ],
  },
  {
    of: 'groups that one vote could change',
    some: { cells: [0, 0, 2, 0, 0, 0, 0, 0, 4] },
    lines: [
      '6 votes. Agreed on Worst-case; not on approach.',
      'Approach: polarised: 2 Engineering, 4 Cognitivist, none between.',
      'Case: all 6 say Worst-case.',
      'Tentative groups (one vote could change this): Engineering × Worst-case (2) and Cognitivist × Worst-case (4).',
      'To settle: is the approach Engineering or Cognitivist?',
    ],
  },
  {
    of: 'groups of fewer than six, which are not named',
    some: { cells: [0, 0, 2, 0, 0, 0, 0, 0, 3] },
    lines: [
      '5 votes. Agreed on Worst-case; not on approach.',
      'Approach: split across the ends: 2 Engineering, 3 Cognitivist, none between.',
      'Case: all 5 say Worst-case.',
      'To settle: is the approach Engineering or Cognitivist?',
    ],
  },
  {
    of: 'three groups that one vote could change',
    some: { cells: [0, 0, 1, 2, 0, 1, 0, 2, 0] },
    lines: [
      '6 votes. No shared placement: 4 of 9 cells used.',
      'Approach: split 3–2 between Behaviorist and Cognitivist; 1 Engineering.',
      'Case: no settled answer: 2 Average-case, 2 Pessimistic-case, 2 Worst-case.',
      'Tentative groups (one vote could change this): around Engineering × Worst-case (2), Behaviorist × Average-case (2) and Cognitivist × Pessimistic-case (2).',
      'To settle: approach (Behaviorist or Cognitivist) and case (Average-case, Pessimistic-case or Worst-case)?',
    ],
  },
  {
    of: 'three camps within an agreed approach',
    some: { cells: [0, 0, 0, 0, 2, 0, 2, 0, 4] },
    lines: [
      '8 votes. Mostly agreed on Cognitivist; not on case.',
      'Approach: consensus on Cognitivist (6 of 8; 2 Behaviorist).',
      'Case: no settled answer: 2 Average-case, 2 Pessimistic-case, 4 Worst-case (most common: Worst-case, 4 of 8).',
      'Three camps: Behaviorist × Pessimistic-case (2), Cognitivist × Average-case (2) and Cognitivist × Worst-case (4).',
      'To settle: is the case Worst-case or not?',
    ],
  },
  {
    of: 'two camps that differ on one axis, in neither direction',
    some: { cells: [0, 0, 1, 0, 0, 0, 3, 0, 2] },
    lines: [
      '6 votes. Two camps: Cognitivist × Average-case (3) and around Cognitivist × Worst-case (3).',
      'Approach: leans Cognitivist (5 of 6; 1 Engineering).',
      'Case: polarised: 3 Average-case, 3 Worst-case, none between.',
      'To settle: is the case Average-case or Worst-case?',
    ],
  },
  {
    of: 'two cells beside each other',
    some: { cells: [0, 0, 0, 0, 0, 2, 0, 4, 0] },
    lines: [
      '6 votes. 2–4 split between Behaviorist × Worst-case and Cognitivist × Pessimistic-case.',
      'Approach: split 2–4 between Behaviorist and Cognitivist.',
      'Case: split 4–2 between Pessimistic-case and Worst-case.',
      'To settle: is it Behaviorist × Worst-case or Cognitivist × Pessimistic-case?',
    ],
  },
  {
    of: 'a split across the spectrum',
    some: { cells: [0, 0, 0, 0, 0, 2, 1, 1, 1] },
    lines: [
      '5 votes. Split across the spectrum: the more Cognitivist, the less worst-case.',
      'Approach: split 2–3 between Behaviorist and Cognitivist.',
      'Case: no settled answer: 1 Average-case, 1 Pessimistic-case, 3 Worst-case (most common: Worst-case, 3 of 5).',
      'To settle: approach (Behaviorist or Cognitivist) and case (Worst-case or not)?',
    ],
  },
  {
    of: 'a split mainly on approach',
    some: { cells: [0, 1, 2, 0, 0, 0, 0, 1, 2] },
    lines: [
      '6 votes. Split mainly on approach.',
      'Approach: polarised: 3 Engineering, 3 Cognitivist, none between.',
      'Case: split 2–4 between Pessimistic-case and Worst-case.',
      'Tentative groups (one vote could change this): around Engineering × Worst-case (3) and around Cognitivist × Worst-case (3).',
      'To settle: first, is the approach Engineering or Cognitivist?',
    ],
  },
  {
    of: 'a split mainly on case, over all three answers',
    some: { cells: [0, 0, 0, 0, 2, 0, 2, 1, 2] },
    lines: [
      '7 votes. Split mainly on case.',
      'Approach: leans Cognitivist (5 of 7; 2 Behaviorist).',
      'Case: no settled answer: 2 Average-case, 3 Pessimistic-case, 2 Worst-case.',
      'Tentative groups (one vote could change this): Behaviorist × Pessimistic-case (2), Cognitivist × Average-case (2) and Cognitivist × Worst-case (2).',
      'To settle: first, is the case Average-case, Pessimistic-case or Worst-case?',
    ],
  },
  {
    of: 'a split mainly on approach, along the spectrum',
    some: { cells: [0, 0, 1, 0, 1, 0, 0, 2, 0] },
    lines: [
      '4 votes. Split mainly on approach.',
      'Approach: no settled answer: 1 Engineering, 1 Behaviorist, 2 Cognitivist (most common: Cognitivist, 2 of 4).',
      'Case: split 3–1 between Pessimistic-case and Worst-case.',
      'Spectrum, capabilities to alignment: 0 · 0 · 2 · 2 · 0.',
      'To settle: first, is the approach Cognitivist or not?',
    ],
  },
]
