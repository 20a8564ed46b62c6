import { type AtlasPaper, isListedAt, isOffGrid } from '../atlas/atlas.ts'
import { cellName, cells } from '../grid/axes.ts'
import type { Season } from '../reading/season.ts'
import { countsLine, writtenSpan } from '../views/reading/season-words.ts'
import { toList } from './markdown.ts'
import { escapeFor, type PostDialect } from './post-dialect.ts'
import { atlasBlocks } from './season-tables.ts'
import { gridParagraph, madeFrom, type PostFacts, sessionBlocks } from './session-post.ts'

/**
 * A season as a post in Markdown. Users' texts are escaped.
 *
 * @param season Made from polls with counts alone.
 * @param sessions Those that were held, oldest first.
 * @param date "16 Dec 2026"
 */
export function seasonPost(
  season: Season,
  sessions: readonly PostFacts[],
  { dialect, date }: { readonly dialect: PostDialect; readonly date: string },
): string {
  const toPlain = escapeFor(dialect)
  const votes = sessions.reduce((sum, { poll }) => sum + (poll?.current.votes ?? 0), 0)
  return [
    `# ${toPlain(`${season.group}: ${season.name}`)}`,
    gridParagraph(toPlain),
    countsLine(season, writtenSpan),
    '## Where the papers sit',
    ...(dialect === 'forum' ? [atlasList(season.atlas, toPlain)] : atlasBlocks(season)),
    ...sessions.flatMap((facts) => [
      `## ${facts.date}: ${toPlain(facts.paper?.title ?? 'a session')}`,
      ...sessionBlocks(facts, dialect),
    ]),
    madeFrom(votes, date),
  ].join('\n\n')
}

/** The papers of each occupied cell, and those off the grid. */
function atlasList(atlas: readonly AtlasPaper[], toPlain: (text: string) => string): string {
  const titles = (papers: readonly AtlasPaper[]) =>
    papers.map(({ paper }) => `“${toPlain(paper.title)}”`).join(', ')
  const places = [
    ...cells.map((cell) => ({
      name: cellName(cell),
      papers: atlas.filter((paper) => isListedAt(paper, cell.index)),
    })),
    { name: 'Off the grid', papers: atlas.filter(isOffGrid) },
  ].filter(({ papers }) => papers.length > 0)
  return places.length === 0
    ? 'No paper was placed.'
    : toList(places.map(({ name, papers }) => `${name}: ${titles(papers)}`))
}
