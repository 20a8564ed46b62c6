import { capitalise, counted, listed } from '../chat/text.ts'
import { countAt } from '../grid/counts.ts'
import { stepsApart } from '../grid/distance.ts'
import { leadingOf } from './axis-label.ts'
import type { AxisFindings, Findings } from './findings.ts'
import { caseOf, type HeadlineCase } from './headline.ts'
import { campNames, countedAre, everyone, nameOf, nounOf, onOrOffGrid, whoAnswered } from './wording.ts'

/** The parts of a round that its headline depends on besides the counts. */
export interface RoundState {
  /** 1 for the first round. */
  readonly number: number
  readonly state: 'open' | 'closed'
}

/** The first line of the summary; docs/disagreement.md 6.2. */
export function headlineOf(findings: Findings, state: RoundState): string {
  const headlineCase = caseOf(findings)
  const text = texts[headlineCase](findings, state)
  return wholeCases.has(headlineCase) || isWhole(headlineCase, findings)
    ? text
    : `${votesOf(findings)}. ${text}`
}

/** "No votes yet.", "Nobody voted in round 2." */
export function noVotesLine({ number, state }: RoundState): string {
  const where = number > 1 ? ` in round ${number}` : ''
  return `${state === 'open' ? 'No votes yet' : 'Nobody voted'}${where}.`
}

/** Whether the headline says how many votes are for applications research. */
export const hasApplications = (headlineCase: HeadlineCase, placements: number): boolean =>
  casesWithApplications.has(headlineCase) || (mostlyUnsureCases.has(headlineCase) && placements === 1)

const casesWithApplications: ReadonlySet<HeadlineCase> = new Set([
  'all-applications',
  'two-differ-kind',
  'mostly-applications',
  'applications-contested',
])

/** With a single placement, they have two votes, and the other one is for applications research. */
const mostlyUnsureCases: ReadonlySet<HeadlineCase> = new Set([
  'mostly-unsure',
  'mostly-unsure-row',
  'mostly-unsure-col',
])

/** Cases whose text has the number of votes in it, or needs none. */
const wholeCases: ReadonlySet<HeadlineCase> = new Set([
  'no-votes',
  'all-applications',
  'one-vote',
  'two-same',
  'two-differ',
  'two-differ-kind',
  'few-placements',
])

const isWhole = (headlineCase: HeadlineCase, { full, votes, occupied }: Findings): boolean =>
  full === votes && (headlineCase === 'unanimous-cell' || (headlineCase === 'spread' && occupied.length > 1))

/** The text of each case, after "9 votes. " where the case isn't whole. */
const texts: Readonly<Record<HeadlineCase, (findings: Findings, state: RoundState) => string>> = {
  'no-votes': (_, state) => noVotesLine(state),
  'all-applications': allApplications,
  'one-vote': (findings, state) => `1 vote, ${oneVote(findings)}. Nothing to compare${yet(state)}.`,
  'two-same': (findings) => `2 votes, both at ${namesIn(findings)[0]}. Too few to call.`,
  'two-differ': twoDiffer,
  'two-differ-kind': (findings) =>
    `2 votes, one at ${namesIn(findings)[0]}, one for applications research. Too few to call.`,
  'mostly-applications': onGridOrOff,
  'applications-contested': onGridOrOff,
  'mostly-unsure': (findings) => twoUnsure(findings) ?? mostlyUnsure(findings),
  'mostly-unsure-row': (findings) => twoUnsure(findings) ?? mostlyUnsureOn(findings, 'row'),
  'mostly-unsure-col': (findings) => twoUnsure(findings) ?? mostlyUnsureOn(findings, 'column'),
  'few-placements': (findings) =>
    `${votesOf(findings)}, but ${findings.full === 0 ? 'nobody' : `only ${findings.full}`} chose both an approach and a case. Too few to call.`,
  'unanimous-cell': unanimousCell,
  consensus: ({ row, column, applications }) =>
    `Consensus on ${leadingLevel(row)} and ${leadingLevel(column)}${applications > 0 ? ' among those who placed it' : ''}.`,
  'row-split': (findings) => agreedOn(findings, 'column', 'row'),
  'col-split': (findings) => agreedOn(findings, 'row', 'column'),
  'three-camps': ({ camps, cells }) => `Three camps: ${campNames(camps, cells)}.`,
  'two-camps': twoCamps,
  'two-camps-along': twoCamps,
  'two-camps-across': twoCamps,
  'two-cells': (findings) =>
    `Split ${findings.occupied.map((cell) => countAt(findings.cells, cell)).join('–')} between ${listed(namesIn(findings))}.`,
  'diagonal-along': () =>
    'Approach and case go together: the closer to Cognitivist, the closer to Worst-case.',
  'diagonal-across': () =>
    'Approach and case go opposite ways: the closer to Cognitivist, the closer to Average-case.',
  'mainly-row': () => 'The disagreement is mainly about the approach.',
  'mainly-col': () => 'The disagreement is mainly about the case.',
  leaning: ({ row, column }) => `Leans toward ${leadingLevel(row)} and ${leadingLevel(column)}; not settled.`,
  spread,
}

const yet = ({ state }: RoundState): string => (state === 'open' ? ' yet' : '')

const votesOf = ({ votes }: Findings): string => counted(votes, 'vote')

const namesIn = ({ occupied }: Findings): readonly string[] => occupied.map(nameOf)

const leadingLevel = ({ axis, counts }: AxisFindings): string => axis.plain[leadingOf(counts)]

function allApplications({ votes }: Findings): string {
  if (votes === 1) return '1 vote, for applications research.'
  if (votes === 2) return '2 votes, both for applications research.'
  return `All ${votes} say it is applications research, which is not on the grid.`
}

function oneVote(findings: Findings): string {
  const { row, column, unsureOnBoth } = findings
  const [cell] = namesIn(findings)
  if (cell !== undefined) return `at ${cell}`
  if (unsureOnBoth === 1) return 'unsure about both the approach and the case'
  return row.unsure === 1
    ? `for ${leadingLevel(column)}, unsure about the approach`
    : `for ${leadingLevel(row)}, unsure about the case`
}

function twoDiffer(findings: Findings): string {
  const [a = 0, b = 0] = findings.occupied
  return `2 votes, ${counted(stepsApart(a, b), 'step')} apart: ${namesIn(findings).join(' and ')}. Too few to call.`
}

function onGridOrOff({ applications, placements }: Findings): string {
  return onOrOffGrid(applications, placements)
}

/** Of two votes, one of them for applications research; `undefined` for others. */
function twoUnsure({ placements, row, column, unsureOnBoth }: Findings): string | undefined {
  if (placements > 1) return undefined
  const what =
    unsureOnBoth === 1 ? 'both the approach and the case' : `the ${nounOf(row.unsure === 1 ? row : column)}`
  return `1 says it is applications research, 1 is unsure about ${what}. Too few to call.`
}

function mostlyUnsure({ votes, row, column, unsureOnBoth }: Findings): string {
  if (unsureOnBoth === votes)
    return `${capitalise(everyone(votes, ''))} are unsure about both the approach and the case.`
  const groups = [
    [unsureOnBoth, 'both the approach and the case'],
    [row.unsure - unsureOnBoth, 'the approach only'],
    [column.unsure - unsureOnBoth, 'the case only'],
  ] as const
  return `${unsureWords(groups)}.`
}

/** "3 are unsure about the approach only, 1 about the case only": the groups that are not empty; '' without any. */
export function unsureWords(groups: readonly (readonly [count: number, about: string])[]): string {
  return groups
    .filter(([count]) => count > 0)
    .map(([count, about], i) => `${i === 0 ? `${countedAre(count)} unsure` : count} about ${about}`)
    .join(', ')
}

/** Two or more are unsure on the axis: a single one is in {@link twoUnsure}. */
function mostlyUnsureOn(findings: Findings, on: AxisFindings['on']): string {
  const { votes, placements, unsureOnBoth: both } = findings
  const { unsure } = findings[on]
  const other = findings[on === 'row' ? 'column' : 'row']
  const placed = placements < votes ? ' who say it belongs on the grid' : ''
  const who =
    unsure === placements
      ? capitalise(everyone(unsure, placed))
      : `${unsure} of ${placed === '' ? '' : 'the '}${placements}${placed}`
  const too = both > 0 ? `, ${both} of them about the ${nounOf(other)} too` : ''
  return `${who} are unsure about the ${nounOf(findings[on])}${too}.`
}

function unanimousCell(findings: Findings): string {
  const { full, votes, placements } = findings
  const [cell] = namesIn(findings)
  const few = full < 5 ? ' Too few to call it a consensus.' : ''
  if (full === votes) return `${votesOf(findings)}, all at ${cell}.${few}`
  const who = full === placements ? 'who placed it' : 'who chose both an approach and a case'
  return `All ${full} ${who} are at ${cell}.${few}`
}

function agreedOn(findings: Findings, on: AxisFindings['on'], open: AxisFindings['on']): string {
  const { label, counts, n } = findings[on]
  const [level, who] = [leadingLevel(findings[on]), whoAnswered(findings, findings[on])]
  const rest = `the ${nounOf(findings[open])} is not settled.`
  if (label !== 'unanimous')
    return `Most${who} agree on ${level} (${counts[leadingOf(counts)]} of ${n}); ${rest}`
  return `${who === '' ? 'All' : `All ${n}${who}`} agree on ${level}; ${rest}`
}

function twoCamps({ camps, cells }: Findings): string {
  return `Two camps: ${campNames(camps, cells)}.`
}

function spread(findings: Findings, state: RoundState): string {
  const { occupied, full, votes } = findings
  const [cell, ...more] = namesIn(findings)
  const placed = `${full} who chose both an approach and a case are`
  if (more.length === 0) return `All ${placed} at ${cell}, but other answers differ.`
  const no = `No agreement${yet(state)}.`
  if (full === votes) return `${votesOf(findings)} in ${occupied.length} cells. ${no}`
  return `The ${placed} spread over ${occupied.length} cells. ${no}`
}
