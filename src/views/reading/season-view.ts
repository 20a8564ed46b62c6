import { spanOf } from '../../atlas/atlas-papers.ts'
import { counted } from '../../chat/text.ts'
import { truncate } from '../../chat/truncate.ts'
import type { Fact, Part, Span, Text, View } from '../../chat/view.ts'
import { formatTenths, onOrOffGrid } from '../../disagreement/wording.ts'
import type { Paper } from '../../paper/paper.ts'
import { atlasPicture } from '../../picture/atlas/atlas-picture.ts'
import type { Session } from '../../reading/group.ts'
import type { Season, SeasonSession, VotedPaper } from '../../reading/season.ts'
import { writeDate } from '../../time/write-time.ts'
import { attachmentSpans } from './attachment-parts.ts'
import {
  axisWords,
  cameWords,
  changedWords,
  countsLine,
  settledWords,
  settleWords,
  unnamedWords,
  votedIn,
  votersWords,
  writtenSpan,
} from './season-words.ts'
import { factsSize, fitFacts, sizeOf } from './text-size.ts'
import { seasonWorthWords } from './worth-words.ts'

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
  const counts = countsLine(season, writtenSpan)
  const contested = contestedFacts(season)
  const named = new Set(contested.map(({ paper }) => paper.id))
  const head: readonly Part[] = [
    { kind: 'heading', text: title },
    { kind: 'text', text: counts },
    ...worthParts(season),
    ...atlasParts(season, title),
    ...section(
      'Most contested',
      contested.map(({ fact }) => fact),
    ),
  ]
  const thanks = thanksParts(season)
  const left = maxText - sizeOf(head) - sizeOf(thanks) - roomForLabels
  const toSettle = season.unsettled
    .filter(({ paper }) => !named.has(paper.id))
    .map((paper) => questionFact(season, paper))
  const questions = fitFacts(toSettle.toReversed(), left * shareToSettle)
  const sessions = fitFacts(
    season.sessions.toReversed().map((session) => sessionFact(season, session)),
    left - factsSize(questions),
  )
  return {
    summary: `${title}: ${counts}`,
    state: 'reading',
    parts: [
      ...head,
      ...section('Still to settle', questions, earlierWords(toSettle.length - questions.length, 'question')),
      ...section(
        'Sessions, newest first',
        sessions,
        earlierWords(season.sessions.length - sessions.length, 'session'),
      ),
      ...thanks,
      { kind: 'file', type: 'text/markdown', ...file },
    ],
  }
}

function worthParts({ worth }: Season): readonly Part[] {
  const words = seasonWorthWords(worth)
  return words === undefined ? [] : [{ kind: 'text', text: words }]
}

/** In characters: two headings and their lines about what is only in the file. */
const roomForLabels = 200

/** @param more What is only in the file; empty if nothing is. */
function section(name: string, facts: readonly Fact[], more = ''): readonly Part[] {
  if (facts.length === 0 && more === '') return []
  return [
    { kind: 'heading', text: name },
    ...(facts.length === 0 ? [] : [{ kind: 'facts', facts } as const]),
    ...(more === '' ? [] : [{ kind: 'text', text: more } as const]),
  ]
}

/** "2 earlier sessions are in the file." Empty for none. */
const earlierWords = (count: number, noun: string): string =>
  count === 0 ? '' : `${counted(count, `earlier ${noun} is`, `earlier ${noun}s are`)} in the file.`

function atlasParts({ atlas }: Season, title: string): readonly Part[] {
  if (atlas.length === 0) return []
  return [{ kind: 'picture', picture: atlasPicture({ title, span: spanOf(atlas), papers: atlas }) }]
}

/** The papers with the largest gaps, then those split on whether they belong on the grid at all; at most five. */
function contestedFacts(season: Season): readonly { readonly paper: Paper; readonly fact: Fact }[] {
  const { onGrid, gridOrApplications } = season.contested
  const divided = onGrid.map(({ paper, gap }) => {
    const { item } = paper
    const width = `: ${formatTenths(gap)} steps apart on average.`
    const words = [width, ...axisWords(paper), ...settleWords(item)].join(' ')
    return {
      paper: item.paper,
      fact: { name: dateOf(season, item.date), value: [paperText(item.paper), words] },
    }
  })
  const onGridOrOff = gridOrApplications.map(({ paper: { item }, applications, placements }) => ({
    paper: item.paper,
    fact: {
      name: dateOf(season, item.date),
      value: [paperText(item.paper), `: ${onOrOffGrid(applications, placements)}`],
    },
  }))
  return [...divided, ...onGridOrOff].slice(0, maxContested)
}

/** "Wed 25 Nov", with the year unless the recap is of the same. */
const dateOf = ({ writtenOn }: Season, date: string): string => writeDate(date, Date.parse(writtenOn))

const questionFact = (season: Season, { date, paper, vote: { summary } }: VotedPaper): Fact => ({
  name: dateOf(season, date),
  value: [paperText(paper), `: ${summary?.settle ?? ''}`],
})

function sessionFact(
  season: Season,
  { past: { session, end, why }, paper, vote, came }: SeasonSession,
): Fact {
  const read = paper === undefined ? 'no paper' : paperText(paper)
  const because = why === undefined ? '' : ` (${truncate(why, maxTitleLength)})`
  const value: Text =
    end === 'read'
      ? [read, `: ${voteWords(vote, came)}`, ...attachedSpans(session)]
      : [{ strong: end }, `${because}: `, read]
  return { name: dateOf(season, session.date), value }
}

/** " Recording · Slides"; empty if nothing is attached. */
function attachedSpans(session: Pick<Session, 'attachments'>): readonly Span[] {
  const spans = attachmentSpans(session)
  return spans.length === 0 ? [] : [' ', ...spans]
}

function voteWords(vote: SeasonSession['vote'], came: number | undefined): string {
  if (vote === undefined) return 'no poll was held.'
  if (vote === 'deleted') return 'the poll was deleted, with its votes.'
  if (vote.rounds.every(({ votes }) => votes === 0)) return 'nobody voted.'
  const counts = [votersWords(vote), cameWords(came, votedIn(vote)), changedWords(vote)].filter(
    (words) => words !== undefined,
  )
  const settled = settledWords(vote)
  return `${vote.headline} (${counts.join('; ')})${settled === undefined ? '' : ` ${settled}`}`
}

function thanksParts({ facilitators, ledUnnamed }: Season): readonly Part[] {
  const people = facilitators.slice(0, maxThanked).map(({ person }) => person)
  const others = facilitators.length - people.length
  const names: readonly Span[][] = [
    ...people.map(({ id, name }): Span[] => [{ person: { id, name: truncate(name, maxNameLength) } }]),
    ...(others === 0 ? [] : [[counted(others, 'other')]]),
    ...(ledUnnamed === 0 ? [] : [[unnamedWords(ledUnnamed)]]),
  ]
  if (names.length === 0) return []
  const listed = names.flatMap((name, i) => [
    ...(i === 0 ? [] : [i === names.length - 1 ? ' and ' : ', ']),
    ...name,
  ])
  return [{ kind: 'text', text: ['Facilitators: ', ...listed, '. Thank you.'] }]
}

function paperText({ title, url }: Paper): Span {
  const words = truncate(title, maxTitleLength)
  return url === undefined || url.length > maxUrlLength ? words : { link: words, url }
}
