import { html } from 'hono/html'
import type { PollOnPaper } from '../../src/atlas/paper-answer.ts'
import type { PagePaths } from '../../src/bot/linked-pages.ts'
import type { NearPaper, PaperPage } from '../../src/bot/paper-page.ts'
import { counted } from '../../src/chat/text.ts'
import { boardLines, reportSummary } from '../../src/disagreement/poll-summary.ts'
import { cellName, cells } from '../../src/grid/axes.ts'
import { type Disclosure, selectRound } from '../../src/poll/disclose.ts'
import { byline } from './byline.ts'
import { monthName } from './dates.ts'
import { elsewhereCard } from './elsewhere-card.ts'
import { type Html, nothing } from './html.ts'
import { miniGrid } from './mini-grid.ts'
import { words } from './words.ts'

/** A paper's page: each poll on it, newest first, what changed in one of them, and other papers of its cells. */
export function paperPage({ paper, answer }: PaperPage, paths: PagePaths): Html {
  const { placed, polls, elsewhere, near } = answer
  return html`<div class="title">
<h1 dir="auto">${paper.title}</h1>
${byline(paper)}
${placed === undefined ? nothing : html`<p class="status"><span>${placed}</span></p>`}
</div>
<div class="cards">
<div class="card wide"><h2>${words.placedIt}</h2><div class="tiles">${polls.flatMap((one) => tilesOf(one, paths))}</div></div>
${changes(polls)}
${elsewhereCard(elsewhere, 2)}
${nearby(near, paths)}
</div>`
}

/** A tile for each round of a poll, the last one first. */
function tilesOf({ poll }: PollOnPaper, { ofPoll }: PagePaths): readonly Html[] {
  const path = ofPoll.get(poll.id)
  return poll.rounds.toReversed().map(({ number }) => {
    const round = selectRound(poll, number)
    const { current } = round
    const month = monthName(current.closedAt ?? poll.openedAt)
    const name = poll.rounds.length > 1 ? `${month}, round ${number}` : month
    return html`<section class="tile"><h3>${path === undefined ? name : html`<a href="${path}#round-${number}">${name}</a>`}</h3>
<p class="small">${counted(current.votes, 'vote')} · ${current.state}</p>
${current.hidden ? nothing : miniGrid(current.tally)}
<p>${(reportSummary(round)?.lines ?? boardLines(round))[0]}</p></section>`
  })
}

/** The change between two rounds of one poll; voters of different polls differ. */
function changes(polls: readonly PollOnPaper[]): Html {
  const lines = polls.flatMap(({ poll }) => lastChange(poll))
  return lines.length === 0
    ? nothing
    : html`<div class="card"><h2>${words.changed}</h2>${lines.map((line) => html`<p>${line}</p>`)}</div>`
}

const lastChange = (poll: Disclosure): readonly string[] => reportSummary(poll)?.parts.since ?? []

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
