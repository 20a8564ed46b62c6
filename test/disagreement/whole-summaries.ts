import type { Tally } from '../../src/grid/tally.ts'

interface Wording {
  readonly of: string
  /** Closed, unless it says open. */
  readonly state?: 'open'
  readonly some: Partial<Tally>
  readonly lines: readonly string[]
}

export const wholeSummaries: readonly Wording[] = [
  {
    of: 'one application',
    some: { applications: 1 },
    lines: ['1 vote, for applications research.'],
  },
  {
    of: 'two applications',
    some: { applications: 2 },
    lines: ['2 votes, both for applications research.'],
  },
  {
    of: 'three applications',
    some: { applications: 3 },
    lines: ['All 3 say it is applications research, which is not on the grid.'],
  },
  {
    of: 'one vote that knows the case alone',
    some: { columnOnly: [0, 1, 0] },
    lines: ['1 vote, for Pessimistic-case, unsure about the approach. Nothing to compare.'],
  },
  {
    of: 'one vote that knows the approach alone',
    some: { rowOnly: [0, 0, 1] },
    lines: ['1 vote, for Cognitivist, unsure about the case. Nothing to compare.'],
  },
  {
    of: 'one vote that knows neither',
    some: { unsure: 1 },
    lines: ['1 vote, unsure about both the approach and the case. Nothing to compare.'],
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
    lines: ['2 votes, one at Behaviorist × Average-case, one for applications research. Too few to call.'],
  },
  {
    of: 'one on the grid and one half unsure',
    some: { cells: [0, 0, 0, 1, 0, 0, 0, 0, 0], rowOnly: [0, 0, 1] },
    lines: [
      '2 votes, but only 1 chose both an approach and a case. Too few to call.',
      'Approach: 1 says Behaviorist, 1 says Cognitivist.',
      'Case: 1 says Average-case.',
      'Also: 1 is unsure about the case.',
    ],
  },
  {
    of: 'four that answered one axis each',
    some: { rowOnly: [2, 0, 0], columnOnly: [0, 0, 2] },
    lines: [
      '4 votes, but nobody chose both an approach and a case. Too few to call.',
      'Approach: both who chose an approach say Engineering.',
      'Case: both who chose a case say Worst-case.',
      'Also: 2 are unsure about the approach, 2 about the case.',
    ],
  },
  {
    of: 'five with two full placements and one application',
    some: { cells: [1, 0, 0, 0, 0, 0, 0, 0, 1], rowOnly: [1, 0, 0], columnOnly: [0, 1, 0], applications: 1 },
    lines: [
      '5 votes, but only 2 chose both an approach and a case. Too few to call.',
      'Approach: split 2–1 between the two ends, Engineering and Cognitivist; nobody in between.',
      'Case: divided, with 1 for Average-case, 1 for Pessimistic-case and 1 for Worst-case.',
      'Also: 1 of 5 says it is applications research, 1 is unsure about the approach, 1 about the case.',
    ],
  },
  {
    of: 'more than half off the grid, the others as one',
    some: { cells: [0, 0, 0, 0, 3, 0, 0, 0, 0], applications: 4 },
    lines: [
      '7 votes. 4 say it is applications research, 3 say it belongs on the grid.',
      'Approach: all 3 who placed it say Behaviorist.',
      'Case: all 3 who placed it say Pessimistic-case.',
    ],
  },
  {
    of: 'exactly half off the grid',
    some: { cells: [0, 0, 0, 0, 3, 0, 0, 0, 0], applications: 3 },
    lines: [
      '6 votes. 3 say it is applications research, 3 say it belongs on the grid.',
      'Approach: all 3 who placed it say Behaviorist.',
      'Case: all 3 who placed it say Pessimistic-case.',
      'To settle: would success here leave general systems much as they were? Yes points to applications research, no to the grid.',
    ],
  },
  {
    of: 'one of four off the grid, which is no split',
    some: { cells: [0, 0, 0, 0, 3, 0, 0, 0, 0], applications: 1 },
    lines: [
      '4 votes. All 3 who placed it are at Behaviorist × Pessimistic-case. Too few to call it a consensus.',
      'Also: 1 of 4 says it is applications research.',
    ],
  },
  {
    of: 'two of nine off the grid, which is less than a quarter',
    some: { cells: [0, 0, 0, 0, 7, 0, 0, 0, 0], applications: 2 },
    lines: [
      '9 votes. All 7 who placed it are at Behaviorist × Pessimistic-case.',
      'Also: 2 of 9 say it is applications research.',
    ],
  },
  {
    of: 'one cell, with a partial answer that agrees',
    some: { cells: [0, 0, 0, 0, 4, 0, 0, 0, 0], rowOnly: [0, 1, 0] },
    lines: [
      '5 votes. All 4 who chose both an approach and a case are at Behaviorist × Pessimistic-case. Too few to call it a consensus.',
      'Also: 1 is unsure about the case.',
    ],
  },
  {
    of: 'one cell, with partial answers that differ',
    some: { cells: [3, 0, 0, 0, 0, 0, 0, 0, 0], rowOnly: [0, 2, 0], columnOnly: [0, 2, 0] },
    lines: [
      '7 votes. All 3 who chose both an approach and a case are at Engineering × Average-case, but other answers differ.',
      'Approach: split 3–2 between Engineering and Behaviorist.',
      'Case: split 3–2 between Average-case and Pessimistic-case.',
      'To settle: if it worked and nobody knew why, would the paper still have reached its aim? Yes points to Engineering, no to Behaviorist.',
      'Also: 2 are unsure about the approach, 2 about the case.',
    ],
  },
  {
    of: 'mostly unsure on case',
    some: { cells: [0, 0, 0, 0, 0, 1, 0, 0, 1], rowOnly: [0, 0, 3] },
    lines: [
      '5 votes. 3 of 5 are unsure about the case.',
      'Approach: leans Cognitivist (4 of 5; 1 Behaviorist).',
      'Case: both who chose a case say Worst-case.',
      'To settle: what in the paper shows its case?',
    ],
  },
  {
    of: 'nobody sure of anything',
    some: { unsure: 3 },
    lines: [
      '3 votes. All 3 are unsure about both the approach and the case.',
      'To settle: what in the paper shows its approach and its case?',
    ],
  },
  {
    of: 'half unsure, which is not mostly',
    some: { cells: [0, 0, 0, 0, 3, 0, 0, 0, 0], unsure: 3 },
    lines: [
      '6 votes. All 3 who chose both an approach and a case are at Behaviorist × Pessimistic-case. Too few to call it a consensus.',
      'Also: 3 are unsure about both the approach and the case.',
    ],
  },
  {
    of: 'a strong consensus',
    some: { cells: [0, 0, 0, 0, 0, 0, 0, 1, 11] },
    lines: [
      '12 votes. Consensus on Cognitivist and Worst-case.',
      'Approach: all 12 say Cognitivist.',
      'Case: strong consensus on Worst-case (11 of 12; 1 Pessimistic-case).',
    ],
  },
  {
    of: 'five that agree on approach',
    some: { cells: [0, 0, 0, 0, 0, 0, 3, 2, 0] },
    lines: [
      '5 votes. All agree on Cognitivist; the case is not settled.',
      'Approach: all 5 say Cognitivist.',
      'Case: split 3–2 between Average-case and Pessimistic-case.',
      'To settle: would the paper be content if things went well on average, whatever failures remain? Yes points to Average-case, no to Pessimistic-case.',
    ],
  },
  {
    of: 'groups that one vote could change',
    some: { cells: [0, 0, 2, 0, 0, 0, 0, 0, 4] },
    lines: [
      '6 votes. All agree on Worst-case; the approach is not settled.',
      'Approach: split 2–4 between the two ends, Engineering and Cognitivist; nobody in between.',
      'Case: all 6 say Worst-case.',
      'Perhaps two groups, though one vote could change this: Engineering × Worst-case (2) and Cognitivist × Worst-case (4).',
      'To settle: if it worked and nobody knew why, would the paper still have reached its aim? Yes points to Engineering, no to Cognitivist.',
    ],
  },
  {
    of: 'groups of fewer than six, which are not named',
    some: { cells: [0, 0, 2, 0, 0, 0, 0, 0, 3] },
    lines: [
      '5 votes. All agree on Worst-case; the approach is not settled.',
      'Approach: split 2–3 between the two ends, Engineering and Cognitivist; nobody in between.',
      'Case: all 5 say Worst-case.',
      'To settle: if it worked and nobody knew why, would the paper still have reached its aim? Yes points to Engineering, no to Cognitivist.',
    ],
  },
  {
    of: 'three groups that one vote could change',
    some: { cells: [0, 0, 1, 2, 0, 1, 0, 2, 0] },
    lines: [
      '6 votes in 4 cells. No agreement.',
      'Approach: split 3–2 between Behaviorist and Cognitivist; 1 says Engineering.',
      'Case: divided, with 2 for Average-case, 2 for Pessimistic-case and 2 for Worst-case.',
      'Perhaps three groups, though one vote could change this: around Engineering × Worst-case (2), Behaviorist × Average-case (2) and Cognitivist × Pessimistic-case (2).',
      'To settle: how bad a case is in view – the typical one, things going wrong, or the worst that could happen?',
    ],
  },
  {
    of: 'three camps within an agreed approach',
    some: { cells: [0, 0, 0, 0, 2, 0, 2, 0, 4] },
    lines: [
      '8 votes. Most agree on Cognitivist (6 of 8); the case is not settled.',
      'Approach: consensus on Cognitivist (6 of 8; 2 Behaviorist).',
      'Case: divided, with 2 for Average-case, 2 for Pessimistic-case and 4 for Worst-case.',
      'Three camps: ▲ Behaviorist × Pessimistic-case (2), ■ Cognitivist × Average-case (2) and ◆ Cognitivist × Worst-case (4).',
      'To settle: how bad a case is in view – the typical one, things going wrong, or the worst that could happen?',
    ],
  },
  {
    of: 'two camps that differ on one axis, in neither direction',
    some: { cells: [0, 0, 1, 0, 0, 0, 3, 0, 2] },
    lines: [
      '6 votes. Two camps: ▲ Cognitivist × Average-case (3) and ■ around Cognitivist × Worst-case (3).',
      'Approach: leans Cognitivist (5 of 6; 1 Engineering).',
      'Case: split 3–3 between the two ends, Average-case and Worst-case; nobody in between.',
      'To settle: does one extreme case matter more to the paper than how things go on average? Yes points to Worst-case, no to Average-case.',
    ],
  },
  {
    of: 'two cells beside each other',
    some: { cells: [0, 0, 0, 0, 0, 2, 0, 4, 0] },
    lines: [
      '6 votes. Split 2–4 between Behaviorist × Worst-case and Cognitivist × Pessimistic-case.',
      'Approach: split 2–4 between Behaviorist and Cognitivist.',
      'Case: split 4–2 between Pessimistic-case and Worst-case.',
      "To settle: would the paper's argument still stand without any claim about what goes on inside? Yes points to Behaviorist, no to Cognitivist.",
    ],
  },
  {
    of: 'approach and case that go opposite ways',
    some: { cells: [0, 0, 0, 0, 0, 2, 1, 1, 1] },
    lines: [
      '5 votes. Approach and case go opposite ways: the closer to Cognitivist, the closer to Average-case.',
      'Approach: split 2–3 between Behaviorist and Cognitivist.',
      'Case: divided, with 1 for Average-case, 1 for Pessimistic-case and 3 for Worst-case.',
      'To settle: how bad a case is in view – the typical one, things going wrong, or the worst that could happen?',
    ],
  },
  {
    of: 'a split mainly on approach',
    some: { cells: [0, 1, 2, 0, 0, 0, 0, 1, 2] },
    lines: [
      '6 votes. The disagreement is mainly about the approach.',
      'Approach: split 3–3 between the two ends, Engineering and Cognitivist; nobody in between.',
      'Case: split 2–4 between Pessimistic-case and Worst-case.',
      'Perhaps two groups, though one vote could change this: around Engineering × Worst-case (3) and around Cognitivist × Worst-case (3).',
      'To settle: if it worked and nobody knew why, would the paper still have reached its aim? Yes points to Engineering, no to Cognitivist.',
    ],
  },
  {
    of: 'a split mainly on case, over all three answers',
    some: { cells: [0, 0, 0, 0, 2, 0, 2, 1, 2] },
    lines: [
      '7 votes. The disagreement is mainly about the case.',
      'Approach: leans Cognitivist (5 of 7; 2 Behaviorist).',
      'Case: divided, with 2 for Average-case, 3 for Pessimistic-case and 2 for Worst-case.',
      'Perhaps three groups, though one vote could change this: Behaviorist × Pessimistic-case (2), Cognitivist × Average-case (2) and Cognitivist × Worst-case (2); 1 between them.',
      'To settle: how bad a case is in view – the typical one, things going wrong, or the worst that could happen?',
    ],
  },
  {
    of: 'a split mainly on approach, over all three answers',
    some: { cells: [0, 0, 1, 0, 1, 0, 0, 2, 0] },
    lines: [
      '4 votes. The disagreement is mainly about the approach.',
      'Approach: divided, with 1 for Engineering, 1 for Behaviorist and 2 for Cognitivist.',
      'Case: split 3–1 between Pessimistic-case and Worst-case.',
      'To settle: does it build something, study behaviour from outside, or study what goes on inside?',
    ],
  },
  {
    of: 'one vote in an open round',
    state: 'open',
    some: { rowOnly: [0, 0, 1] },
    lines: ['1 vote, for Cognitivist, unsure about the case. Nothing to compare yet.'],
  },
  {
    of: 'two who are unsure about everything',
    some: { unsure: 2 },
    lines: [
      '2 votes. Both are unsure about both the approach and the case.',
      'To settle: what in the paper shows its approach and its case?',
    ],
  },
  {
    of: 'two unsure about the case, one of them about the approach too',
    some: { rowOnly: [0, 1, 0], unsure: 1 },
    lines: [
      '2 votes. Both are unsure about the case, 1 of them about the approach too.',
      'Approach: 1 says Behaviorist.',
      'To settle: what in the paper shows its case?',
    ],
  },
  {
    of: 'one off the grid and one unsure about everything',
    some: { applications: 1, unsure: 1 },
    lines: [
      '2 votes. 1 says it is applications research, 1 is unsure about both the approach and the case. Too few to call.',
      'To settle: what in the paper shows its approach and its case?',
    ],
  },
  {
    of: 'one off the grid and one unsure about the approach',
    some: { applications: 1, columnOnly: [1, 0, 0] },
    lines: [
      '2 votes. 1 says it is applications research, 1 is unsure about the approach. Too few to call.',
      'Case: 1 says Average-case.',
      'To settle: what in the paper shows its approach?',
    ],
  },
  {
    of: 'two on the grid, both unsure about the approach, and one off it',
    some: { applications: 1, columnOnly: [1, 1, 0] },
    lines: [
      '3 votes. Both who say it belongs on the grid are unsure about the approach.',
      'Case: 1 says Average-case, 1 says Pessimistic-case.',
      'To settle: what in the paper shows its approach?',
      'Also: 1 of 3 says it is applications research.',
    ],
  },
  {
    of: 'four on the grid, all unsure about the case, and one off it',
    some: { applications: 1, rowOnly: [2, 1, 1] },
    lines: [
      '5 votes. All 4 who say it belongs on the grid are unsure about the case.',
      'Approach: divided, with 2 for Engineering, 1 for Behaviorist and 1 for Cognitivist.',
      'To settle: what in the paper shows its case?',
      'Also: 1 of 5 says it is applications research.',
    ],
  },
  {
    of: 'three groups of unsure people',
    some: { cells: [1, 0, 0, 0, 0, 0, 0, 0, 0], unsure: 2, rowOnly: [1, 0, 0], columnOnly: [0, 0, 1] },
    lines: [
      '5 votes. 2 are unsure about both the approach and the case, 1 about the approach only, 1 about the case only.',
      'Approach: both who chose an approach say Engineering.',
      'Case: 1 says Average-case, 1 says Worst-case.',
      'To settle: what in the paper shows its approach and its case?',
    ],
  },
  {
    of: 'most who placed it, though one is unsure about the case',
    some: { cells: [0, 0, 0, 0, 0, 0, 5, 5, 5], rowOnly: [1, 0, 0], applications: 2 },
    lines: [
      '18 votes. Most who placed it agree on Cognitivist (15 of 16); the case is not settled.',
      'Approach: consensus on Cognitivist (15 of 16; 1 Engineering).',
      'Case: divided, with 5 for Average-case, 5 for Pessimistic-case and 5 for Worst-case.',
      'To settle: how bad a case is in view – the typical one, things going wrong, or the worst that could happen?',
      'Also: 2 of 18 say it is applications research, 1 is unsure about the case.',
    ],
  },
  {
    of: 'nobody in between, twenty in all',
    some: { cells: [10, 0, 0, 0, 0, 0, 0, 0, 10] },
    lines: [
      '20 votes. Two camps: ▲ Engineering × Average-case (10) and ■ Cognitivist × Worst-case (10).',
      'Approach: polarised, with 10 for Engineering, 10 for Cognitivist and nobody in between.',
      'Case: polarised, with 10 for Average-case, 10 for Worst-case and nobody in between.',
      '▲ sees capabilities work, ■ alignment work.',
      'To settle: if it worked and nobody knew why, would the paper still have reached its aim? Yes points to Engineering, no to Cognitivist.',
    ],
  },
  {
    of: 'nobody in between, nineteen in all',
    some: { cells: [10, 0, 0, 0, 0, 0, 0, 0, 9] },
    lines: [
      '19 votes. Two camps: ▲ Engineering × Average-case (10) and ■ Cognitivist × Worst-case (9).',
      'Approach: split 10–9 between the two ends, Engineering and Cognitivist; nobody in between.',
      'Case: split 10–9 between the two ends, Average-case and Worst-case; nobody in between.',
      '▲ sees capabilities work, ■ alignment work.',
      'To settle: if it worked and nobody knew why, would the paper still have reached its aim? Yes points to Engineering, no to Cognitivist.',
    ],
  },
  {
    of: 'two camps, one closer to capabilities',
    some: { cells: [0, 0, 0, 4, 0, 0, 0, 4, 0] },
    lines: [
      '8 votes. Two camps: ▲ Behaviorist × Average-case (4) and ■ Cognitivist × Pessimistic-case (4).',
      'Approach: split 4–4 between Behaviorist and Cognitivist.',
      'Case: split 4–4 between Average-case and Pessimistic-case.',
      '▲ puts it closer to capabilities, ■ closer to alignment.',
      "To settle: would the paper's argument still stand without any claim about what goes on inside? Yes points to Behaviorist, no to Cognitivist.",
    ],
  },
  {
    of: 'two camps, the first closer to alignment',
    some: { cells: [0, 0, 0, 0, 0, 5, 4, 0, 0] },
    lines: [
      '9 votes. Two camps: ▲ Behaviorist × Worst-case (5) and ■ Cognitivist × Average-case (4).',
      'Approach: split 5–4 between Behaviorist and Cognitivist.',
      'Case: split 4–5 between the two ends, Average-case and Worst-case; nobody in between.',
      '▲ puts it closer to alignment, ■ closer to capabilities.',
      'To settle: does one extreme case matter more to the paper than how things go on average? Yes points to Worst-case, no to Average-case.',
    ],
  },
  {
    of: 'two camps midway',
    some: { cells: [0, 0, 5, 0, 0, 0, 4, 0, 0] },
    lines: [
      '9 votes. Two camps: ▲ Engineering × Worst-case (5) and ■ Cognitivist × Average-case (4).',
      'Approach: split 5–4 between the two ends, Engineering and Cognitivist; nobody in between.',
      'Case: split 4–5 between the two ends, Average-case and Worst-case; nobody in between.',
      'Both camps put it midway between capabilities and alignment.',
      'To settle: if it worked and nobody knew why, would the paper still have reached its aim? Yes points to Engineering, no to Cognitivist.',
    ],
  },
  {
    of: 'answers that are open and in several cells',
    state: 'open',
    some: { cells: [1, 0, 0, 0, 1, 0, 0, 0, 1], applications: 0, unsure: 1 },
    lines: [
      '4 votes. The 3 who chose both an approach and a case are spread over 3 cells. No agreement yet.',
      'Approach: divided, with 1 for Engineering, 1 for Behaviorist and 1 for Cognitivist.',
      'Case: divided, with 1 for Average-case, 1 for Pessimistic-case and 1 for Worst-case.',
      'To settle: does it build something, study behaviour from outside, or study what goes on inside?',
      'Also: 1 is unsure about both the approach and the case.',
    ],
  },
]
