import { html, raw } from 'hono/html'
import { elsewhereOf } from '../../src/atlas/elsewhere.ts'
import { counted } from '../../src/chat/text.ts'
import { boardLines, reportSummary } from '../../src/disagreement/poll-summary.ts'
import { returningVoters } from '../../src/disagreement/returning.ts'
import { changeOf } from '../../src/disagreement/rounds.ts'
import { messagePicture } from '../../src/picture/grid/message-picture.ts'
import { toInlineSvg } from '../../src/picture/svg.ts'
import { type Disclosure, selectRound } from '../../src/poll/disclose.ts'
import type { LinkedPoll } from '../../src/poll/read-page.ts'
import { cruxReportLines } from '../../src/views/poll/crux-parts.ts'
import { movedParts } from '../../src/views/poll/moved-parts.ts'
import { reasonParts } from '../../src/views/poll/reason-parts.ts'
import { byline } from './byline.ts'
import { cellList } from './cells.ts'
import { countsTable } from './counts-table.ts'
import { dateOf } from './dates.ts'
import { elsewhereCard } from './elsewhere-card.ts'
import { heading, type Level } from './heading.ts'
import { type Content, type Html, join, nothing } from './html.ts'
import { partsToHtml } from './parts.ts'
import { resultCard } from './result-card.ts'
import { words } from './words.ts'

/** A poll's page: the current round first, the rounds before it below, the latest of them first. */
export function pollPage({ poll, channel }: LinkedPoll): Html {
  const earlier = poll.rounds.slice(0, -1).toReversed()
  return html`<div class="title">
<h1 dir="auto">${poll.paper.title}</h1>
${byline(poll.paper)}
<p class="status">${join(statusOf(poll, channel), ' ')}</p>
${noteOf(poll)}
</div>
${roundSection(poll, 2)}
${earlier.map(({ number }) => roundSection(selectRound(poll, number), 3))}`
}

/** "Closed 25 November 2026", "Round 2 of 2", "9 votes", "Anonymous", "#reading-group" */
function statusOf(
  { current, rounds, visibility, imported }: Disclosure,
  channel: string | undefined,
): readonly Html[] {
  const { state, closedAt, votes, number } = current
  const name = state === 'open' ? 'Open' : 'Closed'
  const facts: readonly Content[] = [
    html`<span class="state ${state}"><strong>${name}</strong>${closedAt === undefined || imported?.dates === 'none' ? nothing : html` ${dateOf(closedAt)}`}</span>`,
    ...(rounds.length > 1 ? [`Round ${number} of ${rounds.length}`] : []),
    html`<strong>${counted(votes, 'vote')}</strong>`,
    ...(visibility === 'anonymous' ? ['Anonymous'] : []),
    ...(channel === undefined ? [] : [html`<bdi>#${channel}</bdi>`]),
  ]
  return facts.map((fact) => html`<span>${fact}</span>`)
}

const noteOf = ({ note, noteBy }: Disclosure): Html =>
  note === undefined
    ? nothing
    : html`<figure class="quote"><figcaption><bdi>${noteBy}</bdi></figcaption><blockquote dir="auto">${note}</blockquote></figure>`

/** The cards of the current round of a poll. */
function roundSection(poll: Disclosure, level: Level): Html {
  const { current } = poll
  const summary = reportSummary(poll)
  const reasons = current.hidden || summary === undefined ? [] : reasonParts(current, summary.case)
  const cruxes = current.hidden ? [] : cruxReportLines(current)
  const moved = current.hidden ? [] : movedParts(poll, current)
  return html`<section id="round-${current.number}" class="cards" aria-label="Round ${current.number}" data-round="${current.number}" data-said="${saidOf(poll)}">
${level === 2 ? nothing : html`<h2 class="round">Round ${current.number}</h2>`}
<div class="card grid">${grid(poll)}</div>
<div class="card result">${summary === undefined ? hiddenLines(poll) : resultCard(poll, summary, level)}</div>
${elsewhereCard(elsewhereOf(poll), level)}
${reasons.length === 0 ? nothing : html`<div class="card wide">${heading(level, words.reasons)}<div class="quotes">${partsToHtml(reasons)}</div></div>`}
${cruxes.length === 0 ? nothing : html`<div class="card wide">${heading(level, words.cruxes)}${cruxes.map((line) => html`<p dir="auto">${line}</p>`)}</div>`}
${moved.length === 0 ? nothing : html`<div class="card wide">${heading(level, words.changes)}${partsToHtml(moved)}</div>`}
${current.hidden ? nothing : html`<div class="card wide">${countsTable(current)}</div>`}
${receipts(poll)}
</section>`
}

/** "Round 2: 9 votes, 3 moved" */
function saidOf(poll: Disclosure): string {
  const { current } = poll
  const returning = returningVoters(poll)
  const moved = returning === undefined ? '' : `, ${changeOf(returning.steps).moved} moved`
  return `Round ${current.number}: ${counted(current.votes, 'vote')}${moved}`
}

const hiddenLines = (poll: Disclosure): Html =>
  html`${boardLines(poll).map((line) => html`<p class="headline">${line}</p>`)}`

/** The picture, with what each part of it shows as text. */
function grid(poll: Disclosure): Html {
  const picture = messagePicture(poll)
  return html`<div class="picture"><figure role="img" aria-label="${picture.alt}">${raw(toInlineSvg(picture))}</figure></div>
${cellList(poll, picture)}`
}

/** The codes by which voters of a closed anonymous round find that their ballots were counted. */
function receipts({ current }: Disclosure): Html {
  const codes = current.hidden ? current.receipts : current.loose.receipts
  return codes.length === 0
    ? nothing
    : html`<div class="card wide"><details><summary>${words.receipts}</summary><p>Of the votes that were counted: ${codes.join(', ')}.</p></details></div>`
}
