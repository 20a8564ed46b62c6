import { toPlainText } from '../chat/plain-text.ts'
import { agree, listed, listedAsChoices } from '../chat/text.ts'
import { approach, caseFocus } from '../grid/axes.ts'
import { type Paper, slugOf, sourceLabel } from '../paper/paper.ts'
import { attachmentKinds } from '../reading/attachment.ts'
import { notesSource } from '../reading/notes-source.ts'
import { findNamedFacilitator, type Season, type SeasonSession, type SessionVote } from '../reading/season.ts'
import { reasonParts } from '../views/poll/reason-parts.ts'
import {
  cameWords,
  changedWords,
  countsLine,
  isoSpan,
  settledWords,
  unnamedWords,
  votedIn,
  votersWords,
} from '../views/reading/season-words.ts'
import { seasonWorthWords } from '../views/reading/worth-words.ts'
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
    countsLine(season, isoSpan),
    ...worthLine(season),
    ...thanks(season),
    `Written on ${season.writtenOn}. All dates are in ${escapeMarkdown(season.zone)}.`,
    '## Sessions',
    ...season.sessions.flatMap(sessionBlocks),
    '## Where the papers sit',
    ...atlasBlocks(season),
    '## Most contested',
    ...contestedBlocks(season),
    '## Still to settle',
    ...settleBlocks(season),
    '## How to read this',
    ...explanation(),
  ]
  return `${blocks.join('\n\n')}\n`
}

function worthLine({ worth }: Season): readonly string[] {
  const words = seasonWorthWords(worth)
  return words === undefined ? [] : [words]
}

function thanks({ facilitators, ledUnnamed }: Season): readonly string[] {
  const names = [
    ...facilitators.map(
      ({ person, sessions }) => escapeMarkdown(person.name) + agree(sessions, '', ` (${sessions} sessions)`),
    ),
    ...(ledUnnamed === 0 ? [] : [unnamedWords(ledUnnamed)]),
  ]
  return names.length === 0 ? [] : [`Facilitators: ${listed(names)}. Thank you.`]
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
      ...attachmentItem(session),
      ...(kept === undefined ? [missing[vote === undefined ? 'none' : 'deleted']] : voteItems(kept)),
    ]),
    ...(notes === undefined ? [] : [toQuote(notes, notesSource(past.session, leader?.name))]),
    ...(kept === undefined ? [] : reasonBlocks(kept)),
  ].filter((block) => block !== '')
}

const missing = { none: 'No poll was held.', deleted: 'The poll was deleted, with its votes.' }

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

function attachmentItem({ past: { session } }: SeasonSession): readonly string[] {
  const links = (session.attachments ?? []).map(({ kind, url }) => toLink(attachmentKinds[kind], url))
  return links.length === 0 ? [] : [links.join(' · ')]
}

function attendanceItem({ past: { session }, vote, came }: SeasonSession): readonly string[] {
  const coming = session.coming.length
  const there = cameWords(came, votedIn(vote))
  const facts = [
    ...(vote === undefined || vote === 'deleted' ? [] : [votersWords(vote)]),
    ...(there === undefined ? [] : [there]),
    ...(coming === 0 ? [] : [`${coming} said they would come`]),
  ]
  return facts.length === 0 ? [] : [`Attendance: ${facts.join('; ')}`]
}

function voteItems(vote: SessionVote): readonly string[] {
  const { rounds, headline, summary, isOpen, page } = vote
  const changed = changedWords(vote)
  const [, ...more] = summary?.lines ?? []
  const settled = settledWords(vote)
  const hasVotes = rounds.some(({ votes }) => votes > 0)
  const results =
    rounds.length < 2
      ? hasVotes
        ? [`Result: ${headline}`]
        : []
      : rounds.map(({ number, headline }) => `Round ${number}: ${headline}`)
  return [
    ...results,
    ...more,
    ...(changed === undefined ? [] : [`${changed}.`]),
    ...(settled === undefined || more.some((line) => line.includes(settled)) ? [] : [settled]),
    ...(isOpen ? ['Voting is still open, so this may change.'] : []),
    ...(page === undefined ? [] : [toLink('Open page', page)]),
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
  "Everyone places a paper on a grid with two questions, from Richard Ngo's essay “Defining alignment research”.",
  toList([
    `${approach.name}: ${listedAsChoices(approach.levels)}.`,
    `${caseFocus.name}: ${listedAsChoices(caseFocus.levels)}.`,
    "A paper that isn't alignment research is off the grid: applications research.",
  ]),
  'In the table, each paper is in its fullest cell. “Settled” means both questions are settled; “split” means the votes lie in two or three places, and the paper is listed in each; “unsettled” is everything else.',
  '“Steps apart” is the average distance between two voters, adding both questions. The ranking moves papers with few votes towards the average of all papers.',
  'This file leaves out hidden votes, and who cast which anonymous vote.',
]
