import { truncate } from '../../chat/truncate.ts'
import type { HeadlineCase } from '../../disagreement/headline.ts'
import { returningVoters } from '../../disagreement/returning.ts'
import { changeOf, type MoveCount } from '../../disagreement/rounds.ts'
import { summaryOf } from '../../disagreement/summary.ts'
import { nameOf } from '../../disagreement/wording.ts'
import { cellName, cells } from '../../grid/axes.ts'
import { sum } from '../../grid/counts.ts'
import { type Tally, unsureOf } from '../../grid/tally.ts'
import type { Disclosure } from '../../poll/disclose.ts'
import { printable } from '../drawing.ts'
import { formatCount, formatTurnout } from '../numbers.ts'

const maxLength = 300

/** However much there is to say, so much of the title is kept. */
const minTitleLength = 24

/** The picture in words, from the same numbers: what is the case, not what is drawn. At most 300 characters. */
export function altText(poll: Disclosure): string {
  const { current, state } = poll
  const title = printable(poll.paper.title)
  const room = maxLength - Math.min(title.length, minTitleLength)
  const start = `, round ${current.number}, ${current.hidden ? 'blind' : state}: `
  const rest = sentencesOf(poll).reduce((text, sentence) => {
    const more = `${text} ${sentence}`
    return more.length > room ? text : more
  }, start.trimEnd())
  return truncate(title, maxLength - rest.length) + rest
}

/** What must be said first. */
function sentencesOf(poll: Disclosure): readonly string[] {
  const { current } = poll
  if (current.hidden) return [`${formatTurnout(current.votes)}; placements are hidden until reveal.`]
  const { case: kind, lines } = summaryOf(current.tally)
  const counts = [
    casesWithCells.has(kind) ? '' : fullestOf(current.tally),
    offGridOf(current.tally, casesWithApplications.has(kind)),
  ].filter((part) => part !== '')
  return [...lines.slice(0, 1), ...movesOf(poll), ...(counts.length > 0 ? [`${counts.join('; ')}.`] : [])]
}

/** Cases whose headline says who is where, or that nobody is anywhere. */
const casesWithCells: ReadonlySet<HeadlineCase> = new Set<HeadlineCase>([
  'no-votes',
  'all-applications',
  'one-vote',
  'two-same',
  'two-differ',
  'two-differ-kind',
  'unanimous-cell',
  'three-camps',
  'two-camps',
  'two-camps-along',
  'two-camps-across',
  'two-cells',
])

const casesWithApplications: ReadonlySet<HeadlineCase> = new Set<HeadlineCase>([
  'all-applications',
  'two-differ-kind',
  'mostly-applications',
  'applications-contested',
])

/** "Cognitivist × Worst-case (4), Engineering × Average-case (3)", three at most. */
const fullestOf = ({ cells: counts }: Tally): string =>
  cells
    .map((cell) => ({ cell, count: counts[cell.index] ?? 0 }))
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count)
    .slice(0, 3)
    .map(({ cell, count }) => `${cellName(cell)} (${formatCount(count)})`)
    .join(', ')

function offGridOf(tally: Tally, isSaid: boolean): string {
  const [applications, unsure] = [isSaid ? 0 : tally.applications, unsureOf(tally)]
  return [
    applications > 0 && `${formatCount(applications)} applications`,
    unsure > 0 && `${formatCount(unsure)} unsure`,
  ]
    .filter((part) => part !== false)
    .join(', ')
}

/** "4 of 8 moved since round 1, most to Cognitivist × Worst-case.", as far as it may be told. */
function movesOf(poll: Disclosure): readonly string[] {
  const returning = returningVoters(poll)
  if (returning === undefined) return []
  const { moved, returning: both } = changeOf(returning.steps)
  const to = findMainTarget(returning.steps, moved)
  const where = to === undefined ? '' : `, most to ${nameOf(to)}`
  return [
    `${moved === 0 ? 'None' : formatCount(moved)} of ${formatCount(both)} moved since round ${returning.round}${where}.`,
  ]
}

/** The cell where more than half of those who moved are now. */
function findMainTarget(steps: readonly MoveCount[], moved: number): number | undefined {
  const countArrived = (cell: number) =>
    sum(steps.filter(({ from, to }) => from !== to && to === cell).map(({ voters }) => voters))
  return cells.map(({ index }) => index).find((cell) => 2 * countArrived(cell) > moved)
}
