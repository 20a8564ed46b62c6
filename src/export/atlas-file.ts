import type { AtlasPaper } from '../atlas/atlas.ts'
import { spanOf } from '../atlas/atlas-papers.ts'
import type { Picture } from '../chat/view.ts'
import { cellName, cells } from '../grid/axes.ts'
import { sum } from '../grid/counts.ts'
import { atlasPicture } from '../picture/atlas/atlas-picture.ts'
import { toSvg } from '../picture/svg.ts'
import { csvFile, csvLine } from './csv.ts'

export type AtlasFormat = 'json' | 'csv' | 'svg'

/** An atlas as a file, and its picture. @param now In ms since 1970. */
export function atlasFile(
  papers: readonly AtlasPaper[],
  format: AtlasFormat | 'png',
  now: number,
): { readonly picture: Picture; readonly content: string } {
  const picture = atlasPicture({ title: 'Atlas', span: spanOf(papers), papers })
  const byDate = papers.toSorted((a, b) => a.placedAt - b.placedAt || (a.paper.id < b.paper.id ? -1 : 1))
  switch (format) {
    case 'json':
      return { picture, content: atlasJson(byDate, now) }
    case 'csv':
      return { picture, content: csvFile(columns, byDate.map(toRow)) }
    case 'svg':
      return { picture, content: toSvg(picture, 'light') }
    case 'png':
      return { picture, content: '' }
  }
}

const names = cells.map(cellName)
const columns = [
  ...['paper', 'title', 'authors', 'year', 'result', 'standing', 'places', 'votes'],
  ...[...names, 'unsure', 'applications'],
]

/** The day in UTC: 2026-12-09. */
const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10)

const placesOf = ({ standing }: AtlasPaper): readonly string[] =>
  standing.places.map((place) => (place === 'off' ? 'Off the grid' : (names[place] ?? '')))

const votesOf = ({ counts }: AtlasPaper): number => sum(counts.cells) + counts.applications + counts.unsure

const toRow = (paper: AtlasPaper): string =>
  csvLine([
    ...[paper.paper.id, paper.paper.title, paper.paper.authors.join('; '), paper.paper.year],
    ...[dayOf(paper.placedAt), paper.standing.kind, placesOf(paper).join('; '), votesOf(paper)],
    ...[...paper.counts.cells, paper.counts.unsure, paper.counts.applications],
  ])

const atlasJson = (papers: readonly AtlasPaper[], now: number): string =>
  `${JSON.stringify(
    {
      format: 'cruxgrid-atlas',
      version: 1,
      made: new Date(now).toISOString(),
      papers: papers.map((one) => ({
        ...one.paper,
        result: dayOf(one.placedAt),
        standing: one.standing.kind,
        places: one.standing.places,
        votes: votesOf(one),
        counts: one.counts,
      })),
    },
    undefined,
    2,
  )}\n`
