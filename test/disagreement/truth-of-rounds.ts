import { type Claim, cellOf, claim, is, isTrue, steps, sum } from './claims.ts'
import type { Answer } from './reference.ts'

/** Two rounds, as people voted. */
export interface RoundsFacts {
  /** Of each who voted in both rounds, the answer before and now. */
  readonly pairs: readonly (readonly [Answer, Answer])[]
  /** How many voted in the first round only, and in the second only. */
  readonly left: number
  readonly joined: number
  readonly state: 'open' | 'closed'
  readonly visibility: 'names' | 'anonymous'
}

/*
 * Reads the sentences on two rounds back and checks what they say against the pairs of answers, by arithmetic of its
 * own.
 */

const movedOf = ({ pairs }: RoundsFacts) => pairs.filter(([before, now]) => before !== now)

/** Answers that the totals have gained, which are as many as they have lost. */
function netOf({ pairs }: RoundsFacts): number {
  const kinds: readonly Answer[] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 'A', 'U']
  const count = (end: 0 | 1, kind: Answer) => pairs.filter((pair) => pair[end] === kind).length
  return sum(kinds.map((kind) => Math.max(0, count(1, kind) - count(0, kind))))
}

/** The mean distance of those who chose a cell each time, in tenths of a step, rounded half up. */
function tenthsApart(facts: RoundsFacts, end: 0 | 1): number {
  const cells = fullIn(facts).map((pair) => pair[end])
  const distances = cells.flatMap((a, i) => cells.slice(i + 1).map((b) => steps(a, b)))
  const [total, pairs] = [sum(distances), distances.length]
  return Math.floor((20 * total + pairs) / (2 * pairs))
}

const fullIn = ({ pairs }: RoundsFacts): readonly (readonly [number, number])[] =>
  pairs.flatMap(([before, now]) =>
    typeof before === 'number' && typeof now === 'number' ? [[before, now] as const] : [],
  )

const firsts: readonly Claim<RoundsFacts>[] = [
  claim(
    'Since round 1, {rest} {n} who voted in both rounds changed their vote.',
    ([who = '', n], facts) =>
      is(n, facts.pairs.length) &&
      facts.pairs.length >= 3 &&
      who ===
        (movedOf(facts).length === 0
          ? 'none of the'
          : movedOf(facts).length === facts.pairs.length
            ? 'all'
            : `${movedOf(facts).length} of the`),
  ),
  claim(
    'Nobody has voted in both rounds yet.',
    ({ length }, { pairs, state }) => length === 0 && pairs.length === 0 && state === 'open',
  ),
  claim(
    'Nobody voted in both rounds.',
    ({ length }, { pairs, state }) => length === 0 && pairs.length === 0 && state === 'closed',
  ),
  ...(['open', 'closed'] as const).flatMap((state) => [
    claim<RoundsFacts>(
      `Only 1 person${state === 'open' ? ' has' : ''} voted in both rounds, too few to compare.`,
      (_, facts) => facts.pairs.length === 1 && facts.state === state,
    ),
    claim<RoundsFacts>(
      `Only 2 people${state === 'open' ? ' have' : ''} voted in both rounds, too few to compare.`,
      (_, facts) => facts.pairs.length === 2 && facts.state === state,
    ),
  ]),
]

const gone = '{n} voted in round 1 but not in round 2'
const notYet = '{n} who voted in round 1 {rest} not voted in round 2 yet'
const came = '{n} voted in round 2 but not in round 1'
const hasVerb = (n: string | undefined, verb: string | undefined) => verb === (n === '1' ? 'has' : 'have')

const turnovers: readonly Claim<RoundsFacts>[] = [
  claim(`${gone}.`, ([x], of) => is(x, of.left) && of.joined === 0 && of.state === 'closed'),
  claim(
    `${notYet}.`,
    ([x, verb], of) => is(x, of.left) && of.joined === 0 && of.state === 'open' && hasVerb(x, verb),
  ),
  claim(`${came}.`, ([y], of) => is(y, of.joined) && of.left === 0),
  claim(`${gone}, and ${came}.`, ([x, y], of) => is(x, of.left) && is(y, of.joined) && of.state === 'closed'),
  claim(
    `${notYet}, and ${came}.`,
    ([x, verb, y], of) => is(x, of.left) && is(y, of.joined) && of.state === 'open' && hasVerb(x, verb),
  ),
]

const seconds: readonly Claim<RoundsFacts>[] = [
  claim(
    'They changed places, and the totals are the same as before.',
    (_, of) => netOf(of) === 0 && movedOf(of).length >= 2,
  ),
  claim(
    'They mostly changed places, and the totals moved by only {n} of {n} votes.',
    ([net, p], of) => is(net, netOf(of)) && is(p, of.pairs.length) && movedOf(of).length >= 2,
  ),
  claim('The totals are the same as before.', (_, of) => netOf(of) === 0),
  claim(
    'The totals hardly moved, by {n} of {n} votes.',
    ([net, p], of) => is(net, netOf(of)) && is(p, of.pairs.length),
  ),
  claim(
    'The totals moved by {n} of {n} votes.',
    ([net, p], of) => is(net, netOf(of)) && is(p, of.pairs.length) && of.visibility === 'anonymous',
  ),
  ...(
    [
      ['closer together', 'fell', 1],
      ['further apart', 'rose', -1],
    ] as const
  ).flatMap(([where, how, sign]) => {
    const rest = `are ${where} now, and the average distance between two of them ${how} from {n}.{n} to {n}.{n} steps.`
    const holds = (of: RoundsFacts, [a, b, c, d]: readonly (string | undefined)[]) =>
      Number(`${a}${b}`) === tenthsApart(of, 0) &&
      Number(`${c}${d}`) === tenthsApart(of, 1) &&
      b?.length === 1 &&
      d?.length === 1 &&
      sign * (tenthsApart(of, 0) - tenthsApart(of, 1)) > 0
    return [
      claim<RoundsFacts>(
        `They ${rest}`,
        (numbers, of) => fullIn(of).length === of.pairs.length && holds(of, numbers),
      ),
      claim<RoundsFacts>(
        `The {n} who chose both an approach and a case each time ${rest}`,
        ([q, ...numbers], of) =>
          is(q, fullIn(of).length) && fullIn(of).length < of.pairs.length && holds(of, numbers),
      ),
    ]
  }),
  claim('The one who changed {rest}.', ([where], of) => movedOf(of).length === 1 && areAt(where, 1, of)),
  claim('Both who changed {rest}.', ([where], of) => movedOf(of).length === 2 && areAt(where, 2, of)),
  claim(
    'All {n} who changed {rest}.',
    ([n, where], of) => is(n, movedOf(of).length) && Number(n) > 2 && areAt(where, Number(n), of),
  ),
  claim(
    'The {n} who changed gave {n} different answers.',
    ([n, k], of) =>
      is(n, movedOf(of).length) && is(k, new Set(movedOf(of).map(([, now]) => now)).size) && !is(k, 1),
  ),
  claim('Of the {n} who changed, {rest}.', ([n, groups = ''], of) => {
    const parts = groups.split(' and ').map((part) => part.match(/^(\d+) (.+)$/) ?? [])
    const counts = parts.map(([, count]) => Number(count))
    return (
      is(n, movedOf(of).length) &&
      sum(counts) <= Number(n) &&
      new Set(counts).size === 1 &&
      new Set(parts.map(([, , where]) => where)).size === parts.length &&
      parts.every(([, count, where]) => areAt(where, Number(count), of))
    )
  }),
]

/** "now place it at Behaviorist × Worst-case": said of exactly as many as gave that answer when they moved. */
function areAt(words: string | undefined, count: number, of: RoundsFacts): boolean {
  const [, cell] = words?.match(count === 1 ? /^now places it at (.+)$/ : /^now place it at (.+)$/) ?? []
  const answer =
    cell !== undefined
      ? cellOf(cell)
      : words === `now ${count === 1 ? 'says' : 'say'} it is applications research`
        ? 'A'
        : words === `${count === 1 ? 'is' : 'are'} now unsure`
          ? 'U'
          : undefined
  return (
    of.visibility === 'names' && movedOf(of).filter(([, now]) => now === answer).length === count && count > 0
  )
}

/** The sentences of the two lines that don't hold, or that nobody can check. */
export function untrueSentences(
  [first = '', ...more]: readonly string[],
  of: RoundsFacts,
): readonly string[] {
  const [start = '', ...rest] = first.split(/(?<=\.) (?=\d)/)
  const isFirst = isTrue(firsts, start, of) && rest.length <= 1
  const isWhole = (of.left > 0 || of.joined > 0) === (rest.length === 1)
  return [
    ...(isFirst && isWhole ? [] : [first]),
    ...rest.filter((sentence) => !isTrue(turnovers, sentence, of)),
    ...more.filter((sentence, i) => i > 0 || !isTrue(seconds, sentence, of)),
  ]
}
