import type { Contested, ContestedPapers, Divided } from '../../atlas/contested.ts'
import type { FewPapers } from '../../atlas/group-contested.ts'
import type { StandingPoll } from '../../atlas/standing-poll.ts'
import type { Fact, Part, Span, View } from '../../chat/view.ts'
import { labelWord } from '../../disagreement/label-word.ts'
import { settleLabel, summaryOf } from '../../disagreement/summary.ts'
import { onOrOffGrid } from '../../disagreement/wording.ts'
import { approach, caseFocus } from '../../grid/axes.ts'
import { columnsOf, rowsOf } from '../../grid/tally.ts'
import type { MemoryLine } from '../../poll/memory-store.ts'
import type { PollId } from '../../poll/poll.ts'
import { noteView } from '../note-view.ts'
import { pollLink } from '../poll/go-to-poll.ts'
import { type AnswerBase, fromWords, paperWords } from './paper-words.ts'

const perPage = 10

type Item = StandingPoll<MemoryLine>

interface Options extends AnswerBase {
  /** From 1. */
  readonly page: number
  readonly mayShare: boolean
  /** The addresses of the messages that show the polls of this page. */
  readonly links: ReadonlyMap<PollId, string>
}

/** The papers of a page, those on the grid first. */
export function contestedPage(
  { onGrid, gridOrApplications }: ContestedPapers<Item>,
  page: number,
): ContestedPapers<Item> & { readonly isLast: boolean } {
  const start = (page - 1) * perPage
  const divided = Math.max(0, start - onGrid.length)
  const shown = onGrid.slice(start, start + perPage)
  return {
    onGrid: shown,
    gridOrApplications: gridOrApplications.slice(divided, divided + perPage - shown.length),
    isLast: start + perPage >= onGrid.length + gridOrApplications.length,
  }
}

export const fewPapersView = ({ papers, of }: FewPapers): View =>
  noteView(`Not enough papers yet (${papers} of ${of}).`)

/** The papers that divide a group most, each with what would settle it. */
export function contestedView(papers: ContestedPapers<Item>, options: Options): View {
  const { page, mayShare, links, ...base } = options
  const { onGrid, gridOrApplications, isLast } = contestedPage(papers, page)
  const first = (page - 1) * perPage + 1
  const linkTo = ({ poll }: Item): readonly Span[] => {
    const url = links.get(poll.id)
    return url === undefined ? [] : [' ', pollLink(url)]
  }
  const contested = onGrid.map((one, i) => contestedFact(one, first + i, linkTo(one.paper.item)))
  const divided = gridOrApplications.map((one) => dividedFact(one, linkTo(one.paper.item)))
  const button = (label: string, args: Readonly<Record<string, string>>) => ({
    label,
    call: { command: 'contested', args },
  })
  const buttons = [
    ...(mayShare ? [button('Share', { share: 'yes' })] : []),
    ...(isLast || base.isShared ? [] : [button('More', { page: String(page + 1) })]),
  ]
  return {
    summary: 'Most contested',
    parts: [
      ...section('Most contested', contested),
      ...section('Grid or applications?', divided),
      ...(contested.length + divided.length > 0
        ? []
        : [{ kind: 'text', text: 'No paper split the group.' } as const]),
      { kind: 'text', text: fromWords(base), tone: 'muted' },
      ...(buttons.length === 0 ? [] : [{ kind: 'buttons', buttons } as const]),
    ],
  }
}

const section = (text: string, facts: readonly Fact[]): readonly Part[] =>
  facts.length === 0
    ? []
    : [
        { kind: 'heading', text },
        { kind: 'facts', facts },
      ]

/** "Approach: split 4–5. Case: all agree. To settle: …" */
function contestedFact({ paper }: Contested<Item>, rank: number, link: readonly Span[]): Fact {
  const { poll, round } = paper.item
  const axes = [[approach, rowsOf(round.tally)] as const, [caseFocus, columnsOf(round.tally)] as const].map(
    ([{ name }, counts]) => `${name}: ${labelWord(counts, round.state)}.`,
  )
  const { settle } = summaryOf(round.tally, { round: { number: 1, state: round.state } })
  const words = [...axes, ...(settle === undefined ? [] : [`${settleLabel}${settle}`])].join(' ')
  return { name: `${rank}. ${paperWords(poll)}`, value: [words, ...link] }
}

const dividedFact = ({ paper, applications, placements }: Divided<Item>, link: readonly Span[]): Fact => ({
  name: paperWords(paper.item.poll),
  value: [onOrOffGrid(applications, placements), ...link],
})
