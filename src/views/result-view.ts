import type { Button, Part, View } from '../chat/view.ts'
import { summaryLines } from '../disagreement/summary.ts'
import { gridPicture } from '../picture/grid-picture.ts'
import type { Disclosure, OpenBallot } from '../poll/disclose.ts'
import { paperHeading, statusLine } from './poll-view.ts'
import { stanceName } from './stance-words.ts'
import { tallyTable } from './tally-table.ts'

const mostReasons = 6

/** The outcome of a round as it is posted when the poll closes. */
export function outcomeView(poll: Disclosure, page: string | undefined): View {
  const { id, current } = poll
  return {
    summary: `Round ${current.number} on “${poll.paper.title}” is closed. ${summaryLines(poll)[0] ?? ''}`,
    parts: [
      ...reportParts(poll),
      ...pageLink(page),
      {
        kind: 'buttons',
        buttons: [
          { label: 'Re-vote', call: { command: 'revote', args: { paper: id } } },
          { label: 'Export', call: { command: 'export', args: { paper: id } } },
          { label: 'Reopen', call: { command: 'reopen', args: { paper: id } } },
        ],
      },
    ],
  }
}

/** The results as somebody asked for them, for them alone. */
export function resultView(poll: Disclosure, page: string | undefined): View {
  const args = { paper: poll.id }
  const buttons: readonly Button[] = [
    { label: 'Share here', call: { command: 'share', args: { poll: poll.id } } },
    { label: 'Export', call: { command: 'export', args } },
  ]
  return {
    ...sharedView(poll),
    parts: [...reportParts(poll), ...pageLink(page), { kind: 'buttons', buttons }],
  }
}

/** The results as everyone may see them. */
export function sharedView(poll: Disclosure): View {
  return {
    summary: `Results on “${poll.paper.title}”: ${summaryLines(poll)[0] ?? ''}`,
    parts: reportParts(poll),
  }
}

/** The page of a poll: everything that may be seen, and the downloads. */
export function pageView(poll: Disclosure, downloads: readonly Part[]): View {
  return { ...sharedView(poll), parts: [...reportParts(poll), ...downloads] }
}

function pageLink(url: string | undefined): readonly Part[] {
  return url === undefined ? [] : [{ kind: 'text', text: [{ link: 'This poll on a page of its own', url }] }]
}

function reportParts(poll: Disclosure): readonly Part[] {
  return [
    paperHeading(poll),
    { kind: 'text', text: statusLine(poll) },
    { kind: 'picture', picture: gridPicture(poll) },
    ...summaryLines(poll).map((text): Part => ({ kind: 'text', text })),
    ...tallyTable(poll),
    ...reasons(poll),
    ...moves(poll),
  ]
}

/** Why people voted as they did, as far as it is disclosed. */
function reasons({ current }: Disclosure): readonly Part[] {
  if (current.hidden) return []
  return current.ballots
    .filter(({ answers }) => answers.why !== undefined)
    .toSorted((a, b) => (b.answers.confidence ?? 0) - (a.answers.confidence ?? 0))
    .slice(0, mostReasons)
    .map(reason)
}

function reason({ answers, name }: OpenBallot): Part {
  const text = answers.why ?? ''
  if (name === undefined) return { kind: 'quote', text }
  return { kind: 'quote', text, from: `${name}, ${stanceName(answers.stance)}` }
}

/** Who changed their ballot since the round before and what they say moved them, where names are shown. */
function moves({ rounds, current, visibility }: Disclosure): readonly Part[] {
  const before = rounds.at(-2)
  if (visibility === 'anonymous' || current.hidden || before === undefined || before.hidden) return []
  return current.ballots.flatMap(({ voter, name, answers }): readonly Part[] => {
    const earlier = before.ballots.find((ballot) => ballot.voter === voter)?.answers.stance
    if (earlier === undefined || name === undefined) return []
    const [from, to] = [stanceName(earlier), stanceName(answers.stance)]
    if (from === to) return []
    const said: readonly Part[] =
      answers.movedBy === undefined ? [] : [{ kind: 'quote', text: answers.movedBy, from: name }]
    return [{ kind: 'text', text: `${name} moved from ${from} to ${to}.` }, ...said]
  })
}
