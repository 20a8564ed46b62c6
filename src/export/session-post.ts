import { counted } from '../chat/text.ts'
import { boardLines, reportSummary } from '../disagreement/poll-summary.ts'
import { settledSentence } from '../disagreement/settled.ts'
import { approach, caseFocus, cellName, cells, levels } from '../grid/axes.ts'
import { type Tally, unsureOf } from '../grid/tally.ts'
import { type Paper, sourceLabel } from '../paper/paper.ts'
import { type Disclosure, selectRound } from '../poll/disclose.ts'
import { type Attachment, attachmentKinds } from '../reading/attachment.ts'
import { essay } from '../taxonomy/taxonomy.ts'
import { toLink, toList, toQuote, toTable } from './markdown.ts'
import { escapeFor, type PostDialect } from './post-dialect.ts'

/** The content of a post about a session. */
export interface PostFacts {
  readonly paper: Paper | undefined
  /** The session's poll with counts alone, as of the last round that may be shown; `undefined` if there was none. */
  readonly poll: Disclosure | undefined
  /** How many rounds it shows: those with votes. */
  readonly rounds: readonly { readonly number: number; readonly headline: string }[]
  /** The open question, without "To settle: ". */
  readonly settle?: string | undefined
  /** The address of the picture; absent if the reader is to attach it. */
  readonly picture?: { readonly alt: string; readonly url?: string | undefined }
  /** Those that may be quoted. */
  readonly reasons: readonly { readonly text: string; readonly from: string }[]
  /** Questions that got votes. */
  readonly questions: readonly { readonly text: string; readonly votes: number }[]
  readonly attachments: readonly Attachment[]
  /** "Ben nominated the paper." */
  readonly credits: readonly string[]
  /** The address of the recap in chat. */
  readonly chat?: string | undefined
  /** "2 Dec 2026" */
  readonly date: string
}

/** The name of the picture where it is attached. */
const postPicture = 'grid.png'

/** A session as a post in Markdown. Users' texts are escaped. */
export function sessionPost(facts: PostFacts, dialect: PostDialect): string {
  const toPlain = escapeFor(dialect)
  const title = facts.paper === undefined ? 'A session' : toPlain(facts.paper.title)
  return [
    `# ${title}: where we placed it, and what would settle it`,
    gridParagraph(toPlain),
    ...sessionBlocks(facts, dialect),
    madeFrom(facts.poll?.current.votes ?? 0, facts.date),
  ].join('\n\n')
}

/** The last lines of a file with a post, which are not part of it. @param waiting How many people have not answered. */
export const outsidePost = (waiting: number): string =>
  waiting === 0
    ? '\n'
    : `\n\n---\n\n${counted(waiting, 'person has', 'people have')} not answered yet; ask for it again later.\n`

/** The last line of a post. @param date "2 Dec 2026" */
export const madeFrom = (votes: number, date: string): string =>
  `Made with Cruxgrid from ${counted(votes, 'vote')} on ${date}.`

/** Explains the grid, with a link to the essay that it comes from. */
export function gridParagraph(toPlain: (text: string) => string): string {
  const questions = [approach, caseFocus].map(({ name, levels }) => `${name}: ${levels.join(', ')}.`)
  return [
    `Each of us placed it on a grid with two questions, from ${essay.author}'s essay`,
    `${toLink(toPlain(essay.title), essay.url)}.`,
    ...questions,
    "What isn't alignment research is off the grid: applications research.",
  ].join(' ')
}

/** A session without the title of its post and what the grid is. */
export function sessionBlocks(facts: PostFacts, dialect: PostDialect): readonly string[] {
  const toPlain = escapeFor(dialect)
  const { paper, poll, reasons, questions, attachments, credits, chat } = facts
  return [
    ...(paper === undefined ? [] : [paperLine(paper, toPlain)]),
    ...(poll === undefined ? ['No poll was held.'] : pollBlocks(facts, poll, dialect)),
    ...reasonBlocks(reasons, dialect),
    ...(questions.length === 0
      ? []
      : ['We asked:', toList(questions.map(({ text, votes }) => `${toPlain(text)} (${votes})`))]),
    ...(attachments.length === 0
      ? []
      : [attachments.map(({ kind, url }) => toLink(attachmentKinds[kind], url)).join(' · ')]),
    ...(chat === undefined ? [] : [toLink('The discussion', chat)]),
    `Credits: ${credits.length === 0 ? 'the group.' : credits.map(toPlain).join(' ')}`,
  ]
}

function paperLine(paper: Paper, toPlain: (text: string) => string): string {
  const { title, url, authors, year } = paper
  const names = authors.slice(0, 3).join(', ') + (authors.length > 3 ? ' et al.' : '')
  const known = [names, year?.toString(), sourceLabel(paper)].filter(
    (fact) => fact !== undefined && fact !== '',
  )
  const name = url === undefined ? `“${toPlain(title)}”` : toLink(toPlain(title) || 'Untitled', url)
  return [name, ...known.map((fact) => toPlain(fact ?? ''))].join(' · ')
}

function pollBlocks(
  { rounds, settle, picture }: PostFacts,
  poll: Disclosure,
  dialect: PostDialect,
): readonly string[] {
  const toPlain = escapeFor(dialect)
  const { current } = poll
  if (rounds.length === 0) return ['Nobody voted.']
  const lines = rounds.map(({ number, headline }) => `Round ${number}: ${toPlain(headline)}`)
  const { axes = [], since = [] } = reportSummary(poll)?.parts ?? {}
  const [moved] = since
  return [
    toList([...lines, ...(moved === undefined ? [] : [toPlain(moved)])]),
    ...(picture === undefined ? [] : [pictureLine(picture, toPlain)]),
    ...(current.hidden ? [] : [tallyBlock(current.tally, dialect)]),
    ...axes.map(toPlain),
    ...(settle === undefined ? [] : [`**To settle:** ${toPlain(settle)}`]),
    ...settledLines(poll),
  ]
}

const pictureLine = (
  { alt, url }: NonNullable<PostFacts['picture']>,
  toPlain: (text: string) => string,
): string => (url === undefined ? `(picture: attach ${postPicture})` : `!${toLink(toPlain(alt), url)}`)

/** Counts, without who voted: a list where posts have no tables. */
function tallyBlock(tally: Tally, dialect: PostDialect): string {
  const off = [
    { name: 'Applications research', count: tally.applications },
    { name: 'Unsure', count: unsureOf(tally) },
  ].filter(({ count }) => count > 0)
  const offLines = off.map(({ name, count }) => `${name}: ${count}`)
  if (dialect === 'forum') {
    const occupied = cells.filter(({ index }) => (tally.cells[index] ?? 0) > 0)
    return toList([...occupied.map((cell) => `${cellName(cell)}: ${tally.cells[cell.index]}`), ...offLines])
  }
  const table = toTable(
    [approach.name, ...caseFocus.levels],
    levels.map((row) => [
      approach.levels[row],
      ...levels.map((column) => String(tally.cells[3 * row + column] ?? 0)),
    ]),
  )
  return [table, ...(offLines.length === 0 ? [] : [offLines.join(' · ')])].join('\n\n')
}

/** Whether what the round before left open is settled. */
function settledLines(poll: Disclosure): readonly string[] {
  const { current } = poll
  const settled = current.hidden ? undefined : current.extras?.settled
  return settled === undefined ? [] : [settledSentence(settled, current.number - 1)]
}

function reasonBlocks(reasons: PostFacts['reasons'], dialect: PostDialect): readonly string[] {
  if (reasons.length === 0) return []
  const quotes = reasons.map(({ text, from }) => toQuote(text, from, escapeFor(dialect)))
  return dialect === 'github'
    ? ['<details>\n<summary>Reasons</summary>', ...quotes, '</details>']
    : ['Reasons:', ...quotes]
}

/** The rounds of a poll that have votes, each with its headline. @param poll With counts alone. */
export const postRounds = (poll: Disclosure): PostFacts['rounds'] =>
  poll.rounds
    .filter(({ votes }) => votes > 0)
    .map(({ number }) => {
      const then = selectRound(poll, number)
      return { number, headline: (reportSummary(then)?.lines ?? boardLines(then))[0] ?? '' }
    })
