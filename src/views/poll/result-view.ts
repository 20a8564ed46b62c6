import type { Button, LinkButton, Part, View } from '../../chat/view.ts'
import type { Disclosure } from '../../poll/disclose.ts'
import { reportHeadline, reportParts } from './report-parts.ts'

/** The outcome of a round, posted when the poll closes. @param page The URL of the poll's page, if it has one. */
export function outcomeView(poll: Disclosure, page: string | undefined): View {
  const { id, current } = poll
  return {
    summary: `Round ${current.number} on “${poll.paper.title}” is closed. ${reportHeadline(poll)}`,
    parts: [
      ...reportParts(poll),
      {
        kind: 'buttons',
        buttons: [
          { label: 'Re-vote', call: { command: 'revote', args: { paper: id } } },
          { label: 'Export', call: { command: 'export', args: { paper: id } } },
          ...(poll.visibility === 'anonymous'
            ? []
            : [{ label: 'Reopen', call: { command: 'reopen', args: { paper: id } } }]),
          ...pageButtons(page),
        ],
      },
    ],
  }
}

/** Replaces the outcome of a round that was opened again. */
export function reopenedView({ current }: Disclosure): View {
  const text = `Round ${current.number} is open again. Its outcome follows when it closes.`
  return { summary: text, parts: [{ kind: 'text', text }] }
}

interface ResultOptions {
  /** More polls that the words may refer to. */
  readonly others: readonly Part[]
  /** The URL of the poll's page, if it has one. */
  readonly page: string | undefined
  /** Whether the person may post the results for everyone where they asked. */
  readonly mayShare: boolean
}

/** The results, only visible to the person who asked. */
export function resultView(poll: Disclosure, { page, mayShare, others }: ResultOptions): View {
  const args = { paper: poll.id }
  const buttons: readonly (Button | LinkButton)[] = [
    ...(mayShare ? [{ label: 'Share here', call: { command: 'share', args: { poll: poll.id } } }] : []),
    { label: 'Export', call: { command: 'export', args } },
    ...pageButtons(page),
  ]
  return {
    ...sharedView(poll),
    parts: [...reportParts(poll), { kind: 'buttons', buttons }, ...others],
  }
}

/** The results, shown to everyone. */
export function sharedView(poll: Disclosure): View {
  return {
    summary: `Results on “${poll.paper.title}”: ${reportHeadline(poll)}`,
    parts: reportParts(poll),
  }
}

/** A poll's web page: the full report and the downloads. */
export function pageView(poll: Disclosure, downloads: readonly Part[]): View {
  return { ...sharedView(poll), parts: [...reportParts(poll), ...downloads] }
}

const pageButtons = (url: string | undefined): readonly LinkButton[] =>
  url === undefined ? [] : [{ label: 'Open page', url }]
