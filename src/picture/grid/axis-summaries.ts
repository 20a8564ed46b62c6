import type { Drawing } from '../../chat/view.ts'
import { type AxisLabel, axisLabel } from '../../disagreement/axis-label.ts'
import type { RoundState } from '../../disagreement/headline-text.ts'
import { labelWord } from '../../disagreement/label-word.ts'
import { type Axis, approach, caseFocus } from '../../grid/axes.ts'
import { sum, type Three } from '../../grid/counts.ts'
import { columnsOf, rowsOf, type Tally } from '../../grid/tally.ts'
import { box, group, label, paint } from '../drawing.ts'
import { widthOf } from '../measure.ts'

/** A word for the kind of agreement and, with enough votes, its strength in pips. */
interface AxisSummary {
  readonly pips: 0 | 1 | 2 | 3 | 4 | undefined
  readonly word: string
}

/** The agreement on each axis. */
export function axisSummaries(tally: Tally, state: RoundState['state'], dy: number): Drawing {
  return group(
    axisSummary(approach, 24, summaryOf(rowsOf(tally), state), dy),
    axisSummary(caseFocus, 340, summaryOf(columnsOf(tally), state), dy),
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

/** With fewer answers, pips would describe chance. */
const minForPips = 5

const pipsByLabel: Readonly<Record<AxisLabel, AxisSummary['pips']>> = {
  none: undefined,
  single: undefined,
  'pair-same': undefined,
  'pair-adjacent': undefined,
  'pair-opposite': undefined,
  unanimous: 4,
  strong: 4,
  consensus: 3,
  leaning: 2,
  neighbours: 2,
  spread: 1,
  ends: 1,
  polarised: 0,
}

function summaryOf(counts: Three, state: RoundState['state']): AxisSummary {
  return {
    word: labelWord(counts, state),
    pips: sum(counts) < minForPips ? undefined : pipsByLabel[axisLabel(counts)],
  }
}
