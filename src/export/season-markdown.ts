import type { AtlasPaper, Standing } from '../atlas/atlas.ts'
import type { Span, Text } from '../chat/view.ts'
import { axisLine } from '../disagreement/axis-line.ts'
import { findingsOf } from '../disagreement/findings.ts'
import { approach, caseFocus, cellName, cells, levels } from '../grid/axes.ts'
import { type Paper, slugOf, sourceLabel } from '../paper/paper.ts'
import {
  countsLine,
  findNamedFacilitator,
  type Season,
  type SeasonSession,
  type SessionVote,
  unnamedWords,
  type VotedPaper,
  votersWords,
} from '../reading/season.ts'
import { reasonParts } from '../views/poll/reason-parts.ts'

/** A file's name may be 255 bytes, and a letter four. */
const maxNameLength = 60

/** "reading-group-season-1.md" */
export const seasonFileName = ({ group, name }: Pick<Season, 'group' | 'name'>): string =>
  `${[...slugOf(`${group} ${name}`)].slice(0, maxNameLength).join('') || 'season'}.md`

/** A season as one file in CommonMark with tables that needs nothing else to be read. What people wrote formats nothing. */
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
      ({ person, sessions }) =>
        escapeMarkdown(person.name) + (sessions === 1 ? '' : ` (${sessions} sessions)`),
    ),
    ...(ledUnnamed === 0 ? [] : [unnamedWords(ledUnnamed)]),
  ]
  return names.length === 0 ? [] : [`For leading, thanks to ${joinWords(names)}.`]
}

function sessionBlocks(session: SeasonSession): readonly string[] {
  const { past, paper, vote } = session
  const { date, notes } = past.session
  const title = paper === undefined ? 'no paper' : escapeMarkdown(paper.title)
  if (past.end !== 'read')
    return [`### ${date} · ${past.end}: ${title}`, list([...paperItem(paper), ...whyItem(past.why)])]
  const kept = vote === undefined || vote === 'deleted' ? undefined : vote
  const leader = findNamedFacilitator(session)
  return [
    `### ${date} · ${title}`,
    list([
      ...paperItem(paper),
      ...threadItem(session),
      ...(leader === undefined ? [] : [`Facilitator: ${escapeMarkdown(leader.name)}`]),
      ...attendanceItem(session),
      ...(kept === undefined ? [missing[vote === undefined ? 'none' : 'deleted']] : voteItems(kept)),
    ]),
    ...(notes === undefined ? [] : [quote(notes, leader?.name ?? 'The facilitator')]),
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
  return [`Paper: ${[toLink(paper), ...facts.map((fact) => escapeMarkdown(fact ?? ''))].join(' · ')}`]
}

const whyItem = (why: string | undefined): readonly string[] =>
  why === undefined ? [] : [`Why: ${escapeMarkdown(why)}`]

/** Where it was talked about, as far as that can be said without the platform's addresses. */
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
    ...(page === undefined ? [] : [`[The poll on a page of its own](${toAddress(page)})`]),
  ]
}

/** One reason from each side, as the session's recap gave them. */
function reasonBlocks({ poll: { current }, summary }: SessionVote): readonly string[] {
  if (current.hidden || summary === undefined) return []
  return reasonParts(current, summary.case).flatMap((part) =>
    part.kind === 'quote' ? [quote(toPlainText(part.text), part.from && toPlainText(part.from))] : [],
  )
}

function atlasBlocks({ atlas, sessions }: Season): readonly string[] {
  const at = (cell: number | undefined) => atlas.filter((paper) => paper.cell === cell)
  const row = (names: readonly string[]) => `| ${names.join(' | ')} |`
  const table = [
    row([approach.name, ...caseFocus.levels]),
    row(['---', '---', '---', '---']),
    ...levels.map((level) =>
      row([
        approach.levels[level],
        ...levels.map(
          (column) =>
            at(3 * level + column)
              .map(placementWords)
              .join(', ') || 'none yet',
        ),
      ]),
    ),
  ].join('\n')
  const off = at(undefined).map(({ paper }) => quoteTitle(paper))
  const known = new Set(atlas.map(({ paper }) => paper.id))
  const unplaced = new Map(
    sessions.flatMap(({ past, paper }) =>
      past.end !== 'read' || paper === undefined || known.has(paper.id)
        ? []
        : [[paper.id, quoteTitle(paper)]],
    ),
  )
  return [
    table,
    `Off the grid: ${off.join(', ') || 'none'}.`,
    ...(unplaced.size === 0 ? [] : [`Not placed: ${[...unplaced.values()].join(', ')}.`]),
  ]
}

const placementWords = ({ paper, standing }: AtlasPaper): string =>
  `${quoteTitle(paper)} (${standingWords(standing)})`

function standingWords(standing: Standing): string {
  switch (standing.kind) {
    case 'settled':
      return 'agreed'
    case 'unsettled':
      return 'unsettled'
    case 'split':
      return `split, towards ${cells.filter(({ index }) => index === standing.towards).map(cellName)}`
  }
}

function contestedBlocks({ contested: { onGrid, gridOrApplications } }: Season): readonly string[] {
  const ranked = onGrid.map(({ paper: { item, tally }, gap, full }) => {
    const { row, column } = findingsOf(tally)
    const axes = [axisLine(row), axisLine(column)].filter((line) => line !== undefined)
    const width = `average gap ${gap.toFixed(1)} steps among ${full} placements.`
    return [`${toLink(item.paper)}, ${item.date}: ${width}`, ...axes, ...question(item)].join(' ')
  })
  const divided = gridOrApplications.map(
    ({ paper: { item }, applications, placements }) =>
      `${toLink(item.paper)}, ${item.date}: ${applications} say applications research, ${placements} placed it on the grid.`,
  )
  return [
    ranked.length === 0 ? 'No paper divided those who placed it.' : toNumberedList(ranked),
    ...(divided.length === 0 ? [] : ['On the grid, or applications research?', list(divided)]),
  ]
}

const question = ({ vote: { summary } }: VotedPaper): readonly string[] =>
  summary?.crux === undefined ? [] : [`To settle: ${summary.crux}`]

function settleBlocks({ unsettled }: Season): readonly string[] {
  if (unsettled.length === 0) return ['Nothing is left to settle.']
  return [
    list(
      unsettled.map(
        ({ paper, date, vote: { summary } }) => `${toLink(paper)}, ${date}: ${summary?.crux ?? ''}`,
      ),
    ),
  ]
}

const explanation = (): readonly string[] => [
  'Everyone places a paper on a grid of two questions, after Richard Ngo’s essay “Defining alignment research”.',
  list([
    `${approach.name}: ${joinWords(approach.levels, 'or')}.`,
    `${caseFocus.name}: ${joinWords(caseFocus.levels, 'or')}.`,
    'A paper that is no alignment research stands off the grid: applications research.',
  ]),
  'In the atlas a paper stands in the cell that is nearest to all its votes. It is agreed where both questions are settled, split where its voters form camps, with the cell of the other camp, and unsettled otherwise.',
  'The gap is how many steps two voters are apart, on average, in both questions together. For the order it is drawn towards the mean of all papers, the more the fewer placed a paper.',
  'Votes that were hidden, and who cast an anonymous one, are not in this file.',
]

const list = (items: readonly string[]): string => items.map((item) => `- ${item}`).join('\n')
const toNumberedList = (items: readonly string[]): string =>
  items.map((item, i) => `${i + 1}. ${item}`).join('\n')

function joinWords(names: readonly string[], last = 'and'): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} ${last} ${names.at(-1)}`
}

/** Each line is a paragraph, so that none makes the one above it a heading or a table. */
function quote(text: string, from: string | undefined): string {
  const lines = text.split(/[\n\r\u2028\u2029]+/).map(escapeMarkdown)
  const source = from === undefined ? [] : [`— ${escapeMarkdown(from)}`]
  return [...lines, ...source]
    .filter((line) => line !== '')
    .map((line) => `> ${line}`)
    .join('\n>\n')
}

const isSpan = (text: Text): text is Span => !Array.isArray(text)

const toPlainText = (text: Text): string => (isSpan(text) ? spanText(text) : text.map(spanText).join(''))

function spanText(span: Span): string {
  if (typeof span === 'string') return span
  if ('strong' in span) return span.strong
  if ('link' in span) return span.link
  return 'person' in span ? span.person.name : new Date(span.time).toISOString()
}

const quoteTitle = ({ title }: Pick<Paper, 'title'>): string => `“${escapeMarkdown(title)}”`

const toLink = ({ title, url }: Paper): string =>
  url === undefined ? quoteTitle({ title }) : `[${escapeMarkdown(title) || 'Untitled'}](${toAddress(url)})`

/** In the form that may hold brackets; entities would be read in it, and backticks and bars from outside. */
const toAddress = (url: string): string =>
  `<${url.replace(/[\p{Cc}\s<>\\`|]/gu, encodeURIComponent).replace(entity, '&amp;')}>`

/**
 * Text on one line that comes out as it was typed: nothing in it formats, links, or begins a block, at the start of a
 * line either. What programs find by themselves, addresses and mentions, they find behind a backslash too, so an
 * unseen space breaks those.
 */
function escapeMarkdown(text: string): string {
  return text
    .toWellFormed()
    .replace(directions, '')
    .replace(blank, ' ')
    .trim()
    .replace(marks, '\\$&')
    .replace(entity, '\\&')
    .replace(lineStart, '$<number>\\')
    .replace(found, `$&${unseenSpace}`)
}

const directions = /[\u202a-\u202e\u2066-\u2069]/g
const blank = /[\p{Cc}\s]+/gu
const marks = /[\\`*_~|<[\]#$]/g
const entity = /&(?=#?\w+;)/g
const lineStart = /^(?:(?<number>\d{1,9})(?=[.)])|(?=[>+=:-]))/
const found = /@|:(?=\/\/)|www(?=\.)/gi
const unseenSpace = '\u200b'
