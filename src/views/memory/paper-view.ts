import type { PaperAnswer, PollOnPaper } from '../../atlas/paper-answer.ts'
import { fillCall } from '../../chat/call.ts'
import { counted, listed } from '../../chat/text.ts'
import { truncate } from '../../chat/truncate.ts'
import type { Button, Fact, LinkButton, Part, Span, View } from '../../chat/view.ts'
import { reportSummary } from '../../disagreement/poll-summary.ts'
import { linkOf } from '../../paper/link/link-of.ts'
import { type Paper, type PaperId, partsOf, sourceLabel } from '../../paper/paper.ts'
import { messagePicture } from '../../picture/grid/message-picture.ts'
import { smallGrids } from '../../picture/grid/small-grids.ts'
import { selectRound } from '../../poll/disclose.ts'
import type { MemoryLine } from '../../poll/memory-store.ts'
import type { PollId } from '../../poll/poll.ts'
import { pollLink } from '../poll/go-to-poll.ts'
import { movedParts } from '../poll/moved-parts.ts'
import type { PaperEvent } from './paper-events.ts'
import { paperReasonParts } from './paper-reasons.ts'
import { monthOf, paperWords } from './paper-words.ts'

const maxPolls = 6

export interface PaperOptions {
  readonly paper: Paper
  /** Other ids under which it was polled. */
  readonly joined: readonly PaperId[]
  readonly lines: readonly MemoryLine[]
  readonly links: ReadonlyMap<PollId, string>
  readonly platform: string
  readonly events: readonly PaperEvent[]
  readonly isShared: boolean
  readonly mayShare: boolean
  /** The address of the paper's page; `undefined` if it has none. */
  readonly page: string | undefined
  /** The poll that stands for the paper; absent if no vote is shown. */
  readonly standing: PollId | undefined
  /** Other papers that the words fit. */
  readonly others: readonly Paper[]
}

/** Everything that a group knows of one paper. */
export function paperView(answer: PaperAnswer<{ readonly paper: Paper }>, options: PaperOptions): View {
  const { paper, isShared, mayShare, page, others } = options
  const { placed = 'No vote on it can be shown yet.', polls, elsewhere, near } = answer
  const standing = polls.find(({ poll }) => poll.id === options.standing)
  const voted = polls.find(({ rounds, shown }) => rounds > 1 && shown !== undefined)
  const more = polls.length - maxPolls
  const call = (args: Readonly<Record<string, string>>) => ({
    command: 'paper',
    args: { paper: paper.id, ...args },
  })
  const buttons: readonly (Button | LinkButton)[] = [
    ...(mayShare ? [{ label: 'Share', call: call({ share: 'yes' }) }] : []),
    ...(page === undefined ? [] : [{ label: 'Open page', url: page }]),
  ]
  return {
    summary: `${paperWords(paper)}: ${placed}`,
    parts: [
      { kind: 'heading', text: truncate(paper.title, 250) },
      ...bylineParts(options),
      { kind: 'text', text: placed },
      ...pictureParts(paper, polls.slice(0, maxPolls)),
      { kind: 'facts', facts: polls.slice(0, maxPolls).map((one) => pollFact(one, options)) },
      ...(more > 0 ? [{ kind: 'text', text: `and ${counted(more, 'earlier poll')}` } as const] : []),
      ...(voted === undefined ? [] : changeParts(voted, isShared)),
      ...(options.events.length === 0
        ? []
        : [
            {
              kind: 'facts',
              facts: options.events.map(({ name, text }) => ({ name, value: text })),
            } as const,
          ]),
      ...(isShared ? [] : paperReasonParts(standing)),
      ...elsewhere.map((text) => ({ kind: 'text', text }) as const),
      ...(near.length === 0
        ? []
        : [
            {
              kind: 'text',
              text: `Near it: ${listed(near.map(({ paper }) => paperWords(paper)))}.`,
            } as const,
          ]),
      ...(others.length === 0 ? [] : [otherPapers(others)]),
      ...(buttons.length === 0 ? [] : [{ kind: 'buttons', buttons } as const]),
    ],
  }
}

function bylineParts({ paper, joined }: PaperOptions): readonly Part[] {
  const { authors, year } = paper
  const names = authors.slice(0, 3).join(', ') + (authors.length > 3 ? ' et al.' : '')
  const facts: readonly Span[] = [
    ...(names === '' ? [] : [names]),
    ...(year === undefined ? [] : [String(year)]),
    ...[paper.id, ...joined].flatMap(toLink),
  ]
  if (facts.length === 0) return []
  const text = facts.flatMap((fact, i) => (i === 0 ? [fact] : [' · ', fact]))
  return [{ kind: 'text', text, tone: 'muted' }]
}

/** A paper that is known by its title has no address. */
function toLink(id: PaperId): readonly Span[] {
  const parts = partsOf(id)
  if (parts.kind === 'title') return []
  return [{ link: sourceLabel({ id }) ?? id, url: linkOf(parts) }]
}

/** The picture of the only poll, or a small grid for each; none while no vote is shown. */
function pictureParts(paper: Paper, polls: readonly PollOnPaper[]): readonly Part[] {
  const [only, another] = polls
  if (polls.every(({ shown }) => shown === undefined)) return []
  if (only?.shown !== undefined && another === undefined)
    return [{ kind: 'picture', picture: messagePicture(selectRound(only.poll, only.shown.number)) }]
  const grids = polls.map(({ poll, votes, shown }) => ({
    name: `${monthOf(poll.openedAt)} · ${counted(votes, 'vote')}`,
    ...(shown !== undefined && { tally: shown.tally }),
  }))
  return [{ kind: 'picture', picture: smallGrids(truncate(paper.title, 250), grids) }]
}

/** "Dec 2026 · 2 rounds · 9 votes": headline, place and address. */
function pollFact(
  { poll, rounds, votes, headline }: PollOnPaper,
  { lines, links, platform }: PaperOptions,
): Fact {
  const line = lines.find(({ id }) => id === poll.id)
  const url = links.get(poll.id)
  const facts = [
    ...[monthOf(poll.openedAt), counted(rounds, 'round'), counted(votes, 'vote')],
    ...(poll.state === 'open' ? ['open'] : []),
  ]
  const place: readonly Span[] =
    line === undefined
      ? []
      : [
          ' ',
          {
            place: {
              ...{ platform, space: line.space, channel: line.channel },
              ...(line.thread !== undefined && { thread: line.thread }),
            },
          },
        ]
  return {
    name: facts.join(' · '),
    value: [headline, ...place, ...(url === undefined ? [] : [' ', pollLink(url)])],
  }
}

/** The change since the round before, and who moved; a shared answer has the counts alone. */
function changeParts({ poll, shown }: PollOnPaper, isShared: boolean): readonly Part[] {
  if (shown === undefined) return []
  const round = selectRound(poll, shown.number)
  const lines = reportSummary(round)?.parts.since ?? []
  return [
    ...lines.map((text): Part => ({ kind: 'text', text })),
    ...(isShared ? [] : movedParts(round, shown)),
  ]
}

const otherPapers = (papers: readonly Paper[]): Part => ({
  kind: 'choices',
  label: 'Other papers that fit',
  choices: papers.map(({ id, title }) => ({
    label: truncate(title, 75),
    call: { command: 'paper', args: { paper: id } },
  })),
})

/** The group has no poll on it that the reader sees. @param words As they were typed. */
export const unknownPaperView = (words: string): View => ({
  summary: 'This group has not placed that paper.',
  parts: [
    { kind: 'text', text: 'This group has not placed that paper.' },
    {
      kind: 'buttons',
      buttons: [
        { label: 'Start a poll…', call: fillCall({ command: 'poll', args: {} }, { paper: words }) },
        { label: 'Add to the list…', call: fillCall({ command: 'reading add', args: {} }, { paper: words }) },
      ],
    },
  ],
})
