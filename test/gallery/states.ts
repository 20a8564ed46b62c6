import { readExport } from '../../src/export/read-export.ts'
import type { Disclosure } from '../../src/poll/disclose.ts'
import { ballotsOn, exportWith } from '../cli/exported.ts'

type Ballot = ReturnType<typeof ballotsOn>[number]
type PollPart = NonNullable<Parameters<typeof exportWith>[1]>
type PaperPart = Partial<PollPart['paper']>

/** Cells by how many ballots are on them: `{ 0: 4, 8: 3 }` is four on the first and three on the last. */
type Votes = Readonly<Record<number, number>>

const onCells = (votes: Votes): readonly number[] =>
  Object.entries(votes).flatMap(([cell, count]) => Array.from({ length: count }, () => Number(cell)))

function pollOf(
  rounds: readonly Ballot[][],
  poll: Partial<PollPart> = {},
  paper: PaperPart = {},
): Disclosure {
  const risks = {
    id: 'arxiv:1906.01820',
    title: 'Risks from Learned Optimization in Advanced Machine Learning Systems',
    authors: ['Evan Hubinger', 'Chris van Merwijk', 'Vladimir Mikulik', 'Joar Skalse', 'Scott Garrabrant'],
    year: 2019,
  }
  const exported = exportWith(rounds, { state: 'open', ...poll, paper: { ...risks, ...paper } })
  const read = readExport(JSON.stringify(exported))
  if ('faults' in read || read.polls[0] === undefined) throw new Error(JSON.stringify(read))
  return read.polls[0]
}

const anonymous = { visibility: 'anonymous' } as const

/** Ballots off the grid and unsure, by readers of their own. */
function aside(start: number, { applications = 0, unsureOnCase = 0, unsure = 0 }): Ballot[] {
  const voter = (i: number) => ({ id: `v_aside${start + i}`, name: `Reader ${start + i}` })
  return [
    ...Array.from({ length: applications }, (_, i) => ({ voter: voter(i), kind: 'applications' as const })),
    ...Array.from({ length: unsureOnCase }, (_, i) => ({
      voter: voter(100 + i),
      kind: 'placement' as const,
      row: 2 as const,
      column: null,
    })),
    ...Array.from({ length: unsure }, (_, i) => ({
      voter: voter(200 + i),
      kind: 'placement' as const,
      row: null,
      column: null,
    })),
  ]
}

const twoCamps = ballotsOn([0, 0, 0, 7, 8, 8, 8])
const firstRound = [0, 0, 0, 3, 4, 4, 5, 8, 8, 8]

/** Every state a poll's picture can be in, by name. */
export const states: Readonly<Record<string, Disclosure>> = {
  'no votes': pollOf([[]]),
  'one vote': pollOf([ballotsOn([8])]),
  'two camps, anonymous': pollOf([twoCamps], anonymous),
  'two camps, named': pollOf([twoCamps]),
  blind: pollOf([ballotsOn([0, 1, 2, 3, 4, 8])], { blind: true }),
  'blind, nobody yet': pollOf([[]], { blind: true }),
  'consensus, closed': pollOf(
    [[...ballotsOn(onCells({ 8: 20, 7: 2, 5: 1 })), ...aside(0, { unsureOnCase: 1 })]],
    {
      ...anonymous,
      state: 'closed',
    },
  ),
  'three camps of thirty': pollOf([ballotsOn(onCells({ 0: 10, 2: 9, 6: 9, 4: 2 }))], anonymous),
  'applications and unsure': pollOf([
    [...ballotsOn([4, 4, 5]), ...aside(0, { applications: 5, unsureOnCase: 2, unsure: 1 })],
  ]),
  'unsure on one axis alone': pollOf([aside(0, { unsureOnCase: 4 })], anonymous),
  'eight named in one cell': pollOf([ballotsOn([4, 4, 4, 4, 4, 4, 4, 4, 8, 0])]),
  '1,200 votes': pollOf(
    [
      [
        ...ballotsOn(onCells({ 0: 90, 1: 40, 2: 12, 3: 44, 4: 210, 5: 64, 6: 10, 7: 80, 8: 540 })),
        ...aside(0, { applications: 90, unsureOnCase: 12, unsure: 8 }),
      ],
    ],
    anonymous,
  ),
  '10,000 votes': pollOf([ballotsOn(onCells({ 0: 4000, 4: 20, 8: 5900, 2: 80 }))], anonymous),
  'second round, converged': pollOf([ballotsOn(firstRound), ballotsOn([8, 8, 4, 7, 8, 8, 8, 8, 8, 8])], {
    state: 'closed',
  }),
  'second round, many moves': pollOf(
    [
      ballotsOn([0, 1, 2, 3, 4, 5, 6, 7, 8, 0, 0, 8, 8, 2, 6, 4, 4, 1, 3]),
      ballotsOn([8, 7, 6, 5, 4, 3, 2, 1, 0, 8, 8, 0, 4, 4, 4, 8, 0, 4, 4]),
    ],
    { state: 'closed' },
  ),
  'second round, to one cell': pollOf([
    [...ballotsOn([0, 0, 0, 3, 3, 3, 6, 6, 6, 6, 4, 7, 7]), ...aside(0, { applications: 1 })],
    [...ballotsOn([0, 7, 7, 7, 7, 7, 6, 7, 7, 7, 4, 7, 8]), ...aside(0, { applications: 1 })],
  ]),
  'second round, two exchanges': pollOf(
    [
      ballotsOn([...onCells({ 0: 5, 1: 3, 2: 3, 3: 3, 4: 3, 5: 3, 6: 4, 7: 3, 8: 3 })]),
      ballotsOn([2, 2, 4, 0, 0, 2, 1, 1, 1, 2, 2, 6, 3, 3, 4, 4, 4, 8, 5, 5, 3, 2, 2, 6, 7, 7, 7, 8, 8, 8]),
    ],
    { state: 'closed' },
  ),
  'second round, nobody moved': pollOf([
    ballotsOn(onCells({ 0: 5, 8: 4 })),
    ballotsOn([...onCells({ 0: 5, 8: 6 })]),
  ]),
  'second round of sixty': pollOf(
    [
      ballotsOn(onCells({ 0: 20, 4: 22, 8: 18 })),
      ballotsOn(onCells({ 0: 4, 3: 2, 8: 14, 4: 22, 7: 6, 5: 12 })),
    ],
    { ...anonymous, state: 'closed' },
  ),
  'forty of one mind': pollOf([ballotsOn(onCells({ 8: 40 }))], { ...anonymous, state: 'closed' }),
  'second round, few votes yet': pollOf([ballotsOn(firstRound), ballotsOn([8, 0])]),
  'a short title': pollOf([twoCamps], anonymous, {
    title: 'AI Control',
    authors: ['Ryan Greenblatt'],
    year: 2023,
  }),
  'a long title': pollOf([twoCamps], anonymous, {
    title: `${'On the measurement of what cannot be measured, and of what can but should not be, '.repeat(4)}revisited`,
    authors: ['Wolfeschlegelsteinhausenbergerdorff'.repeat(2), 'B'],
  }),
  'Chinese, Japanese and emoji': pollOf([twoCamps], anonymous, {
    title: '大規模言語モデルの内部表現を読む：機械的解釈可能性への招待 🧠🔍 与对齐研究的未来',
    authors: ['山田太郎', '王小明', '김철수'],
  }),
  Arabic: pollOf([twoCamps], anonymous, {
    title: 'مخاطر التحسين المتعلَّم في أنظمة GPT-4 المتقدمة للتعلم الآلي (2025)',
    authors: ['محمد الخوارزمي', 'Ada Lovelace'],
  }),
  Hebrew: pollOf([twoCamps], anonymous, {
    title: 'יישור מודלים גדולים של שפה: סקירה ביקורתית',
    authors: ['דנה כהן'],
  }),
  'Hindi, Greek, Russian': pollOf([twoCamps], anonymous, {
    title: 'कृत्रिम बुद्धिमत्ता की सुरक्षा · Ασφάλεια τεχνητής νοημοσύνης · Безопасность ИИ',
    authors: ['अमित शर्मा', 'Νίκος Παπαδόπουλος', 'Иван Иванов'],
  }),
  'markup and controls in the title': pollOf([twoCamps], anonymous, {
    title: '<script>alert("1")</script> & \u202eevil\u0000 \ud800 zero\u200djoin &amp; ]]>',
  }),
}
