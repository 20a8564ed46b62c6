import type { AtlasPaper } from '../atlas/atlas.ts'
import type { Overview } from '../atlas/overview.ts'
import { cellName, cells } from '../grid/axes.ts'
import { sum } from '../grid/counts.ts'
import { csvFile, csvLine } from './csv.ts'
import { escapeMarkdown, toList } from './markdown.ts'

const columns = [
  ...['paper', 'title', 'authors', 'year', 'standing', 'places', 'votes'],
  ...cells.map((cell) => cellName(cell)),
  ...['applications', 'unsure', 'date'],
]

/** A line for each paper, with its counts. */
export const overviewCsv = ({ atlas }: Overview): string =>
  csvFile(
    columns,
    atlas.map(({ paper, standing, counts, placedAt }) => {
      const { id, title, authors, year } = paper
      const { cells, applications, unsure } = counts
      const votes = sum(cells) + applications + unsure
      const facts = [id, title, authors.join('; '), year ?? '', standing.kind, placesOf({ standing }), votes]
      return csvLine([...facts, ...cells, applications, unsure, dateOf(placedAt)])
    }),
  )

/** The papers, contested ones, agreement, open questions and outcomes, from counts alone. */
export function overviewJson(
  title: string,
  { atlas, contested, agreement, questions, outcomes }: Overview,
): string {
  const papers = atlas.map(({ paper, standing, counts, placedAt }) => ({
    ...paper,
    ...standing,
    ...counts,
    date: dateOf(placedAt),
  }))
  const listed = 'onGrid' in contested ? contested : { onGrid: [], gridOrApplications: [] }
  return JSON.stringify(
    {
      format: 'cruxgrid-group-page',
      version: 1,
      title,
      papers,
      contested: listed.onGrid.map(({ paper }) => paper.item.poll.paper),
      gridOrApplications: listed.gridOrApplications.map(({ paper }) => paper.item.poll.paper),
      agreement,
      questions: questions.map(({ line, question }) => ({ paper: line.paper, question })),
      outcomes: outcomes.map(({ line, round, closedAt, votes, summary }) => ({
        ...{ paper: line.paper, round, date: dateOf(closedAt), votes },
        lines: summary.lines,
      })),
    },
    null,
    2,
  )
}

/** A line for each paper, by cell. */
export function overviewMarkdown(title: string, { atlas, agreement, questions }: Overview): string {
  const block = (name: string, papers: readonly AtlasPaper[]) =>
    papers.length === 0 ? [] : [`## ${name}`, toList(papers.map(lineOf))]
  return [
    `# ${escapeMarkdown(title)}`,
    ...cells.flatMap((cell) =>
      block(
        cellName(cell),
        atlas.filter(({ standing }) => standing.places.includes(cell.index)),
      ),
    ),
    ...block(
      'Off the grid',
      atlas.filter(({ standing }) => standing.kind === 'off-grid' || standing.places.includes('off')),
    ),
    ...block(
      'No shared place',
      atlas.filter(({ standing }) => standing.kind === 'no-shared-place'),
    ),
    ...block(
      'Too few votes',
      atlas.filter(({ standing }) => standing.kind === 'too-few'),
    ),
    '## Does the group use the axes alike?',
    toList(agreement.map(escapeMarkdown)),
    ...(questions.length === 0
      ? []
      : [
          '## Questions still open',
          toList(
            questions.map(
              ({ line, question }) => `${escapeMarkdown(question)} (${escapeMarkdown(line.title)})`,
            ),
          ),
        ]),
    '',
  ].join('\n\n')
}

/** "“Alignment faking” (2024): 10 votes, settled, 2026-10-14" */
function lineOf({ paper, standing, counts, placedAt }: AtlasPaper): string {
  const votes = sum(counts.cells) + counts.applications + counts.unsure
  const year = paper.year === undefined ? '' : ` (${paper.year})`
  return `“${escapeMarkdown(paper.title)}”${year}: ${votes} votes, ${standing.kind}, ${dateOf(placedAt)}`
}

/** "Engineering × Average-case; off the grid" */
const placesOf = ({ standing }: Pick<AtlasPaper, 'standing'>): string =>
  standing.places
    .flatMap((place) => {
      const cell = cells.find(({ index }) => index === place)
      return place === 'off' ? ['off the grid'] : cell === undefined ? [] : [cellName(cell)]
    })
    .join('; ')

const dateOf = (at: number): string => new Date(at).toISOString().slice(0, 10)
