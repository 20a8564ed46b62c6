import type { Tally } from '../../src/grid/tally.ts'

/*
 * Reads the sentences of a summary back and checks what they say against the seventeen counts, by arithmetic of its
 * own. Nothing here knows by which rules a sentence was chosen.
 */

interface AxisFacts {
  readonly name: string
  readonly levels: readonly string[]
  /** Everyone who answered the axis, by level. */
  readonly counts: readonly number[]
  readonly answered: number
  readonly unsure: number
}

interface Facts {
  readonly votes: number
  readonly applications: number
  readonly placed: number
  readonly full: number
  readonly cells: readonly number[]
  readonly row: AxisFacts
  readonly column: AxisFacts
}

const rowLevels = ['Engineering', 'Behaviorist', 'Cognitivist']
const columnLevels = ['Average-case', 'Pessimistic-case', 'Worst-case']
const cellNames = rowLevels.flatMap((row) => columnLevels.map((column) => `${row} × ${column}`))

const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0)

function factsOf({ cells, rowOnly, columnOnly, unsure, applications }: Tally): Facts {
  const axis = (name: string, levels: readonly string[], levelOf: (cell: number) => number) => {
    const alone = name === 'Approach' ? rowOnly : columnOnly
    const counts = levels.map(
      (_, level) => sum(cells.filter((_, cell) => levelOf(cell) === level)) + (alone[level] ?? 0),
    )
    const others = name === 'Approach' ? columnOnly : rowOnly
    return { name, levels, counts, answered: sum(counts), unsure: sum(others) + unsure }
  }
  const placed = sum(cells) + sum(rowOnly) + sum(columnOnly) + unsure
  return {
    votes: placed + applications,
    applications,
    placed,
    full: sum(cells),
    cells,
    row: axis('Approach', rowLevels, (cell) => Math.floor(cell / 3)),
    column: axis('Case', columnLevels, (cell) => cell % 3),
  }
}

/** What stands in the gaps of a sentence, in their order; '' for an optional part that isn't there. */
type Words = readonly (string | undefined)[]
type Claim<Of> = readonly [pattern: RegExp, holds: (words: Words, of: Of) => boolean]

const gaps: Readonly<Record<string, string>> = {
  n: '(\\d+)',
  votes: '(1 vote|\\d+ votes)',
  cell: `(${cellNames.join('|')})`,
  row: `(${rowLevels.join('|')})`,
  column: `(${columnLevels.join('|')})`,
  level: `(${[...rowLevels, ...columnLevels].join('|')})`,
  few: '( Few votes\\.)?',
  rest: '(.+)',
}

/** A sentence with gaps in braces, word for word from its start to its end. */
const claim = <Of>(sentence: string, holds: (words: Words, of: Of) => boolean): Claim<Of> => {
  const pattern = sentence
    .split(/\{(\w+)\}/)
    .map((part, i) => (i % 2 === 1 ? gaps[part] : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')))
  return [new RegExp(`^${pattern.join('')}$`), holds]
}

const isTrue = <Of>(claims: readonly Claim<Of>[], sentence: string, of: Of): boolean =>
  claims.some(([pattern, holds]) => {
    const match = sentence.match(pattern)
    return (
      match !== null &&
      holds(
        match.slice(1).map((word) => word ?? ''),
        of,
      )
    )
  })

const is = (word: string | undefined, n: number): boolean => word === String(n)
const isVotes = (word: string | undefined, n: number): boolean => word === (n === 1 ? '1 vote' : `${n} votes`)

const cellOf = (word: string | undefined): number => cellNames.indexOf(word ?? '')
const at = (counts: readonly number[], i: number): number => counts[i] ?? Number.NaN
const votesAt = ({ cells }: Facts, word: string | undefined): number => at(cells, cellOf(word))
const saying = ({ levels, counts }: AxisFacts, word: string | undefined): number =>
  at(counts, levels.indexOf(word ?? ''))

const steps = (a: number, b: number): number =>
  Math.abs(Math.floor(a / 3) - Math.floor(b / 3)) + Math.abs((a % 3) - (b % 3))

/** Whether a level alone has the most answers, and at least that share of them. */
const leads = (axis: AxisFacts, word: string | undefined, share: number): boolean =>
  axis.counts.filter((n) => n >= saying(axis, word)).length === 1 &&
  saying(axis, word) >= share * axis.answered

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

/** "around A × B (3), C × D (2) and E × F (4)": each with the voters who are nearer to it than to the others. */
function areGroups(words: string | undefined, k: readonly number[], { cells, full }: Facts): boolean {
  const groups = (words ?? '').split(/, | and /).map((word) => word.match(/^(around )?(.+) \((\d+)\)$/) ?? [])
  const members = groups.map(([, , name]) => cellOf(name))
  const holds = groups.every(([, around, name, size]) => {
    const member = cellOf(name)
    const belong = cells.filter((_, cell) =>
      members.every((other) => other === member || steps(cell, member) < steps(cell, other)),
    )
    const isAlone = at(cells, member) === sum(belong)
    return at(cells, member) > 0 && is(size, sum(belong)) && (around === undefined) === isAlone
  })
  return holds && k.includes(groups.length) && sum(groups.map(([, , , size]) => Number(size))) <= full
}

const headlines: readonly Claim<Facts>[] = [
  claim('No votes yet.', (_, { votes }) => votes === 0),
  claim(
    'All {n} say applications research: off the grid.',
    ([n], { votes, applications }) => is(n, votes) && is(n, applications),
  ),
  claim('1 vote: applications research.', (_, of) => of.votes === 1 && of.applications === 1),
  claim('2 votes, both applications research.', (_, of) => of.votes === 2 && of.applications === 2),
  claim('1 vote: {cell}. Nothing to compare yet.', ([cell], of) => of.votes === 1 && votesAt(of, cell) === 1),
  claim(
    '1 vote, unsure on approach. Nothing to compare yet.',
    (_, { votes, row, column }) => votes === 1 && row.unsure === 1 && column.unsure === 0,
  ),
  claim(
    '1 vote, unsure on case. Nothing to compare yet.',
    (_, { votes, row, column }) => votes === 1 && row.unsure === 0 && column.unsure === 1,
  ),
  claim(
    '1 vote, unsure on both axes. Nothing to compare yet.',
    (_, { votes, row, column }) => votes === 1 && row.unsure === 1 && column.unsure === 1,
  ),
  claim(
    '2 votes, both at {cell}. Too few to call.',
    ([cell], of) => of.votes === 2 && votesAt(of, cell) === 2,
  ),
  claim(
    '2 votes, {n} step apart: {cell} and {cell}. Too few to call.',
    ([n, a, b], of) => of.votes === 2 && is(n, 1) && areTwoApart(of, n, [a, b]),
  ),
  claim(
    '2 votes, {n} steps apart: {cell} and {cell}. Too few to call.',
    ([n, a, b], of) => of.votes === 2 && !is(n, 1) && areTwoApart(of, n, [a, b]),
  ),
  claim(
    '2 votes: one at {cell}, one applications research. Too few to call.',
    ([cell], of) => of.votes === 2 && votesAt(of, cell) === 1 && of.applications === 1,
  ),
  claim(
    '{n} of {n} say applications research; {n} placed it on the grid.',
    ([a, n, g], of) =>
      is(a, of.applications) && is(n, of.votes) && is(g, of.placed) && of.applications > of.placed,
  ),
  claim(
    '{votes}, only {n} full placements: too few to call.',
    ([n, m], of) => isVotes(n, of.votes) && is(m, of.full) && of.full !== 1,
  ),
  claim(
    '{votes}, only 1 full placement: too few to call.',
    ([n], of) => isVotes(n, of.votes) && of.full === 1,
  ),
]

const areTwoApart = (of: Facts, n: string | undefined, [a, b]: readonly (string | undefined)[]): boolean =>
  votesAt(of, a) === 1 && votesAt(of, b) === 1 && is(n, steps(cellOf(a), cellOf(b)))

/** Those that follow "9 votes. ". */
const counted: readonly Claim<Facts>[] = [
  claim(
    'First split: {n} of {n} say applications research, {n} placed it on the grid.',
    ([a, n, g], of) => is(a, of.applications) && is(n, of.votes) && is(g, of.placed),
  ),
  claim(
    'Mostly unsure: {n} of {n} on approach, {n} of {n} on case.',
    ([onRow, g, onColumn, g2], of) =>
      isMostlyUnsure(of, of.row, [onRow, g]) && isMostlyUnsure(of, of.column, [onColumn, g2]),
  ),
  claim('Mostly unsure on approach: {n} of {n}.', (words, of) => isMostlyUnsure(of, of.row, words)),
  claim('Mostly unsure on case: {n} of {n}.', (words, of) => isMostlyUnsure(of, of.column, words)),
  claim(
    'All {n} place it at {cell}.{few}',
    ([n, cell, few], of) => is(n, of.votes) && is(n, votesAt(of, cell)) && (few !== '') === of.votes < 5,
  ),
  claim(
    'All {n} full placements are at {cell}.{few}',
    ([n, cell, few], of) =>
      is(n, of.full) && is(n, votesAt(of, cell)) && of.full < of.votes && (few !== '') === of.full < 5,
  ),
  claim(
    'All {n} full placements are at {cell}, but partial answers differ.',
    ([n, cell], of) =>
      is(n, of.full) &&
      is(n, votesAt(of, cell)) &&
      [of.row, of.column].some(({ counts }) => counts.filter((count) => count > 0).length > 1),
  ),
  claim(
    'Consensus: {row} × {column}.',
    ([row, column], of) => leads(of.row, row, 0.75) && leads(of.column, column, 0.75),
  ),
  claim(
    'Leans {row} × {column}; not settled.',
    ([row, column], of) => leads(of.row, row, 0.6) && leads(of.column, column, 0.6),
  ),
  claim('So far agreed on {column}; not on approach.', ([x], of) => isAgreed(of.column, x) && of.full < 5),
  claim('So far agreed on {row}; not on case.', ([x], of) => isAgreed(of.row, x) && of.full < 5),
  claim('Agreed on {column}; not on approach.', ([x], of) => isAgreed(of.column, x) && of.full >= 5),
  claim('Agreed on {row}; not on case.', ([x], of) => isAgreed(of.row, x) && of.full >= 5),
  claim(
    'Mostly agreed on {column}; not on approach.',
    ([x], of) => leads(of.column, x, 0.75) && !isAgreed(of.column, x),
  ),
  claim('Mostly agreed on {row}; not on case.', ([x], of) => leads(of.row, x, 0.75) && !isAgreed(of.row, x)),
  claim('Two camps: {rest}.', ([groups], of) => areGroups(groups, [2], of)),
  claim('Three camps: {rest}.', ([groups], of) => areGroups(groups, [3], of)),
  claim(
    '{n}–{n} split between {cell} and {cell}.',
    ([a, b, one, other], of) =>
      is(a, votesAt(of, one)) &&
      is(b, votesAt(of, other)) &&
      votesAt(of, one) + votesAt(of, other) === of.full,
  ),
  claim(
    'Split along the capabilities–alignment spectrum: the more Cognitivist, the more worst-case.',
    (_, of) => together(of) > 0,
  ),
  claim('Split across the spectrum: the more Cognitivist, the less worst-case.', (_, of) => together(of) < 0),
  claim(
    'Split mainly on approach.',
    (_, of) => apartOn(of, (cell) => Math.floor(cell / 3)) >= 2 * apartOn(of, (cell) => cell % 3),
  ),
  claim(
    'Split mainly on case.',
    (_, of) => apartOn(of, (cell) => cell % 3) >= 2 * apartOn(of, (cell) => Math.floor(cell / 3)),
  ),
  claim(
    'No shared placement: {n} of 9 cells used.',
    ([k], { cells }) => is(k, cells.filter((count) => count > 0).length) && !is(k, 1),
  ),
]

const isAgreed = (axis: AxisFacts, word: string | undefined): boolean => saying(axis, word) === axis.answered

const isMostlyUnsure = ({ placed }: Facts, { unsure }: AxisFacts, [u, g]: Words): boolean =>
  is(u, unsure) && is(g, placed) && 2 * unsure > placed

/** "1 Engineering, 2 Behaviorist": so many each, every one of them somebody's, together all who answered but those. */
function areAll(words: string | undefined, axis: AxisFacts, but = 0): boolean {
  const parts = (words ?? '').split(', ').map((word) => word.match(/^(\d+) (.+)$/) ?? [])
  const places = parts.map(([, , name]) => axis.levels.indexOf(name ?? ''))
  return (
    parts.every(([, n, name]) => is(n, saying(axis, name)) && !is(n, 0)) &&
    places.every((place, i) => i === 0 || place > at(places, i - 1)) &&
    sum(parts.map(([, n]) => Number(n))) + but === axis.answered
  )
}

const axisClaims: readonly Claim<AxisFacts>[] = [
  claim('1 answer, {level}.', ([x], axis) => axis.answered === 1 && saying(axis, x) === 1),
  claim('both say {level}.', ([x], axis) => axis.answered === 2 && saying(axis, x) === 2),
  claim('1 {level}, 1 {level}.', ([x, y], axis) => axis.answered === 2 && areAll(`1 ${x}, 1 ${y}`, axis)),
  claim('all {n} say {level}.', ([n, x], axis) => is(n, axis.answered) && is(n, saying(axis, x))),
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
  ...['polarised', 'split across the ends'].flatMap((how) => [
    claim<AxisFacts>(`${how}: {n} {level}, {n} {level}, {n} between.`, (words, axis) =>
      areEnds(words, axis, Number(words[4])),
    ),
    claim<AxisFacts>(`${how}: {n} {level}, {n} {level}, none between.`, (words, axis) =>
      areEnds(words, axis, 0),
    ),
  ]),
  claim('split {n}–{n} between {level} and {level}.', ([x, y, a, b], axis) =>
    areAll(`${x} ${a}, ${y} ${b}`, axis),
  ),
  claim(
    'split {n}–{n} between {level} and {level}; {n} {level}.',
    ([x, y, a, b, z, c], axis) =>
      is(x, saying(axis, a)) &&
      is(y, saying(axis, b)) &&
      is(z, saying(axis, c)) &&
      new Set([a, b, c]).size === 3 &&
      saying(axis, c) > 0,
  ),
  claim(
    'no settled answer: {rest} (most common: {level}, {n} of {n}).',
    ([all, x, k, n], axis) =>
      areAll(all, axis) && is(k, saying(axis, x)) && is(n, axis.answered) && leads(axis, x, 0.5),
  ),
  claim('no settled answer: {rest}.', ([all], axis) => areAll(all, axis)),
]

const areEnds = ([a, first, b, last]: Words, axis: AxisFacts, between: number): boolean =>
  first === axis.levels[0] &&
  last === axis.levels[2] &&
  is(a, at(axis.counts, 0)) &&
  is(b, at(axis.counts, 2)) &&
  between === at(axis.counts, 1) &&
  between < Math.min(at(axis.counts, 0), at(axis.counts, 2))

const shapes: readonly Claim<Facts>[] = [
  claim('Two camps: {rest}.', ([groups], of) => areGroups(groups, [2], of)),
  claim('Three camps: {rest}.', ([groups], of) => areGroups(groups, [3], of)),
  claim('Tentative groups (one vote could change this): {rest}.', ([groups], of) =>
    areGroups(groups, [2, 3], of),
  ),
  claim('They differ along the capabilities–alignment spectrum.', (_, of) => together(of) > 0),
  claim('They differ across the spectrum, not along it.', (_, of) => together(of) < 0),
  claim('One vote stands apart: {cell}, {n} steps from the nearest other vote.', ([cell, n], of) => {
    const others = [...of.cells.keys()].filter((other) => other !== cellOf(cell) && at(of.cells, other) > 0)
    return votesAt(of, cell) === 1 && is(n, Math.min(...others.map((other) => steps(other, cellOf(cell)))))
  }),
  claim('Spectrum, capabilities to alignment: {n} · {n} · {n} · {n} · {n}.', (words, { cells }) =>
    words.every((word, position) =>
      is(word, sum(cells.filter((_, cell) => Math.floor(cell / 3) + (cell % 3) === position))),
    ),
  ),
]

/** "X or Y", "X, Y or Z", "X or not": answers that somebody gave, each once. */
function areOpen(words: string | undefined, axis: AxisFacts): boolean {
  const options = (words ?? '').split(/, | or /).filter((word) => word !== 'not')
  return options.length === new Set(options).size && options.every((option) => saying(axis, option) > 0)
}

const questions: readonly Claim<Facts>[] = [
  claim('does it belong on the grid, or is it applications research?', (_, of) => of.applications > 0),
  claim('what in the paper shows its approach?', (_, { row }) => row.unsure > 0),
  claim('what in the paper shows its case?', (_, { column }) => column.unsure > 0),
  claim(
    'what in the paper shows its approach and its case?',
    (_, { row, column }) => row.unsure > 0 && column.unsure > 0,
  ),
  claim('is the approach {rest}?', ([options], { row }) => areOpen(options, row)),
  claim('is the case {rest}?', ([options], { column }) => areOpen(options, column)),
  claim('first, is the approach {rest}?', ([options], { row }) => areOpen(options, row)),
  claim('first, is the case {rest}?', ([options], { column }) => areOpen(options, column)),
  claim('is it {cell} or {cell}?', ([a, b], of) => votesAt(of, a) > 0 && votesAt(of, b) > 0),
  claim(
    'approach ({rest}) and case ({rest})?',
    ([rows, columns], { row, column }) => areOpen(rows, row) && areOpen(columns, column),
  ),
  claim('which approach, and which case?', (_, { row, column }) =>
    [row, column].every(({ counts }) => counts.filter((n) => n > 0).length > 1),
  ),
]

const others: readonly Claim<Facts>[] = [
  claim(
    '{n} of {n} say applications research',
    ([a, n], of) => is(a, of.applications) && is(n, of.votes) && of.applications > 0,
  ),
  claim('{n} unsure on approach', ([u], { row }) => is(u, row.unsure) && row.unsure > 0),
  claim('{n} unsure on case', ([u], { column }) => is(u, column.unsure) && column.unsure > 0),
]

/** The lines that say something that doesn't hold for these counts, or something that nobody can check. */
export function untrueLines(lines: readonly string[], tally: Tally): readonly string[] {
  const facts = factsOf(tally)
  return lines.filter((line, i) => !(i === 0 ? isTrueHeadline(line, facts) : isTrueLine(line, facts)))
}

function isTrueHeadline(line: string, facts: Facts): boolean {
  const [, votes, rest] = line.match(/^(1 vote|\d+ votes)\. (.+)$/) ?? []
  if (rest === undefined) return isTrue(headlines, line, facts)
  return isVotes(votes, facts.votes) && isTrue(counted, rest, facts)
}

function isTrueLine(line: string, facts: Facts): boolean {
  const [, lead, rest = ''] = line.match(/^(Approach|Case|To settle|Also): (.+)$/) ?? []
  if (lead === 'Approach') return isTrue(axisClaims, rest, facts.row)
  if (lead === 'Case') return isTrue(axisClaims, rest, facts.column)
  if (lead === 'To settle') return isTrue(questions, rest, facts)
  if (lead === undefined) return isTrue(shapes, line, facts)
  return (
    rest.endsWith('.') &&
    rest
      .slice(0, -1)
      .split(', ')
      .every((part) => isTrue(others, part, facts))
  )
}

/** Every cell that a text names, by its index. */
export const cellsNamedIn = (text: string): readonly number[] =>
  [...text.matchAll(new RegExp(`${gaps.cell}`, 'g'))].map(([name]) => cellNames.indexOf(name))
