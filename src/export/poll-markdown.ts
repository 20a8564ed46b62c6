import { counted } from '../chat/text.ts'
import { boardLines, reportSummary } from '../disagreement/poll-summary.ts'
import { approach, caseFocus, levels } from '../grid/axes.ts'
import { unsureOf } from '../grid/tally.ts'
import { sourceLabel } from '../paper/paper.ts'
import { type Disclosure, selectRound } from '../poll/disclose.ts'
import { cruxReportLines } from '../views/poll/crux-parts.ts'
import { escapeMarkdown, toList, toQuote, toTable } from './markdown.ts'
import { paperLink } from './paper-markdown.ts'

/** A poll as a Markdown document: the report of each round, its counts, and the reasons that it shows. */
export function pollMarkdown(poll: Disclosure): string {
  const { paper, rounds } = poll
  const facts = [paper.authors.join(', '), paper.year?.toString(), sourceLabel(paper)]
    .filter((fact) => fact !== undefined && fact !== '' && fact !== paper.title)
    .map((fact) => escapeMarkdown(fact ?? ''))
  const blocks = [
    `# ${paperLink(paper)}`,
    ...(facts.length === 0 ? [] : [facts.join(' · ')]),
    ...rounds.flatMap(({ number }) => roundBlocks(selectRound(poll, number))),
  ]
  return `${blocks.join('\n\n')}\n`
}

function roundBlocks(poll: Disclosure): readonly string[] {
  const { current } = poll
  const lines = reportSummary(poll)?.lines ?? boardLines(poll)
  const head = `## Round ${current.number}: ${current.state}, ${counted(current.votes, 'vote')}`
  const summary = toList(lines.map(escapeMarkdown))
  if (current.hidden) return [head, summary]
  const { tally } = current
  const rows = levels.map((row) => [
    approach.levels[row],
    ...levels.map((column) => String(tally.cells[3 * row + column] ?? 0)),
  ])
  const table = toTable([approach.name, ...caseFocus.levels], rows)
  const off = `Applications ${tally.applications} · Unsure ${unsureOf(tally)}`
  const named = current.ballots.flatMap(({ name, answers: { why } }) =>
    why === undefined ? [] : [toQuote(why, name)],
  )
  const loose = current.loose.reasons.map(({ text }) => toQuote(text, undefined))
  const cruxes = cruxReportLines(current)
  const moving = cruxes.length === 0 ? [] : ['### What would move you', toList(cruxes.map(escapeMarkdown))]
  return [head, summary, table, off, ...named, ...loose, ...moving]
}
