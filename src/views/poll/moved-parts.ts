import { counted } from '../../chat/text.ts'
import type { Fact, Part } from '../../chat/view.ts'
import { isSettled } from '../../disagreement/axis-label.ts'
import { findingsOf } from '../../disagreement/findings.ts'
import { axisAnswers, type Returning, returningVoters } from '../../disagreement/returning.ts'
import { hasSettled } from '../../disagreement/rounds.ts'
import { type Axis, approach, caseFocus, levels } from '../../grid/axes.ts'
import { partOf } from '../../grid/part.ts'
import type { Disclosure } from '../../poll/disclose.ts'
import type { OpenRound } from '../../poll/disclosed-round.ts'
import { leadingReason } from './differ-parts.ts'
import { stanceName } from './stance-words.ts'

const maxMoves = 20
/** Fewer people in both rounds are too few to compare. */
const minReturning = 3

/**
 * Who moved since the previous round, what moved them in their own words, how many moved between the levels of each
 * axis, and whether another round would help; docs/disagreement.md 7. Of an anonymous poll no sentence says who moved
 * where.
 */
export function movedParts(poll: Disclosure, current: OpenRound): readonly Part[] {
  const returning = returningVoters(poll)
  if (returning === undefined || returning.moves.length < minReturning) return []
  const moves = poll.visibility === 'names' ? moveParts(returning) : quoteParts(current)
  const more = moves.length - maxMoves
  return [
    ...moves.slice(0, maxMoves).flat(),
    ...(more > 0 ? [{ kind: 'text', text: `And ${more} more moved.` } as const] : []),
    ...levelParts(poll, returning),
    ...adviceParts(returning, current),
  ]
}

/** The move of each voter who moved and whose name is shown, and what moved them. */
function moveParts({ voters }: Returning): readonly (readonly Part[])[] {
  return voters.flatMap(({ before, now }) => {
    const [from, to] = [before.answers.stance, now.answers.stance]
    const { name } = now
    // Without names, as on a page of counts, nothing says who moved where.
    if (name === undefined || partOf(from) === partOf(to)) return []
    const { movedBy } = now.answers
    const move: Part = { kind: 'text', text: `${name} moved from ${stanceName(from)} to ${stanceName(to)}.` }
    return [[move, ...(movedBy === undefined ? [] : [{ kind: 'quote', text: movedBy, from: name } as const])]]
  })
}

/** Reasons for changing ballots in an anonymous round, without the moves. */
const quoteParts = ({ loose }: OpenRound): readonly (readonly Part[])[] =>
  loose.movedBy.map((text) => [{ kind: 'quote', text, from: 'A voter' }])

interface AxisMoves {
  readonly axis: Axis
  /** "Approach, 5 people who chose one in both rounds" */
  readonly name: string
  /** The number of people who went from one level to another, or kept it; the first index is the level before. */
  readonly table: readonly (readonly number[])[]
}

function levelParts(poll: Disclosure, returning: Returning): readonly Part[] {
  const moves = [axisMoves(approach, returning, 'row'), axisMoves(caseFocus, returning, 'column')].filter(
    (moves) => moves !== undefined,
  )
  if (poll.visibility === 'anonymous') return moves.map(movesTable)
  return moves.length === 0 ? [] : [{ kind: 'facts', facts: moves.map(movesFact) }]
}

/** `undefined` if nobody chose a level of the axis both times. */
function axisMoves(axis: Axis, returning: Returning, on: 'row' | 'column'): AxisMoves | undefined {
  const answers = axisAnswers(returning, on)
  if (answers.length === 0) return undefined
  return {
    axis,
    name: `${axis.name}, ${counted(answers.length, 'person', 'people')} who chose one in both rounds`,
    table: levels.map((from) =>
      levels.map((to) => answers.filter(([before, now]) => before === from && now === to).length),
    ),
  }
}

/** "1 from Engineering to Behaviorist, 1 from Cognitivist to Behaviorist, 1 unchanged." */
function movesFact({ axis: { plain }, name, table }: AxisMoves): Fact {
  const moved = levels.flatMap((from) =>
    levels.flatMap((to) => {
      const people = table[from]?.[to] ?? 0
      return from === to || people === 0 ? [] : [`${people} from ${plain[from]} to ${plain[to]}`]
    }),
  )
  const unchanged = levels.reduce((people: number, level) => people + (table[level]?.[level] ?? 0), 0)
  if (moved.length === 0) return { name, value: `${unchanged === 1 ? 1 : 'all'} unchanged.` }
  return { name, value: `${[...moved, ...(unchanged > 0 ? [`${unchanged} unchanged`] : [])].join(', ')}.` }
}

const movesTable = ({ axis: { plain }, name, table }: AxisMoves): Part => ({
  kind: 'table',
  caption: name,
  rows: [
    ['From', ...plain.map((level) => `to ${level}`)],
    ...levels.map((from) => [plain[from], ...(table[from] ?? []).map(String)]),
  ],
})

function adviceParts(returning: Returning, current: OpenRound): readonly Part[] {
  const value = current.state === 'open' ? undefined : adviceText(returning, current)
  return value === undefined ? [] : [{ kind: 'facts', facts: [{ name: 'Another round', value }] }]
}

/**
 * Whether another round would change anything. Stability counts besides agreement: Dajani, Sincoff & Talley
 * (Technological Forecasting & Social Change 13, 1979).
 *
 * @returns `undefined` where people use the words differently and answers still move: the words come before another round.
 */
function adviceText({ steps }: Returning, { tally, extras = {} }: OpenRound): string | undefined {
  const { row, column } = findingsOf(tally)
  if (isSettled(row.label) && isSettled(column.label)) return 'Both axes are settled.'
  const leading = extras.differ && leadingReason(extras.differ)
  if (leading === 'values') return 'You weigh it differently, so you can agree to differ.'
  if (hasSettled(steps)) return 'Little has changed, so another round is unlikely to help.'
  return leading === 'words' ? undefined : 'Answers are still moving, so another round may help.'
}
