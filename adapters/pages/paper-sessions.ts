import { html } from 'hono/html'
import type { PaperPage } from '../../src/bot/paper-page.ts'
import { counted } from '../../src/chat/text.ts'
import type { Nomination } from '../../src/reading/paper-events.ts'
import { dayOf } from './dates.ts'
import { type Html, nothing } from './html.ts'
import { keptLinks, sessionNotes } from './session-notes.ts'
import { words } from './words.ts'

/** The sessions that read a paper, who nominated it, and where it is on a list; nothing on a page of counts. */
export function paperSessions({ sessions, listed, answer }: PaperPage): Html {
  if (sessions.length === 0 && listed.length === 0) return nothing
  const votes = new Map(answer.polls.map(({ poll, votes }) => [poll.id, votes]))
  return html`<div class="card"><h2>${words.sessions}</h2>${
    sessions.length === 0
      ? nothing
      : html`<table class="papers"><thead><tr>${[words.date, words.ledBy, words.voted, words.kept].map(
          (name) => html`<th scope="col">${name}</th>`,
        )}</tr></thead><tbody>${sessions.map(
          (session) =>
            html`<tr><th scope="row">${dayOf(session.date)}</th><td><bdi>${session.led?.name}</bdi></td><td>${session.poll && votes.get(session.poll)}</td><td>${keptLinks(session)}</td></tr>`,
        )}</tbody></table>`
  }${sessions.map(sessionNotes)}${sessions.flatMap(({ nominations }) => nominations.map(nominationLine))}${listed.map(
    ({ group, votes, nominations }) =>
      html`<p class="small">${words.onList} <bdi>${group}</bdi>, ${counted(votes, 'vote')}</p>${nominations.map(nominationLine)}`,
  )}</div>`
}

/** "Nominated by Ada: “Everyone cites the table.”" */
const nominationLine = ({ by, why }: Nomination): Html =>
  html`<p class="small" dir="auto">${by === undefined ? words.nominated : html`${words.nominatedBy} <bdi>${by.name}</bdi>`}${
    why === undefined ? '' : `: “${why}”`
  }</p>`
