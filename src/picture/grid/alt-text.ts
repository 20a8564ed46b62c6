import { truncate } from '../../chat/truncate.ts'
import { type CampMark, campMarks } from '../../disagreement/camps.ts'
import type { HeadlineCase } from '../../disagreement/headline.ts'
import { hasApplications, noVotesLine } from '../../disagreement/headline-text.ts'
import { returningVoters } from '../../disagreement/returning.ts'
import { changeOf, type MoveCount } from '../../disagreement/rounds.ts'
import { minForHeadline, summaryOf } from '../../disagreement/summary.ts'
import { nameOf } from '../../disagreement/wording.ts'
import { cellName, cells } from '../../grid/axes.ts'
import { sum } from '../../grid/counts.ts'
import { placementsOf, type Tally, unsureOf } from '../../grid/tally.ts'
import type { Disclosure } from '../../poll/disclose.ts'
import type { HiddenRound, OpenRound } from '../../poll/disclosed-round.ts'
import { printable } from '../drawing.ts'
import { formatCount, formatTurnout, formatVotes } from '../numbers.ts'
import { countHollow } from './grid-votes.ts'

const maxLength = 300

/** In characters: the minimum of the title that is kept, however long the rest is. */
const minTitleLength = 24

/** The picture in words, from the same numbers: it states the result, not the drawing. At most 300 characters. */
export function altText(poll: Disclosure): string {
  const { current, state } = poll
  const title = printable(poll.paper.title)
  const room = maxLength - Math.min(title.length, minTitleLength)
  const start = `, round ${current.number}, ${isBlind(current) ? 'blind' : state}: `
  const rest = sentencesOf(poll).reduce((text, sentence) => {
    const longer = `${text} ${sentence}`
    return longer.length > room ? text : longer
  }, start.trimEnd())
  return truncate(title, maxLength - rest.length) + rest
}

const isBlind = (round: Disclosure['current']): boolean =>
  round.hidden && round.state === 'open' && round.shownFrom === undefined

function hiddenSentence({ votes, shownFrom }: HiddenRound): string {
  const until =
    shownFrom === undefined
      ? 'votes are hidden until the reveal'
      : `results are shown from ${shownFrom} votes on`
  return `${formatTurnout(votes)}; ${until}.`
}

/** The sentences, the most important first. */
function sentencesOf(poll: Disclosure): readonly string[] {
  const { current } = poll
  if (current.votes === 0 && current.state === 'closed') return [noVotesLine(current)]
  if (current.hidden) return [hiddenSentence(current)]
  const { case: kind, headline } = summaryOf(current.tally, { round: current })
  const isEarly = current.state === 'open' && current.votes > 0 && current.votes < minForHeadline
  const counts = [
    casesWithCells.has(kind) && !isEarly ? '' : fullestOf(current.tally),
    offGridWords(
      hasApplications(kind, placementsOf(current.tally)) && !isEarly ? 0 : current.tally.applications,
      unsureOf(current.tally),
    ),
  ].filter((part) => part !== '')
  return [
    ...(isEarly ? [`${formatVotes(current.votes)}.`] : [sayCamps(headline)]),
    ...movesOf(poll),
    ...(counts.length > 0 ? [`${counts.join('; ')}.`] : []),
    ...hollowWords(current),
    ...(current.votes === 0 ? [] : ['Top left is the capabilities end, bottom right the alignment end.']),
  ]
}

/** "2 marks are hollow: not read in full."; of a first round, which is drawn with marks. */
function hollowWords(round: OpenRound): readonly string[] {
  const hollow = round.number > 1 ? 0 : countHollow(round)
  return hollow === 0 ? [] : [`${hollow} ${hollow === 1 ? 'mark is' : 'marks are'} hollow: not read in full.`]
}

/** Cases whose headline already names the cells, or that there are no votes. */
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

const campWords: Readonly<Record<CampMark, string>> = {
  '▲': 'first camp',
  '■': 'second camp',
  '◆': 'third camp',
}

/** A headline with words in place of the camps' marks, for screen readers. */
const sayCamps = (headline: string): string =>
  campMarks.reduce((text, mark) => text.replace(mark, campWords[mark]), headline)

/** The fullest cells, at most three: "Cognitivist × Worst-case (4), Engineering × Average-case (3)". */
const fullestOf = ({ cells: counts }: Tally): string =>
  cells
    .map((cell) => ({ cell, count: counts[cell.index] ?? 0 }))
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count)
    .slice(0, 3)
    .map(({ cell, count }) => `${cellName(cell)} (${formatCount(count)})`)
    .join(', ')

/** "3 applications research, 1 unsure"; empty if both are 0. */
function offGridWords(applications: number, unsure: number): string {
  return [
    applications > 0 && `${formatCount(applications)} applications research`,
    unsure > 0 && `${formatCount(unsure)} unsure`,
  ]
    .filter((part) => part !== false)
    .join(', ')
}

/**
 * "4 of the 8 who voted in both rounds moved, most of them to Cognitivist × Worst-case."; empty if too few returned to
 * compare, or it isn't disclosed who.
 */
function movesOf(poll: Disclosure): readonly string[] {
  const returning = returningVoters(poll)
  if (returning === undefined) return []
  const { verdict, moved, returning: voters } = changeOf(returning.steps)
  if (verdict === 'too-few') return []
  const target = findMainTarget(returning.steps, moved)
  const where = target === undefined ? '' : `, ${moved === 1 ? '' : 'most of them '}to ${nameOf(target)}`
  return [
    `${moved === 0 ? 'None' : formatCount(moved)} of the ${formatCount(voters)} who voted in both rounds moved${where}.`,
  ]
}

/** The cell that more than half of the people who moved are in now; `undefined` if there is no such cell. */
function findMainTarget(steps: readonly MoveCount[], moved: number): number | undefined {
  const countArrived = (cell: number) =>
    sum(steps.filter(({ from, to }) => from !== to && to === cell).map(({ voters }) => voters))
  return cells.map(({ index }) => index).find((cell) => 2 * countArrived(cell) > moved)
}
