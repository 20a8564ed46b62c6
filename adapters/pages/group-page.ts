import { html } from 'hono/html'
import { type AtlasPaper, isOffGrid, isOnGrid } from '../../src/atlas/atlas.ts'
import type { Overview } from '../../src/atlas/overview.ts'
import { findStandingRound } from '../../src/atlas/standing-poll.ts'
import type { GroupPage, SeasonSession } from '../../src/bot/group-pages.ts'
import { counted } from '../../src/chat/text.ts'
import { summaryOf } from '../../src/disagreement/summary.ts'
import { onOrOffGrid } from '../../src/disagreement/wording.ts'
import type { MemoryLine } from '../../src/poll/memory-store.ts'
import { atlasGrid } from './atlas-grid.ts'
import { anchorOf, atlasTable } from './atlas-table.ts'
import { dateOf, dayOf, monthName } from './dates.ts'
import { type Html, nothing } from './html.ts'
import { jumpLink } from './jump-link.ts'
import { keptLinks, sessionNotes } from './session-notes.ts'
import { words } from './words.ts'

/** The reader's choices, as the page's address has them. */
export interface GroupQuery {
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly season?: string | undefined
  readonly in?: string | undefined
  readonly view?: 'table' | undefined
}

/** The address of the page with other choices. */
function addressWith(query: GroupQuery): string {
  const chosen = Object.entries(query).filter(([, value]) => value !== undefined && value !== '')
  return `?${new URLSearchParams(chosen as [string, string][])}`
}

/** A page about the papers of a channel or a season. @param query `undefined` where nothing can be chosen. */
export function groupPage(page: GroupPage, query: GroupQuery): Html {
  const { overview, title, sessions } = page
  const isTable = query.view === 'table'
  return html`<div class="title">
<h1 dir="auto">${title}</h1>
<p class="status">${factsOf(overview).map((fact) => html`<span>${fact}</span>`)}</p>
</div>
<div class="cards">
${sessions === undefined ? nothing : html`<div class="card wide">${sessionsTable(page, sessions)}</div>`}
<div class="card wide">
<div class="bar"><h2>${words.atlas}</h2><nav aria-label="${words.view}">${view('Grid', { ...query, view: undefined }, !isTable)}${view(
    'Table',
    { ...query, view: 'table' },
    isTable,
  )}</nav></div>
${sessions === undefined ? filters(page, query) : nothing}
${overview.atlas.length === 0 ? html`<p>${words.noPapers}</p>` : isTable ? atlasTable(overview.atlas, pageOfPaper(page)) : atlasGrid(overview.atlas, addressOfPaper(page, query))}
</div>
<div class="stack">${contested(page)}${questions(page)}</div>
<div class="stack">${agreement(overview)}${outcomes(page)}</div>
</div>`
}

const view = (name: string, query: GroupQuery, isCurrent: boolean): Html =>
  isCurrent
    ? html`<a href="${addressWith(query)}" aria-current="page">${name}</a>`
    : html`<a href="${addressWith(query)}">${name}</a>`

/** "36 papers on the grid", "2 off the grid", "3 are split" */
function factsOf({ atlas }: Overview): readonly Html[] {
  const onGrid = atlas.filter(isOnGrid).length
  const off = atlas.filter(isOffGrid).length
  const split = atlas.filter(({ standing }) => standing.kind === 'split').length
  const times = atlas.map(({ placedAt }) => placedAt)
  return [
    html`<strong>${counted(onGrid, 'paper')}</strong> on the grid`,
    ...(off === 0 ? [] : [html`<strong>${off}</strong> off the grid`]),
    ...(times.length === 0 ? [] : [html`${monthsBetween(Math.min(...times), Math.max(...times))}`]),
    ...(split === 0 ? [] : [html`<strong>${split}</strong> ${split === 1 ? 'is split' : 'are split'}`]),
  ]
}

/** "September 2025 to November 2026", in UTC. */
function monthsBetween(first: number, last: number): string {
  const [from, to] = [monthName(first), monthName(last)]
  return from === to ? from : `${from} to ${to}`
}

/** The page of a paper, or of the poll that stands for it; `undefined` if neither has a link of its own. */
function pageOfPaper({ overview, paths }: GroupPage): (paper: AtlasPaper) => string | undefined {
  const polls = new Map(overview.papers.map(({ id, standing }) => [id, standing?.poll.id]))
  return ({ paper }) => {
    const poll = polls.get(paper.id)
    return paths.ofPaper.get(paper.id) ?? (poll && paths.ofPoll.get(poll))
  }
}

function addressOfPaper(page: GroupPage, query: GroupQuery): (paper: AtlasPaper) => string {
  const pageOf = pageOfPaper(page)
  const table = addressWith({ ...query, view: 'table' })
  return (paper) => pageOf(paper) ?? `${table}#${anchorOf(paper)}`
}

/** Works without a script, as a form. */
function filters(
  page: GroupPage,
  { from = '', to = '', season = '', in: channel = '', view }: GroupQuery,
): Html {
  const { seasons, channels } = page
  const isOpen = [from, to, season, channel].some((value) => value !== '')
  return html`<details class="filters" ${isOpen ? 'open' : ''}><summary>${words.filter}</summary><form method="get">
<label>${words.from} <input type="date" name="from" value="${from}"></label>
<label>${words.to} <input type="date" name="to" value="${to}"></label>
${
  seasons.length === 0
    ? nothing
    : html`<label>${words.season} <select name="season"><option value="">${words.anySeason}</option>${seasons.map(
        (name) => html`<option ${name === season ? 'selected' : ''}>${name}</option>`,
      )}</select></label>`
}
${
  channels.length === 0
    ? nothing
    : html`<label>${words.channel} <select name="in"><option value="">${words.thisChannel}</option>${channels.map(
        (name) => html`<option ${name === channel ? 'selected' : ''} value="${name}">#${name}</option>`,
      )}<option value="*" ${channel === '*' ? 'selected' : ''}>${words.allChannels}</option></select></label>`
}
${view === undefined ? nothing : html`<input type="hidden" name="view" value="${view}">`}
<button>${words.show}</button>${isOpen ? html` <a href="${addressWith({ view })}">${words.showAll}</a>` : nothing}
</form></details>`
}

/** A title, linked if its poll or paper has a page, and on a full page the poll's message. */
function titleOf(line: MemoryLine, { paths }: GroupPage): Html {
  const path = paths.ofPoll.get(line.id) ?? paths.ofPaper.get(line.paper)
  const title = html`<span dir="auto">${line.title}</span>`
  const jump = jumpLink(paths.jumps.get(line.id), ' ')
  return html`${path === undefined ? html`<strong>${title}</strong>` : html`<a href="${path}">${title}</a>`}${
    jump === nothing ? nothing : html`<span class="small">${jump}</span>`
  }`
}

const maxContested = 10

function contested(page: GroupPage): Html {
  const { contested: found } = page.overview
  if (!('onGrid' in found))
    return html`<div class="card"><h2>${words.contested}</h2><p>Not enough papers yet (${found.papers} of ${found.of}).</p></div>`
  const { gridOrApplications } = found
  const onGrid = found.onGrid.filter(({ gap }) => gap > 0)
  return html`<div class="card"><h2>${words.contested}</h2>${
    onGrid.length === 0
      ? html`<p>${words.noneContested}</p>`
      : html`<ol class="list">${onGrid
          .slice(0, maxContested)
          .map(
            ({ paper: { item, tally } }) =>
              html`<li>${titleOf(item.poll, page)}<p class="small">${summaryOf(tally, { round: item.round }).parts.axes.join(' ')}</p></li>`,
          )}</ol>`
  }${
    gridOrApplications.length === 0
      ? nothing
      : html`<h3>${words.gridOrApplications}</h3><ol class="list">${gridOrApplications.map(
          ({ paper, applications, placements }) =>
            html`<li>${titleOf(paper.item.poll, page)}<p class="small">${onOrOffGrid(applications, placements)}</p></li>`,
        )}</ol>`
  }</div>`
}

const agreement = ({ agreement, papers }: Overview): Html =>
  html`<div class="card"><h2>${words.alike}</h2>${agreement.map((sentence) => {
    const [axis = '', ...rest] = sentence.split(':')
    return html`<p><strong>${axis}:</strong>${rest.join(':')}</p>`
  })}<p class="small">From ${counted(papers.filter(({ standing }) => standing !== undefined).length, 'paper')}. ${words.alpha}</p></div>`

function questions(page: GroupPage): Html {
  const { questions } = page.overview
  if (questions.length === 0) return nothing
  return html`<div class="card"><h2>${words.questions}</h2><ul class="list">${questions.map(
    ({ line, question }) =>
      html`<li><p dir="auto">${questionAlone(question)}</p><p class="small">${titleOf(line, page)}</p></li>`,
  )}</ul></div>`
}

/** "Would it …?", without what the answers point to. */
function questionAlone(settle: string): string {
  const [question = settle] = /^[^?]*\?/.exec(settle) ?? []
  return question.slice(0, 1).toUpperCase() + question.slice(1)
}

function outcomes(page: GroupPage): Html {
  const { outcomes } = page.overview
  if (outcomes.length === 0) return nothing
  return html`<div class="card"><h2>${words.outcomes}</h2><ul class="list">${outcomes.map(
    ({ line, closedAt, summary }) =>
      html`<li>${titleOf(line, page)}<p class="small">${dateOf(closedAt)} · ${summary.headline}</p></li>`,
  )}</ul></div>`
}

/** The sessions of a season that have a poll, with its last result, and on a full page who led them and their notes. */
function sessionsTable(page: GroupPage, sessions: readonly SeasonSession[]): Html {
  const polls = new Map(page.overview.papers.flatMap(({ polls }) => polls.map((poll) => [poll.id, poll])))
  const rows = sessions.flatMap((session) => {
    const line = polls.get(session.poll)
    return line === undefined ? [] : [{ session, line }]
  })
  const hasLeaders = sessions.some(({ led }) => led !== undefined)
  const heads = ['Paper', 'Date', ...(hasLeaders ? [words.ledBy] : []), 'Result']
  return html`<table class="papers"><caption>${words.sessions}</caption>
<thead><tr>${heads.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${rows.map(
    ({ session, line }) =>
      html`<tr><th scope="row">${titleOf(line, page)}</th><td>${dayOf(session.date)}</td>${
        hasLeaders ? html`<td><bdi>${session.led?.name}</bdi></td>` : nothing
      }<td>${resultOf(line)} ${keptLinks(session)}</td></tr>`,
  )}</tbody></table>${rows.map(({ session }) => sessionNotes(session))}`
}

/** The result of the last round that has votes, in one line. */
function resultOf({ rounds }: MemoryLine): string {
  const round = findStandingRound(rounds)
  if (round !== undefined) return summaryOf(round.tally, { round }).headline
  return rounds.length === 0 ? words.hidden : words.nobodyVoted
}
