import { toPlainText } from '../chat/plain-text.ts'
import { agree, listed, listedAsChoices } from '../chat/text.ts'
import { approach, caseFocus } from '../grid/axes.ts'
import { type Paper, slugOf, sourceLabel } from '../paper/paper.ts'
import { notesSource } from '../reading/group.ts'
import {
  countsLine,
  findNamedFacilitator,
  type Season,
  type SeasonSession,
  type SessionVote,
  unnamedWords,
  votersWords,
} from '../reading/season.ts'
import { reasonParts } from '../views/poll/reason-parts.ts'
import { escapeMarkdown, toLink, toList, toQuote } from './markdown.ts'
import { paperLink } from './paper-markdown.ts'
import { atlasBlocks, contestedBlocks, settleBlocks } from './season-tables.ts'

/** In characters of up to 4 bytes; file names may have 255 bytes. */
const maxNameLength = 60

/** "reading-group-season-1.md" */
export const seasonFileName = ({ group, name }: Pick<Season, 'group' | 'name'>): string =>
  `${[...slugOf(`${group} ${name}`)].slice(0, maxNameLength).join('') || 'season'}.md`

/** A season as one self-contained file in CommonMark with tables. Users' texts are escaped. */
export function seasonMarkdown(season: Season): string {
  const blocks = [
    `# ${escapeMarkdown(`${season.group}: ${season.name}`)}`,
    countsLine(season),
    ...thanks(season),
    `Told on ${season.writtenOn}. Dates are those of ${escapeMarkdown(season.zone)}.`,
    '## Sessions',
    ...season.sessions.flatMap(sessionBlocks),
    '## Atlas',
    ...atlasBlocks(season),
    '## Most contested',
    ...contestedBlocks(season),
    '## To settle',
    ...settleBlocks(season),
    '## How to read this',
    ...explanation(),
  ]
  return `${blocks.join('\n\n')}\n`
}

function thanks({ facilitators, ledUnnamed }: Season): readonly string[] {
  const names = [
    ...facilitators.map(
      ({ person, sessions }) => escapeMarkdown(person.name) + agree(sessions, '', ` (${sessions} sessions)`),
    ),
    ...(ledUnnamed === 0 ? [] : [unnamedWords(ledUnnamed)]),
  ]
  return names.length === 0 ? [] : [`For leading, thanks to ${listed(names)}.`]
}

function sessionBlocks(session: SeasonSession): readonly string[] {
  const { past, paper, vote } = session
  const { date, notes } = past.session
  const title = paper === undefined ? 'no paper' : escapeMarkdown(paper.title)
  if (past.end !== 'read')
    return [`### ${date} · ${past.end}: ${title}`, toList([...paperItem(paper), ...whyItem(past.why)])]
  const kept = vote === undefined || vote === 'deleted' ? undefined : vote
  const leader = findNamedFacilitator(session)
  return [
    `### ${date} · ${title}`,
    toList([
      ...paperItem(paper),
      ...threadItem(session),
      ...(leader === undefined ? [] : [`Facilitator: ${escapeMarkdown(leader.name)}`]),
      ...attendanceItem(session),
      ...(kept === undefined ? [missing[vote === undefined ? 'none' : 'deleted']] : voteItems(kept)),
    ]),
    ...(notes === undefined ? [] : [toQuote(notes, notesSource(past.session, leader?.name))]),
    ...(kept === undefined ? [] : reasonBlocks(kept)),
  ].filter((block) => block !== '')
}

const missing = { none: 'There was no poll.', deleted: 'Its poll was deleted, and its ballots with it.' }

function paperItem(paper: Paper | undefined): readonly string[] {
  if (paper === undefined) return []
  const { authors, year } = paper
  const names = authors.slice(0, 3).join(', ') + (authors.length > 3 ? ' et al.' : '')
  const facts = [names, year?.toString(), sourceLabel(paper)].filter(
    (fact) => fact !== undefined && fact !== '',
  )
  return [`Paper: ${[paperLink(paper), ...facts.map((fact) => escapeMarkdown(fact ?? ''))].join(' · ')}`]
}

const whyItem = (why: string | undefined): readonly string[] =>
  why === undefined ? [] : [`Why: ${escapeMarkdown(why)}`]

/** The thread's ids, because only the platform's adapter can make a link to it. */
function threadItem({ past: { session } }: SeasonSession): readonly string[] {
  const { thread } = session
  if (thread === undefined) return []
  const names = [thread.thread, thread.channel].filter((name) => name !== undefined)
  return [
    `Thread: ${names.map((name) => escapeMarkdown(name)).join(' in channel ')} (${escapeMarkdown(thread.platform)})`,
  ]
}

function attendanceItem({ past: { session }, vote }: SeasonSession): readonly string[] {
  const coming = session.coming.length
  const facts = [
    ...(vote === undefined || vote === 'deleted' ? [] : [votersWords(vote)]),
    ...(coming === 0 ? [] : [`${coming} had said they would come`]),
  ]
  return facts.length === 0 ? [] : [`Attendance: ${facts.join('; ')}`]
}

function voteItems({ rounds, headline, summary, moved, isOpen, page }: SessionVote): readonly string[] {
  const [, ...more] = summary?.lines ?? []
  const results =
    rounds.length < 2
      ? [`Result: ${headline}`]
      : rounds.map(({ number, headline }) => `Round ${number}: ${headline}`)
  return [
    ...results,
    ...more,
    ...(moved === undefined ? [] : [`Moved: ${moved.voters} of ${moved.of}`]),
    ...(isOpen ? ['Voting is open: this may change.'] : []),
    ...(page === undefined ? [] : [toLink('The poll on a page of its own', page)]),
  ]
}

/** One reason from each side, as in the session's recap. */
function reasonBlocks({ poll: { current }, summary }: SessionVote): readonly string[] {
  if (current.hidden || summary === undefined) return []
  return reasonParts(current, summary.case).flatMap((part) =>
    part.kind === 'quote' ? [toQuote(toPlainText(part.text), part.from && toPlainText(part.from))] : [],
  )
}

const explanation = (): readonly string[] => [
  'Everyone places a paper on a grid of two questions, after Richard Ngo’s essay “Defining alignment research”.',
  toList([
    `${approach.name}: ${listedAsChoices(approach.levels)}.`,
    `${caseFocus.name}: ${listedAsChoices(caseFocus.levels)}.`,
    'A paper that is no alignment research stands off the grid: applications research.',
  ]),
  'In the atlas a paper stands in the cell that is nearest to all its votes. It is agreed where both questions are settled, split where its voters form camps, with the cell of the other camp, and unsettled otherwise.',
  'The gap is how many steps two voters are apart, on average, in both questions together. For the order it is drawn towards the mean of all papers, the more the fewer placed a paper.',
  'Votes that were hidden, and who cast an anonymous one, are not in this file.',
]
