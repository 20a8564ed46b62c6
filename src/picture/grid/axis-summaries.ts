import type { Drawing } from '../../chat/view.ts'
import { type AxisLabel, axisLabel } from '../../disagreement/axis-label.ts'
import { type Axis, approach, caseFocus } from '../../grid/axes.ts'
import type { Three } from '../../grid/counts.ts'
import { columnsOf, rowsOf, type Tally } from '../../grid/tally.ts'
import { box, group, label, paint } from '../drawing.ts'
import { widthOf } from '../measure.ts'
import { formatCount } from '../numbers.ts'

/** A word for the kind of agreement and, with enough votes, its strength in pips. */
interface AxisSummary {
  readonly pips?: 0 | 1 | 2 | 3 | 4
  readonly word: string
}

/** The agreement on each axis; a dash if nobody answered or placements are hidden. */
export function axisSummaries(tally: Tally | undefined, dy: number): Drawing {
  return group(
    axisSummary(approach, 24, tally && rowsOf(tally), dy),
    axisSummary(caseFocus, 340, tally && columnsOf(tally), dy),
  )
}

const pip = { size: 14, pitch: 18 }

function axisSummary({ name }: Axis, x: number, counts: Three | undefined, dy: number): Drawing {
  const { pips, word } = counts === undefined ? { word: '–' } : summaryOf(counts)
  const start = x + widthOf(name, 20) + 7
  const wordX = pips === undefined ? start : start + 4 * pip.pitch + 8
  return group(
    label(name, { x, y: 578 + dy, size: 20, fill: 'muted' }),
    ...(pips === undefined ? [] : [0, 1, 2, 3].map((i) => square(start + pip.pitch * i, dy, i < pips))),
    label(word, { x: wordX, y: 578 + dy, size: 20, weight: 600, fill: word === '–' ? 'muted' : 'ink' }),
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

function summaryOf(counts: Three): AxisSummary {
  const answers = counts[0] + counts[1] + counts[2]
  const kind = axisLabel(counts)
  if (answers > 2 && answers <= maxCounted)
    return { word: kind === 'unanimous' ? `all ${answers}` : counts.join('–') }
  return axisSummariesByLabel[kind](counts)
}

const constant = (word: string, pips?: AxisSummary['pips']) => () =>
  pips === undefined ? { word } : { word, pips }

const axisSummariesByLabel: Readonly<Record<AxisLabel, (counts: Three) => AxisSummary>> = {
  none: constant('–'),
  single: constant('1 answer'),
  'pair-same': constant('both agree'),
  'pair-adjacent': constant('1 step apart'),
  'pair-opposite': constant('2 steps apart'),
  unanimous: constant('unanimous', 4),
  strong: constant('strong', 4),
  consensus: constant('consensus', 3),
  leaning: constant('leaning', 2),
  neighbours: (counts) => ({ pips: 2, word: splitOf(counts) }),
  spread: constant('spread', 1),
  ends: constant('ends apart', 1),
  polarised: constant('polarised', 0),
}

/** "split 3–2", the lower level first; "neighbours" with 100 answers or more. */
function splitOf([first, middle, last]: Three): string {
  if (first + middle + last >= manyAnswers) return 'neighbours'
  const [lower, higher] = first >= last ? [first, middle] : [middle, last]
  return `split ${formatCount(lower)}–${formatCount(higher)}`
}
