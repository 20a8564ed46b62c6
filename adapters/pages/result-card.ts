import { html } from 'hono/html'
import { replyLines } from '../../src/disagreement/extra-lines.ts'
import { confidenceLines } from '../../src/disagreement/poll-summary.ts'
import { goalLine, tractableLine } from '../../src/disagreement/questions.ts'
import type { Summary } from '../../src/disagreement/summary.ts'
import { type Axis, approach, caseFocus, levels } from '../../src/grid/axes.ts'
import { sum, type Three } from '../../src/grid/counts.ts'
import { columnsOf, rowsOf } from '../../src/grid/tally.ts'
import type { Disclosure } from '../../src/poll/disclose.ts'
import { heading, type Level } from './heading.ts'
import { type Html, nothing } from './html.ts'
import { words } from './words.ts'

/** The report of a round that is shown: the headline, each axis with its bars, and the question that would settle it. */
export function resultCard(poll: Disclosure, summary: Summary, level: Level): Html {
  const { current } = poll
  const { headline, since, axes, shape, reading, expected, settle, also } = summary.parts
  if (current.hidden) return nothing
  const counts = [rowsOf(current.tally), columnsOf(current.tally)] as const
  const more = [
    ...also.map((line) => line.replace(/^Also: */, '')),
    ...summary.dropped,
    ...replyLines(current),
    ...confidenceLines(current, summary),
    ...[goalLine(current), tractableLine(current)].filter((line) => line !== undefined),
  ]
  return html`${headline.map((line) => heading(level, line, 'headline'))}
${since.length === 0 ? nothing : paragraph(since.join(' '))}
${[approach, caseFocus].map((axis, i) => axisBlock(axis, axes, counts[i]))}
${axes.filter((line) => !line.startsWith('Approach:') && !line.startsWith('Case:')).map(paragraph)}
${[...shape, ...reading, ...expected].map(paragraph)}
${settle.map(settleBox)}
${more.length === 0 ? nothing : html`<details><summary>${words.more}</summary>${more.map(paragraph)}</details>`}`
}

const label = /^(?:Approach|Case|Mean confidence):/

/** A line with the label at its start in bold. */
function paragraph(line: string): Html {
  const [lead] = label.exec(line) ?? []
  return lead === undefined
    ? html`<p dir="auto">${line}</p>`
    : html`<p dir="auto"><strong>${lead}</strong>${line.slice(lead.length)}</p>`
}

/** The line about an axis and its three counts; without a line, nothing. */
function axisBlock(axis: Axis, lines: readonly string[], counts: Three = [0, 0, 0]): Html {
  const line = lines.find((line) => line.startsWith(`${axis.name}:`))
  if (line === undefined) return nothing
  const all = sum(counts)
  return html`${paragraph(line)}
<dl class="bars">${levels.map((level) => bar(axis.plain[level].replace('-case', ''), counts[level], all))}</dl>`
}

const bar = (name: string, count: number, all: number): Html =>
  html`<dt>${name}</dt><dd><svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect class="track" width="100" height="8"/><rect class="fill" width="${all === 0 ? 0 : Math.round((1000 * count) / all) / 10}" height="8"/></svg><span class="${count === 0 ? 'zero' : 'count'}">${count}</span></dd>`

/** "To settle: would it …? Yes points to …": the question in bold. */
function settleBox(line: string): Html {
  const text = line.replace(/^To settle: */, '')
  const end = text.indexOf('? ') + 1
  const [question, rest] = end === 0 ? [text, ''] : [text.slice(0, end), text.slice(end + 1)]
  const capital = question.slice(0, 1).toUpperCase() + question.slice(1)
  return html`<div class="settle"><p class="lead">${words.settle}</p><p dir="auto"><strong>${capital}</strong></p>${
    rest === '' ? nothing : html`<p dir="auto">${rest}</p>`
  }</div>`
}
