import type { Drawing } from '../../chat/view.ts'
import { type AxisLabel, axisLabel } from '../../disagreement/axis-label.ts'
import { type Axis, approach, caseFocus } from '../../grid/axes.ts'
import { sum, type Three } from '../../grid/counts.ts'
import { columnsOf, rowsOf, type Tally } from '../../grid/tally.ts'
import { box, group, label, paint } from '../drawing.ts'
import { widthOf } from '../measure.ts'
import { formatCount } from '../numbers.ts'

/** A word for the kind of agreement and, with enough votes, its strength in pips. */
interface AxisSummary {
  readonly pips?: 0 | 1 | 2 | 3 | 4
  readonly word: string
}

/** The agreement on each axis. */
export function axisSummaries(tally: Tally, isClosed: boolean, dy: number): Drawing {
  const none = isClosed ? 'no answers' : 'no answers yet'
  return group(
    axisSummary(approach, 24, summaryOf(rowsOf(tally), none), dy),
    axisSummary(caseFocus, 340, summaryOf(columnsOf(tally), none), dy),
  )
}

const pip = { size: 14, pitch: 18 }

function axisSummary({ name }: Axis, x: number, { pips, word }: AxisSummary, dy: number): Drawing {
  const start = x + widthOf(name, 20) + 7
  const wordX = pips === undefined ? start : start + 4 * pip.pitch + 8
  return group(
    label(name, { x, y: 578 + dy, size: 20, fill: 'muted' }),
    ...(pips === undefined ? [] : [0, 1, 2, 3].map((i) => square(start + pip.pitch * i, dy, i < pips))),
    label(word, { x: wordX, y: 578 + dy, size: 20, weight: 600, fill: 'ink' }),
  )
}

function square(x: number, dy: number, isFilled: boolean): Drawing {
  const y = 564 + dy
  if (isFilled) return box({ x, y, width: pip.size, height: pip.size }, { rx: 2, fill: paint('bar') })
  const inside = { x: x + 1, y: y + 1, width: pip.size - 2, height: pip.size - 2 }
  return box(inside, { rx: 2, fill: 'none', stroke: paint('hairline'), 'stroke-width': 2 })
}

/** Maximum answers that are shown as counts: with few answers, a word would describe chance. */
const maxCounted = 4
/** Minimum answers for which the two numbers of a split would be too long. */
const manyAnswers = 100

/** @param none The words if nobody answered. */
function summaryOf(counts: Three, none: string): AxisSummary {
  const answers = sum(counts)
  const kind = axisLabel(counts)
  if (answers === 0) return { word: none }
  if (answers > 2 && answers <= maxCounted) return { word: fewWords(counts, answers) }
  return axisSummariesByLabel[kind](counts)
}

/** "all 3 agree", "2 of 3 agree", "split 2–2", "all differ" */
function fewWords(counts: Three, answers: number): string {
  const most = Math.max(...counts)
  if (most === answers) return `all ${answers} agree`
  if (most === 1) return 'all differ'
  return counts.filter((count) => count === most).length > 1
    ? `split ${most}–${most}`
    : `${most} of ${answers} agree`
}

const constant = (word: string, pips?: AxisSummary['pips']) => () =>
  pips === undefined ? { word } : { word, pips }

const axisSummariesByLabel: Readonly<Record<AxisLabel, (counts: Three) => AxisSummary>> = {
  none: constant('no answers'),
  single: constant('1 answer'),
  'pair-same': constant('both agree'),
  'pair-adjacent': constant('1 step apart'),
  'pair-opposite': constant('2 steps apart'),
  unanimous: constant('all agree', 4),
  strong: constant('nearly all', 4),
  consensus: constant('most agree', 3),
  leaning: constant('leaning', 2),
  neighbours: (counts) => ({ pips: 2, word: splitOf(neighboursIn(counts), sum(counts)) }),
  spread: constant('divided', 1),
  ends: (counts) => ({ pips: 1, word: splitOf([counts[0], counts[2]], sum(counts)) }),
  polarised: constant('polarised', 0),
}

const neighboursIn = ([first, middle, last]: Three): readonly [number, number] =>
  first >= last ? [first, middle] : [middle, last]

/** "split 3–2", the lower level first; "split" with 100 answers or more. */
function splitOf([lower, higher]: readonly [number, number], answers: number): string {
  return answers >= manyAnswers ? 'split' : `split ${formatCount(lower)}–${formatCount(higher)}`
}
