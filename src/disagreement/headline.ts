import { counted, listed } from '../chat/text.ts'
import { countAt } from '../grid/counts.ts'
import { stepsApart } from '../grid/distance.ts'
import { isSettled, leaderOf } from './axis-label.ts'
import type { AxisFindings, Findings } from './findings.ts'
import { campsSentence, nameOf } from './wording.ts'

/** The kind of a round's result; every tally has exactly one. docs/disagreement.md 6.1. */
export type HeadlineCase = (typeof rules)[number]['case']

/** The first line of the summary, and its case. */
export interface Headline {
  readonly case: HeadlineCase
  readonly line: string
}

/** The headline of the first rule that holds. */
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

/** A rule whose line is the whole headline. */
const standalone = <Name extends string>(
  name: Name,
  holds: Rule<Name>['holds'],
  line: Rule<Name>['line'],
): Rule<Name> => ({
  case: name,
  holds,
  line,
})

/** A rule whose line is preceded by the number of votes: "9 votes. Consensus: …" */
const withAxes = <Name extends string>(
  name: Name,
  holds: Rule<Name>['holds'],
  line: Rule<Name>['line'],
): Rule<Name> => ({
  case: name,
  holds,
  line: (findings) => `${counted(findings.votes, 'vote')}. ${line(findings)}`,
})

const rules = [
  standalone(
    'no-votes',
    ({ votes }) => votes === 0,
    () => 'No votes yet.',
  ),
  standalone('all-applications', ({ placements }) => placements === 0, allApplicationsLine),
  standalone(
    'one-vote',
    ({ votes }) => votes === 1,
    (of) => `1 vote${oneVoteLine(of)}. Nothing to compare yet.`,
  ),
  standalone(
    'two-same',
    (of) => isTwoFull(of) && of.occupied.length === 1,
    (of) => `2 votes, both at ${namesOf(of)[0]}. Too few to call.`,
  ),
  standalone(
    'two-differ',
    isTwoFull,
    (of) => `2 votes, ${stepsOfTwo(of)} apart: ${namesOf(of).join(' and ')}. Too few to call.`,
  ),
  standalone(
    'two-differ-kind',
    ({ votes, full, applications }) => votes === 2 && full === 1 && applications === 1,
    (of) => `2 votes: one at ${namesOf(of)[0]}, one applications research. Too few to call.`,
  ),
  standalone(
    'mostly-applications',
    ({ applications, votes }) => 2 * applications > votes,
    (of) =>
      `${of.applications} of ${of.votes} say applications research; ${of.placements} placed it on the grid.`,
  ),
  withAxes(
    'applications-contested',
    ({ applications, votes }) => applications >= 2 && 4 * applications >= votes,
    (of) =>
      `First split: ${of.applications} of ${of.votes} say applications research, ${of.placements} placed it on the grid.`,
  ),
  withAxes(
    'mostly-unsure',
    (of) => isMostlyUnsure(of, of.row) && isMostlyUnsure(of, of.column),
    (of) =>
      `Mostly unsure: ${of.row.unsure} of ${of.placements} on approach, ${of.column.unsure} of ${of.placements} on case.`,
  ),
  withAxes(
    'mostly-unsure-row',
    (of) => isMostlyUnsure(of, of.row),
    (of) => `Mostly unsure on approach: ${of.row.unsure} of ${of.placements}.`,
  ),
  withAxes(
    'mostly-unsure-col',
    (of) => isMostlyUnsure(of, of.column),
    (of) => `Mostly unsure on case: ${of.column.unsure} of ${of.placements}.`,
  ),
  standalone(
    'few-placements',
    ({ full }) => full < 3,
    ({ votes, full }) =>
      `${counted(votes, 'vote')}, only ${counted(full, 'full placement')}: too few to call.`,
  ),
  withAxes(
    'unanimous-cell',
    (of) => of.occupied.length === 1 && of.row.label === 'unanimous' && of.column.label === 'unanimous',
    unanimousCellLine,
  ),
  withAxes(
    'consensus',
    (of) => isSettled(of.row.label) && isSettled(of.column.label),
    (of) => `Consensus: ${leadingLevel(of.row)} × ${leadingLevel(of.column)}.`,
  ),
  withAxes(
    'row-split',
    (of) => isSettled(of.column.label),
    (of) => `${agreedWord(of, of.column)} on ${leadingLevel(of.column)}; not on approach.`,
  ),
  withAxes(
    'col-split',
    (of) => isSettled(of.row.label),
    (of) => `${agreedWord(of, of.row)} on ${leadingLevel(of.row)}; not on case.`,
  ),
  withAxes('three-camps', (of) => hasCamps(of, 3), campsLine),
  withAxes('two-camps-along', (of) => hasCamps(of, 2) && of.direction === 'along', campsLine),
  withAxes('two-camps-across', (of) => hasCamps(of, 2) && of.direction === 'across', campsLine),
  withAxes('two-camps', (of) => hasCamps(of, 2), campsLine),
  withAxes(
    'two-cells',
    (of) => of.occupied.length === 2,
    (of) =>
      `${of.occupied.map((cell) => countAt(of.cells, cell)).join('–')} split between ${listed(namesOf(of))}.`,
  ),
  withAxes(
    'diagonal-along',
    (of) => of.direction === 'along',
    () => 'Split along the capabilities–alignment spectrum: the more Cognitivist, the more worst-case.',
  ),
  withAxes(
    'diagonal-across',
    (of) => of.direction === 'across',
    () => 'Split across the spectrum: the more Cognitivist, the less worst-case.',
  ),
  withAxes(
    'mainly-row',
    (of) => of.carrier === 'row',
    () => 'Split mainly on approach.',
  ),
  withAxes(
    'mainly-col',
    (of) => of.carrier === 'column',
    () => 'Split mainly on case.',
  ),
  withAxes(
    'leaning',
    (of) => of.row.label === 'leaning' && of.column.label === 'leaning',
    (of) => `Leans ${leadingLevel(of.row)} × ${leadingLevel(of.column)}; not settled.`,
  ),
  withAxes('spread', () => true, spreadLine),
] as const

function allApplicationsLine({ votes }: Findings): string {
  if (votes === 1) return '1 vote: applications research.'
  if (votes === 2) return '2 votes, both applications research.'
  return `All ${votes} say applications research: off the grid.`
}

function oneVoteLine(of: Findings): string {
  const [cell] = namesOf(of)
  if (cell !== undefined) return `: ${cell}`
  if (of.row.unsure === 1 && of.column.unsure === 1) return ', unsure on both axes'
  return of.row.unsure === 1 ? ', unsure on approach' : ', unsure on case'
}

function isTwoFull({ votes, full }: Findings): boolean {
  return votes === 2 && full === 2
}

const namesOf = ({ occupied }: Findings): readonly string[] => occupied.map(nameOf)

const stepsOfTwo = ({ occupied: [a = 0, b = 0] }: Findings): string => counted(stepsApart(a, b), 'step')

const isMostlyUnsure = ({ placements }: Findings, { unsure }: AxisFindings): boolean =>
  2 * unsure > placements

function unanimousCellLine(of: Findings): string {
  const [cell] = namesOf(of)
  const all =
    of.full < of.votes
      ? `All ${of.full} full placements are at ${cell}.`
      : `All ${of.full} place it at ${cell}.`
  return of.full < 5 ? `${all} Few votes.` : all
}

/** The name of the category with the most answers. */
function leadingLevel({ axis, counts }: AxisFindings): string {
  return axis.plain[leaderOf(counts) ?? 0]
}

function agreedWord({ full }: Findings, { label }: AxisFindings): string {
  if (label !== 'unanimous') return 'Mostly agreed'
  return full < 5 ? 'So far agreed' : 'Agreed'
}

const hasCamps = ({ camps }: Findings, k: 2 | 3): boolean => camps.k === k && camps.isFirm

function campsLine({ camps, cells }: Findings): string {
  return campsSentence(camps, cells)
}

function spreadLine(of: Findings): string {
  const [cell, ...more] = namesOf(of)
  if (more.length > 0) return `No shared placement: ${of.occupied.length} of 9 cells used.`
  return `All ${of.full} full placements are at ${cell}, but partial answers differ.`
}
