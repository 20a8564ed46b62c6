import type { Tally } from '../../src/grid/tally.ts'
import {
  at,
  type Claim,
  cellOf,
  claim,
  columnLevels,
  is,
  isTrue,
  rowLevels,
  steps,
  sum,
  type Words,
  withOtherNumbers,
} from './claims.ts'
import { reference } from './reference.ts'

/*
 * Reads the sentences of a summary back and checks what they say against the seventeen counts, by arithmetic of its
 * own. Nothing here knows by which rules a sentence was chosen.
 */

interface AxisFacts {
  readonly levels: readonly string[]
  /** Everyone who answered the axis, by level. */
  readonly counts: readonly number[]
  readonly answered: number
  readonly unsure: number
  /** How those who answered are called: '' if they are all voters. */
  readonly who: string
}

interface Facts {
  readonly isOpen: boolean
  readonly votes: number
  readonly applications: number
  readonly placed: number
  readonly full: number
  readonly cells: readonly number[]
  readonly occupied: readonly number[]
  readonly row: AxisFacts
  readonly column: AxisFacts
  readonly unsureOnBoth: number
  /** The headline's camps: the cells of each. */
  readonly camps: readonly (readonly number[])[]
}

function factsOf(tally: Tally, isOpen: boolean, headline: string): Facts {
  const { cells, rowOnly, columnOnly, unsure, applications } = tally
  const placed = sum(cells) + sum(rowOnly) + sum(columnOnly) + unsure
  const votes = placed + applications
  const axis = (
    levels: readonly string[],
    levelOf: (cell: number) => number,
    alone: readonly number[],
    others: readonly number[],
    who: string,
  ): AxisFacts => {
    const counts = levels.map(
      (_, level) => sum(cells.filter((_, cell) => levelOf(cell) === level)) + at(alone, level),
    )
    const answered = sum(counts)
    const called = answered === votes ? '' : answered === placed ? ' who placed it' : who
    return { levels, counts, answered, unsure: sum(others) + unsure, who: called }
  }
  const occupied = [...cells.keys()].filter((cell) => at(cells, cell) > 0)
  return {
    isOpen,
    votes,
    applications,
    placed,
    full: sum(cells),
    cells,
    occupied,
    row: axis(rowLevels, (cell) => Math.floor(cell / 3), rowOnly, columnOnly, ' who chose an approach'),
    column: axis(columnLevels, (cell) => cell % 3, columnOnly, rowOnly, ' who chose a case'),
    unsureOnBoth: unsure,
    camps: campsIn(headline).map(({ member }, _, all) =>
      occupied.filter((cell) =>
        all.every(({ member: other }) => other === member || steps(cell, member) < steps(cell, other)),
      ),
    ),
  }
}

/** "▲ around A × B (3), ■ C × D (2) and ◆ E × F (4)" */
const campsIn = (text: string) =>
  [...text.matchAll(/([▲■◆]) (?:around )?([A-Z][^(]*?) \((\d+)\)/gu)].map(([, mark, name, size]) => ({
    mark,
    member: cellOf(name),
    size,
  }))

const votesAt = ({ cells }: Facts, word: string | undefined): number => at(cells, cellOf(word))
const saying = ({ levels, counts }: AxisFacts, word: string | undefined): number =>
  at(counts, levels.indexOf(word ?? ''))

/** Whether a level alone has the most answers, and at least that share of them. */
const leads = (axis: AxisFacts, word: string | undefined, share: number): boolean =>
  axis.counts.filter((n) => n >= saying(axis, word)).length === 1 &&
  saying(axis, word) >= share * axis.answered

const isUnanimous = (axis: AxisFacts, word: string | undefined): boolean =>
  saying(axis, word) === axis.answered && axis.answered > 0

const levelsGiven = ({ counts }: AxisFacts): number => counts.filter((n) => n > 0).length

/** "yet" is said of what may still change. */
const isYet = (word: string | undefined, { isOpen }: Facts): boolean => (word === ' yet') === isOpen

/** Whether a verb agrees with its number. */
const agrees = (n: string | undefined, verb: string, one: string, many: string): boolean =>
  verb === (n === '1' ? one : many)

/** Voters further along on both axes, less those who are further on one and less far on the other, over all pairs. */
function together({ cells }: Facts): number {
  let balance = 0
  for (let a = 0; a < 9; a += 1)
    for (let b = 0; b < a; b += 1)
      balance +=
        Math.sign((Math.floor(a / 3) - Math.floor(b / 3)) * ((a % 3) - (b % 3))) * at(cells, a) * at(cells, b)
  return balance
}

/** Steps between all pairs of full placements on one axis. */
function apartOn({ cells }: Facts, levelOf: (cell: number) => number): number {
  let total = 0
  for (let a = 0; a < 9; a += 1)
    for (let b = 0; b < a; b += 1) total += Math.abs(levelOf(a) - levelOf(b)) * at(cells, a) * at(cells, b)
  return total
}

const marks = ['▲', '■', '◆']

/**
 * "▲ around A × B (3), ■ C × D (2) and ◆ E × F (4); 1 between them": each with the voters who are nearer to it than to
 * the others, in the order of their cells, and everyone who is left.
 */
function areGroups(words: string | undefined, k: number, { cells, full }: Facts, isMarked: boolean): boolean {
  const [list = '', rest] = (words ?? '').split('; ')
  const groups = list
    .split(/, | and /)
    .map((word) => word.match(/^(?:([▲■◆]) )?(around )?(.+) \((\d+)\)$/u) ?? [])
  const members = groups.map(([, , , name]) => cellOf(name))
  const sizes = members.map((member) =>
    sum(
      cells.filter((_, cell) =>
        members.every((other) => other === member || steps(cell, member) < steps(cell, other)),
      ),
    ),
  )
  const between = full - sum(sizes)
  return (
    groups.length === k &&
    members.every((member, i) => member >= 0 && (i === 0 || member > at(members, i - 1))) &&
    groups.every(
      ([, mark, around, , size], i) =>
        is(size, at(sizes, i)) &&
        at(cells, at(members, i)) > 0 &&
        (around === undefined) === (at(cells, at(members, i)) === at(sizes, i)) &&
        mark === (isMarked ? marks[i] : undefined),
    ) &&
    rest === (between > 0 ? `${between} between them` : undefined)
  )
}

const headlines: readonly Claim<Facts>[] = [
  claim('No votes yet.', (_, { votes, isOpen }) => votes === 0 && isOpen),
  claim('Nobody voted.', (_, { votes, isOpen }) => votes === 0 && !isOpen),
  claim(
    'All {n} say it is applications research, which is not on the grid.',
    ([n], { votes, applications }) => is(n, votes) && is(n, applications) && votes > 2,
  ),
  claim('1 vote, for applications research.', (_, of) => of.votes === 1 && of.applications === 1),
  claim('2 votes, both for applications research.', (_, of) => of.votes === 2 && of.applications === 2),
  claim(
    '1 vote, at {cell}. Nothing to compare{yet}.',
    ([cell, yet], of) => of.votes === 1 && votesAt(of, cell) === 1 && isYet(yet, of),
  ),
  claim(
    '1 vote, for {column}, unsure about the approach. Nothing to compare{yet}.',
    ([x, yet], of) => of.votes === 1 && of.row.unsure === 1 && saying(of.column, x) === 1 && isYet(yet, of),
  ),
  claim(
    '1 vote, for {row}, unsure about the case. Nothing to compare{yet}.',
    ([x, yet], of) => of.votes === 1 && of.column.unsure === 1 && saying(of.row, x) === 1 && isYet(yet, of),
  ),
  claim(
    '1 vote, unsure about both the approach and the case. Nothing to compare{yet}.',
    ([yet], of) => of.votes === 1 && of.unsureOnBoth === 1 && isYet(yet, of),
  ),
  claim(
    '2 votes, both at {cell}. Too few to call.',
    ([cell], of) => of.votes === 2 && votesAt(of, cell) === 2,
  ),
  claim(
    '2 votes, {n} step{rest}: {cell} and {cell}. Too few to call.',
    ([n, rest, a, b], of) =>
      of.votes === 2 &&
      rest === (n === '1' ? ' apart' : 's apart') &&
      votesAt(of, a) === 1 &&
      votesAt(of, b) === 1 &&
      is(n, steps(cellOf(a), cellOf(b))),
  ),
  claim(
    '2 votes, one at {cell}, one for applications research. Too few to call.',
    ([cell], of) => of.votes === 2 && votesAt(of, cell) === 1 && of.applications === 1,
  ),
  claim(
    '{n} votes, but nobody chose both an approach and a case. Too few to call.',
    ([n], of) => is(n, of.votes) && of.full === 0,
  ),
  claim(
    '{n} votes, but only {n} chose both an approach and a case. Too few to call.',
    ([n, m], of) => is(n, of.votes) && is(m, of.full) && of.full > 0 && of.full < 3,
  ),
  claim(
    '{n} votes, all at {cell}.',
    ([n, cell], of) => is(n, of.votes) && is(n, votesAt(of, cell)) && of.votes >= 5,
  ),
  claim(
    '{n} votes, all at {cell}. Too few to call it a consensus.',
    ([n, cell], of) => is(n, of.votes) && is(n, votesAt(of, cell)) && of.votes < 5,
  ),
  claim(
    '{n} votes in {n} cells. No agreement{yet}.',
    ([n, k, yet], of) =>
      is(n, of.votes) && is(n, of.full) && is(k, of.occupied.length) && !is(k, 1) && isYet(yet, of),
  ),
]

/** Those that follow "9 votes. ". */
const counted: readonly Claim<Facts>[] = [
  claim(
    '{n} say it is applications research, {n} {rest} it belongs on the grid.',
    ([a, g, verb], of) =>
      is(a, of.applications) &&
      is(g, of.placed) &&
      of.applications > 1 &&
      agrees(g, verb ?? '', 'says', 'say'),
  ),
  claim(
    'All {n} are unsure about both the approach and the case.',
    ([n], of) => is(n, of.votes) && is(n, of.unsureOnBoth) && of.votes > 2,
  ),
  claim(
    'Both are unsure about both the approach and the case.',
    (_, of) => of.votes === 2 && of.unsureOnBoth === 2,
  ),
  claim(
    '1 says it is applications research, 1 is unsure about {rest}. Too few to call.',
    ([what], of) =>
      of.votes === 2 &&
      of.applications === 1 &&
      (what === 'both the approach and the case'
        ? of.unsureOnBoth === 1
        : what === 'the approach'
          ? of.row.unsure === 1 && of.column.unsure === 0
          : what === 'the case' && of.column.unsure === 1 && of.row.unsure === 0),
  ),
  claim(
    '{rest} are unsure about the {rest}.',
    ([who, what], of) =>
      isMostlyUnsure(of, who, what, ['approach', of.row, of.column]) ||
      isMostlyUnsure(of, who, what, ['case', of.column, of.row]),
  ),
  claim('{rest}.', ([groups], of) => areUnsure(groups ?? '', of) && of.unsureOnBoth > 0),
  ...['', ' Too few to call it a consensus.'].flatMap((few) => [
    claim<Facts>(
      `All {n} who placed it are at {cell}.${few}`,
      ([n, cell], of) =>
        is(n, of.full) &&
        is(n, of.placed) &&
        is(n, votesAt(of, cell)) &&
        of.full < of.votes &&
        (few !== '') === of.full < 5,
    ),
    claim<Facts>(
      `All {n} who chose both an approach and a case are at {cell}.${few}`,
      ([n, cell], of) =>
        is(n, of.full) &&
        is(n, votesAt(of, cell)) &&
        of.full < of.placed &&
        (few !== '') === of.full < 5 &&
        levelsGiven(of.row) === 1 &&
        levelsGiven(of.column) === 1,
    ),
  ]),
  claim(
    'All {n} who chose both an approach and a case are at {cell}, but other answers differ.',
    ([n, cell], of) =>
      is(n, of.full) && is(n, votesAt(of, cell)) && levelsGiven(of.row) > 1 && levelsGiven(of.column) > 1,
  ),
  claim(
    'Consensus on {row} and {column}.',
    ([x, y], of) => leads(of.row, x, 0.75) && leads(of.column, y, 0.75) && of.applications === 0,
  ),
  claim(
    'Consensus on {row} and {column} among those who placed it.',
    ([x, y], of) => leads(of.row, x, 0.75) && leads(of.column, y, 0.75) && of.applications > 0,
  ),
  claim(
    'Leans toward {row} and {column}; not settled.',
    ([x, y], of) => leads(of.row, x, 0.6) && leads(of.column, y, 0.6),
  ),
  claim(
    'All agree on {column}; the approach is not settled.',
    ([x], of) => isUnanimous(of.column, x) && of.column.who === '' && levelsGiven(of.row) > 1,
  ),
  claim(
    'All agree on {row}; the case is not settled.',
    ([x], of) => isUnanimous(of.row, x) && of.row.who === '' && levelsGiven(of.column) > 1,
  ),
  claim(
    'All {n}{who} agree on {column}; the approach is not settled.',
    ([n, who, x], of) =>
      isUnanimous(of.column, x) && is(n, of.column.answered) && who !== '' && who === of.column.who,
  ),
  claim(
    'All {n}{who} agree on {row}; the case is not settled.',
    ([n, who, x], of) => isUnanimous(of.row, x) && is(n, of.row.answered) && who !== '' && who === of.row.who,
  ),
  claim('Most{who} agree on {column} ({n} of {n}); the approach is not settled.', (words, of) =>
    isMost(words, of.column),
  ),
  claim('Most{who} agree on {row} ({n} of {n}); the case is not settled.', (words, of) =>
    isMost(words, of.row),
  ),
  claim('Two camps: {rest}.', ([groups], of) => areGroups(groups, 2, of, true)),
  claim('Three camps: {rest}.', ([groups], of) => areGroups(groups, 3, of, true)),
  claim(
    'Split {n}–{n} between {cell} and {cell}.',
    ([x, y, a, b], of) =>
      is(x, votesAt(of, a)) &&
      is(y, votesAt(of, b)) &&
      votesAt(of, a) + votesAt(of, b) === of.full &&
      cellOf(a) < cellOf(b),
  ),
  claim(
    'Approach and case go together: the closer to Cognitivist, the closer to Worst-case.',
    (_, of) => together(of) > 0,
  ),
  claim(
    'Approach and case go opposite ways: the closer to Cognitivist, the closer to Average-case.',
    (_, of) => together(of) < 0,
  ),
  claim(
    'The disagreement is mainly about the approach.',
    (_, of) => apartOn(of, (cell) => Math.floor(cell / 3)) >= 2 * apartOn(of, (cell) => cell % 3),
  ),
  claim(
    'The disagreement is mainly about the case.',
    (_, of) => apartOn(of, (cell) => cell % 3) >= 2 * apartOn(of, (cell) => Math.floor(cell / 3)),
  ),
  claim(
    'The {n} who chose both an approach and a case are spread over {n} cells. No agreement{yet}.',
    ([m, k, yet], of) =>
      is(m, of.full) && of.full < of.votes && is(k, of.occupied.length) && !is(k, 1) && isYet(yet, of),
  ),
]

/** "3 of 5", "All 4 who say it belongs on the grid", "Both"; "case, 2 of them about the approach too" */
function isMostlyUnsure(
  { placed, votes, unsureOnBoth: both }: Facts,
  who: string | undefined,
  what: string | undefined,
  [name, axis, other]: readonly [string, AxisFacts, AxisFacts],
): boolean {
  const { unsure } = axis
  const onGrid = placed < votes ? ' who say it belongs on the grid' : ''
  const all = unsure === 2 ? 'Both' : `All ${unsure}`
  const some = placed < votes ? `${unsure} of the ${placed}` : `${unsure} of ${placed}`
  const too = name === 'approach' ? 'case' : 'approach'
  const them = both > 0 ? `, ${both} of them about the ${too} too` : ''
  return (
    who === `${unsure === placed ? all : some}${onGrid}` &&
    what === `${name}${them}` &&
    2 * unsure > placed &&
    2 * other.unsure <= placed
  )
}

/** "3 are unsure about both the approach and the case, 1 about the case only": each group once, none of them empty. */
function areUnsure(words: string, { row, column, unsureOnBoth: both }: Facts): boolean {
  const only = both > 0 ? ' only' : ''
  const groups: Readonly<Record<string, number>> = {
    [`the approach${only}`]: row.unsure - both,
    [`the case${only}`]: column.unsure - both,
    'both the approach and the case': both,
  }
  const parts = words.split(', ').map((part, i) => {
    const [, n = '', verb, what = ''] = part.match(/^(\d+) (?:(is|are) unsure )?about (.+)$/) ?? []
    const holds = i === 0 ? agrees(n, verb ?? '', 'is', 'are') : verb === undefined
    return { what, holds: holds && is(n, groups[what] ?? Number.NaN) && n !== '0' }
  })
  return parts.every(({ holds }) => holds) && new Set(parts.map(({ what }) => what)).size === parts.length
}

const isMost = ([who, x, k, n]: Words, axis: AxisFacts): boolean =>
  who === axis.who &&
  is(k, saying(axis, x)) &&
  is(n, axis.answered) &&
  k !== n &&
  saying(axis, x) > axis.answered / 2

/** "1 Engineering, 2 Behaviorist": so many each, every one of them somebody's, together all who answered but those. */
function areAll(words: string | undefined, axis: AxisFacts, but: number): boolean {
  const parts = (words ?? '').split(', ').map((word) => word.match(/^(\d+) (.+)$/) ?? [])
  const places = parts.map(([, , name]) => axis.levels.indexOf(name ?? ''))
  return (
    parts.every(([, n, name]) => is(n, saying(axis, name)) && !is(n, 0)) &&
    places.every((place, i) => i === 0 || place > at(places, i - 1)) &&
    sum(parts.map(([, n]) => Number(n))) + but === axis.answered
  )
}

const axisClaims: readonly Claim<AxisFacts>[] = [
  claim('1 says {level}.', ([x], axis) => axis.answered === 1 && saying(axis, x) === 1),
  claim(
    '1 says {level}, 1 says {level}.',
    ([x, y], axis) =>
      axis.answered === 2 &&
      saying(axis, x) === 1 &&
      saying(axis, y) === 1 &&
      axis.levels.indexOf(x ?? '') < axis.levels.indexOf(y ?? ''),
  ),
  claim(
    'both{who} say {level}.',
    ([who, x], axis) => axis.answered === 2 && saying(axis, x) === 2 && who === axis.who,
  ),
  claim(
    'all {n}{who} say {level}.',
    ([n, who, x], axis) =>
      is(n, axis.answered) && is(n, saying(axis, x)) && axis.answered > 2 && who === axis.who,
  ),
  ...(
    [
      ['strong consensus on', 0.9],
      ['consensus on', 0.75],
      ['leans', 0.6],
    ] as const
  ).map(([how, share]) =>
    claim<AxisFacts>(
      `${how} {level} ({n} of {n}; {rest}).`,
      ([x, k, n, others], axis) =>
        is(k, saying(axis, x)) &&
        is(n, axis.answered) &&
        leads(axis, x, share) &&
        areAll(others, axis, saying(axis, x)),
    ),
  ),
  claim(
    'polarised, with {n} for {level}, {n} for {level} and {between} in between.',
    ([x, a, y, b, between], axis) => areEnds([x, a, y, b, between], axis) && axis.answered >= 20,
  ),
  claim(
    'split {n}–{n} between the two ends, {level} and {level}; {between} in between.',
    ([x, y, a, b, between], axis) => areEnds([x, a, y, b, between], axis),
  ),
  claim(
    'split {n}–{n} between {level} and {level}.',
    ([x, y, a, b], axis) =>
      areNeighbours([x, y, a, b], axis) && saying(axis, a) + saying(axis, b) === axis.answered,
  ),
  claim(
    'split {n}–{n} between {level} and {level}; {n} {rest} {level}.',
    ([x, y, a, b, z, verb = '', c], axis) =>
      areNeighbours([x, y, a, b], axis) &&
      is(z, saying(axis, c)) &&
      saying(axis, a) + saying(axis, b) + saying(axis, c) === axis.answered &&
      saying(axis, c) > 0 &&
      agrees(z, verb, 'says', 'say'),
  ),
  claim(
    'divided, with {n} for {level}, {n} for {level} and {n} for {level}.',
    ([x, a, y, b, z, c], axis) =>
      [a, b, c].join() === axis.levels.join() &&
      [x, y, z].every((n, i) => is(n, at(axis.counts, i)) && n !== '0'),
  ),
]

const areEnds = ([x, first, y, last, between]: Words, axis: AxisFacts): boolean =>
  first === axis.levels[0] &&
  last === axis.levels[2] &&
  is(x, at(axis.counts, 0)) &&
  is(y, at(axis.counts, 2)) &&
  between === (axis.counts[1] === 0 ? 'nobody' : String(axis.counts[1])) &&
  at(axis.counts, 1) < Math.min(at(axis.counts, 0), at(axis.counts, 2))

const areNeighbours = ([x, y, a, b]: Words, axis: AxisFacts): boolean =>
  axis.levels.indexOf(b ?? '') === axis.levels.indexOf(a ?? '') + 1 &&
  is(x, saying(axis, a)) &&
  is(y, saying(axis, b))

const positions = (camp: readonly number[] = []): readonly number[] =>
  camp.map((cell) => Math.floor(cell / 3) + (cell % 3))

/** Whether every voter of one camp is nearer to the capabilities end than every one of the other. */
const isCloser = (one: readonly number[] | undefined, other: readonly number[] | undefined): boolean =>
  positions(one).every((position) => positions(other).every((another) => position < another))

const shapes: readonly Claim<Facts>[] = [
  claim('Two camps: {rest}.', ([groups], of) => areGroups(groups, 2, of, true)),
  claim('Three camps: {rest}.', ([groups], of) => areGroups(groups, 3, of, true)),
  ...['', ', though one vote could change this'].flatMap((though) => [
    claim<Facts>(`Perhaps two groups${though}: {rest}.`, ([groups], of) => areGroups(groups, 2, of, false)),
    claim<Facts>(`Perhaps three groups${though}: {rest}.`, ([groups], of) => areGroups(groups, 3, of, false)),
  ]),
  claim(
    '▲ sees capabilities work, ■ alignment work.',
    (_, { camps: [one, other] }) =>
      positions(one).every((position) => position <= 1) &&
      positions(other).every((position) => position >= 3),
  ),
  claim('▲ puts it closer to capabilities, ■ closer to alignment.', (_, { camps: [one, other] }) =>
    isCloser(one, other),
  ),
  claim('▲ puts it closer to alignment, ■ closer to capabilities.', (_, { camps: [one, other] }) =>
    isCloser(other, one),
  ),
  claim(
    'Both camps put it midway between capabilities and alignment.',
    (_, { camps }) => camps.length === 2 && camps.flatMap(positions).every((position) => position === 2),
  ),
  claim('One vote stands apart: {cell}, {n} steps from the nearest other vote.', ([cell, n], of) => {
    const others = of.occupied.filter((other) => other !== cellOf(cell))
    return (
      votesAt(of, cell) === 1 &&
      !is(n, 1) &&
      is(n, Math.min(...others.map((other) => steps(other, cellOf(cell)))))
    )
  }),
]

/** Whether a question may be asked: both levels between which it decides were chosen, or several were. */
const questions: readonly Claim<Facts>[] = [
  claim('what in the paper shows its approach?', (_, { row }) => row.unsure > 0),
  claim('what in the paper shows its case?', (_, { column }) => column.unsure > 0),
  claim(
    'what in the paper shows its approach and its case?',
    (_, { row, column }) => row.unsure > 0 && column.unsure > 0,
  ),
  ...reference.questions.map(({ text, axis, levels }) =>
    claim<Facts>(text, (_, of) => {
      if (axis === null) return of.applications > 0 && of.placed > 0
      const asked = of[axis]
      return levels === null ? levelsGiven(asked) > 1 : levels.every((level) => at(asked.counts, level) > 0)
    }),
  ),
]

/** The lines that say something that doesn't hold for these counts, or something that nobody can check. */
export function untrueLines(
  lines: readonly string[],
  tally: Tally,
  state: 'open' | 'closed',
): readonly string[] {
  const facts = factsOf(tally, state === 'open', lines[0] ?? '')
  return lines.filter((line, i) => !(i === 0 ? isTrueHeadline(line, facts) : isTrueLine(line, facts)))
}

/** The lines that would still hold for these counts if one of their numbers were another. */
export const indifferentLines = (
  tallies: readonly Tally[],
  summaries: readonly { readonly lines: readonly string[] }[],
  state: 'open' | 'closed',
): readonly string[] =>
  tallies.flatMap((tally, i) => {
    const [headline = '', ...rest] = summaries[i]?.lines ?? []
    const facts = factsOf(tally, state === 'open', headline)
    return [
      ...withOtherNumbers(headline).filter((line) => isTrueHeadline(line, facts)),
      ...rest.flatMap((line) => withOtherNumbers(line).filter((other) => isTrueLine(other, facts))),
    ]
  })

function isTrueHeadline(line: string, facts: Facts): boolean {
  if (isTrue(headlines, line, facts)) return true
  const [, votes, word, rest = ''] = line.match(/^(\d+) (votes?)\. (.+)$/) ?? []
  return is(votes, facts.votes) && agrees(votes, word ?? '', 'vote', 'votes') && isTrue(counted, rest, facts)
}

function isTrueLine(line: string, facts: Facts): boolean {
  const [, lead, rest = ''] = line.match(/^(Approach|Case|To settle|Also): (.+)$/) ?? []
  if (lead === 'Approach') return isTrue(axisClaims, rest, facts.row)
  if (lead === 'Case') return isTrue(axisClaims, rest, facts.column)
  if (lead === 'To settle') return isTrue(questions, rest, facts)
  return lead === 'Also' ? isTrueAlso(rest, facts) : isTrue(shapes, line, facts)
}

function isTrueAlso(rest: string, facts: Facts): boolean {
  const { applications, votes } = facts
  const verb = applications === 1 ? 'says' : 'say'
  const off = `${applications} of ${votes} ${verb} it is applications research`
  const isOff = rest === `${off}.` || rest.startsWith(`${off}, `)
  if (isOff && applications === 0) return false
  const others = isOff ? rest.slice(off.length + 2) : rest
  return rest.endsWith('.') && ((isOff && others === '') || areUnsure(others.slice(0, -1), facts))
}
