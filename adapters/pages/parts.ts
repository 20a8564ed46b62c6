import { html } from 'hono/html'
import { spansOf } from '../../src/chat/plain-text.ts'
import type { Part, Span, Text } from '../../src/chat/view.ts'
import { dateOf } from './dates.ts'
import { type Html, nothing } from './html.ts'

/** Parts of a view as markup; pictures, files and whatever can be pressed are left out. */
export const partsToHtml = (parts: readonly Part[]): Html => html`${parts.map(partToHtml)}`

function partToHtml(part: Part): Html {
  switch (part.kind) {
    case 'heading':
      return html`<p><strong>${textToHtml(part.text)}</strong></p>`
    case 'text':
      return html`<p>${textToHtml(part.text)}</p>`
    case 'quote':
      return html`<figure class="quote">
        ${part.from === undefined ? nothing : html`<figcaption dir="auto">${textToHtml(part.from)}</figcaption>`}
        <blockquote dir="auto">${textToHtml(part.text)}</blockquote>
      </figure>`
    case 'facts':
      return html`<dl>
        ${part.facts.map(({ name, value }) => html`<dt>${name}</dt><dd>${textToHtml(value)}</dd>`)}
      </dl>`
    case 'table':
      return tableToHtml(part)
    case 'card':
    case 'picture':
    case 'file':
    case 'buttons':
    case 'choices':
      return nothing
  }
}

/** The first row and the first column are heads. */
function tableToHtml({ caption, rows: [head = [], ...rows] }: Extract<Part, { kind: 'table' }>): Html {
  return html`<table>
    <caption>${caption}</caption>
    <thead><tr>${head.map((cell) => html`<th scope="col">${cell}</th>`)}</tr></thead>
    <tbody>${rows.map(
      ([name = '', ...cells]) =>
        html`<tr><th scope="row">${name}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`,
    )}</tbody>
  </table>`
}

const textToHtml = (text: Text): Html => html`${spansOf(text).map(spanToHtml)}`

function spanToHtml(span: Span): Html {
  if (typeof span === 'string') return html`${span}`
  if ('strong' in span) return html`<strong>${span.strong}</strong>`
  if ('emphasis' in span) return html`<em>${span.emphasis}</em>`
  if ('typed' in span) return html`<code>${span.typed}</code>`
  if ('link' in span) return html`<a href="${toAddress(span.url)}" rel="noopener noreferrer">${span.link}</a>`
  if ('person' in span) return html`<bdi>${span.person.name}</bdi>`
  if ('audience' in span) return html`<bdi>@${span.audience.name}</bdi>`
  // Who reads a page may not see the place.
  if ('place' in span) return nothing
  return dateOf(span.time)
}

/** Only addresses of the web lead anywhere. */
export const toAddress = (url: string): string => (/^https?:\/\//i.test(url) ? url : '')
