import { spanOf } from '../../atlas/atlas-papers.ts'
import { truncate } from '../../chat/truncate.ts'
import type { Fact, Part, Span, Text, View } from '../../chat/view.ts'
import type { Paper } from '../../paper/paper.ts'
import { atlasPicture } from '../../picture/atlas/atlas-picture.ts'
import {
  countsLine,
  movedWords,
  type Season,
  type SeasonSession,
  unnamedWords,
  type VotedPaper,
  votersWords,
} from '../../reading/season.ts'
import { factsSize, fitFacts, sizeOf } from './text-size.ts'

/** In characters; the strictest platform accepts 4,000 per message. */
const maxText = 3900
const maxTitleLength = 80
const maxUrlLength = 160
const maxNameLength = 32
const maxContested = 5
const maxThanked = 10
/** The share of the remaining room that is reserved for questions to settle. */
const shareToSettle = 0.3

/**
 * The summary of a season, shown to everyone. What exceeds the limit of a message is only in the file.
 *
 * @param file The whole season, as Markdown.
 */
export function seasonView(season: Season, file: { readonly name: string; readonly content: string }): View {
  const title = `${season.group}: ${season.name}`
  const contested = contestedFacts(season)
  const named = new Set(contested.map(({ paper }) => paper.id))
  const head: readonly Part[] = [
    { kind: 'heading', text: title },
    { kind: 'text', text: countsLine(season) },
    ...atlasParts(season, title),
    ...section(
      'Most contested',
      contested.map(({ fact }) => fact),
    ),
  ]
  const thanks = thanksParts(season)
  const left = maxText - sizeOf(head) - sizeOf(thanks) - roomForLabels
  const toSettle = season.unsettled.filter(({ paper }) => !named.has(paper.id)).map(questionFact)
  const questions = fitFacts(toSettle.toReversed(), left * shareToSettle)
  const sessions = fitFacts(season.sessions.toReversed().map(sessionFact), left - factsSize(questions))
  return {
    summary: `${title}: ${countsLine(season)}`,
    parts: [
      ...head,
      ...section('To settle', questions, toSettle.length),
      ...section('Sessions, the latest first', sessions, season.sessions.length),
      ...thanks,
      { kind: 'file', type: 'text/markdown', ...file },
    ],
  }
}

/** In characters: two headings and their "And … earlier" lines. */
const roomForLabels = 200

/** @param all The number of facts including those left out for lack of room. */
function section(name: string, facts: readonly Fact[], all = facts.length): readonly Part[] {
  if (all === 0) return []
  const more = all - facts.length
  return [
    { kind: 'heading', text: name },
    ...(facts.length === 0 ? [] : [{ kind: 'facts', facts } as const]),
    ...(more === 0 ? [] : [{ kind: 'text', text: `And ${more} earlier, in the file.` } as const]),
  ]
}

function atlasParts({ atlas }: Season, title: string): readonly Part[] {
  if (atlas.length === 0) return []
  return [{ kind: 'picture', picture: atlasPicture({ title, span: spanOf(atlas), papers: atlas }) }]
}

/** The papers with the largest gaps, then those split on whether they belong on the grid at all; at most five. */
function contestedFacts({
  contested: { onGrid, gridOrApplications },
}: Season): readonly { readonly paper: Paper; readonly fact: Fact }[] {
  const divided = onGrid.map(({ paper: { item }, gap }) => {
    const words = [`: average gap ${gap.toFixed(1)} steps.`, ...toSettle(item)].join(' ')
    return { paper: item.paper, fact: { name: item.date, value: [paperText(item.paper), words] } }
  })
  const onOrOffGrid = gridOrApplications.map(({ paper: { item }, applications, placements }) => ({
    paper: item.paper,
    fact: {
      name: item.date,
      value: [
        paperText(item.paper),
        `: ${applications} say applications research, ${placements} placed it on the grid.`,
      ],
    },
  }))
  return [...divided, ...onOrOffGrid].slice(0, maxContested)
}

const toSettle = ({ vote: { summary } }: VotedPaper): readonly string[] =>
  summary?.crux === undefined ? [] : [`To settle: ${summary.crux}`]

const questionFact = ({ date, paper, vote: { summary } }: VotedPaper): Fact => ({
  name: date,
  value: [paperText(paper), `: ${summary?.crux ?? ''}`],
})

function sessionFact({ past: { session, end, why }, paper, vote }: SeasonSession): Fact {
  const read = paper === undefined ? 'no paper' : paperText(paper)
  const because = why === undefined ? '' : ` (${truncate(why, maxTitleLength)})`
  const value: Text =
    end === 'read' ? [read, `: ${voteWords(vote)}`] : [{ strong: end }, `${because}: `, read]
  return { name: session.date, value }
}

function voteWords(vote: SeasonSession['vote']): string {
  if (vote === undefined) return 'there was no poll.'
  if (vote === 'deleted') return 'its poll was deleted.'
  const counts = [votersWords(vote), movedWords(vote)].filter((words) => words !== undefined)
  return `${vote.headline} (${counts.join('; ')})`
}

function thanksParts({ facilitators, ledUnnamed }: Season): readonly Part[] {
  const people = facilitators.slice(0, maxThanked).map(({ person }) => person)
  const others = facilitators.length - people.length
  const names: readonly Span[][] = [
    ...people.map(({ id, name }): Span[] => [{ person: { id, name: truncate(name, maxNameLength) } }]),
    ...(others === 0 ? [] : [[`${others} others`]]),
    ...(ledUnnamed === 0 ? [] : [[unnamedWords(ledUnnamed)]]),
  ]
  if (names.length === 0) return []
  const listed = names.flatMap((name, i) => [
    ...(i === 0 ? [] : [i === names.length - 1 ? ' and ' : ', ']),
    ...name,
  ])
  return [{ kind: 'text', text: ['For leading, thanks to ', ...listed, '.'] }]
}

function paperText({ title, url }: Paper): Span {
  const words = truncate(title, maxTitleLength)
  return url === undefined || url.length > maxUrlLength ? words : { link: words, url }
}
