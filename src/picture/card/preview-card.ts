import { counted } from '../../chat/text.ts'
import type { Drawing, Picture } from '../../chat/view.ts'
import { campMarks, campsOf } from '../../disagreement/camps.ts'
import { reportSummary } from '../../disagreement/poll-summary.ts'
import type { Tally } from '../../grid/tally.ts'
import type { Disclosure } from '../../poll/disclose.ts'
import { campOutlines, campTag } from '../grid/camp-outlines.ts'
import { cornerOf } from '../layout.ts'
import { surnameOf } from '../surname.ts'
import { cardLayout, drawCard } from './draw-card.ts'

const date = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
})

/**
 * The picture that previews of a link show: never names, reasons or chips, and of an open or hidden round no counts,
 * because previews are kept where they were made. docs/grid.md 7a.
 */
export function previewCard(poll: Disclosure): Picture {
  const { current } = poll
  const tally = current.hidden || current.state === 'open' ? undefined : current.tally
  const headline = tally === undefined ? '' : (reportSummary(poll)?.lines[0] ?? '')
  return drawCard({
    title: poll.paper.title,
    facts: factsOf(poll),
    headline,
    alt: headline === '' ? stateLine(poll) : headline,
    counts: tally?.cells ?? [],
    marks: tally === undefined ? [] : campsIn(tally),
  })
}

/** The authors with the year, and the state. */
function factsOf(poll: Disclosure): readonly string[] {
  const { authors, year } = poll.paper
  const [first, ...others] = authors
  const author = first && `${surnameOf(first)}${others.length === 0 ? '' : ' et al.'}`
  const meta = [author, year?.toString()].filter((fact) => fact !== undefined).join(' · ')
  return [...(meta === '' ? [] : [meta]), stateLine(poll)]
}

/** "8 votes · closed 25 Nov 2026", "Open poll" */
function stateLine({ current: { state, votes, closedAt } }: Disclosure): string {
  if (state === 'open') return 'Open poll'
  const closed = closedAt === undefined ? 'closed' : `closed ${date.format(closedAt)}`
  return `${counted(votes, 'vote')} · ${closed}`
}

function campsIn({ cells }: Tally): readonly Drawing[] {
  const { k, isFirm, camps } = campsOf(cells)
  if (k < 2 || !isFirm) return []
  return [
    campOutlines(camps, cardLayout, 3),
    ...camps.map(({ cell }, i) => {
      const { x, y } = cornerOf(cell, cardLayout)
      return campTag(campMarks[i] ?? campMarks[0], { x: x + 46, y: y + 19 }, { width: 28, height: 26 })
    }),
  ]
}
