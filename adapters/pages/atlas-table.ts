import { createHash } from 'node:crypto'
import { html } from 'hono/html'
import type { AtlasPaper } from '../../src/atlas/atlas.ts'
import { cellName, cells } from '../../src/grid/axes.ts'
import { sum } from '../../src/grid/counts.ts'
import { surnameOf } from '../../src/picture/surname.ts'
import { standingWords } from './atlas-grid.ts'
import { dayOf } from './dates.ts'
import { type Html, nothing } from './html.ts'
import { words } from './words.ts'

/** A line for each paper. @param pageOf The address of its page, if it has one. */
export const atlasTable = (
  atlas: readonly AtlasPaper[],
  pageOf: (paper: AtlasPaper) => string | undefined,
): Html => html`<table class="papers">
<caption>${words.papers}</caption>
<thead><tr>${['Paper', 'Place', 'Votes', 'Standing', 'Result of'].map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${atlas.map((paper) => rowOf(paper, pageOf(paper)))}</tbody>
</table>`

function rowOf(one: AtlasPaper, page: string | undefined): Html {
  const { paper, standing, counts, placedAt } = one
  const [first, ...others] = paper.authors
  const author = first === undefined ? '' : `${surnameOf(first)}${others.length === 0 ? '' : ' et al.'}`
  const byline = [author, paper.year].filter((fact) => fact !== '' && fact !== undefined).join(', ')
  const title = html`<span dir="auto">${paper.title}</span>`
  return html`<tr id="${anchorOf(one)}"><th scope="row">${page === undefined ? title : html`<a href="${page}">${title}</a>`}${
    byline === '' ? nothing : html`<br><span class="muted">${byline}</span>`
  }</th><td>${placesOf(one).map((place, i) => (i === 0 ? html`${place}` : html`<br>${place}`))}</td><td>${
    sum(counts.cells) + counts.applications + counts.unsure
  }</td><td>${standingWords[standing.kind]}</td><td>${dayOf(new Date(placedAt).toISOString().slice(0, 10))}</td></tr>`
}

function placesOf({ standing: { kind, places } }: AtlasPaper): readonly string[] {
  if (kind === 'off-grid') return ['Applications']
  return places.flatMap((place) => {
    const cell = cells.find(({ index }) => index === place)
    return place === 'off' ? ['Applications'] : cell === undefined ? [] : [cellName(cell)]
  })
}

/** The end of the address of a paper's line. */
export const anchorOf = ({ paper: { id } }: Pick<AtlasPaper, 'paper'>): string =>
  `paper-${createHash('sha256').update(id).digest('hex').slice(0, 10)}`
