import { html } from 'hono/html'
import { type Paper, sourceLabel } from '../../src/paper/paper.ts'
import { surnameOf } from '../../src/picture/surname.ts'
import { type Html, join, nothing } from './html.ts'
import { toAddress } from './parts.ts'

/** "Baker et al. · 2025 · arXiv:2503.11926" */
export function byline(paper: Paper): Html {
  const [first, ...others] = paper.authors
  const authors = first && `${surnameOf(first)}${others.length === 0 ? '' : ' et al.'}`
  const source = sourceLabel(paper)
  const label = source === paper.title ? undefined : source
  const link =
    paper.url === undefined || label === undefined
      ? label
      : html`<a href="${toAddress(paper.url)}" rel="noopener noreferrer">${label}</a>`
  const facts = [authors && html`<bdi>${authors}</bdi>`, paper.year, link].filter(
    (fact) => fact !== undefined,
  )
  return facts.length === 0
    ? nothing
    : html`<p class="byline">${join(
        facts.map((fact) => html`${fact}`),
        ' · ',
      )}</p>`
}
