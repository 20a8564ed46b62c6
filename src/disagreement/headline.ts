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
    (findings) => `1 vote${oneVoteLine(findings)}. Nothing to compare yet.`,
  ),
  standalone(
    'two-same',
    (findings) => isTwoFull(findings) && findings.occupied.length === 1,
    (findings) => `2 votes, both at ${namesOf(findings)[0]}. Too few to call.`,
  ),
  standalone(
    'two-differ',
    isTwoFull,
    (findings) =>
      `2 votes, ${stepsOfTwo(findings)} apart: ${namesOf(findings).join(' and ')}. Too few to call.`,
  ),
  standalone(
    'two-differ-kind',
    ({ votes, full, applications }) => votes === 2 && full === 1 && applications === 1,
    (findings) => `2 votes: one at ${namesOf(findings)[0]}, one applications research. Too few to call.`,
  ),
  standalone(
    'mostly-applications',
    ({ applications, votes }) => 2 * applications > votes,
    (findings) =>
      `${findings.applications} of ${findings.votes} say applications research; ${findings.placements} placed it on the grid.`,
  ),
  withAxes(
    'applications-contested',
    ({ applications, votes }) => applications >= 2 && 4 * applications >= votes,
    (findings) =>
      `First split: ${findings.applications} of ${findings.votes} say applications research, ${findings.placements} placed it on the grid.`,
  ),
  withAxes(
    'mostly-unsure',
    (findings) => isMostlyUnsure(findings, findings.row) && isMostlyUnsure(findings, findings.column),
    (findings) =>
      `Mostly unsure: ${findings.row.unsure} of ${findings.placements} on approach, ${findings.column.unsure} of ${findings.placements} on case.`,
  ),
  withAxes(
    'mostly-unsure-row',
    (findings) => isMostlyUnsure(findings, findings.row),
    (findings) => `Mostly unsure on approach: ${findings.row.unsure} of ${findings.placements}.`,
  ),
  withAxes(
    'mostly-unsure-col',
    (findings) => isMostlyUnsure(findings, findings.column),
    (findings) => `Mostly unsure on case: ${findings.column.unsure} of ${findings.placements}.`,
  ),
  standalone(
    'few-placements',
    ({ full }) => full < 3,
    ({ votes, full }) =>
      `${counted(votes, 'vote')}, only ${counted(full, 'full placement')}: too few to call.`,
  ),
  withAxes(
    'unanimous-cell',
    (findings) =>
      findings.occupied.length === 1 &&
      findings.row.label === 'unanimous' &&
      findings.column.label === 'unanimous',
    unanimousCellLine,
  ),
  withAxes(
    'consensus',
    (findings) => isSettled(findings.row.label) && isSettled(findings.column.label),
    (findings) => `Consensus: ${leadingLevel(findings.row)} × ${leadingLevel(findings.column)}.`,
  ),
  withAxes(
    'row-split',
    (findings) => isSettled(findings.column.label),
    (findings) =>
      `${agreedWord(findings, findings.column)} on ${leadingLevel(findings.column)}; not on approach.`,
  ),
  withAxes(
    'col-split',
    (findings) => isSettled(findings.row.label),
    (findings) => `${agreedWord(findings, findings.row)} on ${leadingLevel(findings.row)}; not on case.`,
  ),
  withAxes('three-camps', (findings) => hasCamps(findings, 3), campsLine),
  withAxes(
    'two-camps-along',
    (findings) => hasCamps(findings, 2) && findings.direction === 'along',
    campsLine,
  ),
  withAxes(
    'two-camps-across',
    (findings) => hasCamps(findings, 2) && findings.direction === 'across',
    campsLine,
  ),
  withAxes('two-camps', (findings) => hasCamps(findings, 2), campsLine),
  withAxes(
    'two-cells',
    (findings) => findings.occupied.length === 2,
    (findings) =>
      `${findings.occupied.map((cell) => countAt(findings.cells, cell)).join('–')} split between ${listed(namesOf(findings))}.`,
  ),
  withAxes(
    'diagonal-along',
    (findings) => findings.direction === 'along',
    () => 'Split along the capabilities–alignment spectrum: the more Cognitivist, the more worst-case.',
  ),
  withAxes(
    'diagonal-across',
    (findings) => findings.direction === 'across',
    () => 'Split across the spectrum: the more Cognitivist, the less worst-case.',
  ),
  withAxes(
    'mainly-row',
    (findings) => findings.carrier === 'row',
    () => 'Split mainly on approach.',
  ),
  withAxes(
    'mainly-col',
    (findings) => findings.carrier === 'column',
    () => 'Split mainly on case.',
  ),
  withAxes(
    'leaning',
    (findings) => findings.row.label === 'leaning' && findings.column.label === 'leaning',
    (findings) => `Leans ${leadingLevel(findings.row)} × ${leadingLevel(findings.column)}; not settled.`,
  ),
  withAxes('spread', () => true, spreadLine),
] as const

function allApplicationsLine({ votes }: Findings): string {
  if (votes === 1) return '1 vote: applications research.'
  if (votes === 2) return '2 votes, both applications research.'
  return `All ${votes} say applications research: off the grid.`
}

function oneVoteLine(findings: Findings): string {
  const [cell] = namesOf(findings)
  if (cell !== undefined) return `: ${cell}`
  if (findings.row.unsure === 1 && findings.column.unsure === 1) return ', unsure on both axes'
  return findings.row.unsure === 1 ? ', unsure on approach' : ', unsure on case'
}

function isTwoFull({ votes, full }: Findings): boolean {
  return votes === 2 && full === 2
}

const namesOf = ({ occupied }: Findings): readonly string[] => occupied.map(nameOf)

const stepsOfTwo = ({ occupied: [a = 0, b = 0] }: Findings): string => counted(stepsApart(a, b), 'step')

const isMostlyUnsure = ({ placements }: Findings, { unsure }: AxisFindings): boolean =>
  2 * unsure > placements

function unanimousCellLine(findings: Findings): string {
  const [cell] = namesOf(findings)
  const all =
    findings.full < findings.votes
      ? `All ${findings.full} full placements are at ${cell}.`
      : `All ${findings.full} place it at ${cell}.`
  return findings.full < 5 ? `${all} Few votes.` : all
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

function spreadLine(findings: Findings): string {
  const [cell, ...more] = namesOf(findings)
  if (more.length > 0) return `No shared placement: ${findings.occupied.length} of 9 cells used.`
  return `All ${findings.full} full placements are at ${cell}, but partial answers differ.`
}
