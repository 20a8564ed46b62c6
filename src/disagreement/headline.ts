import { countAt } from '../grid/counts.ts'
import { stepsApart } from '../grid/distance.ts'
import { isSettled, leaderOf } from './axis-label.ts'
import type { AxisFindings, Findings } from './findings.ts'
import { campsSentence, listed, nameOf, votesIn } from './wording.ts'

/** What kind of result a round has; every tally has exactly one. docs/disagreement.md 6.1. */
export type Case = (typeof rules)[number]['case']

/** The first line of the summary, and the case it belongs to. */
export interface Headline {
  readonly case: Case
  readonly line: string
}

/** The first rule that holds. */
export function headlineOf(findings: Findings): Headline {
  const rule = rules.find(({ holds }) => holds(findings))
  if (rule === undefined) throw new Error('The last rule holds for every tally')
  return { case: rule.case, line: rule.line(findings) }
}

interface Rule<Name extends string> {
  readonly case: Name
  readonly holds: (findings: Findings) => boolean
  readonly line: (findings: Findings) => string
}

/** A rule whose line stands alone. */
const alone = <Name extends string>(
  name: Name,
  holds: Rule<Name>['holds'],
  line: Rule<Name>['line'],
): Rule<Name> => ({
  case: name,
  holds,
  line,
})

/** A rule whose line follows the number of votes: "9 votes. Consensus: …" */
const after = <Name extends string>(
  name: Name,
  holds: Rule<Name>['holds'],
  line: Rule<Name>['line'],
): Rule<Name> => ({
  case: name,
  holds,
  line: (findings) => `${votesIn(findings.votes)}. ${line(findings)}`,
})

const rules = [
  alone(
    'no-votes',
    ({ votes }) => votes === 0,
    () => 'No votes yet.',
  ),
  alone('all-applications', ({ placements }) => placements === 0, allApplications),
  alone(
    'one-vote',
    ({ votes }) => votes === 1,
    (of) => `1 vote${oneVote(of)}. Nothing to compare yet.`,
  ),
  alone(
    'two-same',
    (of) => isTwoFull(of) && of.occupied.length === 1,
    (of) => `2 votes, both at ${namesOf(of)[0]}. Too few to call.`,
  ),
  alone(
    'two-differ',
    isTwoFull,
    (of) => `2 votes, ${stepsOfTwo(of)} apart: ${namesOf(of).join(' and ')}. Too few to call.`,
  ),
  alone(
    'two-differ-kind',
    ({ votes, full, applications }) => votes === 2 && full === 1 && applications === 1,
    (of) => `2 votes: one at ${namesOf(of)[0]}, one applications research. Too few to call.`,
  ),
  alone(
    'mostly-applications',
    ({ applications, votes }) => 2 * applications > votes,
    (of) =>
      `${of.applications} of ${of.votes} say applications research; ${of.placements} placed it on the grid.`,
  ),
  after(
    'applications-contested',
    ({ applications, votes }) => applications >= 2 && 4 * applications >= votes,
    (of) =>
      `First split: ${of.applications} of ${of.votes} say applications research, ${of.placements} placed it on the grid.`,
  ),
  after(
    'mostly-unsure',
    (of) => isMostlyUnsure(of, of.row) && isMostlyUnsure(of, of.column),
    (of) =>
      `Mostly unsure: ${of.row.unsure} of ${of.placements} on approach, ${of.column.unsure} of ${of.placements} on case.`,
  ),
  after(
    'mostly-unsure-row',
    (of) => isMostlyUnsure(of, of.row),
    (of) => `Mostly unsure on approach: ${of.row.unsure} of ${of.placements}.`,
  ),
  after(
    'mostly-unsure-col',
    (of) => isMostlyUnsure(of, of.column),
    (of) => `Mostly unsure on case: ${of.column.unsure} of ${of.placements}.`,
  ),
  alone(
    'few-placements',
    ({ full }) => full < 3,
    ({ votes, full }) =>
      `${votesIn(votes)}, only ${full} full ${full === 1 ? 'placement' : 'placements'}: too few to call.`,
  ),
  after(
    'unanimous-cell',
    (of) => of.occupied.length === 1 && of.row.label === 'unanimous' && of.column.label === 'unanimous',
    unanimousCell,
  ),
  after(
    'consensus',
    (of) => isSettled(of.row.label) && isSettled(of.column.label),
    (of) => `Consensus: ${leading(of.row)} × ${leading(of.column)}.`,
  ),
  after(
    'row-split',
    (of) => isSettled(of.column.label),
    (of) => `${agreed(of, of.column)} on ${leading(of.column)}; not on approach.`,
  ),
  after(
    'col-split',
    (of) => isSettled(of.row.label),
    (of) => `${agreed(of, of.row)} on ${leading(of.row)}; not on case.`,
  ),
  after('three-camps', (of) => hasCamps(of, 3), campsLine),
  after('two-camps-along', (of) => hasCamps(of, 2) && of.direction === 'along', campsLine),
  after('two-camps-across', (of) => hasCamps(of, 2) && of.direction === 'across', campsLine),
  after('two-camps', (of) => hasCamps(of, 2), campsLine),
  after(
    'two-cells',
    (of) => of.occupied.length === 2,
    (of) =>
      `${of.occupied.map((cell) => countAt(of.cells, cell)).join('–')} split between ${listed(namesOf(of))}.`,
  ),
  after(
    'diagonal-along',
    (of) => of.direction === 'along',
    () => 'Split along the capabilities–alignment spectrum: the more Cognitivist, the more worst-case.',
  ),
  after(
    'diagonal-across',
    (of) => of.direction === 'across',
    () => 'Split across the spectrum: the more Cognitivist, the less worst-case.',
  ),
  after(
    'mainly-row',
    (of) => of.carrier === 'row',
    () => 'Split mainly on approach.',
  ),
  after(
    'mainly-col',
    (of) => of.carrier === 'column',
    () => 'Split mainly on case.',
  ),
  after(
    'leaning',
    (of) => of.row.label === 'leaning' && of.column.label === 'leaning',
    (of) => `Leans ${leading(of.row)} × ${leading(of.column)}; not settled.`,
  ),
  after('spread', () => true, spread),
] as const

function allApplications({ votes }: Findings): string {
  if (votes === 1) return '1 vote: applications research.'
  if (votes === 2) return '2 votes, both applications research.'
  return `All ${votes} say applications research: off the grid.`
}

function oneVote(of: Findings): string {
  const [cell] = namesOf(of)
  if (cell !== undefined) return `: ${cell}`
  if (of.row.unsure === 1 && of.column.unsure === 1) return ', unsure on both axes'
  return of.row.unsure === 1 ? ', unsure on approach' : ', unsure on case'
}

function isTwoFull({ votes, full }: Findings): boolean {
  return votes === 2 && full === 2
}

const namesOf = ({ occupied }: Findings): readonly string[] => occupied.map(nameOf)

function stepsOfTwo({ occupied: [a = 0, b = 0] }: Findings): string {
  const steps = stepsApart(a, b)
  return steps === 1 ? '1 step' : `${steps} steps`
}

const isMostlyUnsure = ({ placements }: Findings, { unsure }: AxisFindings): boolean =>
  2 * unsure > placements

function unanimousCell(of: Findings): string {
  const [cell] = namesOf(of)
  const all =
    of.full < of.votes
      ? `All ${of.full} full placements are at ${cell}.`
      : `All ${of.full} place it at ${cell}.`
  return of.full < 5 ? `${all} Few votes.` : all
}

/** The category with the most answers. */
function leading({ axis, counts }: AxisFindings): string {
  return axis.plain[leaderOf(counts) ?? 0]
}

function agreed({ full }: Findings, { label }: AxisFindings): string {
  if (label !== 'unanimous') return 'Mostly agreed'
  return full < 5 ? 'So far agreed' : 'Agreed'
}

const hasCamps = ({ camps }: Findings, k: 2 | 3): boolean => camps.k === k && camps.isFirm

function campsLine({ camps, cells }: Findings): string {
  return campsSentence(camps, cells)
}

function spread(of: Findings): string {
  const [cell, ...more] = namesOf(of)
  if (more.length > 0) return `No shared placement: ${of.occupied.length} of 9 cells used.`
  return `All ${of.full} full placements are at ${cell}, but partial answers differ.`
}
