import { html } from 'hono/html'
import type { PollOnPaper } from '../../src/atlas/paper-answer.ts'
import type { PagePaths } from '../../src/bot/page-paths.ts'
import type { NearPaper, PaperPage } from '../../src/bot/paper-page.ts'
import { counted } from '../../src/chat/text.ts'
import { boardLines, reportSummary } from '../../src/disagreement/poll-summary.ts'
import { cellName, cells } from '../../src/grid/axes.ts'
import { linkOf } from '../../src/paper/link/link-of.ts'
import { type PaperId, partsOf, sourceLabel } from '../../src/paper/paper.ts'
import { type Disclosure, selectRound } from '../../src/poll/disclose.ts'
import { paperReasonParts } from '../../src/views/memory/paper-reasons.ts'
import { movedParts } from '../../src/views/poll/moved-parts.ts'
import { byline } from './byline.ts'
import { monthName } from './dates.ts'
import { elsewhereCard } from './elsewhere-card.ts'
import { type Html, join, nothing } from './html.ts'
import { jumpLink } from './jump-link.ts'
import { miniGrid } from './mini-grid.ts'
import { paperSessions } from './paper-sessions.ts'
import { partsToHtml } from './parts.ts'
import { words } from './words.ts'

/**
 * A paper's page: each poll on it, newest first, what changed in one of them, and other papers of its cells; by a full link
 * also its sessions and reasons.
 */
export function paperPage(page: PaperPage, paths: PagePaths): Html {
  const { paper, joined, answer, standing } = page
  const { placed, polls, elsewhere, near } = answer
  return html`<div class="title">
<h1 dir="auto">${paper.title}</h1>
${byline(paper)}
${alsoKnownAs(joined)}
${placed === undefined ? nothing : html`<p class="status"><span>${placed}</span></p>`}
</div>
<div class="cards">
<div class="card wide"><h2>${words.placedIt}</h2><div class="tiles">${polls.flatMap((one) => tilesOf(one, page, paths))}</div></div>
${stack([changes(polls), paperSessions(page)])}
${stack([elsewhereCard(elsewhere, 2), nearby(near, paths)])}
${reasons(polls.find(({ poll }) => poll.id === standing.id))}
</div>`
}

/** Cards below each other, in one column of two; empty without any. */
function stack(cards: readonly Html[]): Html {
  const shown = cards.filter((card) => card !== nothing)
  return shown.length === 0 ? nothing : html`<div class="stack">${shown}</div>`
}

/** The ids that were joined to the paper's own. */
function alsoKnownAs(joined: readonly PaperId[]): Html {
  const links = joined.flatMap((id) => {
    const parts = partsOf(id)
    return parts.kind === 'title'
      ? []
      : [html`<a href="${linkOf(parts)}" rel="noopener noreferrer">${sourceLabel({ id }) ?? id}</a>`]
  })
  return links.length === 0 ? nothing : html`<p class="byline">${words.also} ${join(links, ', ')}</p>`
}

/** A tile for each round of a poll, the last one first. */
function tilesOf(
  { poll }: PollOnPaper,
  { channels }: PaperPage,
  { ofPoll, jumps }: PagePaths,
): readonly Html[] {
  const path = ofPoll.get(poll.id)
  const channel = channels.get(poll.id)
  return poll.rounds.toReversed().map(({ number }) => {
    const round = selectRound(poll, number)
    const { current } = round
    const month = monthName(current.closedAt ?? poll.openedAt)
    const name = poll.rounds.length > 1 ? `${month}, round ${number}` : month
    return html`<section class="tile"><h3>${path === undefined ? name : html`<a href="${path}#round-${number}">${name}</a>`}</h3>
<p class="small">${channel === undefined ? nothing : html`<bdi>#${channel}</bdi> · `}${counted(current.votes, 'vote')} · ${current.state}${jumpLink(jumps.get(poll.id), ' · ')}</p>
${current.hidden ? nothing : miniGrid(current.tally)}
<p>${(reportSummary(round)?.lines ?? boardLines(round))[0]}</p></section>`
  })
}

/** The change between two rounds of one poll, and what moved people; voters of different polls differ. */
function changes(polls: readonly PollOnPaper[]): Html {
  const changed = polls.map(({ poll }) => poll).filter((poll) => sinceLines(poll).length > 0)
  return changed.length === 0
    ? nothing
    : html`<div class="card"><h2>${words.changed}</h2>${changed.map(
        (poll) =>
          html`${sinceLines(poll).map((line) => html`<p>${line}</p>`)}<div class="quotes">${partsToHtml(whatMoved(poll))}</div>`,
      )}</div>`
}

const sinceLines = (poll: Disclosure): readonly string[] => reportSummary(poll)?.parts.since ?? []

/** Empty on a page of counts. */
const whatMoved = (poll: Disclosure) =>
  poll.current.hidden
    ? []
    : movedParts(poll, poll.current).filter(({ kind }) => kind === 'text' || kind === 'quote')

/** Reasons and shared cruxes of the poll that stands for the paper; none on a page of counts. */
function reasons(standing: PollOnPaper | undefined): Html {
  const parts = paperReasonParts(standing)
  return parts.length === 0
    ? nothing
    : html`<div class="card wide"><h2>${words.reasons}</h2><div class="quotes">${partsToHtml(parts)}</div></div>`
}

function nearby(near: readonly NearPaper[], { ofPaper, ofPoll }: PagePaths): Html {
  if (near.length === 0) return nothing
  return html`<div class="card"><h2>${words.near}</h2><ul class="list">${near.map(
    ({ line, standing, votes }) => {
      const path = ofPaper.get(line.paper) ?? ofPoll.get(line.id)
      const title = html`<span dir="auto">${line.title}</span>`
      const places = cells.filter(({ index }) => standing.places.includes(index)).map(cellName)
      return html`<li>${path === undefined ? html`<strong>${title}</strong>` : html`<a href="${path}">${title}</a>`}<p class="small">${places.join(', ')} · ${counted(votes, 'vote')}</p></li>`
    },
  )}</ul></div>`
}
