import { exactBinomial, exactFisher, isRare } from './exact.ts'
import type { ExtraBallot, ExtraRound } from './reference.ts'

/*
 * Reads the sentences on extra answers back and checks what they say against the ballots, one by one. Nothing here knows
 * by which rules a sentence was chosen.
 */

const rowLevels = ['Engineering', 'Behaviorist', 'Cognitivist']
const columnLevels = ['Average-case', 'Pessimistic-case', 'Worst-case']
const cellNames = rowLevels.flatMap((row) => columnLevels.map((column) => `${row} × ${column}`))
const answerNames = [...cellNames, 'applications research']
const shareNames = ['almost none', 'a few', 'about half', 'most', 'almost all']
const depths = ['read', 'skimmed', 'abstract', 'not-yet'] as const

const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0)
const at = (numbers: readonly number[], i: number): number => numbers[i] ?? Number.NaN

const saysLevel = (ballot: ExtraBallot, level: string): boolean => {
  const answers = answersOf(ballot)
  return answers?.row === level || answers?.column === level
}

function answersOf(ballot: ExtraBallot) {
  if (ballot.kind === 'applications') return undefined
  const { row, column } = ballot
  return {
    row: row === null ? null : rowLevels[row],
    column: column === null ? null : columnLevels[column],
  }
}

/** The ten counts: cells, then applications. */
function tenOf(ballots: readonly ExtraBallot[]): readonly number[] {
  const ten = Array.from({ length: 10 }, () => 0)
  for (const ballot of ballots) {
    const index = ballot.kind === 'applications' ? 9 : cellOf(ballot)
    if (index !== undefined) ten[index] = at(ten, index) + 1
  }
  return ten
}

function cellOf({ row, column }: Extract<ExtraBallot, { kind: 'placement' }>): number | undefined {
  return row === null || column === null ? undefined : 3 * row + column
}

interface Half {
  readonly yes: number
  readonly n: number
}

/** "all 3", "both", "none of the 4", "neither of the 2", "2 of the 5", "the one"; and what its verb says. */
function isHalf(words: string, { yes, n }: Half, verbs: readonly [string, string], who: string): boolean {
  const [one, many] = verbs
  const all = n === 2 ? 'both' : `all ${n}`
  const nobody = n === 2 ? 'neither of the 2' : `none of the ${n}`
  const negated = one.startsWith('says') ? one.replace('says', 'does not say') : 'does not'
  if (n === 1) return words === `the one ${who} ${yes === 1 ? one : negated}`
  if (yes === n) return words === `${all} ${who} ${many}`
  if (yes === 0) return words === `${nobody} ${who} ${one}`
  return words === `${yes} of the ${n} ${who} ${yes === 1 ? one : many}`
}

function isReadingTrue(line: string, { ballots, visibility }: ExtraRound): boolean {
  const [, first = '', second = ''] = line.match(/^Answers go with how far people read: (.+); (.+)\.$/) ?? []
  const level = [...rowLevels, ...columnLevels].find((name) => first.endsWith(` ${name}`))
  if (level === undefined || visibility === 'anonymous') return false
  const axis = rowLevels.includes(level) ? 'row' : 'column'
  const levels = axis === 'row' ? rowLevels : columnLevels
  const answered = ballots.filter((ballot) => answersOf(ballot)?.[axis] != null)
  const saying = (name: string, of: readonly ExtraBallot[]) => of.filter((b) => saysLevel(b, name)).length
  const known = answered.filter(({ depth }) => depth !== undefined)
  const read = known.filter(({ depth }) => depth === 'read')
  const less = known.filter(({ depth }) => depth !== 'read')
  const [a, c] = [saying(level, read), saying(level, less)]
  return (
    levels.every((other) => saying(other, answered) <= saying(level, answered)) &&
    isHalf(first, { yes: a, n: read.length }, [`says ${level}`, `say ${level}`], 'who read it') &&
    isHalf(second, { yes: c, n: less.length }, ['does', 'do'], 'who read less') &&
    isRare(exactFisher(a, read.length - a, c, less.length - c))
  )
}

function isDepthTrue(sentence: string, { ballots, state, visibility, round }: ExtraRound): boolean {
  const counts = depths.map((depth) =>
    visibility === 'names'
      ? ballots.filter((ballot) => ballot.depth === depth).length
      : (round.depth?.[depth] ?? 0),
  )
  const notYet = at(counts, 3)
  const words = [
    'read it',
    'skimmed it',
    'read only the abstract',
    state === 'closed' ? 'had not read it' : notYet === 1 ? 'has not read it yet' : 'have not read it yet',
  ]
  const isAllowed = visibility === 'names' || (state === 'closed' && sum(counts) >= 5)
  const parts = words.flatMap((what, i) => (at(counts, i) > 0 ? [`${counts[i]} ${what}`] : []))
  return isAllowed && parts.length > 0 && sentence === `${parts.join(', ')}.`
}

/** "6 of 8 chose …", with what its voters expected. */
function isExpectedTrue(line: string, round: ExtraRound): boolean {
  const pattern =
    /^(At the reveal )?(\d+) of (the )?(\d+)( who were sure)? (had chosen|chose) (.+?)(?:, (more|fewer) than (.+) expected \(about (\d+)\)|; (.+) expected about (\d+))\.$/
  const match = line.match(pattern)
  if (match === null || round.visibility === 'anonymous') return false
  const [, atReveal, x, , n, sure, verb, name = '', how, who = match[11], about = match[12]] = match
  const answer = answerNames.indexOf(name)
  const now = tenOf(round.ballots)
  const then = round.round.countsAtReveal ?? now
  const shares = round.ballots.flatMap(({ expected }) =>
    expected !== undefined && (expected.cell === 'applications' ? 9 : expected.cell) === answer
      ? [expected.share]
      : [],
  )
  const [chosen, others, e] = [at(then, answer), sum(then) - 1, shares.length]
  const hasChanged = then.some((count, i) => count !== now[i])
  const isUnsure = sum(now) < round.ballots.length
  const exact = 1 + (sum(shares) * others) / (4 * e)
  return (
    x === String(chosen) &&
    n === String(others + 1) &&
    (atReveal !== undefined) === hasChanged &&
    (verb === 'had chosen') === hasChanged &&
    (sure !== undefined) === (hasChanged || isUnsure) &&
    who === (e === chosen ? 'they' : `the ${e} of them who guessed`) &&
    e >= 3 &&
    e <= chosen &&
    Number(about) - exact <= 0.5 &&
    exact - Number(about) < 0.5 &&
    (how === undefined || (others >= 4 && isSurprising(how, chosen, others, [sum(shares), 4 * e])))
  )
}

/** The share as a fraction, held within 1/8 and 7/8. */
function isSurprising(
  how: string,
  chosen: number,
  others: number,
  [k, m]: readonly [number, number],
): boolean {
  const share = 8 * k < m ? ([1, 8] as const) : 8 * k > 7 * m ? ([7, 8] as const) : ([k, m] as const)
  const [from, to] = how === 'more' ? [chosen - 1, others] : [0, chosen - 1]
  return isRare(exactBinomial(others, share, from, to))
}

function isAskedTrue(sentence: string, { ballots, round, state, visibility }: ExtraRound): boolean {
  const [, list = ''] = sentence.match(/^Asked how many would agree with them, (.+)\.$/) ?? []
  const parts = list.split(', ')
  if (visibility === 'anonymous') {
    const totals = round.expected ?? []
    const said = totals.flatMap((n, i) => (n > 0 ? [`${n} said ${shareNames[i]}`] : []))
    return state === 'closed' && sum(totals) >= 5 && parts.join() === said.join()
  }
  const then = round.countsAtReveal ?? tenOf(ballots)
  const misses = ballots.flatMap(({ expected }) => {
    if (expected === undefined) return []
    const chosen = at(then, expected.cell === 'applications' ? 9 : expected.cell)
    return [expected.share / 4 - (chosen - 1) / (sum(then) - 1)]
  })
  const [high, low] = [misses.filter((m) => m > 0.125).length, misses.filter((m) => m < -0.125).length]
  const right = misses.length - high - low
  const said = [
    high > 0 ? [`${high} guessed too high`] : [],
    low > 0 ? [`${low} guessed too low`] : [],
    right > 0 ? [`${right} ${right === 1 ? 'was' : 'were'} about right`] : [],
  ].flat()
  return parts.join() === said.join()
}

function isCruxTrue(line: string, { round, visibility, state }: ExtraRound): boolean {
  const match = line.match(/^To settle: “(.+)” It would move (\d+) of (\d+) (.+) and (\d+) of (\d+) (.+)\.$/)
  if (match === null || (visibility === 'anonymous' && state === 'open')) return false
  const [, text = '', one, ofOne, at1 = '', other, ofOther, at2 = ''] = match
  const minOnSide = visibility === 'anonymous' ? 3 : 1
  return (round.cruxes ?? []).some((crux) => {
    const cut = text.endsWith('…') ? text.slice(0, -1) : text
    const isSame =
      text === crux.text || (cut !== text && crux.text.startsWith(`${cut} `) && line.length > 150)
    const sides = crux.sides ?? []
    const find = (place: string, mine: string | undefined, of: string | undefined) =>
      sides.findIndex(
        (side) =>
          mine === String(side.mine) && of === String(side.of) && placesOf(side.label).includes(place),
      )
    const [a, b] = [find(at1, one, ofOne), find(at2, other, ofOther)]
    return (
      isSame &&
      a >= 0 &&
      b > a &&
      one !== '0' &&
      other !== '0' &&
      sides.every(({ of }) => of >= minOnSide) &&
      agreesWithMost(sides, [a, b])
    )
  })
}

/** Nobody else's share is larger than that of the two named sides. */
function agreesWithMost(
  sides: readonly { readonly mine: number; readonly of: number }[],
  [a, b]: readonly [number, number],
): boolean {
  const share = ({ mine, of }: { readonly mine: number; readonly of: number }) => mine / of
  const named = sides.filter((_, i) => i === a || i === b).map(share)
  return sides.every((side, i) => i === a || i === b || share(side) <= Math.min(...named))
}

/** How a side may stand in a sentence, by what it is. */
function placesOf(label: string): readonly string[] {
  if (label === 'On the grid') return ['who say it belongs on the grid']
  if (label === 'Applications research') return ['who say applications research']
  if (['▲', '■', '◆'].includes(label)) return [`in ${label}`]
  return [cellNames.includes(label) ? `at ${label}` : `for ${label}`]
}

/** The sentences of the last line that are about extra answers, without what "Also:" says of the stances. */
const extrasOfLast = (line: string): readonly string[] =>
  line.split(/(?<=\.) /).filter((sentence) => !sentence.startsWith('Also: '))

/** What is wrong with the lines on extra answers in a summary; empty if each is true. */
export function untrueIn(lines: readonly string[], round: ExtraRound): readonly string[] {
  return lines.flatMap((line) => {
    if (line.startsWith('Answers go')) return isReadingTrue(line, round) ? [] : [line]
    if (line.startsWith('To settle: “')) return isCruxTrue(line, round) ? [] : [line]
    if (/ than .+ expected \(about/.test(line)) return isExpectedTrue(line, round) ? [] : [line]
    if (!/ (read|skimmed) |expected about|^Asked| Asked/.test(line)) return []
    return extrasOfLast(line).filter(
      (sentence) =>
        !(isDepthTrue(sentence, round) || isAskedTrue(sentence, round) || isExpectedTrue(sentence, round)),
    )
  })
}
