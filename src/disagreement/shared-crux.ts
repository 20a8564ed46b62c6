import { truncate } from '../chat/truncate.ts'
import { cellName, cells } from '../grid/axes.ts'
import type { HiddenRound, OpenRound } from '../poll/disclosed-round.ts'
import type { Crux, CruxSide } from '../poll/extra-answers.ts'
import { campMarks } from './camps.ts'
import { maxLineLength } from './six-lines.ts'

/** A crux that would move voters of two sides. */
export interface SharedCrux {
  readonly id: string
  readonly text: string
  /** The two sides with the largest shares, in the order of the sides. */
  readonly sides: readonly [CruxSide, CruxSide]
}

export const noSharedCrux = 'No crux is shared by two sides.'

/**
 * The crux that two sides share most: the one with the largest smaller share, then with the most voters in all, then the
 * first; docs/disagreement.md 6.5.
 *
 * @returns `undefined` if no crux would move voters of two sides.
 */
export function findSharedCrux(cruxes: readonly Crux[]): SharedCrux | undefined {
  const shared = cruxes.flatMap(({ id, text, mine = 0, sides = [] }) => {
    const two = twoMostMoved(sides)
    return two?.every(({ mine }) => mine > 0) ? [{ id, text, mine, sides: two }] : []
  })
  return shared.toSorted(
    (a, b) => compareShares(lessMoved(b.sides), lessMoved(a.sides)) || b.mine - a.mine,
  )[0]
}

/** The smaller share of the two sides that a crux would move most, 0 … 1; null if fewer than two sides are known. */
export function minShareOf({ sides = [] }: Crux): number | null {
  const two = twoMostMoved(sides)
  if (two === undefined) return null
  const { mine, of } = lessMoved(two)
  return of === 0 ? 0 : mine / of
}

/** Whether the sides of all cruxes are known and no crux is shared. False without cruxes. */
export const isNoneShared = (cruxes: readonly Crux[]): boolean =>
  cruxes.length > 0 &&
  cruxes.every(({ sides }) => sides !== undefined) &&
  findSharedCrux(cruxes) === undefined

/**
 * "“…” It would move 2 of 6 for Engineering and 1 of 3 for Cognitivist."; of at most `maxLength` characters, for which
 * the crux is cut at a space.
 */
export function sharedCruxText(
  { text, sides }: Pick<SharedCrux, 'text' | 'sides'>,
  maxLength: number,
): string {
  const around = (crux: string) => `“${crux}” It would move ${movedWords(sides)}.`
  return around(cutAtSpace(text, maxLength - around('').length))
}

/** The cruxes that the sides of a poll's rounds share, as {@link sharedCruxText}: those of the newest round first, each once. */
export function sharedCruxLines(rounds: readonly (HiddenRound | OpenRound)[]): readonly string[] {
  const shared = rounds.toReversed().flatMap((round) => {
    const crux = round.hidden ? undefined : findSharedCrux(round.extras?.cruxes ?? [])
    return crux === undefined ? [] : [crux]
  })
  const first = new Map(shared.toReversed().map((crux) => [crux.text, crux]))
  return shared
    .filter((crux) => first.get(crux.text) === crux)
    .map((crux) => sharedCruxText(crux, maxLineLength))
}

/** "2 of 4 for Engineering and 2 of 2 for Behaviorist" */
export const movedWords = (sides: readonly CruxSide[]): string =>
  sides.map(({ mine, of, label }) => `${mine} of ${of} ${placeOf(label)}`).join(' and ')

function cutAtSpace(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text
  const kept = text.slice(0, maxLength - 1)
  const end = kept.lastIndexOf(' ')
  return end > 0 ? `${kept.slice(0, end)}…` : truncate(text, maxLength)
}

/** "for Engineering", "in ▲", "at Engineering × Worst-case", "who say it belongs on the grid" */
function placeOf(label: string): string {
  if (label === 'On the grid') return 'who say it belongs on the grid'
  if (label === 'Applications research') return 'who say applications research'
  if (campMarks.some((mark) => mark === label)) return `in ${label}`
  return `${cells.some((cell) => cellName(cell) === label) ? 'at' : 'for'} ${label}`
}

/** Of equal shares the earlier side. */
function twoMostMoved(sides: readonly CruxSide[]): readonly [CruxSide, CruxSide] | undefined {
  const [most, second] = sides.toSorted((a, b) => compareShares(b, a))
  if (most === undefined || second === undefined) return undefined
  return sides.indexOf(most) < sides.indexOf(second) ? [most, second] : [second, most]
}

const lessMoved = ([a, b]: readonly [CruxSide, CruxSide]): CruxSide => (compareShares(a, b) <= 0 ? a : b)

/** Compares `mine / of` in whole numbers. A side without voters has the share 0. */
const compareShares = (a: CruxSide, b: CruxSide): number =>
  a.mine * Math.max(b.of, 1) - b.mine * Math.max(a.of, 1)
