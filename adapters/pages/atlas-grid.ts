import { html, raw } from 'hono/html'
import { type AtlasPaper, isListedAt, isOffGrid } from '../../src/atlas/atlas.ts'
import { counted } from '../../src/chat/text.ts'
import { cutAtWord } from '../../src/chat/truncate.ts'
import { approach, caseFocus, cells, levels } from '../../src/grid/axes.ts'
import { type LabelledPaper, labelPapers } from '../../src/picture/atlas/atlas-labels.ts'
import { standingMark } from '../../src/picture/atlas/standing-mark.ts'
import { toInlineSvg } from '../../src/picture/svg.ts'
import { type Html, join, nothing } from './html.ts'
import { words } from './words.ts'

/** The address of a paper's page, or of its line in the table. */
export type AddressOf = (paper: AtlasPaper) => string

/** In UTF-16 units: two lines of a narrow cell. */
const maxLabel = 32
/** How many papers a cell shows at once: in narrow windows, and in wide ones. */
const [narrow, wide] = [4, 8]

/** Every paper in its cells, as lists: text that can be found, selected and enlarged. */
export function atlasGrid(atlas: readonly AtlasPaper[], addressOf: AddressOf): Html {
  const papers = labelPapers(atlas, (name) => cutAtWord(name, maxLabel))
  return html`<div class="atlas">
<p class="end first">${words.capabilities}</p>
${levels.map((column) => html`<p class="column" aria-hidden="true"><span class="long">${caseFocus.levels[column]}</span><span class="short">${caseFocus.levels[column].replace('-case', '')}</span></p>`)}
${levels.map(
  (row) => html`<h3 class="row">${approach.levels[row]}</h3>
${levels.map((column) => cellOf(papers, 3 * row + column, addressOf))}`,
)}
<p class="end last">${words.alignment}</p>
</div>
${aside(papers, addressOf)}
<ul class="legend">${legend.map(([mark, name]) => html`<li>${mark} ${name}</li>`)}<li><b>${words.bold}</b> ${words.isNew}</li></ul>`
}

function cellOf(papers: readonly LabelledPaper[], index: number, addressOf: AddressOf): Html {
  const listed = papers.filter((paper) => isListedAt(paper, index))
  const { row, column } = cells[index] ?? { row: 0, column: 0 }
  const name = `${approach.plain[row]}, ${caseFocus.plain[column]}: ${counted(listed.length, 'paper')}`
  const list = (some: readonly LabelledPaper[]) =>
    html`<ul>${some.map((paper) => html`<li>${entry(paper, index, addressOf)}</li>`)}</ul>`
  const [first, second, rest] = [listed.slice(0, narrow), listed.slice(narrow, wide), listed.slice(wide)]
  const more = (kind: string, some: readonly LabelledPaper[], inside: Html) =>
    some.length === 0
      ? nothing
      : html`<details class="${kind}"><summary>+${some.length} more</summary>${inside}</details>`
  return html`<section class="cell" aria-label="${name}">${
    listed.length === 0 ? html`<p class="muted">${words.noneYet}</p>` : list(first)
  }${more('some', [...second, ...rest], html`${list(second)}${more('rest', rest, list(rest))}`)}</section>`
}

/** "● Baker ’25", with its title for those who hear it. */
function entry(paper: LabelledPaper, cell: number, addressOf: AddressOf): Html {
  const label = html`<bdi>${paper.pieces.join('')}</bdi>`
  return html`${markOf(paper, cell)} <a href="${addressOf(paper)}" title="${paper.paper.title}">${
    paper.isNew ? html`<b>${label}</b>` : label
  }</a><span class="heard">, ${standingWords[paper.standing.kind]}</span>`
}

/** The marks in words. */
export const standingWords: Readonly<Record<AtlasPaper['standing']['kind'], string>> = {
  settled: 'settled',
  unsettled: 'unsettled',
  split: 'split: in both places',
  'off-grid': 'off the grid',
  'no-shared-place': 'no shared place',
  'too-few': 'too few votes',
}

const size = 26

const markOf = (paper: Pick<AtlasPaper, 'standing' | 'counts'>, cell: number): Html =>
  html`${raw(toInlineSvg({ drawing: standingMark(paper, cell, { x: size / 2, y: size / 2 }, 'ink'), width: size, height: size }))}`

const noCounts = { cells: [0, 0, 0, 0, 0, 0, 0, 0, 0], applications: 0, unsure: 0 }
const legend = (['settled', 'unsettled', 'split'] as const).map(
  (kind) =>
    [markOf({ standing: { kind, places: [0, 8] }, counts: noCounts }, 0), standingWords[kind]] as const,
)

/** Papers off the grid, without a shared place, and with too few votes. */
function aside(papers: readonly LabelledPaper[], addressOf: AddressOf): Html {
  const names = (some: readonly LabelledPaper[]) =>
    join(
      some.map(
        (paper) =>
          html`<a href="${addressOf(paper)}" title="${paper.paper.title}"><bdi>${paper.pieces.join('')}</bdi></a>`,
      ),
      ', ',
    )
  const off = papers.filter(isOffGrid)
  const shared = papers.filter(({ standing }) => standing.kind === 'no-shared-place')
  const few = papers.filter(({ standing }) => standing.kind === 'too-few').length
  return html`${off.length === 0 ? nothing : html`<p class="tray"><span class="muted">${words.offGrid}</span> ${names(off)}</p>`}
${shared.length === 0 ? nothing : html`<p class="small">${words.noSharedPlace} ${names(shared)}</p>`}
${few === 0 ? nothing : html`<p class="small">${words.tooFew} ${few}</p>`}`
}
